/** Seeded chance for the simulated shop: the same key gives the same numbers. Not for secrets. */
import { spread } from '../domain/hash.ts'

/** Draws the next number, evenly from [0, 1). */
export type Random = () => number

const WORD = 2 ** 32
/** As many draws as PractRand itself throws away after seeding sfc32. */
const WARM_UP_DRAWS = 12

/**
 * A stream of numbers of its own for every key, so that one more draw in one stream moves
 * nothing in another.
 *
 * The generator is sfc32 by Chris Doty-Humphrey (PractRand, `RNG/sfc.h`). Its three words are
 * seeded as in SplitMix (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014), in 32 bits: a Weyl sequence mixed by MurmurHash3's fmix32.
 *
 * @example randomOf('7/customer/3')() === randomOf('7/customer/3')() // true
 */
export function randomOf(key: string): Random {
  const word = splitMix(Math.floor(spread(key) * WORD))
  const draw = sfc32(word(), word(), word())
  for (let i = 0; i < WARM_UP_DRAWS; i++) draw()
  return draw
}

function splitMix(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return mixed ^ (mixed >>> 16)
  }
}

function sfc32(seedA: number, seedB: number, seedC: number): Random {
  let [a, b, c, counter] = [seedA, seedB, seedC, 1]
  return () => {
    const out = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + out) | 0
    return (out >>> 0) / WORD
  }
}

/** A whole number in [low, high], both included. */
export const wholeBetween = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1))

/**
 * One of the items, drawn in proportion to its weight.
 *
 * @throws RangeError if there are no items
 */
export function pickWeighted<T>(
  random: Random,
  items: readonly T[],
  weightOf: (item: T, index: number) => number,
): T {
  let left = random() * items.reduce((sum, item, index) => sum + weightOf(item, index), 0)
  for (const [index, item] of items.entries()) {
    left -= weightOf(item, index)
    if (left < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('nothing to pick from')
  return last
}

/** One of the items, each as likely as the others. */
export const pick = <T>(random: Random, items: readonly T[]): T =>
  pickWeighted(random, items, () => 1)

/** A waiting time with the given mean: exponentially distributed. */
export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random())

/** Box and Muller (1958); one of the pair is thrown away. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/**
 * Gamma-distributed with mean `shape * scale`, by Marsaglia and Tsang, "A simple method for
 * generating gamma variables", ACM TOMS 26 (2000).
 */
export function gamma(random: Random, shape: number, scale: number): number {
  if (shape < 1) return gamma(random, shape + 1, scale) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return d * v * scale
  }
}

/** Beta-distributed in [0, 1] with mean `a / (a + b)`, as a ratio of gammas. */
export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a, 1)
  return x / (x + gamma(random, b, 1))
}
