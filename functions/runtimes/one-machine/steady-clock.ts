/**
 * The time of one machine, which never runs backwards, not over a restart either. A clock that is
 * set back would hide known facts: the purchase that started a journey, so that the journey ends;
 * the withdrawn consent, so that the customer gets mail again.
 */
import { DAY_MS, type Instant, isoInstant, SECOND_MS } from '../../domain/time.ts'
import { StartError } from '../../store/start-fault.ts'

/** Where the time is kept over a restart. */
export type TimeMark = {
  /** The latest time that any process kept; undefined at the first start. */
  readonly kept: Instant | undefined
  readonly keep: (at: Instant) => void
  /** What a person deletes to have it forgotten. */
  readonly name: string
}

/**
 * Kept this far ahead of the time that was given out, so that it is not written each time. Less
 * than a start takes, so that a process that restarts in a loop does not run away from the
 * machine's clock.
 */
const AHEAD_MS = 100
/** The speed while waiting for a clock that was set back: standing still, nothing would be sent. */
const SPEED = 0.5
/** A longer step between two readings is not elapsed time: the clock was set. */
const LONGEST_STEP_MS = 10 * SECOND_MS
/** Half speed would take two days for this. */
const MOST_BEHIND_MS = DAY_MS

/**
 * A clock that continues from the latest time that any process on this store has given out. Where
 * the machine's own is behind that, it runs at half its speed until the other has caught up.
 *
 * @throws if the machine's clock is more than a day behind, since one of both is wrong
 * @example const now = steadyClock(mark, () => Date.now())
 */
export function steadyClock(mark: TimeMark, now: () => Instant): () => Instant {
  let seen = now()
  let kept = mark.kept ?? seen
  if (kept - seen > MOST_BEHIND_MS)
    throw new StartError({
      kind: 'clock-behind',
      clock: isoInstant(seen),
      seen: isoInstant(kept),
      file: mark.name,
    })
  let given = Math.max(seen, kept)
  keep()

  function keep(): void {
    kept = given + AHEAD_MS
    mark.keep(kept)
  }

  return () => {
    const at = now()
    const passedMs = Math.min(Math.max(at - seen, 0), LONGEST_STEP_MS)
    seen = at
    given = Math.max(at, given + passedMs * SPEED)
    if (given >= kept) keep()
    return Math.floor(given)
  }
}
