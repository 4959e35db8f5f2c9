/**
 * The turns of one process: its waiting senders, in their order, and the instants reserved for
 * them. The first in line takes the earliest instant, so that a turn given back serves the next in
 * line and the others move up.
 */
import { type Instant, SECOND_MS } from '../../../domain/time.ts'

export type SlotLine<T> = {
  /** Adds those who wait, and as many instants. */
  readonly add: (waiting: readonly T[], slots: readonly number[]) => void
  /** An unused instant, which may have passed. */
  readonly giveBack: (slot: number) => void
  /** Removes the instants for which no sender waits. */
  readonly takeSpare: () => readonly number[]
  /** Removes the matching ones; their instants stay. */
  readonly remove: (which: (one: T) => boolean) => readonly T[]
}

export type SlotLinePorts<T> = {
  readonly now: () => Instant
  readonly sleep: (ms: number) => Promise<void>
  readonly onTurn: (one: T, slot: number) => void
  /** Called with those whose instants passed unused because the process was suspended. */
  readonly onLost: (ones: readonly T[]) => void
}

/** A turn may be used this late, since the carrier counts by the second; later ones would pile up. */
const USABLE_FOR_MS = SECOND_MS

/** @example makeSlotLine<string>({ now, sleep, onTurn: send, onLost: ask }).add(['a'], [now()]) */
export function makeSlotLine<T>(ports: SlotLinePorts<T>): SlotLine<T> {
  const { now, sleep, onTurn, onLost } = ports
  let waiting: readonly T[] = []
  let slots: readonly number[] = []
  let wakesAt: number | undefined

  function pump(): void {
    const at = now()
    slots = slots.filter((slot) => slot > at - USABLE_FOR_MS)
    const lost = waiting.slice(slots.length)
    waiting = waiting.slice(0, slots.length)
    const due = slots.slice(0, waiting.length).filter((slot) => slot <= at)
    const turns = waiting.slice(0, due.length)
    waiting = waiting.slice(due.length)
    slots = slots.slice(due.length)
    turns.forEach((one, i) => {
      onTurn(one, due[i] ?? at)
    })
    if (lost.length > 0) onLost(lost)
    const next = slots[0]
    if (waiting.length > 0 && next !== undefined) wake(next)
  }

  function wake(at: number): void {
    if (wakesAt !== undefined && wakesAt <= at) return
    wakesAt = at
    sleep(Math.max(0, at - now())).then(() => {
      if (wakesAt === at) wakesAt = undefined
      pump()
    })
  }

  const put = (more: readonly number[]) => {
    slots = [...slots, ...more].sort((a, b) => a - b)
    pump()
  }

  return {
    add(more, theirs) {
      waiting = [...waiting, ...more]
      put(theirs)
    },
    giveBack: (slot) => put([slot]),
    takeSpare() {
      pump()
      const spare = slots.slice(waiting.length)
      slots = slots.slice(0, waiting.length)
      return spare
    },
    remove(which) {
      const [removed, staying] = [waiting.filter(which), waiting.filter((one) => !which(one))]
      waiting = staying
      return removed
    },
  }
}
