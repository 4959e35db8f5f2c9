/**
 * Starts on a date of the customer: an attribute such as a birthday, or the last purchase.
 *
 * 1. Days are those of the calendar, and the hour is that of the clock, where the customer is.
 * 2. An occurrence starts once, known by its year (or by the last purchase that it follows), so that
 *    neither a corrected date nor a corrected zone repeats it; nor does one that moves it across the
 *    turn of a year.
 * 3. One that lies before the date was known starts nothing.
 */
import * as z from 'zod/mini'
import { type CalendarDate, dateOf, dayIn, dayInYear, instantIn, parseDate } from '../calendar.ts'
import { minutesOf, zoneOf } from '../hours.ts'
import { countedOrdersAt } from '../order.ts'
import { DAY_MS, earliest, type Instant, isoInstant } from '../time.ts'
import { hasRoomAt } from './each-cause.ts'
import { isStale, wasEligible } from './eligible.ts'
import { LAST_PURCHASE, type StartOf } from './start.ts'
import { begun, mayCause, nothing, type Occasion, type StartRule, tooSoon } from './start-rule.ts'

export const date: StartRule<'date'> = {
  fields: { kind: true, of: true, repeats: true, offsetDays: true, time: true },
  purpose: 'of-campaign',
  isCausedByAbsence: () => false,
  happensAs: 'instant',
  journey: z.looseObject({
    kind: z.literal('date'),
    of: z.string(),
    occurrence: z.string(),
  }),
  isSameCause: (one, other) =>
    (one.of === other.of && one.occurrence === other.occurrence) || undefined,
  begin: (start, occasion) => {
    const { campaign, before, now } = occasion
    const { of } = start
    const known = of === LAST_PURCHASE ? lastPurchase(occasion) : attributeOf(of, occasion)
    if (!known) return nothing({ reason: 'no-date', of })
    const occurrences = occurrencesOf(start, known, occasion)
    const nextAt = earliest(occurrences.map(({ at }) => at).filter((at) => at > now))
    const later = nextAt === undefined ? {} : { nextAt }
    const due = occurrences.findLast(({ at }) => at <= now)
    const [last] = before.slice(-1)
    if (!due || !mayStart(due, start, known, occasion)) {
      if (last && nextAt === undefined) return nothing(tooSoon(campaign, last))
      return nextAt === undefined
        ? nothing({ reason: 'date-passed', of })
        : nothing({ reason: 'date-comes', of, at: nextAt }, nextAt)
    }
    if (!wasEligible(occasion, due.at))
      return { ...nothing({ reason: 'was-not-eligible', at: due.at }), ...later }
    const { name: occurrence, at } = due
    return { ...begun(occasion, at, { kind: 'date', of, occurrence }), ...later }
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: () => undefined,
}

type KnownDate = {
  readonly date: CalendarDate
  /** Invariant 3. */
  readonly since: Instant
  /** The first year in which it comes round. */
  readonly fromYear: number
  /** What its only occurrence is known by. */
  readonly onceAs: string
}

type Occurrence = { readonly name: string; readonly at: Instant }

function attributeOf(of: string, { facts, now }: Occasion): KnownDate | undefined {
  const attribute = facts.attributes.find(({ name, since }) => name === of && since <= now)
  const date = typeof attribute?.value === 'string' ? parseDate(attribute.value) : undefined
  if (!attribute || !date) return undefined
  return {
    date,
    since: Math.max(attribute.since, attribute.arrivedAt),
    fromYear: date.year ?? Number.NEGATIVE_INFINITY,
    onceAs: String(date.year),
  }
}

function lastPurchase({ facts, settings, now }: Occasion): KnownDate | undefined {
  const last = countedOrdersAt(facts.orders, facts.refunds, now).at(-1)
  if (!last) return undefined
  const date = dateOf(dayIn(last.from, zoneOf(facts.profile) ?? settings.shop.zone))
  // The purchase itself is no anniversary; its day by UTC is the same whatever its zone.
  const onceAs = isoInstant(last.from).slice(0, 10)
  return { date, since: last.from, fromYear: date.year + 1, onceAs }
}

/** Those around now, in order of time: the last one up to now is among them, and the next. */
function occurrencesOf(
  { repeats, offsetDays, time }: StartOf<'date'>,
  { date, fromYear, onceAs }: KnownDate,
  { facts, settings, now }: Occasion,
): readonly Occurrence[] {
  const zone = zoneOf(facts.profile) ?? settings.shop.zone
  const inYear = (year: number, name: string): Occurrence => ({
    name,
    at: instantIn(dayInYear(date, year) + offsetDays, minutesOf(time), zone),
  })
  if (repeats === 'once') return date.year === undefined ? [] : [inYear(date.year, onceAs)]
  const { year: present } = dateOf(dayIn(now, zone) - offsetDays)
  const years = [present - 1, present, present + 1].map((year) => Math.max(year, fromYear))
  return [...new Set(years)].map((year) => inYear(year, String(year)))
}

/** Closer together than this, two occurrences of an attribute are one whose date was corrected. */
const CORRECTED_WITHIN_MS = 60 * DAY_MS

function mayStart(
  { name, at }: Occurrence,
  { of }: StartOf<'date'>,
  { since }: KnownDate,
  occasion: Occasion,
): boolean {
  if (at < since || isStale(at, occasion) || !mayCause(occasion, at, 0)) return false
  const { campaign, before } = occasion
  const isStarted = before.some(
    ({ start, startedAt }) =>
      start.kind === 'date' &&
      start.of === of &&
      (start.occurrence === name ||
        (of !== LAST_PURCHASE && Math.abs(at - startedAt) < CORRECTED_WITHIN_MS)),
  )
  return !isStarted && hasRoomAt(campaign, before, at)
}
