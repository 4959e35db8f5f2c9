/** Fitting a model of repeat buying to a shop's customers, and knowing when that failed. */
import { type Estimate, estimate, type Positive, type Usual } from './estimate.ts'
import {
  FEW_REPEATERS,
  type FitReason,
  LESS_THAN_PRIOR,
  verdictOf,
  WEAKEST,
} from './fit-verdict.ts'
import {
  type CountedHistory,
  type Family,
  type TransactionModel,
  UNIT_DAYS,
  type Unit,
} from './transaction-model.ts'

export type TransactionFit<P> = {
  readonly family: Family
  /** Of `estimate`'s lengths of time, and of the histories. */
  readonly unit: Unit
  /**
   * 'usual': shrunk towards the usual values of shops, for decisions. 'none': maximum likelihood,
   * for comparison with papers.
   */
  readonly prior: 'usual' | 'none'
  readonly customers: number
  /** Of them, those who bought again. */
  readonly repeaters: number
  /** Different histories among them. */
  readonly distinct: number
  /** In no order; each is explained in `fit-verdict`. */
  readonly reasons: readonly FitReason[]
} & (
  | { readonly verdict: 'fitted' | 'doubtful'; readonly estimate: Estimate<P> }
  /** What came out is shown, if anything did, and decides nothing. */
  | { readonly verdict: 'unusable'; readonly estimate?: Estimate<P> }
)

type Options = { readonly unit: Unit; readonly prior: 'usual' | 'none' }

/** If a smaller share than this leaves, or stays, the model has degenerated. */
const NEGLIGIBLE_SHARE = 0.001
/**
 * By so much less likely do customers come out by chance once in twenty shops where a parameter
 * truly lies at its end (half of a χ² with one degree of freedom): more contradicts the prior.
 */
const CONTRADICTION = 1.35
/** With this many distinct histories, chance does not make each occur twice. */
const ENOUGH_DISTINCT = 30

/**
 * Fits `model` to customers' histories, in time proportional to the number of distinct histories.
 *
 * The usual prior also makes small shops' fits usable: where customers provide little information
 * it answers with what is usual for shops, `doubtful`, and `plausible` gives the uncertainty. If
 * the customers contradict the prior the fit is `unusable`, as it is when maximum likelihood
 * diverges. The same customer under two ids cannot be detected here; all customers twice can.
 *
 * @example fitTransactions(mbgNbd, [], { unit: 'days', prior: 'usual' }).reasons // ['no-customers']
 */
export function fitTransactions<P extends Positive<P>>(
  model: TransactionModel<P>,
  histories: readonly CountedHistory[],
  { unit, prior }: Options,
): TransactionFit<P> {
  const sorted = histories.toSorted((one, other) => one.x - other.x)
  const counts = countsOf(sorted)
  const about = { family: model.family, unit, prior, ...counts }
  const missing = missingIn(sorted, counts)
  const hopeless = verdictOf(missing) === 'unusable'
  const alone = prior === 'none' && (counts.customers === 1 || counts.repeaters === 0)
  if (hopeless || alone) return { ...about, verdict: 'unusable', reasons: missing }
  const problem = {
    names: model.parameters,
    logLikelihood: (params: P) => model.logLikelihood(params, sorted),
    usual: usualIn(model, unit),
  }
  const found = estimate({ ...problem, prior: prior === 'usual' })
  const shape = shapeOf(model, problem.usual.centre, sorted)
  const faults =
    prior === 'none'
      ? [...shape(found), ...curveOf(found)]
      : againstPrior(found, shape, () => estimate({ ...problem, prior: false }))
  const reasons = [...missing, ...faults]
  return { ...about, verdict: verdictOf(reasons), reasons, estimate: found }
}

type CustomerCounts = Pick<TransactionFit<never>, 'customers' | 'repeaters' | 'distinct'>

function countsOf(histories: readonly CountedHistory[]): CustomerCounts {
  let customers = 0
  let repeaters = 0
  for (const history of histories) {
    customers += history.customers
    if (history.x > 0) repeaters += history.customers
  }
  return { customers, repeaters, distinct: histories.length }
}

/** What the customers are too few for, before anything is fitted. */
function missingIn(histories: readonly CountedHistory[], counts: CustomerCounts): FitReason[] {
  if (counts.customers === 0) return ['no-customers']
  if (histories.every(({ T }) => T === 0)) return ['no-time-observed']
  if (counts.customers === 1) return ['one-customer']
  const repeated =
    counts.distinct >= ENOUGH_DISTINCT &&
    histories.reduce((divisor, { customers }) => commonDivisor(divisor, customers), 0) > 1
  return [
    ...(repeated ? (['repeated-customers'] as const) : []),
    ...(counts.repeaters === 0 ? [neverAgain(histories)] : []),
    ...(counts.repeaters > 0 && counts.repeaters < FEW_REPEATERS
      ? (['few-repeaters'] as const)
      : []),
  ]
}

const neverAgain = ([first, ...others]: readonly CountedHistory[]): FitReason =>
  others.every(({ T }) => T === first?.T) ? 'all-on-one-day' : 'no-repeaters'

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** The usual values of the model, its lengths of time in `unit`. */
function usualIn<P extends Positive<P>>(model: TransactionModel<P>, unit: Unit): Usual<P> {
  const { centre, spread } = model.usual
  const inUnit: Record<string, number> = { ...centre }
  for (const name of model.lengths) inUnit[name] = centre[name] / UNIT_DAYS[unit]
  return { centre: inUnit as P, spread }
}

type ShapeCheck<P> = (found: Estimate<P>) => FitReason[]

/** What parameters mean that lie at the end of their range. */
function shapeOf<P extends Positive<P>>(
  model: TransactionModel<P>,
  centre: P,
  histories: readonly CountedHistory[],
): ShapeCheck<P> {
  const age = histories.reduce((sum, { T, customers }) => sum + T * customers, 0)
  const customers = histories.reduce((sum, history) => sum + history.customers, 0)
  const [shape] = model.parameters
  return ({ params, runaway }) => {
    const leaving = model.leaving(params, age / customers)
    if (leaving < NEGLIGIBLE_SHARE) return ['nobody-leaves']
    if (leaving > 1 - NEGLIGIBLE_SHARE) return ['everybody-leaves']
    if (runaway.length === 0) return []
    const returning = shape && runaway.includes(shape) && params[shape] < centre[shape]
    return [returning ? 'nobody-returns' : 'all-alike']
  }
}

/** What the curvature at a maximum of the likelihood says. */
function curveOf<P>({ converged, weakest }: Estimate<P>): FitReason[] {
  if (!converged) return ['not-converged']
  if (weakest === undefined) return ['no-maximum']
  return weakest > WEAKEST ? ['flat-optimum'] : []
}

/**
 * With a prior every fit has a proper maximum, so the customers' own likelihood is checked where it
 * carries less information than the prior: either it barely contradicts the prior, or it points to
 * one end of the range.
 */
function againstPrior<P>(
  found: Estimate<P>,
  shape: ShapeCheck<P>,
  alone: () => Estimate<P>,
): FitReason[] {
  if (!found.converged || found.weakest === undefined) return ['not-converged']
  if (found.weakest <= LESS_THAN_PRIOR) return shape(found)
  const free = alone()
  const contradicted = free.logLikelihood - found.logLikelihood > CONTRADICTION
  return contradicted ? [...shape(free), 'leans-on-prior'] : ['leans-on-prior']
}
