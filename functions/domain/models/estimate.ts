/** Parameters from data: the most likely ones, or those that a prior and the data agree on. */
import { type Minimum, minimise } from './minimise.ts'
import { type Matrix, withEigenvalues } from './symmetric-matrix.ts'

/** Parameters by name, all above zero. */
export type Positive<P> = { readonly [K in keyof P]: number }

/** The usual values: nineteen of twenty shops lie within a factor of e^(2 spread) of the centre. */
export type Usual<P> = {
  readonly centre: P
  /** Standard deviations of the parameters' logarithms between shops. */
  readonly spread: P
}

export type Estimate<P> = {
  readonly params: P
  /** The parameters' order in `covariance`. */
  readonly names: readonly (keyof P & string)[]
  /** Of the data alone, without the prior. */
  readonly logLikelihood: number
  /** Of the parameters' logarithms: the inverse of the observed information. */
  readonly covariance: Matrix
  /** Standard errors of the parameters' logarithms: 0.1 is about ten percent. */
  readonly standardErrors: P
  /**
   * The standard error in the direction about which the data say least, in spreads of the usual
   * values: at one, the data add nothing. Absent if the likelihood does not curve down in that
   * direction, so that there is no proper maximum.
   */
  readonly weakest?: number
  /** The largest curvature by the smallest; absent where `weakest` is. */
  readonly condition?: number
  readonly converged: boolean
  /** Parameters that diverged to the end of the distinguishable range. */
  readonly runaway: readonly (keyof P & string)[]
  readonly evaluations: number
}

export type EstimationProblem<P extends Positive<P>> = {
  readonly names: readonly (keyof P & string)[]
  readonly logLikelihood: (params: P) => number
  readonly usual: Usual<P>
  /**
   * Whether the usual values serve as a prior, as normal logarithms. It weighs as much as a handful
   * of customers, so it fades as there are more of them.
   */
  readonly prior: boolean
}

/**
 * Beyond this multiple of the usual value, or below its inverse, data cannot distinguish values any
 * more.
 */
const RUNAWAY = Math.log(1000)

/**
 * The maximum of the likelihood, or with a prior of the posterior, over the logarithms of the
 * parameters in spreads from their centres, so that the unit of time changes nothing. Where the
 * first start finds no proper maximum there is a second.
 *
 * @example estimate({ names: ['rate'], logLikelihood: ({ rate }) => 90 * Math.log(rate) - 30 * rate, usual: { centre: { rate: 1 }, spread: { rate: 1 } }, prior: false }).params.rate // 3.0000
 */
export function estimate<P extends Positive<P>>(problem: EstimationProblem<P>): Estimate<P> {
  const spreads = problem.names.map((name) => problem.usual.spread[name])
  const objective = (at: readonly number[]): number => {
    let value = -problem.logLikelihood(paramsAt(problem, at))
    for (const [i, away] of at.entries()) {
      if (problem.prior) value += away ** 2 / 2
      // A soft wall, so that the search ends where the likelihood is flat for ever.
      const beyond = Math.abs(away) * (spreads[i] ?? 1) - RUNAWAY
      if (beyond > 0) value += beyond ** 2 / 2
    }
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const first = minimise(
    objective,
    spreads.map(() => 0),
  )
  const found = read(problem, first)
  if (found.converged && found.weakest !== undefined && found.runaway.length === 0) return found
  const second = minimise(
    objective,
    spreads.map((_, i) => (i % 2 === 0 ? -1 : 1)),
  )
  return second.value < first.value ? read(problem, second) : found
}

function read<P extends Positive<P>>(problem: EstimationProblem<P>, found: Minimum): Estimate<P> {
  const { names, usual } = problem
  const { values } = found.curvature
  const [flattest, steepest] = [Math.min(...values), Math.max(...values)]
  const spread = (i: number) => usual.spread[names[i] as keyof P]
  const covariance = withEigenvalues(found.curvature, (value) => (value > 0 ? 1 / value : 0)).map(
    (row, i) => row.map((entry, j) => entry * spread(i) * spread(j)),
  )
  const params = paramsAt(problem, found.at)
  return {
    params,
    names,
    logLikelihood: problem.logLikelihood(params),
    covariance,
    standardErrors: record(names, (i) => Math.sqrt(covariance[i]?.[i] ?? 0)),
    ...(flattest > 0 && { weakest: 1 / Math.sqrt(flattest), condition: steepest / flattest }),
    converged: found.converged,
    runaway: names.filter(
      (name) => Math.abs(Math.log(params[name] / usual.centre[name])) > RUNAWAY,
    ),
    evaluations: found.evaluations,
  }
}

/** The parameters this many spreads away from their centres. */
const paramsAt = <P extends Positive<P>>(
  { names, usual: { centre, spread } }: EstimationProblem<P>,
  at: readonly number[],
): P =>
  record(names, (i) => {
    const name = names[i] as keyof P
    return centre[name] * Math.exp(spread[name] * (at[i] ?? Number.NaN))
  })

const record = <P extends Positive<P>>(
  names: readonly (keyof P & string)[],
  value: (index: number) => number,
): P => Object.fromEntries(names.map((name, i) => [name, value(i)])) as P
