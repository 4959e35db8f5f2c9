/** Chances as people count: 4 in 5 rather than 81%. */

export type NaturalFrequency =
  | { readonly kind: 'almost-all' | 'hardly-any' }
  | {
      readonly kind: 'exactly' | 'about' | 'more' | 'fewer'
      readonly count: number
      readonly of: number
    }

const FRACTIONS = [
  [1, 20],
  [1, 10],
  [1, 6],
  [1, 5],
  [1, 4],
  [1, 3],
  [2, 5],
  [1, 2],
  [3, 5],
  [2, 3],
  [3, 4],
  [4, 5],
  [9, 10],
] as const

/** Beyond these there is no fraction that anyone would use. */
const [HARDLY_ANY, ALMOST_ALL] = [0.035, 0.95]
/** Nearer than this it is the fraction, and nearer than that about it. */
const [SAME, ABOUT] = [0.005, 0.025]
/** A small fraction is not about the same when it is a third off. */
const ABOUT_OF_ITSELF = 0.12

/**
 * The nearest simple fraction, and on which side of it the chance is.
 *
 * @param chance from 0 to 1
 * @example naturalFrequency(0.81) // { kind: 'about', count: 4, of: 5 }
 */
export function naturalFrequency(chance: number): NaturalFrequency {
  if (chance < HARDLY_ANY) return { kind: 'hardly-any' }
  if (chance > ALMOST_ALL) return { kind: 'almost-all' }
  const [[count, of]] = FRACTIONS.toSorted(
    ([a, b], [c, d]) => Math.abs(chance - a / b) - Math.abs(chance - c / d),
  ) as [(typeof FRACTIONS)[number]]
  const off = chance - count / of
  const about = Math.min(ABOUT, (ABOUT_OF_ITSELF * count) / of)
  if (Math.abs(off) <= SAME) return { kind: 'exactly', count, of }
  if (Math.abs(off) <= about) return { kind: 'about', count, of }
  return { kind: off > 0 ? 'more' : 'fewer', count, of }
}

/**
 * Whether two chances differ by no more than the word before the fraction.
 *
 * @example haveSameFraction(0.25, 0.26) // true: 1 in 4, and about 1 in 4
 */
export function haveSameFraction(chance: number, other: number): boolean {
  const [a, b] = [naturalFrequency(chance), naturalFrequency(other)]
  return 'of' in a && 'of' in b ? a.count === b.count && a.of === b.of : a.kind === b.kind
}
