/**
 * Starts for everyone it is for at one time, once for each person however that time changes. Who is
 * eligible is asked as of that time; `over` only spreads the mails.
 */
import * as z from 'zod/mini'
import { dayIn, dayInYear, instantIn, parseDate } from '../calendar.ts'
import type { CustomerFacts } from '../customer.ts'
import { spread } from '../hash.ts'
import { minutesOf, zoneOf } from '../hours.ts'
import type { Instant } from '../time.ts'
import { isStale, wasEligible } from './eligible.ts'
import type { BroadcastTime } from './start.ts'
import { begun, mayCause, nothing, type StartRule } from './start-rule.ts'

const TIME_FIELDS = { instant: true, local: true } as const

export const broadcast: StartRule<'broadcast'> = {
  fields: { kind: true, at: TIME_FIELDS, ifPast: true, sendBy: TIME_FIELDS, overMs: true },
  purpose: 'of-campaign',
  isCausedByAbsence: () => false,
  happensAs: 'instant',
  journey: z.looseObject({ kind: z.literal('broadcast'), at: z.number(), until: z.number() }),
  // One for each person, however its time changes.
  isSameCause: () => true,
  begin: (start, occasion) => {
    const { campaign, before, facts, settings, now } = occasion
    if (before.length > 0) return nothing({ reason: 'never-again' })
    const zone = zoneOf(facts.profile) ?? settings.shop.zone
    const planned = broadcastAt(start.at, zone)
    const isPast = planned === undefined || planned < campaign.activeFrom
    if (planned === undefined || (isPast && start.ifPast !== 'send'))
      return nothing({ reason: 'broadcast-passed', at: planned ?? campaign.activeFrom })
    const at = Math.max(planned, campaign.activeFrom)
    const turn = spread(`${facts.shop}/${facts.customer}/${campaign.id}`)
    const startedAt = at + Math.floor(turn * (start.overMs ?? 0))
    if (!mayCause(occasion, startedAt, 0) || isStale(startedAt, occasion))
      return nothing({ reason: 'broadcast-passed', at })
    if (at <= now && !wasKnown(facts, at)) return nothing({ reason: 'broadcast-passed', at })
    if (startedAt > now) return nothing({ reason: 'broadcast-comes', at: startedAt }, startedAt)
    if (!wasEligible(occasion, at)) return nothing({ reason: 'was-not-eligible', at })
    const sendBy = start.sendBy && broadcastAt(start.sendBy, zone)
    return begun(occasion, startedAt, {
      kind: 'broadcast',
      at,
      until: sendBy ?? instantIn(dayIn(at, zone) + 1, 0, zone),
    })
  },
  lapsesAt: () => undefined,
  endChangesAt: () => undefined,
  end: () => undefined,
}

/** Whether anything about the customer is dated up to then. A profile is dated by its last change. */
function wasKnown(
  { orders, consents, events, attributes, profile }: CustomerFacts,
  at: Instant,
): boolean {
  return (
    consents.some((consent) => consent.at <= at) ||
    orders.some(({ paidAt }) => paidAt <= at) ||
    events.some((event) => event.at <= at) ||
    attributes.some(({ since }) => since <= at) ||
    (profile !== undefined && profile.updatedAt <= at)
  )
}

/**
 * When the time of a broadcast comes in a zone; undefined if there is no such day.
 *
 * @example broadcastAt({ local: '2026-11-11T10:00' }, 'Asia/Shanghai') // Date.UTC(2026, 10, 11, 2)
 */
export function broadcastAt(time: BroadcastTime, zone: string): Instant | undefined {
  if ('instant' in time) return time.instant
  const date = parseDate(time.local.slice(0, 10))
  if (date?.year === undefined) return undefined
  return instantIn(dayInYear(date, date.year), minutesOf(time.local.slice(11)), zone)
}
