/**
 * The time of one machine, which never runs backwards, not over a restart either. Put back, a clock
 * would hide what is known already: the purchase that a journey began with, so that the journey is
 * over; the refusal, so that the customer may be written to again.
 */
import { existsSync, statSync, utimesSync } from 'node:fs'
import { DAY_MS, type Instant, isoInstant, SECOND_MS } from '../../domain/time.ts'
import { createForOwner } from '../../store/sqlite/database.ts'

/**
 * Kept so far ahead of what was told, so that it is not written each time. Less than a start takes,
 * lest a process that is started again and again runs away from the machine's clock.
 */
const AHEAD_MS = 100
/** How fast it runs while it waits for a clock that was put back: standing still, nothing is sent. */
const SPEED = 0.5
/** More than passes between two looks at the clock is no time that passed: somebody set it. */
const LONGEST_STEP_MS = 10 * SECOND_MS
/** Half speed would take two days for this. */
const MOST_BEHIND_MS = DAY_MS

/**
 * A clock that goes on from wherever any process on this file has been. Where the machine's own
 * is behind that, it runs at half its speed until the other has caught up. What was told is kept as
 * the time at which `<file>.clock` was changed: unlike what is in a file, that is never half written.
 *
 * @throws if the machine's clock is more than a day behind, since one of both is wrong
 * @example const now = steadyClock('rekindle.sqlite', () => Date.now())
 */
export function steadyClock(databaseFile: string, now: () => Instant): () => Instant {
  const file = `${databaseFile}.clock`
  let seen = now()
  let kept = keptIn(file) ?? seen
  if (kept - seen > MOST_BEHIND_MS)
    throw new Error(
      `the clock of this machine says ${isoInstant(seen)}, but this shop has seen ${isoInstant(kept)}: set the clock right; or, if it was wrong before, delete ${file}`,
    )
  let told = Math.max(seen, kept)
  createForOwner(file)
  keep()

  function keep(): void {
    kept = told + AHEAD_MS
    utimesSync(file, kept / SECOND_MS, kept / SECOND_MS)
  }

  return () => {
    const at = now()
    const passedMs = Math.min(Math.max(at - seen, 0), LONGEST_STEP_MS)
    seen = at
    told = Math.max(at, told + passedMs * SPEED)
    if (told >= kept) keep()
    return Math.floor(told)
  }
}

const keptIn = (file: string): Instant | undefined =>
  existsSync(file) ? Math.ceil(statSync(file).mtimeMs) : undefined
