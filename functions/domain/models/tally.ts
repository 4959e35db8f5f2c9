/**
 * Counting equal customers in bounded memory, one after another: what a fit reads of a hundred
 * million of them are some ten thousand different histories and amounts.
 */
import type { CountedSpend } from './gamma-gamma.ts'
import type { CountedHistory, History } from './transaction-model.ts'

export type Tally<Customer, Counted> = {
  readonly add: (customer: Customer, customers?: number) => void
  /** Each group at the mean of its customers. */
  readonly entries: () => readonly Counted[]
  /** 0 while only equal customers are together; with each more, groups are twice as wide. */
  readonly coarseness: () => number
}

/** Customers who count as equal, with the sums of the figures in which they may differ. */
type TallyGroup = { readonly x: number; customers: number; first: number; second: number }

const MOST_GROUPS = 100_000

/**
 * Counts histories in whole days. If there are more than `most` distinct ones, days are merged by
 * two, by four and so on; the number of purchases stays exact. The result does not depend on the
 * order of the customers.
 *
 * @throws RangeError for an impossible history
 * @example tallied(tallyHistories(), [{ x: 0, tx: 0, T: 9 }, { x: 0, tx: 0, T: 9 }]) // [{ x: 0, tx: 0, T: 9, customers: 2 }]
 */
export function tallyHistories(most = MOST_GROUPS): Tally<History, CountedHistory> {
  const groups = groupUpTo(most, ({ x, customers, first, second }, coarseness) => {
    const days = 2 ** coarseness
    return `${x}/${Math.floor(first / customers / days)}/${Math.floor(second / customers / days)}`
  })
  return {
    add({ x, tx, T }, customers = 1) {
      const inTime = tx >= 0 && tx <= T && Number.isFinite(T)
      if (!(Number.isInteger(x) && x >= 0 && inTime && (x === 0 || tx > 0) && (x > 0 || tx === 0)))
        throw new RangeError(
          `an impossible history: ${x} repeat purchases, the last at ${tx}, within ${T}`,
        )
      groups.add({ x, customers, first: tx * customers, second: T * customers })
    },
    entries: () =>
      groups.all().map(({ x, customers, first, second }) => ({
        x,
        tx: first / customers,
        T: second / customers,
        customers,
      })),
    coarseness: groups.coarseness,
  }
}

/** Of the logarithm of an amount, if there are too many different ones: 0.1%. */
const FINEST_SHARE = 0.001

/**
 * Counts what customers spent on their repeat purchases, in minor units. If there are more than
 * `most` different amounts, those within 0.1%, 0.2% and so on of each other are merged. Customers
 * who bought once, and those whose repeat purchases add up to nothing, are counted too; `fitSpend`
 * leaves them out and reports them.
 *
 * @example tallied(tallySpends(), [{ x: 2, repeatMinor: 500 }]) // [{ x: 2, spend: 250, customers: 1 }]
 */
export function tallySpends(
  most = MOST_GROUPS,
): Tally<{ readonly x: number; readonly repeatMinor: number }, CountedSpend> {
  const groups = groupUpTo(most, ({ x, customers, first }, coarseness) => {
    const mean = first / customers
    if (coarseness === 0 || mean === 0) return `${x}/${mean}`
    return `${x}/~${Math.floor(Math.log(mean) / (FINEST_SHARE * 2 ** (coarseness - 1)))}`
  })
  return {
    add({ x, repeatMinor }, customers = 1) {
      const first = x > 0 ? Math.max(0, repeatMinor) * customers : 0
      groups.add({ x, customers, first, second: 0 })
    },
    entries: () =>
      groups.all().map(({ x, customers, first }) => ({
        x,
        spend: x > 0 ? first / customers / x : 0,
        customers,
      })),
    coarseness: groups.coarseness,
  }
}

/** Merges groups with the same key, and coarsens the keys until there are at most `most`. */
function groupUpTo(most: number, keyOf: (group: TallyGroup, coarseness: number) => string) {
  let coarseness = 0
  let groups = new Map<string, TallyGroup>()

  function add(group: TallyGroup): void {
    const key = keyOf(group, coarseness)
    const same = groups.get(key)
    if (!same) {
      groups.set(key, group)
      return
    }
    same.customers += group.customers
    same.first += group.first
    same.second += group.second
  }

  function coarsen(): void {
    coarseness++
    const finer = groups
    groups = new Map()
    for (const group of finer.values()) add(group)
  }

  return {
    add(group: TallyGroup): void {
      add(group)
      // Purchases are never taken together, so that there may be nothing left to coarsen.
      while (groups.size > most && coarseness < COARSEST) coarsen()
    },
    all: (): readonly TallyGroup[] => [...groups.values()],
    coarseness: () => coarseness,
  }
}

const COARSEST = 24
