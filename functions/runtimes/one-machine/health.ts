/** Whether this machine can do its work at this moment, and why not. */
import type { FailureCause } from '../../domain/failure-cause.ts'
import { namesOf } from '../../domain/names-of.ts'
import { type Instant, SECOND_MS } from '../../domain/time.ts'
import { reportedFailure } from '../../store/failure.ts'

export type Health =
  | { readonly ready: true }
  | {
      readonly ready: false
      /** Absent where it is a fault of the code. */
      readonly cause?: FailureCause
      /** As the log has it. */
      readonly problem: string
      /** When this was first noticed. */
      readonly since: Instant
    }

/** Of a line of the log. */
type LogFacts = Readonly<Record<string, string | number>>

export type HealthCheck = {
  readonly health: () => Promise<Health>
  /** Is given what is logged: a small write may succeed where a purchase does not fit. */
  readonly note: (facts: LogFacts | undefined) => void
}

/** However many ask, the store is written to once in this time. */
const CHECKED_EVERY_MS = SECOND_MS
/** A write that takes longer waits for another process's lock, or for a disk that hangs. */
const ANSWERS_WITHIN_MS = 2 * SECOND_MS

/** For how long after it was logged. A damaged page stays so until it is repaired. */
const LASTS_MS = {
  corrupt: Number.POSITIVE_INFINITY,
  'disk-full': 10 * SECOND_MS,
  'disk-error': 10 * SECOND_MS,
} as const satisfies Partial<Readonly<Record<FailureCause, number>>>
type Noticed = keyof typeof LASTS_MS
const noticed = namesOf(LASTS_MS)

type Noted = { readonly problem: string; readonly cause: Noticed }

/**
 * Finds out by writing: a store that can be read and not written accepts no purchase.
 *
 * @example const { health } = makeHealthCheck(engine.proveWritable, now)
 */
export function makeHealthCheck(
  proveWritable: () => Promise<void>,
  now: () => Instant,
): HealthCheck {
  let failing: Extract<Health, { readonly ready: false }> | undefined
  let noted: (Noted & { readonly at: number }) | undefined
  let writing: { readonly end: Promise<void>; readonly began: number } | undefined
  let checking: Promise<Health> | undefined
  let checkedAt = Number.NEGATIVE_INFINITY

  /** A write that waited that long is not waited for again. */
  function failureOfWrite() {
    writing ??= {
      began: performance.now(),
      end: proveWritable().finally(() => {
        writing = undefined
      }),
    }
    const { end, began } = writing
    return failureWithin(end, Math.max(began + ANSWERS_WITHIN_MS - performance.now(), 0))
  }

  function notedStill(): Noted | undefined {
    if (!noted || performance.now() - noted.at > LASTS_MS[noted.cause]) return undefined
    const { problem, cause } = noted
    return { problem, cause }
  }

  async function check(): Promise<Health> {
    const failure = (await failureOfWrite()) ?? notedStill()
    failing = failure && { ready: false, ...failure, since: failing?.since ?? now() }
    return failing ?? { ready: true }
  }

  return {
    health() {
      const at = performance.now()
      if (checking && at - checkedAt < CHECKED_EVERY_MS) return checking
      checkedAt = at
      checking = check()
      return checking
    },
    note(facts) {
      const cause = noticed.find((one) => one === facts?.cause)
      if (!cause || noted?.cause === 'corrupt') return
      noted = { problem: String(facts?.problem), cause, at: performance.now() }
    },
  }
}

async function failureWithin(write: Promise<void>, limitMs: number) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs)
  })
  try {
    const end = await Promise.race([write.then(() => 'written' as const), late])
    return end === 'written'
      ? undefined
      : { problem: 'a write is not answered in time', cause: 'locked' as const }
  } catch (error) {
    return reportedFailure(error)
  } finally {
    clearTimeout(timer)
  }
}
