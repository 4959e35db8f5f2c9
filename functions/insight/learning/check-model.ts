/** Tests a model on unseen data: fitted before an instant, compared with what came after. */
import { type HeldOut, type HoldoutReport, testForecast } from '../../domain/models/holdout.ts'
import {
  bestFixedDays,
  compareRules,
  type DormancyRules,
  type JudgedCustomer,
  type RuleSettings,
} from '../../domain/models/holdout-rules.ts'
import { type Tracked, track } from '../../domain/models/holdout-tracking.ts'
import { type Family, UNIT_DAYS } from '../../domain/models/transaction-model.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { type BuyingFit, type FitOptions, fitFamily, historiesAt } from './fit-family.ts'
import { holdOut } from './hold-out.ts'
import type { OrderBook } from './order-book.ts'

export type ModelCheck = FitOptions & {
  readonly family: Family
  /** The end of calibration: purchases at that very instant are known. */
  readonly until: Instant
  /** The end of the holdout; purchases at that very instant count. */
  readonly to: Instant
  /** What the policy says of dormancy. */
  readonly rules: RuleSettings
}

/** What came of the test. */
export type Holdout = {
  readonly report: HoldoutReport
  readonly tracking: readonly Tracked[]
  readonly dormancy: DormancyRules
}

export type Checked = BuyingFit & {
  /** Absent if the fit gave nothing to test. A fit that is unusable is tested all the same. */
  readonly holdout?: Holdout
}

/**
 * @throws RangeError if no customer had bought by `until`
 * @example checkModel(book, { family: 'mbgnbd', until, to, unit: 'weeks', prior: 'none', rules }).holdout?.report.auc.alive // 0.69
 */
export function checkModel(book: OrderBook, check: ModelCheck): Checked {
  const { family, until, to, unit, rules } = check
  const fitted = fitFamily(family, historiesAt(book, until), check)
  const { forecast } = fitted
  if (!forecast) return fitted
  const { customers, firsts, repeats } = holdOut(book, until, to)
  const days = (to - until) / DAY_MS
  return {
    ...fitted,
    holdout: {
      report: testForecast(customers, forecast, days),
      tracking: track({ forecast, firsts, repeats, days, stepDays: UNIT_DAYS[unit] }),
      dormancy: compareRules(
        judgeHeldOut(customers, fitted, bestDaysBefore(book, until, to)),
        rules,
      ),
    },
  }
}

/** A model that is unusable decides nothing, as in a shop. */
function judgeHeldOut(
  customers: readonly HeldOut[],
  { fit, forecast }: BuyingFit,
  daysBefore: number | undefined,
): readonly JudgedCustomer[] {
  const deciding = fit.verdict === 'unusable' ? undefined : forecast
  return customers.map((one) => ({
    ...recencyAndReturn(one),
    ...(deciding && { alive: deciding.alive(one) }),
    ...(daysBefore !== undefined && { bestDaysBefore: daysBefore }),
  }))
}

const recencyAndReturn = ({ tx, T, bought }: HeldOut) => ({
  daysSinceLast: T - tx,
  cameBack: bought > 0,
})

/**
 * The fixed number of days that would have been chosen at `until`: the best on the time before it,
 * split in the ratio in which `until` splits all of it. Undefined if no customer had bought by
 * then.
 */
function bestDaysBefore(book: OrderBook, until: Instant, to: Instant): number | undefined {
  const { first = until } = book.span() ?? {}
  const share = (until - first) / (to - first)
  const split = first + share * (until - first)
  const { customers } = holdOut(book, split, until)
  return customers.length > 0 ? bestFixedDays(customers.map(recencyAndReturn)) : undefined
}

/** The rules asked again and again, as a shop does. */
export type Rolling = {
  /** When they were asked: at the first moment of each month. */
  readonly instants: readonly Instant[]
  /** Of each instant. */
  readonly days: number
  /** Of all instants together, each with the model as it was fitted then. */
  readonly dormancy: DormancyRules
}

/** Before that much has been watched, no shop would ask. */
const FIRST_ASKED_AFTER_DAYS = 91

/**
 * The rules at each month's first moment, from a quarter of a year after the first purchase on, each
 * time with a holdout as long as that of `check`. Undefined if no month fits in.
 *
 * @example checkEachMonth(book, check)?.dormancy.personal.accuracy // 0.7
 */
export function checkEachMonth(book: OrderBook, check: ModelCheck): Rolling | undefined {
  const { until, to, family, rules } = check
  const length = to - until
  const { first = to } = book.span() ?? {}
  const instants: Instant[] = []
  const judged: JudgedCustomer[] = []
  for (const at of monthsBetween(first + FIRST_ASKED_AFTER_DAYS * DAY_MS, to - length)) {
    const fitted = fitFamily(family, historiesAt(book, at), check)
    const { customers } = holdOut(book, at, at + length)
    const daysBefore = bestDaysBefore(book, at, at + length)
    for (const one of judgeHeldOut(customers, fitted, daysBefore)) judged.push(one)
    instants.push(at)
  }
  if (judged.length === 0) return undefined
  return { instants, days: Math.round(length / DAY_MS), dormancy: compareRules(judged, rules) }
}

/** The first moments of months in UTC, both ends included. */
function* monthsBetween(from: Instant, to: Instant): Iterable<Instant> {
  const date = new Date(from)
  for (let month = date.getUTCMonth(); ; month++) {
    const at = Date.UTC(date.getUTCFullYear(), month)
    if (at > to) return
    if (at >= from) yield at
  }
}
