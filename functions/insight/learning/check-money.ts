/** Tests on what came whether the money that is expected of customers comes. */
import type { BetaGeometric } from '../../domain/models/beta-geometric.ts'
import { fitSpend } from '../../domain/models/fit-spend.ts'
import { expectedSpend } from '../../domain/models/gamma-gamma.ts'
import { type MoneyCase, type MoneyTest, testMoney } from '../../domain/models/holdout-money.ts'
import { expectedPurchasesOf } from '../../domain/models/mbg-nbd.ts'
import { type Summary, summarise } from '../../domain/models/summary-statistics.ts'
import { tallySpends } from '../../domain/models/tally.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { OrderBook } from './order-book.ts'

export type MoneyCheck = MoneyTest & { readonly currency: string }

export type MoneyChecked = {
  /** Amounts in others are left out. */
  readonly currency: string
  /** Fitted to what was bought by `until`, in days. */
  readonly params: BetaGeometric
  readonly until: Instant
  readonly to: Instant
}

/**
 * Of each customer who had bought by `until`: the purchases expected up to `to` times Gamma-Gamma's
 * spend, fitted to what was known then, against what they then spent.
 *
 * @returns undefined if Gamma-Gamma cannot be used
 * @example checkMoney(book, { currency: 'EUR', params, until, to })?.expectedMinor // 810_000
 */
export function checkMoney(
  book: OrderBook,
  { currency, params, until, to }: MoneyChecked,
): MoneyCheck | undefined {
  const spends = tallySpends()
  const known: (Omit<MoneyCase, 'expectedMinor'> & {
    readonly history: Summary
    readonly paid: Summary | undefined
  })[] = []
  for (const { purchasesAt } of book.buyers()) {
    const history = summarise(purchasesAt(until), until)
    if (!history) continue
    const before = purchasesAt(until, currency)
    const paid = summarise(before, until)
    if (paid) spends.add(paid)
    const later = purchasesAt(to, currency).filter(({ at }) => at > until)
    const totalOf = (all: readonly { readonly minor: number }[]) =>
      all.reduce((sum, { minor }) => sum + minor, 0)
    const inactiveDays = history.T - history.tx
    known.push({
      ...{ history, paid, inactiveDays },
      actualMinor: totalOf(later),
      pastMinor: totalOf(before),
    })
  }
  const fit = fitSpend(spends.entries(), { prior: 'usual' })
  if (fit.verdict === 'unusable' || known.length === 0) return undefined
  const days = (to - until) / DAY_MS
  const cases = known.map(({ history, paid, ...one }) => {
    const mean = paid && paid.x > 0 ? Math.max(0, paid.repeatMinor) / paid.x : 0
    const spend = expectedSpend(fit.estimate.params, { x: paid?.x ?? 0, spend: mean })
    return { ...one, expectedMinor: spend * expectedPurchasesOf(params, history, days) }
  })
  return { currency, ...testMoney(cases) }
}
