/** Whether every customer of a broadcast can be scheduled before it begins, and how long that takes. */
import type { CompiledCampaign } from '../../campaigns/compile-campaign.ts'
import type { Settings } from '../../domain/policy.ts'
import { broadcastAt } from '../../domain/starts/broadcast.ts'
import type { StartOf } from '../../domain/starts/start.ts'
import { DAY_MS, type Instant, SECOND_MS } from '../../domain/time.ts'
import { countToRedecide } from '../../pipeline/reactions/redecide-shop.ts'
import { Failure } from '../failure.ts'
import type { Store } from '../open-store.ts'
import type { Io } from '../verb.ts'
import { exactInstant } from '../words.ts'

/** Where a day begins first, and where it ends last. */
const EARLIEST_ZONE = 'Pacific/Kiritimati'
const LATEST_ZONE = 'Etc/GMT+12'

/** What one machine schedules at the least, where no pace is set. */
const LEAST_PER_SECOND = 1_000

export type Pace = { readonly customers: number; readonly perSecond: number; readonly now: Instant }

export type BroadcastSchedule = {
  readonly seconds: number
  readonly doneAt: Instant
  /** When the first customer is to get it. */
  readonly beginsAt: Instant
  readonly verdict: 'in-time' | 'late' | 'too-late' | 'passed'
}

/**
 * Late: some customers get it after its time. Too late: scheduling ends when nothing is sent any more.
 * Passed: its time is over for every customer, and it skips them.
 *
 * @example scheduleFor(start, { customers: 100_000, perSecond: 200, now }).seconds // 500
 */
export function scheduleFor(
  { at, ifPast, sendBy }: StartOf<'broadcast'>,
  { customers, perSecond, now }: Pace,
): BroadcastSchedule {
  const seconds = Math.ceil(customers / perSecond)
  const doneAt = now + seconds * SECOND_MS
  const beginsAt = broadcastAt(at, EARLIEST_ZONE) ?? now
  const lastAt = broadcastAt(at, LATEST_ZONE) ?? now
  const startsAt = ifPast === 'send' ? Math.max(lastAt, now) : lastAt
  const end = (sendBy && broadcastAt(sendBy, LATEST_ZONE)) ?? startsAt + DAY_MS
  const plan = { seconds, doneAt, beginsAt }
  if (startsAt < now) return { ...plan, verdict: 'passed' }
  if (doneAt >= end) return { ...plan, verdict: 'too-late' }
  return { ...plan, verdict: doneAt > beginsAt && beginsAt > now ? 'late' : 'in-time' }
}

/**
 * Reports how long scheduling takes for each broadcast among the campaigns.
 *
 * @throws Failure for one that cannot be scheduled before it is over
 */
export async function reportBroadcasts(
  { table, decisionsPerSecond }: Pick<Store, 'table' | 'decisionsPerSecond'>,
  settings: Settings,
  campaigns: readonly CompiledCampaign[],
  { stderr, now, words: { campaign: words } }: Pick<Io, 'stderr' | 'now' | 'words'>,
): Promise<void> {
  const broadcasts = campaigns.flatMap(({ definition: { id, start } }) =>
    start.kind === 'broadcast' ? [{ id, start }] : [],
  )
  if (broadcasts.length === 0) return
  const pace = {
    customers: await countToRedecide(settings, table),
    perSecond: Number.isFinite(decisionsPerSecond) ? decisionsPerSecond : LEAST_PER_SECOND,
    now: now(),
  }
  for (const { id, start } of broadcasts) {
    const { seconds, doneAt, beginsAt, verdict } = scheduleFor(start, pace)
    if (verdict === 'too-late')
      throw new Failure((w) => w.campaign.cannotSchedule(id, pace.customers, seconds))
    stderr.write(`${words.schedules(id, pace.customers, seconds)}\n`)
    if (verdict === 'late')
      stderr.write(`${words.schedulesLate(id, exactInstant(doneAt), exactInstant(beginsAt))}\n`)
    if (verdict === 'passed') stderr.write(`${words.broadcastPassed(id)}\n`)
  }
}
