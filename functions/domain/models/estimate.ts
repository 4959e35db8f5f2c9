/** Parameters from data: the most likely ones, or those that a prior and the data agree on. */
import { type Minimum, minimise } from './minimise.ts'
import { type Matrix, withEigenvalues } from './symmetric-matrix.ts'

/** Parameters by name, all above zero. */
export type Positive<P> = { readonly [K in keyof P]: number }

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
   * The standard error of the logarithms in the direction that the data say least about; infinite
   * where the likelihood does not curve down there at all.
   */
  readonly weakest: number
  /** The largest curvature by the smallest. */
  readonly condition: number
  readonly converged: boolean
  /** Parameters that ran off to a thousand times or a thousandth of what is natural. */
  readonly runaway: readonly (keyof P & string)[]
  readonly evaluations: number
}

export type Problem<P extends Positive<P>> = {
  readonly names: readonly (keyof P & string)[]
  readonly logLikelihood: (params: P) => number
  /** Where to begin: near one in natural units, so that a logarithm of one is a large step. */
  readonly natural: P
  /**
   * With a prior each parameter's logarithm is Normal(ln natural, 1) beforehand: within a factor of
   * seven either way in nineteen of twenty shops. Its weight is that of a handful of customers, so
   * it fades as they become more.
   */
  readonly prior: boolean
}

/** Logarithms from there on meet a soft wall, for no data speak of what lies beyond. */
const WALL = Math.log(1000)

/**
 * The maximum of the likelihood, or with a prior of the posterior, over the logarithms of the
 * parameters relative to what is natural, so that the unit of time changes nothing. Where the first
 * start finds no proper maximum there is a second.
 *
 * @example estimate({ names: ['rate'], logLikelihood: ({ rate }) => 90 * Math.log(rate) - 30 * rate, natural: { rate: 1 }, prior: false }).params.rate // 3.0000
 */
export function estimate<P extends Positive<P>>(problem: Problem<P>): Estimate<P> {
  const { names, natural } = problem
  const centre = names.map((name) => Math.log(natural[name]))
  const objective = (at: readonly number[]): number => {
    let value = -problem.logLikelihood(paramsOf(names, at))
    for (const [i, log] of at.entries()) {
      const away = log - (centre[i] ?? 0)
      if (problem.prior) value += away ** 2 / 2
      if (Math.abs(away) > WALL) value += (Math.abs(away) - WALL) ** 2 / 2
    }
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const first = read(problem, minimise(objective, centre))
  if (first.converged && Number.isFinite(first.weakest) && first.runaway.length === 0) return first
  const elsewhere = minimise(
    objective,
    centre.map((log, i) => log + (i % 2 === 0 ? -1 : 1)),
  )
  const second = read(problem, elsewhere)
  return second.logLikelihood > first.logLikelihood ? second : first
}

function read<P extends Positive<P>>(problem: Problem<P>, found: Minimum): Estimate<P> {
  const { names, natural } = problem
  const { values } = found.curvature
  const [flattest, steepest] = [Math.min(...values), Math.max(...values)]
  const covariance = withEigenvalues(found.curvature, (value) => (value > 0 ? 1 / value : 0))
  const params = paramsOf(names, found.at)
  return {
    params,
    names,
    logLikelihood: problem.logLikelihood(params),
    covariance,
    standardErrors: record(names, (i) => Math.sqrt(covariance[i]?.[i] ?? 0)),
    weakest: flattest > 0 ? 1 / Math.sqrt(flattest) : Number.POSITIVE_INFINITY,
    condition: flattest > 0 ? steepest / flattest : Number.POSITIVE_INFINITY,
    converged: found.converged,
    runaway: names.filter((name) => Math.abs(Math.log(params[name] / natural[name])) > WALL),
    evaluations: found.evaluations,
  }
}

const paramsOf = <P extends Positive<P>>(
  names: readonly (keyof P & string)[],
  logs: readonly number[],
): P => record(names, (i) => Math.exp(logs[i] ?? Number.NaN))

const record = <P extends Positive<P>>(
  names: readonly (keyof P & string)[],
  value: (index: number) => number,
): P => Object.fromEntries(names.map((name, i) => [name, value(i)])) as P
