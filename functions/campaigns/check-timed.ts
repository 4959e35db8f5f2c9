/**
 * What a start cannot do: at a given time, enter again within a year or send after its own end; and
 * release a backlog where no customer is in a class beforehand.
 */
import { minutesOf } from '../domain/hours.ts'
import type { BroadcastTime, StartOf } from '../domain/starts/start.ts'
import { DAY_MS, MINUTE_MS, parseDuration } from '../domain/time.ts'
import type { CampaignFile } from './campaign-file.ts'
import type { StartFault } from './check-declared.ts'

/** A date that comes round a day earlier by the clock, or where the customer has moved. */
const MOST_BETWEEN_YEARS_MS = 360 * DAY_MS

/**
 * Asked of the campaign as written: a shop that posts deliveries may replace the start that has one.
 *
 * @example backlogFaults({ start: { kind: 'purchase' }, backlog: { over: 'P7D' } })[0]?.path // ['backlog']
 */
export const backlogFaults = ({
  start: { kind },
  backlog,
}: Pick<CampaignFile, 'start' | 'backlog'>): readonly StartFault[] =>
  // A request to confirm is refused one with its own reason.
  backlog === undefined || kind === 'class-entered' || kind === 'consent-unconfirmed'
    ? []
    : [{ path: ['backlog'], says: (w) => w.noBacklog }]

export function timedFaults({
  start,
  reentryAfter,
  steps,
}: Pick<CampaignFile, 'start' | 'reentryAfter' | 'steps'>): readonly StartFault[] {
  if (start.kind === 'date') {
    const again = reentryAfter === 'never' ? Number.POSITIVE_INFINITY : lengthOf(reentryAfter)
    return start.repeats === 'yearly' && again > MOST_BETWEEN_YEARS_MS
      ? [{ path: ['reentryAfter'], says: (w) => w.yearlyReentry }]
      : []
  }
  if (start.kind !== 'broadcast') return []
  const once: readonly StartFault[] =
    reentryAfter === 'never' ? [] : [{ path: ['reentryAfter'], says: (w) => w.broadcastReentry }]
  return [...once, ...unsendable(start, steps)]
}

/** What would fall due only when nothing is sent any more. */
function unsendable(
  { at, sendBy, overMs = 0 }: StartOf<'broadcast'>,
  steps: CampaignFile['steps'],
): readonly StartFault[] {
  const window = sendBy ? between(at, sendBy) : untilMidnight(at)
  if (window === undefined) return []
  if (window <= 0) return [{ path: ['start', 'at', 'sendBy'], says: (w) => w.sendByBeforeAt }]
  if (overMs > window) return [{ path: ['start', 'at', 'over'], says: (w) => w.overTooLong }]
  return steps.flatMap(({ after }, index): readonly StartFault[] =>
    after !== undefined && lengthOf(after) >= window
      ? [{ path: ['steps', index, 'after'], says: (w) => w.stepTooLate }]
      : [],
  )
}

/** Undefined where it is not the same for every customer. */
function between(at: BroadcastTime, sendBy: BroadcastTime): number | undefined {
  if ('instant' in at && 'instant' in sendBy) return sendBy.instant - at.instant
  if ('local' in at && 'local' in sendBy) return clockOf(sendBy.local) - clockOf(at.local)
  return undefined
}

const clockOf = (local: string): number => Date.parse(`${local}:00Z`)

/** At most, where that depends on the customer. */
const untilMidnight = (at: BroadcastTime): number =>
  'instant' in at ? DAY_MS : DAY_MS - minutesOf(at.local.slice(11)) * MINUTE_MS

/** The schema has already refused invalid durations. */
const lengthOf = (duration: string): number => parseDuration(duration) ?? 0
