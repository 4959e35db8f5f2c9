/** The search that needs no slope, to come near a minimum from anywhere. */

type Point = { readonly at: readonly number[]; readonly value: number }

export type FoundMinimum = Point & { readonly evaluations: number }

/**
 * The lowest point that a simplex finds, by Nelder and Mead, "A simplex method for function
 * minimization", The Computer Journal 7 (1965), with the coefficients of Lagarias et al. (1998).
 * Where `f` is infinite it does not go. It ends where the corners differ by less than `tolerance`
 * of the value, or after `most` evaluations.
 *
 * @example nelderMead(([x = 0]) => (x - 2) ** 2, [0], { step: 1, tolerance: 1e-12, most: 200 }).at.map(Math.round) // [2]
 */
export function nelderMead(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  options: { readonly step: number; readonly tolerance: number; readonly most: number },
): FoundMinimum {
  let evaluations = 0
  const point = (at: readonly number[]): Point => {
    evaluations++
    return { at, value: f(at) }
  }
  const corners = [
    point(start),
    ...start.map((_, i) => point(start.map((x, j) => (i === j ? x + options.step : x)))),
  ]
  for (;;) {
    corners.sort((one, other) => one.value - other.value)
    const best = corners[0] as Point
    const worst = corners.at(-1) as Point
    const flat = worst.value - best.value <= options.tolerance * (1 + Math.abs(best.value))
    if (flat || evaluations >= options.most) return { ...best, evaluations }
    const secondWorst = corners.at(-2) as Point
    const centre = start.map(
      (_, i) => corners.slice(0, -1).reduce((sum, { at }) => sum + (at[i] ?? 0), 0) / start.length,
    )
    const along = (share: number) =>
      point(centre.map((c, i) => c + share * (c - (worst.at[i] ?? 0))))
    const reflected = along(1)
    const moved = moveTo(reflected, { best, secondWorst, worst }, along)
    if (moved) corners[corners.length - 1] = moved
    else
      for (const [i, corner] of corners.entries())
        if (i > 0) corners[i] = point(corner.at.map((x, j) => (x + (best.at[j] ?? 0)) / 2))
  }
}

/** Where the worst corner goes; nowhere where all corners had better come closer to the best. */
function moveTo(
  reflected: Point,
  { best, secondWorst, worst }: { best: Point; secondWorst: Point; worst: Point },
  along: (share: number) => Point,
): Point | undefined {
  if (reflected.value < best.value) {
    const further = along(2)
    return further.value < reflected.value ? further : reflected
  }
  if (reflected.value < secondWorst.value) return reflected
  const [contracted, bound] =
    reflected.value < worst.value ? [along(0.5), reflected.value] : [along(-0.5), worst.value]
  return contracted.value <= bound && contracted.value < Number.POSITIVE_INFINITY
    ? contracted
    : undefined
}
