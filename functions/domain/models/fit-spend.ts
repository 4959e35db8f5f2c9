/** Fitting Gamma-Gamma to what a shop's customers spend, and knowing when that failed. */
import { type Estimate, estimate } from './estimate.ts'
import {
  FEW_REPEATERS,
  type FitReason,
  LESS_THAN_PRIOR,
  verdictOf,
  WEAKEST,
} from './fit-verdict.ts'
import { type CountedSpend, type GammaGamma, logLikelihood } from './gamma-gamma.ts'

export type SpendFit = {
  readonly family: 'gammagamma'
  readonly prior: 'usual' | 'none'
  /** Those who came back and paid: only they enter. */
  readonly customers: number
  /** Those who do not, by why. */
  readonly leftOut: {
    /** They bought once. */
    readonly boughtOnce: number
    /** They came back, and their repeat purchases come to nothing or less. */
    readonly withoutSpend: number
  }
  readonly distinct: number
  /** Between purchases and mean spend, which the model takes to be none; absent for few. */
  readonly correlation?: number
  readonly reasons: readonly FitReason[]
} & (
  | { readonly verdict: 'fitted' | 'doubtful'; readonly estimate: Estimate<GammaGamma> }
  | { readonly verdict: 'unusable'; readonly estimate?: Estimate<GammaGamma> }
)

/** Below it a correlation is mostly chance. */
const ENOUGH_TO_CORRELATE = 50
/** A tenth of the variance of one explained by the other. */
const CORRELATED = 0.3
/** Near the fit of CDNOW, and so that the mean is the shop's own: p γ / (q − 1) = 1. */
const USUAL = { p: 6, q: 4, gamma: 0.5 }

/**
 * Fits Gamma-Gamma to repeat customers' mean spend. Customers who bought once, or paid nothing, are
 * left out and counted. The prior works as in `fitTransactions`, around the shop's own mean spend.
 *
 * @example fitSpend([{ x: 0, spend: 0, customers: 7 }], { prior: 'usual' }).leftOut // { boughtOnce: 7, withoutSpend: 0 }
 */
export function fitSpend(
  all: readonly CountedSpend[],
  { prior }: { readonly prior: 'usual' | 'none' },
): SpendFit {
  const spends = all.filter(({ x, spend }) => x > 0 && spend > 0).sort((a, b) => a.x - b.x)
  const correlation = correlationOf(spends)
  const about = {
    family: 'gammagamma',
    prior,
    customers: customersIn(spends),
    leftOut: {
      boughtOnce: customersIn(all.filter(({ x }) => x === 0)),
      withoutSpend: customersIn(all.filter(({ x, spend }) => x > 0 && !(spend > 0))),
    },
    distinct: spends.length,
    ...(correlation !== undefined && { correlation }),
  } as const
  const missing = missingIn(spends, about.customers, correlation)
  if (verdictOf(missing) === 'unusable' || (about.customers === 1 && prior === 'none'))
    return { ...about, verdict: 'unusable', reasons: missing }
  const mean = meanOf(spends, ({ spend }) => spend)
  const found = estimate<GammaGamma>({
    names: ['p', 'q', 'gamma'],
    logLikelihood: (params) => logLikelihood(params, spends),
    usual: { centre: { ...USUAL, gamma: USUAL.gamma * mean }, spread: { p: 1, q: 1, gamma: 1 } },
    prior: prior === 'usual',
  })
  const reasons = [...missing, ...spendFaultsOf(found, prior)]
  return { ...about, verdict: verdictOf(reasons), reasons, estimate: found }
}

function missingIn(
  spends: readonly CountedSpend[],
  customers: number,
  correlation = 0,
): FitReason[] {
  if (customers === 0) return ['no-customers']
  if (customers === 1) return ['one-customer']
  if (spends.every(({ spend }) => spend === spends[0]?.spend)) return ['equal-spend']
  return [
    ...(customers < FEW_REPEATERS ? (['few-repeaters'] as const) : []),
    ...(Math.abs(correlation) > CORRELATED ? (['spend-follows-frequency'] as const) : []),
  ]
}

function spendFaultsOf(found: Estimate<GammaGamma>, prior: 'usual' | 'none'): FitReason[] {
  if (!found.converged) return ['not-converged']
  if (found.weakest === undefined) return ['no-maximum']
  if (found.params.q <= 1) return ['no-mean-spend']
  const little = found.weakest > (prior === 'none' ? WEAKEST : LESS_THAN_PRIOR)
  return [
    ...(found.runaway.length > 0 ? (['all-alike'] as const) : []),
    ...(little ? ([prior === 'none' ? 'flat-optimum' : 'leans-on-prior'] as const) : []),
  ]
}

const customersIn = (spends: readonly CountedSpend[]): number =>
  spends.reduce((sum, { customers }) => sum + customers, 0)

function meanOf(spends: readonly CountedSpend[], of: (spend: CountedSpend) => number): number {
  const sum = spends.reduce((sofar, entry) => sofar + entry.customers * of(entry), 0)
  return sum / customersIn(spends)
}

/** Pearson's, over customers. */
function correlationOf(spends: readonly CountedSpend[]): number | undefined {
  if (customersIn(spends) < ENOUGH_TO_CORRELATE) return undefined
  const [often, much] = [meanOf(spends, ({ x }) => x), meanOf(spends, ({ spend }) => spend)]
  const [ofX, ofSpend] = [(e: CountedSpend) => e.x - often, (e: CountedSpend) => e.spend - much]
  const scatter = Math.sqrt(
    meanOf(spends, (e) => ofX(e) ** 2) * meanOf(spends, (e) => ofSpend(e) ** 2),
  )
  return scatter > 0 ? meanOf(spends, (e) => ofX(e) * ofSpend(e)) / scatter : 0
}
