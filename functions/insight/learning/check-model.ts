/** Tests a model on unseen data: fitted before an instant, compared with what came after. */
import { type HoldoutReport, testForecast } from '../../domain/models/holdout.ts'
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
}

/** What came of the test. */
export type Holdout = {
  readonly report: HoldoutReport
  readonly tracking: readonly Tracked[]
}

export type Checked = BuyingFit & {
  /** Absent if the fit gave nothing to test. A fit that is unusable is tested all the same. */
  readonly holdout?: Holdout
}

/**
 * @throws RangeError if no customer had bought by `until`
 * @example checkModel(book, { family: 'mbgnbd', until, to, unit: 'weeks', prior: 'none' }).holdout?.report.auc.alive // 0.69
 */
export function checkModel(book: OrderBook, check: ModelCheck): Checked {
  const { family, until, to, unit } = check
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
    },
  }
}
