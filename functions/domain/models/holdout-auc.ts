/** How well a figure separates customers who buy again from those who do not. */

/**
 * The area under the receiver operating characteristic: the probability that of one positive and
 * one negative case, drawn at random, the positive one has the higher score; equal scores count
 * half (Mann and Whitney, 1947). Undefined unless there are cases of both kinds.
 *
 * @example areaUnderCurve([0.9, 0.4, 0.4], [true, true, false]) // 0.75
 */
export function areaUnderCurve(
  scores: ArrayLike<number>,
  did: ArrayLike<boolean>,
): number | undefined {
  const order = Uint32Array.from(scores, (_, i) => i).sort(
    (one, other) => (scores[one] ?? 0) - (scores[other] ?? 0),
  )
  let yes = 0
  let won = 0
  for (let from = 0, to = 0; from < order.length; from = to) {
    let [doers, others] = [0, 0]
    for (; to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]; to++)
      if (did[order[to] ?? 0]) doers++
      else others++
    // Below them are `from` customers, `yes` of them positive.
    won += doers * (from - yes + others / 2)
    yes += doers
  }
  const no = order.length - yes
  return yes > 0 && no > 0 ? won / (yes * no) : undefined
}
