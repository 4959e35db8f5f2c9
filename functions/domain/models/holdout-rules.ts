/**
 * Compares rules of dormancy on what came afterwards: "not dormant" is treated as the prediction
 * that the customer buys again within the horizon.
 */
import { type Bounded, bootstrap, reflected } from './bootstrap.ts'
import { areaUnderCurve } from './holdout-auc.ts'
import { byTenths, type CalibrationGroup } from './holdout-calibration.ts'

/** A customer at an instant at which the rules are applied, and what they did afterwards. */
export type JudgedCase = {
  /** Which customer, numbered from zero: one may be judged at several instants. */
  readonly customer: number
  /** Whole days since their last purchase. */
  readonly inactiveDays: number
  /** That they buy again within the horizon. */
  readonly chance: number
  /** P(alive), for comparison with papers. */
  readonly alive: number
  /** By the policy's rule, with its chance and its bounds. */
  readonly isDormant: boolean
  readonly cameBack: boolean
}

export const JUDGED_RULES = ['chance', 'policy', 'fixed', 'alive', 'everyone'] as const
/**
 * Dormant once the chance is at most a half; by the policy's personal rule; after the fixed days of
 * the policy; once P(alive) is at most a half; always.
 */
export type JudgedRule = (typeof JUDGED_RULES)[number]

export type RuleOutcome = {
  /** Cases that the rule calls dormant. */
  readonly dormant: number
  /** Of them, those that bought again within the horizon. */
  readonly cameBack: number
  /** The share of all cases that it judged correctly. */
  readonly right: number
}

export type RulesCompared = {
  readonly customers: number
  readonly cases: number
  /** Of the cases. */
  readonly cameBack: number
  readonly rules: Readonly<
    Record<
      JudgedRule,
      RuleOutcome & {
        /** How much more often it is right than the best fixed days. */
        readonly ahead: Bounded
      }
    >
  >
  /** The fixed number of days that turned out best on these very cases; infinite for "never". */
  readonly bestFixed: RuleOutcome & { readonly days: number }
  /** Absent unless some came back and some did not. */
  readonly auc?: Readonly<Record<'chance' | 'alive' | 'recency', number>>
  /**
   * The mean squared error of the chance; of the share that came back in each tenth by recency; and
   * of the share that came back in all. The latter two know in hindsight how many came back.
   */
  readonly brier: Readonly<Record<'chance' | 'recency' | 'base', number>>
  /** Of the chance. */
  readonly tenths: readonly CalibrationGroup[]
}

/**
 * Shares right, with the difference to the best fixed days by bootstrap over customers. In each
 * resample the best days are chosen again, as they were for the cases themselves; see `reflected`.
 *
 * @throws RangeError if there are no cases
 * @example compareRules([{ customer: 0, inactiveDays: 100, chance: 0.6, alive: 0.7, isDormant: false, cameBack: true }], 90).rules.fixed.right // 0
 */
export function compareRules(cases: readonly JudgedCase[], fixedDays: number): RulesCompared {
  if (cases.length === 0) throw new RangeError('rules need a case to judge')
  const calls: Readonly<Record<JudgedRule, (one: JudgedCase) => boolean>> = {
    chance: ({ chance }) => chance <= 0.5,
    policy: ({ isDormant }) => isDormant,
    fixed: ({ inactiveDays }) => inactiveDays >= fixedDays,
    alive: ({ alive }) => alive <= 0.5,
    everyone: () => true,
  }
  const ahead = aheadOfFixed(cases, calls)
  const outcomes = JUDGED_RULES.map((rule, i) => {
    const none = { value: Number.NaN, low: Number.NaN, high: Number.NaN }
    return [rule, { ...outcomeOf(cases, calls[rule]), ahead: reflected(ahead[i] ?? none) }] as const
  })
  const days = bestFixedDays(cases)
  const auc = aucOf(cases)
  const cameBack = cases.filter((one) => one.cameBack).length
  return {
    customers: new Set(cases.map(({ customer }) => customer)).size,
    cases: cases.length,
    cameBack,
    rules: Object.fromEntries(outcomes) as RulesCompared['rules'],
    bestFixed: { days, ...outcomeOf(cases, ({ inactiveDays }) => inactiveDays >= days) },
    ...(auc && { auc }),
    brier: brierOf(cases, cameBack / cases.length),
    tenths: byTenths(
      cases.map(({ chance }) => chance),
      cases.map((one) => one.cameBack),
    ),
  }
}

function outcomeOf(
  cases: readonly JudgedCase[],
  isDormant: (one: JudgedCase) => boolean,
): RuleOutcome {
  let [dormant, cameBack, right] = [0, 0, 0]
  for (const one of cases) {
    const isCalled = isDormant(one)
    if (isCalled) dormant++
    if (isCalled && one.cameBack) cameBack++
    if (isCalled !== one.cameBack) right++
  }
  return { dormant, cameBack, right: right / cases.length }
}

/** Of all rules, in their order. */
function aheadOfFixed(
  cases: readonly JudgedCase[],
  calls: Readonly<Record<JudgedRule, (one: JudgedCase) => boolean>>,
): readonly Bounded[] {
  const customer = numbered(cases)
  const inactive = Uint16Array.from(cases, ({ inactiveDays }) => inactiveDays)
  const came = Int8Array.from(cases, ({ cameBack }) => (cameBack ? 1 : -1))
  /** A bit for each rule that is right. */
  const right = Uint8Array.from(cases, (one) =>
    JUDGED_RULES.reduce(
      (bits, rule, i) => bits | (calls[rule](one) !== one.cameBack ? 1 << i : 0),
      0,
    ),
  )
  const balance = new Float64Array(1 + inactive.reduce((most, days) => Math.max(most, days), 0))
  const byBits = new Float64Array(1 << JUDGED_RULES.length)
  return bootstrap(1 + customer.reduce((most, one) => Math.max(most, one), 0), (times) => {
    balance.fill(0)
    byBits.fill(0)
    for (let i = 0; i < customer.length; i++) {
      const n = times[customer[i] as number] as number
      if (n === 0) continue
      const days = inactive[i] as number
      const bits = right[i] as number
      balance[days] = (balance[days] as number) + n * (came[i] as number)
      byBits[bits] = (byBits[bits] as number) + n
    }
    const all = byBits.reduce((sum, n) => sum + n, 0)
    const best = bestOf(balance, byBits).right
    return JUDGED_RULES.map((_, rule) => {
      const own = byBits.reduce((sum, n, bits) => (bits & (1 << rule) ? sum + n : sum), 0)
      return (own - best) / all
    })
  })
}

/** From zero on, without gaps. */
function numbered(cases: readonly JudgedCase[]): Uint32Array {
  const numbers = new Map<number, number>()
  return Uint32Array.from(cases, ({ customer }) => {
    const number = numbers.get(customer) ?? numbers.size
    numbers.set(customer, number)
    return number
  })
}

/**
 * The fixed days that are right most often, the fewest of equally good ones.
 *
 * @param balance by days of inactivity: how many more came back than did not
 * @param byBits what rules were right in how many cases; the last rule calls everyone dormant
 */
function bestOf(
  balance: Float64Array,
  byBits: Float64Array,
): { readonly days: number; readonly right: number } {
  const everyone = 1 << (JUDGED_RULES.length - 1)
  let right = byBits.reduce((sum, n, bits) => (bits & everyone ? sum + n : sum), 0)
  let best = { days: 0, right }
  for (let days = 0; days < balance.length; days++) {
    right += balance[days] as number
    if (right > best.right) best = { days: days + 1, right }
  }
  return best.days === balance.length ? { ...best, days: Number.POSITIVE_INFINITY } : best
}

/**
 * The number of days without a purchase for which "dormant" is most often right; infinite if it
 * never is.
 *
 * @example bestFixedDays([{ inactiveDays: 9, cameBack: true }, { inactiveDays: 60, cameBack: false }]) // 10
 */
export function bestFixedDays(
  cases: readonly Pick<JudgedCase, 'inactiveDays' | 'cameBack'>[],
): number {
  const most = cases.reduce((days, { inactiveDays }) => Math.max(days, inactiveDays), 0)
  const balance = new Float64Array(1 + most)
  for (const { inactiveDays, cameBack } of cases)
    balance[inactiveDays] = (balance[inactiveDays] as number) + (cameBack ? 1 : -1)
  const byBits = new Float64Array(1 << JUDGED_RULES.length)
  byBits[1 << (JUDGED_RULES.length - 1)] = cases.filter(({ cameBack }) => !cameBack).length
  return bestOf(balance, byBits).days
}

function aucOf(cases: readonly JudgedCase[]): RulesCompared['auc'] {
  const came = cases.map(({ cameBack }) => cameBack)
  const by = (score: (one: JudgedCase) => number) =>
    areaUnderCurve(Float64Array.from(cases, score), came)
  const chance = by((one) => one.chance)
  const alive = by((one) => one.alive)
  const recency = by((one) => -one.inactiveDays)
  if (chance === undefined || alive === undefined || recency === undefined) return undefined
  return { chance, alive, recency }
}

function brierOf(cases: readonly JudgedCase[], share: number): RulesCompared['brier'] {
  const squares = cases.reduce(
    (sum, { chance, cameBack }) => sum + (chance - (cameBack ? 1 : 0)) ** 2,
    0,
  )
  const recency = byTenths(
    cases.map(({ inactiveDays }) => -inactiveDays),
    cases.map(({ cameBack }) => cameBack),
  ).reduce((sum, { customers, actual }) => sum + customers * actual * (1 - actual), 0)
  return {
    chance: squares / cases.length,
    recency: recency / cases.length,
    base: share * (1 - share),
  }
}
