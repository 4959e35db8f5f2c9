/** Starts for each of many causes, such as purchases or events: a journey for each that is meant. */
import type { Campaign } from '../campaign.ts'
import type { Journey } from '../journey.ts'
import { nextJourneyNumber } from '../restore.ts'
import type { Instant } from '../time.ts'
import type { JourneyStartOf, StartKind, WhyNot } from './start.ts'
import { mayCause, nothing, type Occasion, type Starts, tooSoon } from './start-rule.ts'

export type Cause<K extends StartKind> = {
  readonly at: Instant
  /** When it arrived, 0 if that is not known; asked only of one that may be too old. */
  readonly arrivedAt: () => Instant
  readonly start: JourneyStartOf<K>
  /** Whether the campaign is for it, and for its customer as they were at its instant. */
  readonly isMeant: () => boolean
}

/**
 * @param causes up to now, in order of time
 * @param isStarted whether a journey was started by a cause
 * @param others why nothing starts although there were causes
 * @param none why nothing starts if there was none since `from`
 */
export function beginByEach<K extends StartKind>(
  causes: readonly Cause<K>[],
  isStarted: (cause: Cause<K>, by: Journey) => boolean,
  occasion: Occasion,
  { others, none, next }: { readonly others: WhyNot; readonly none: WhyNot; readonly next: WhyNot },
): Starts {
  const { campaign, before, settings, from } = occasion
  const journeys: Journey[] = []
  let hasOthers = false as boolean
  for (const cause of causes) {
    const { at, start } = cause
    if (!mayCause(occasion, at, at < from ? cause.arrivedAt() : 0)) continue
    const all = [...before, ...journeys]
    if (all.some((journey) => isStarted(cause, journey)) || !hasRoomAt(campaign, all, at)) continue
    if (!cause.isMeant()) {
      hasOthers = true
      continue
    }
    const n = nextJourneyNumber(all, settings.restore)
    journeys.push({ campaign: campaign.id, n, startedAt: at, start })
  }
  const [first, ...more] = journeys
  if (first) return { journeys: [first, ...more] }
  return nothing(hasOthers ? others : whyNone(occasion, none, next))
}

/**
 * An older cause may arrive after a newer one, so the distance counts in both directions. A campaign
 * that restarts asks it only of journeys that had ended by then, and begins nothing before its
 * latest start.
 */
export const hasRoomAt = (
  { reentryAfterMs, restart }: Pick<Campaign, 'reentryAfterMs' | 'restart'>,
  all: readonly Journey[],
  at: Instant,
): boolean =>
  all.every(({ startedAt, end }) => {
    if (restart !== undefined && (!end || end.at > at || end.reason === 'restarted'))
      return startedAt <= at
    return reentryAfterMs !== undefined && Math.abs(at - startedAt) >= reentryAfterMs
  })

function whyNone({ campaign, before, now }: Occasion, none: WhyNot, next: WhyNot): WhyNot {
  const last = before.at(-1)
  if (!last) return none
  const why = tooSoon(campaign, last)
  return 'at' in why && why.at <= now ? next : why
}
