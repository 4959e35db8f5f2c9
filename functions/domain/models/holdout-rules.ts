/**
 * Compares dormancy rules on a holdout: "not dormant" is treated as the prediction that the
 * customer buys again in it.
 */
import { areaUnderCurve } from './holdout-auc.ts'

/** A customer at the instant at which the rules are applied, and what they did afterwards. */
export type JudgedCustomer = {
  /** Days since their last purchase. */
  readonly daysSinceLast: number
  /** P(alive); absent if the model was unusable, so that the fixed rule holds for them. */
  readonly alive?: number
  readonly cameBack: boolean
  /** The number of days that was best before that instant; see `bestFixedDays`. */
  readonly bestDaysBefore?: number
}

export type RuleOutcome = {
  /** Customers whom the rule calls dormant. */
  readonly dormant: number
  /** Of them, those who bought again in the holdout. */
  readonly cameBack: number
  /** The share of all customers whom the rule classified correctly. */
  readonly accuracy: number
}

/** A threshold with what came of it. */
export type Cut = RuleOutcome & { readonly threshold: number }

export type DormancyRules = {
  readonly customers: number
  /** How many of them the personal rule left to the fixed one. */
  readonly fallbacks: number
  /**
   * Dormant once P(alive) has fallen to θ, which is when the time since the last purchase reaches
   * the personal threshold.
   */
  readonly personal: RuleOutcome
  /** The same, within the policy's bounds. */
  readonly personalBounded: RuleOutcome
  /**
   * With the θ that turned out best on this very holdout: a ceiling, not known in advance. Absent
   * where there are fallbacks.
   */
  readonly personalHindsight?: Cut
  /** After the policy's number of days. */
  readonly fixed: RuleOutcome
  /** After the number of days that was best before; absent if there was no earlier data. */
  readonly fixedBefore?: RuleOutcome & { readonly thresholds: readonly number[] }
  /** With the number of days that turned out best on this very holdout: a ceiling too. */
  readonly fixedHindsight: Cut
  /** Everyone is dormant. */
  readonly allDormant: RuleOutcome
  /**
   * By P(alive), unless there are fallbacks, and by recency; absent unless some customers came back
   * and some did not.
   */
  readonly auc: { readonly alive?: number; readonly recency?: number }
}

export type RuleSettings = {
  readonly theta: number
  readonly minDays: number
  readonly maxDays: number
  readonly fixedDays: number
}

/**
 * @throws RangeError if there are no customers to judge
 * @example compareRules([{ daysSinceLast: 100, alive: 0.6, cameBack: false }], { theta: 0.5, minDays: 30, maxDays: 365, fixedDays: 90 }).fixed.accuracy // 1
 */
export function compareRules(
  customers: readonly JudgedCustomer[],
  { theta, minDays, maxDays, fixedDays }: RuleSettings,
): DormancyRules {
  const isLong = ({ daysSinceLast }: JudgedCustomer) => daysSinceLast >= fixedDays
  // P(alive) only falls while there is no purchase, so it reaches θ exactly at the personal
  // threshold.
  const isLost = (one: JudgedCustomer) =>
    one.alive === undefined ? isLong(one) : one.alive <= theta
  const isLostWithinBounds = (one: JudgedCustomer) =>
    one.alive === undefined
      ? isLong(one)
      : one.daysSinceLast >= maxDays || (one.daysSinceLast >= minDays && isLost(one))
  const fallbacks = customers.filter(({ alive }) => alive === undefined).length
  return {
    customers: customers.length,
    fallbacks,
    personal: ruleOutcomeOf(customers, isLost),
    personalBounded: ruleOutcomeOf(customers, isLostWithinBounds),
    ...(fallbacks === 0 && {
      personalHindsight: thetaOf(bestCut(customers, ({ alive = 0 }) => -alive)),
    }),
    fixed: ruleOutcomeOf(customers, isLong),
    ...fixedBefore(customers),
    fixedHindsight: bestCut(customers, ({ daysSinceLast }) => daysSinceLast),
    allDormant: ruleOutcomeOf(customers, () => true),
    auc: aucOf(customers, fallbacks === 0),
  }
}

function fixedBefore(customers: readonly JudgedCustomer[]): Pick<DormancyRules, 'fixedBefore'> {
  const days = new Set(customers.map(({ bestDaysBefore }) => bestDaysBefore))
  const thresholds = [...days].filter((each) => each !== undefined).sort((a, b) => a - b)
  if (thresholds.length < days.size) return {}
  const isLong = ({ daysSinceLast, bestDaysBefore = 0 }: JudgedCustomer) =>
    daysSinceLast >= bestDaysBefore
  return { fixedBefore: { thresholds, ...ruleOutcomeOf(customers, isLong) } }
}

function aucOf(customers: readonly JudgedCustomer[], byModel: boolean): DormancyRules['auc'] {
  const came = customers.map(({ cameBack }) => cameBack)
  const by = (score: (one: JudgedCustomer) => number) =>
    areaUnderCurve(Float64Array.from(customers, score), came)
  const alive = byModel ? by((one) => one.alive ?? 0) : undefined
  const recency = by((one) => -one.daysSinceLast)
  return { ...(alive !== undefined && { alive }), ...(recency !== undefined && { recency }) }
}

const thetaOf = (cut: Cut): Cut => ({ ...cut, threshold: Math.max(0, -cut.threshold) })

/**
 * The number of days without a purchase for which "dormant" is most often right; infinite if it
 * never is.
 *
 * @throws RangeError if there are no customers to judge
 * @example bestFixedDays([{ daysSinceLast: 9, cameBack: true }, { daysSinceLast: 60, cameBack: false }]) // 60
 */
export const bestFixedDays = (
  customers: readonly Pick<JudgedCustomer, 'daysSinceLast' | 'cameBack'>[],
): number => bestCut(customers, ({ daysSinceLast }) => daysSinceLast).threshold

function ruleOutcomeOf(
  customers: readonly JudgedCustomer[],
  isDormant: (one: JudgedCustomer) => boolean,
): RuleOutcome {
  let [dormant, cameBack, right] = [0, 0, 0]
  for (const one of customers) {
    const calledDormant = isDormant(one)
    if (calledDormant) dormant++
    if (calledDormant && one.cameBack) cameBack++
    if (calledDormant !== one.cameBack) right++
  }
  return { dormant, cameBack, accuracy: right / customers.length }
}

/**
 * The threshold with the highest accuracy when every customer who reaches it counts as dormant: one
 * of the observed values, or infinity if no customer should; the lowest of equally good ones.
 */
function bestCut<C extends Pick<JudgedCustomer, 'cameBack'>>(
  customers: readonly C[],
  figureOf: (one: C) => number,
): Cut {
  const values = Float64Array.from(customers, figureOf)
  const order = Uint32Array.from(values, (_, i) => i).sort(
    (one, other) => (values[one] ?? 0) - (values[other] ?? 0),
  )
  const n = order.length
  // At first everyone is dormant; going up, those below the threshold no longer are.
  let cameBack = customers.filter((one) => one.cameBack).length
  let right = n - cameBack
  let best: Cut | undefined
  for (let from = 0, to = 0; n > 0 && from <= n; from = to) {
    const threshold = from < n ? (values[order[from] ?? 0] ?? 0) : Number.POSITIVE_INFINITY
    const accuracy = right / n
    if (!best || accuracy > best.accuracy)
      best = { threshold, dormant: n - from, cameBack, accuracy }
    if (from === n) break
    for (; to < n && values[order[to] ?? 0] === threshold; to++) {
      const returned = customers[order[to] ?? 0]?.cameBack === true
      if (returned) cameBack--
      right += returned ? 1 : -1
    }
  }
  if (!best) throw new RangeError('a rule needs a customer to judge')
  return best
}
