/**
 * One clock for a whole simulated world. It moves only from one thing that is to happen to the
 * next, and stands still while anything of the real kind, such as a store, is at work, so that the
 * same seed always gives the same order.
 */
import type { Instant } from '../../functions/domain/time.ts'

export type FaultClock = {
  readonly now: () => Instant
  /** Has something happen then, or as soon as all before it has. */
  readonly at: (instant: Instant, happens: () => void) => void
  readonly sleep: (ms: number) => Promise<void>
  /** Time goes on without anything happening; what was to happen meanwhile happens after. */
  readonly leap: (ms: number) => void
  /** Does something that takes no time here, however long it really takes. */
  readonly standStill: <T>(work: () => Promise<T>) => Promise<T>
  /** Lets everything happen that happens up to `until`. */
  readonly run: (until: Instant) => Promise<void>
}

type Happening = { readonly at: Instant; readonly nth: number; readonly happens: () => void }

const isBefore = (a: Happening, b: Happening): boolean =>
  a.at < b.at || (a.at === b.at && a.nth < b.nth)

/** @example const clock = makeFaultClock(NOON); clock.at(NOON + 5, act); await clock.run(NOON + 10) */
export function makeFaultClock(start: Instant): FaultClock {
  let time = start
  let count = 0
  let busy = 0
  const heap = makeHeap<Happening>(isBefore)

  /** Until nothing goes on any more without the clock. */
  async function quiet(): Promise<void> {
    do await new Promise(setImmediate)
    while (busy > 0)
  }

  const at = (instant: Instant, happens: () => void): void =>
    heap.add({ at: Math.max(time, Math.ceil(instant)), nth: count++, happens })

  return {
    now: () => time,
    at,
    sleep: (ms) => new Promise((wake) => at(time + ms, wake)),
    leap(ms) {
      time += ms
    },
    async standStill(work) {
      busy++
      try {
        return await work()
      } finally {
        busy--
      }
    },
    async run(until) {
      await quiet()
      for (let next = heap.first(); next && next.at <= until; next = heap.first()) {
        heap.takeFirst()
        time = Math.max(time, next.at)
        next.happens()
        await quiet()
      }
      time = Math.max(time, until)
    },
  }
}

/** A binary heap: the first is the one that is before all others. */
function makeHeap<T>(isBefore: (a: T, b: T) => boolean) {
  const all: T[] = []
  const swap = (i: number, j: number): void => {
    const [a, b] = [all[i] as T, all[j] as T]
    all[i] = b
    all[j] = a
  }
  const isLess = (i: number, j: number): boolean =>
    i < all.length && isBefore(all[i] as T, all[j] as T)

  return {
    first: (): T | undefined => all[0],
    add(one: T): void {
      all.push(one)
      for (let i = all.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!isLess(i, parent)) return
        swap(i, parent)
        i = parent
      }
    },
    takeFirst(): void {
      swap(0, all.length - 1)
      all.pop()
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2]
        const least = isLess(right, left) ? right : left
        if (!isLess(least, i)) return
        swap(i, least)
        i = least
      }
    },
  }
}
