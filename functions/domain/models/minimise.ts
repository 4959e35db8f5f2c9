/** Minimises a smooth function of a few variables without an analytic gradient. */
import { nelderMead } from './nelder-mead.ts'
import { type Eigen, eigenOf, type Matrix, times, withEigenvalues } from './symmetric-matrix.ts'

type Objective = (at: readonly number[]) => number

export type Minimum = {
  readonly at: readonly number[]
  readonly value: number
  /** The matrix of second derivatives, by its eigenvalues: all above zero at a true minimum. */
  readonly curvature: Eigen
  /** Whether another step would gain nothing worth having. */
  readonly converged: boolean
  readonly evaluations: number
}

/**
 * How far apart values are compared, for the curvature and for the slope: the error of the one grows
 * with the distance's square, and by rounding with its inverse square; that of the other less.
 */
const APART = 1e-3
const NEARLY = 1e-4
const MOST_NEWTON_STEPS = 30
/** In one step no variable is to change by more than a factor of about seven. */
const LONGEST_STEP = 2
/** Where a further step would gain less than this share of the value, it is the last. */
const LITTLE = 1e-11
/** Curvature below this share of the steepest is too flat to divide by. */
const FLATTEST = 1e-8
const MOST_HALVINGS = 20

/**
 * The minimum near `start`: a simplex comes close, Newton's method with differences for derivatives
 * goes to the bottom, where its last matrix is the observed information. Where `f` is infinite the
 * search does not go. Meant for variables that are logarithms, where one is a large step.
 *
 * @example minimise(([x = 0, y = 0]) => 1 + (x - 1) ** 2 + (y - x) ** 2, [0, 0]).at.map(Math.round) // [1, 1]
 */
export function minimise(f: Objective, start: readonly number[]): Minimum {
  const near = nelderMead(f, start, { step: 0.5, tolerance: 1e-6, most: 150 * start.length })
  const bottom = newton(f, near.at, near.value)
  return { ...bottom, evaluations: near.evaluations + bottom.evaluations }
}

function newton(f: Objective, start: readonly number[], startValue: number): Minimum {
  let at = start
  let value = startValue
  let evaluations = 0
  for (let step = 1; ; step++) {
    const { gradient, hessian, calls } = derivatives(f, at, value)
    const curvature = eigenOf(hessian)
    const steepest = Math.max(...curvature.values.map(Math.abs))
    const down = times(
      withEigenvalues(curvature, (v) => -1 / Math.max(Math.abs(v), FLATTEST * steepest)),
      gradient,
    )
    const gain = -0.5 * gradient.reduce((sum, g, i) => sum + g * (down[i] ?? 0), 0)
    const converged = gain <= LITTLE * (1 + Math.abs(value))
    const next = descend(f, at, value, down)
    evaluations += calls + next.calls
    const lower = next.value < value
    if (lower) ({ at, value } = next)
    if (converged || !lower || step === MOST_NEWTON_STEPS)
      return { at, value, curvature, converged, evaluations }
  }
}

/** Goes along `down`, half as far until it is lower there. */
function descend(f: Objective, from: readonly number[], value: number, down: readonly number[]) {
  const longest = Math.max(...down.map(Math.abs))
  let share = Math.min(1, LONGEST_STEP / longest)
  for (let calls = 1; ; calls++) {
    const at = from.map((x, i) => x + share * (down[i] ?? 0))
    const there = f(at)
    if (there < value || calls === MOST_HALVINGS) return { at, value: there, calls }
    share /= 2
  }
}

/** Slope and curvature by central differences. */
function derivatives(f: Objective, at: readonly number[], value: number) {
  let calls = 0
  const h = APART
  const valueNear = (i: number, j: number, away: number) => {
    calls++
    return f(at.map((x, k) => x + away * (Number(k === i) + Number(k === j))))
  }
  const none = -1
  const slope = (i: number) =>
    (valueNear(i, none, NEARLY) - valueNear(i, none, -NEARLY)) / (2 * NEARLY)
  const gradient = at.map((_, i) => slope(i))
  const above = at.map((_, i) => valueNear(i, none, h))
  const below = at.map((_, i) => valueNear(i, none, -h))
  const hessian: number[][] = at.map(() => at.map(() => 0))
  const own = (i: number) => (above[i] ?? 0) + (below[i] ?? 0)
  for (const i of at.keys())
    for (let j = 0; j <= i; j++) {
      const second =
        i === j
          ? (own(i) - 2 * value) / (h * h)
          : (valueNear(i, j, h) + valueNear(i, j, -h) + 2 * value - own(i) - own(j)) / (2 * h * h)
      for (const [row, column] of [
        [i, j],
        [j, i],
      ] as const)
        (hessian[row] as number[])[column] = second
    }
  return { gradient, hessian: hessian as Matrix, calls }
}
