/** Splits customers' purchases at an instant: known by then, and later. */
import type { HeldOut } from '../../domain/models/holdout.ts'
import { type NetPurchase, summarise } from '../../domain/models/summary-statistics.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { OrderBook } from './order-book.ts'

export type Split = {
  /** The customers who had bought by then. */
  readonly customers: readonly HeldOut[]
  /** How many of them bought first on each day, counted from the split: zero and below. */
  readonly firsts: ReadonlyMap<number, number>
  /** How many of them bought again on each day: calibration up to zero, holdout above. */
  readonly repeats: ReadonlyMap<number, number>
}

/**
 * Purchases up to and including `until` are known, those after it up to and including `to` are held
 * out. A day on which someone had bought by `until` is not a new one after it.
 *
 * @example holdOut(book, Date.parse('1997-09-30'), Date.parse('1998-06-30')).customers.length // 2357
 */
export function holdOut(book: OrderBook, until: Instant, to: Instant): Split {
  const customers: HeldOut[] = []
  const firsts = new Map<number, number>()
  const repeats = new Map<number, number>()
  for (const { purchasesAt } of book.buyers()) {
    const known = purchasesAt(until)
    const summary = summarise(known, until)
    if (!summary) continue
    const before = firstOfEachDay(known)
    const after = firstOfEachDay(purchasesAt(to).filter(({ at }) => at > until))
    for (const day of before.keys()) after.delete(day)
    const { x, tx, T } = summary
    customers.push({ x, tx, T, bought: after.size })
    count(firsts, -T)
    before.delete(Math.min(...before.keys()))
    for (const at of [...before.values(), ...after.values()])
      count(repeats, Math.ceil((at - until) / DAY_MS))
  }
  return { customers, firsts, repeats }
}

/** By days since 1970, of UTC. */
function firstOfEachDay(purchases: readonly NetPurchase[]): Map<number, Instant> {
  const found = new Map<number, Instant>()
  for (const { at } of purchases) {
    const day = Math.floor(at / DAY_MS)
    found.set(day, Math.min(at, found.get(day) ?? at))
  }
  return found
}

function count(days: Map<number, number>, day: number): void {
  days.set(day, (days.get(day) ?? 0) + 1)
}
