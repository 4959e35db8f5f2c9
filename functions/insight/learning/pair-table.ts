/**
 * How often each two numbers came together, in memory that is bounded: open addressing in typed
 * arrays, twelve bytes a slot. Full, it forgets rare pairs and says by how much it may now be
 * wrong.
 */

export type PairTable = {
  /** `a` below `b`, both below `NUMBERS`. */
  readonly add: (a: number, b: number) => void
  readonly each: (visit: (a: number, b: number, count: number) => void) => void
  readonly size: () => number
  /** No count is above the truth, nor below it by more than this. */
  readonly mostMissed: () => number
}

/** Two numbers make one key that a double holds exactly. */
export const NUMBERS = 2 ** 26

const FIRST_SLOTS = 2 ** 12
/** The fuller, the longer the search for a free slot (Knuth, TAOCP vol. 3, section 6.4). */
const MOST_FULL = 0.75

/**
 * Exact up to `mostPairs` different pairs. When one more comes, the median of all counts is taken
 * from each, and pairs with nothing left are forgotten: half of them at least (Misra and Gries
 * 1982; Anderson et al. 2017, A high-performance algorithm for identifying frequent items in data
 * streams). After N additions `mostMissed` is then at most 2 N / `mostPairs`.
 *
 * @param mostPairs 2 or more
 * @example const table = makePairTable(3_000_000); table.add(0, 1)
 */
export function makePairTable(mostPairs: number): PairTable {
  let keys = new Float64Array(FIRST_SLOTS)
  let counts = new Uint32Array(FIRST_SLOTS)
  let used = 0
  let missed = 0

  /** Zero is never a key, because the second number is never zero. */
  function put(a: number, b: number, count: number): void {
    const key = a * NUMBERS + b
    const mask = keys.length - 1
    let slot = slotOf(a, b) & mask
    for (;;) {
      const found = keys[slot]
      if (found === key) {
        counts[slot] = (counts[slot] as number) + count
        return
      }
      if (found === 0) break
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    counts[slot] = count
    used++
    if (used > mostPairs) prune()
    else if (used > MOST_FULL * keys.length) rebuild(keys.length * 2, 0)
  }

  function rebuild(slots: number, less: number): void {
    const [oldKeys, oldCounts] = [keys, counts]
    keys = new Float64Array(slots)
    counts = new Uint32Array(slots)
    used = 0
    for (let slot = 0; slot < oldKeys.length; slot++) {
      const left = (oldCounts[slot] as number) - less
      const key = oldKeys[slot] as number
      if (left > 0) put(Math.floor(key / NUMBERS), key % NUMBERS, left)
    }
  }

  function prune(): void {
    const live = counts.filter((count) => count > 0).sort()
    const median = live[live.length >> 1] as number
    missed += median
    rebuild(keys.length, median)
  }

  return {
    add: (a, b) => put(a, b, 1),
    each(visit) {
      for (let slot = 0; slot < keys.length; slot++) {
        const key = keys[slot] as number
        if (key !== 0) visit(Math.floor(key / NUMBERS), key % NUMBERS, counts[slot] as number)
      }
    },
    size: () => used,
    mostMissed: () => missed,
  }
}

/** Both numbers, mixed as by MurmurHash3's finaliser. */
function slotOf(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ b
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
