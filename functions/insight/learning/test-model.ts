/** Tests how well a shop's customers can be predicted, on the last part of what they bought. */
import { testForecast } from '../../domain/models/holdout.ts'
import { track } from '../../domain/models/holdout-tracking.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { type ModelTest, modelTestRow } from '../../store/model-tests.ts'
import { loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { fitFamily, historiesAt } from './fit-family.ts'
import { holdOut } from './hold-out.ts'
import { openOrderBook } from './order-book.ts'

/** The last quarter of the history is held back, but not more than half a year. */
const HELD_BACK_SHARE = 0.25
const MOST_HELD_BACK_MS = 182 * DAY_MS
/** Below that a test says nothing. */
const LEAST_HELD_BACK_MS = 14 * DAY_MS

export type TestModelPorts = { readonly table: Table; readonly now: () => Instant }

/**
 * Fits the model to the earlier part of the history, compares it with the later part, and keeps the
 * result for the console. The model in force, which was fitted on all of it, does not change.
 *
 * @returns undefined if the history is too short, or nothing can be fitted to it
 * @throws if the shop is unknown
 * @example await testModel('acme', eachCustomer(table, prefix), { table, now })
 */
export async function testModel(
  shop: string,
  customers: AsyncIterable<LoadedCustomer>,
  { table, now }: TestModelPorts,
): Promise<ModelTest | undefined> {
  const loaded = await loadShop(table, shop)
  if (!loaded) throw new Error(`there is no shop ${shop}`)
  const { mergeOrdersWithinMinutes } = loaded.settings.policy
  const book = openOrderBook({ freeOrdersCount: false, mergeOrdersWithinMinutes })
  for await (const { facts } of customers) {
    for (const order of facts.orders) book.order(facts.customer, order)
    for (const refund of facts.refunds) book.refund(facts.customer, refund)
  }
  const { first } = book.span() ?? {}
  const to = now()
  const heldBack = Math.min(HELD_BACK_SHARE * (to - (first ?? to)), MOST_HELD_BACK_MS)
  if (first === undefined || heldBack < LEAST_HELD_BACK_MS) return undefined
  const until = Math.floor((to - heldBack) / DAY_MS) * DAY_MS
  const { forecast } = fitFamily('mbgnbd', historiesAt(book, until), {
    unit: 'days',
    prior: 'usual',
  })
  if (!forecast) return undefined
  const { customers: tested, firsts, repeats } = holdOut(book, until, to)
  const days = (to - until) / DAY_MS
  const report = testForecast(tested, forecast, days)
  const test: ModelTest = {
    ...{ until, to, customers: report.customers },
    ...report.purchases,
    tracking: track({ forecast, firsts, repeats, days, stepDays: 1 }),
    byFrequency: report.byFrequency,
  }
  await table.write([{ put: modelTestRow(shop, test) }])
  return test
}
