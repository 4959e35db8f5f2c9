/** Whether what is given a chance of 30% happens in 30% of cases. */

/** Cases that were given about the same chance. `actual` and `expected` are means a case. */
export type CalibrationGroup = {
  /** From 1, the lowest chances, to 10. */
  readonly decile: number
  readonly customers: number
  readonly actual: number
  readonly expected: number
}

const DECILES = 10

/**
 * Tenths of the cases by their chance. Equal chances stay together, so tenths may differ in size or
 * be missing.
 *
 * @example byTenths([0.1, 0.9], [false, true]).at(-1) // { decile: 8, customers: 1, actual: 1, expected: 0.9 }
 */
export function byTenths(
  chances: ArrayLike<number>,
  did: ArrayLike<boolean>,
): readonly CalibrationGroup[] {
  const order = Uint32Array.from(chances, (_, i) => i).sort(
    (one, other) => (chances[one] ?? 0) - (chances[other] ?? 0),
  )
  const found: CalibrationGroup[] = []
  let at = 0
  for (let decile = 1; decile <= DECILES; decile++) {
    const end = Math.round((decile / DECILES) * order.length)
    const isTied = () => at > 0 && chances[order[at] ?? 0] === chances[order[at - 1] ?? 0]
    let [customers, actual, expected] = [0, 0, 0]
    for (; at < order.length && (at < end || isTied()); at++) {
      const i = order[at] ?? 0
      customers++
      if (did[i]) actual++
      expected += chances[i] ?? 0
    }
    if (customers > 0)
      found.push({ decile, customers, actual: actual / customers, expected: expected / customers })
  }
  return found
}
