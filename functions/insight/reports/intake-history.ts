/**
 * The days on which a shop posted purchases, as they would have been known at any instant of its
 * past.
 */
import { withIntakeDay } from '../../domain/intake.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'

export type IntakeHistory = {
  /** How many of the days had begun by then: the same number, the same days. */
  readonly countAt: (now: Instant) => number
  /** The intake days after that many of them, as they would have been stored. */
  readonly daysAfter: (count: number) => readonly number[]
}

/** Reads the facts of the whole shop, taking each to have arrived at its own instant. */
export async function intakeHistoryOf(
  customers: AsyncIterable<LoadedCustomer>,
): Promise<IntakeHistory> {
  const firstOfDay = new Map<number, Instant>()
  const note = (at: Instant) => {
    const day = Math.floor(at / DAY_MS)
    const known = firstOfDay.get(day)
    if (known === undefined || at < known) firstOfDay.set(day, at)
  }
  for await (const { facts } of customers) {
    for (const { paidAt } of facts.orders) note(paidAt)
    for (const { at } of facts.refunds) note(at)
  }
  const beginnings = [...firstOfDay.values()].sort((a, b) => a - b)
  const stored: (readonly number[])[] = [[]]
  for (const at of beginnings) stored.push(withIntakeDay(stored.at(-1) ?? [], at))
  return {
    countAt: (now) => countUpTo(beginnings, now),
    daysAfter: (count) => stored[count] ?? [],
  }
}

/** How many of the ascending instants are at or before `now`. */
function countUpTo(instants: readonly Instant[], now: Instant): number {
  let [low, high] = [0, instants.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((instants[middle] as Instant) <= now) low = middle + 1
    else high = middle
  }
  return low
}
