/** Fits the model of how a shop's customers buy, from all of them, and puts it in force. */
import type { DormancyModel } from '../domain/dormancy.ts'
import type { BetaGeometric } from '../domain/models/beta-geometric.ts'
import { fitTransactions, type TransactionFit } from '../domain/models/fit-transactions.ts'
import { mbgNbd } from '../domain/models/mbg-nbd.ts'
import { summarise } from '../domain/models/summary-statistics.ts'
import { tallyHistories } from '../domain/models/tally.ts'
import { ordersCountingAt } from '../domain/purchase.ts'
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { LoadedCustomer } from '../store/customers.ts'
import { changeShop, modelDetailsRow, modelsRow } from '../store/shops.ts'
import type { Table } from '../store/table.ts'

export type FittedModel = {
  readonly model: DormancyModel
  /** With its reasons and what it rests on, for people. */
  readonly fit: TransactionFit<BetaGeometric>
}

/** By then every warm function has read it, so that all decide by the same. */
const IN_FORCE_AFTER_MS = MINUTE_MS

/**
 * Fits MBG/NBD to all customers' histories, each distinct one once, and adds the outcome to the
 * shop's models. An unusable one is added too: from then on the policy's own threshold holds, and
 * reasons say why.
 *
 * @throws if the shop is unknown
 * @example await fitModel('acme', eachCustomer(table, prefix), { table, now })
 */
export async function fitModel(
  shop: string,
  customers: AsyncIterable<LoadedCustomer>,
  { table, now }: { readonly table: Table; readonly now: () => Instant },
): Promise<FittedModel> {
  const until = now()
  const histories = tallyHistories()
  for await (const { facts } of customers) {
    const counting = ordersCountingAt(facts.orders, facts.refunds, until)
    const history = summarise(
      counting.map(({ from }) => ({ at: from, minor: 0 })),
      until,
    )
    if (history) histories.add(history)
  }
  const fit = fitTransactions(mbgNbd, histories.entries(), { unit: 'days', prior: 'usual' })
  let model: DormancyModel | undefined
  await changeShop(table, shop, ({ settings: { models } }) => {
    model = modelOf(fit, (models.at(-1)?.version ?? 0) + 1, now() + IN_FORCE_AFTER_MS)
    return { rows: [modelsRow(shop, [...models, model]), modelDetailsRow(shop, model, fit)] }
  })
  if (!model) throw new Error(`the model of ${shop} was not stored`)
  return { model, fit }
}

function modelOf(
  fit: TransactionFit<BetaGeometric>,
  version: number,
  from: Instant,
): DormancyModel {
  if (fit.verdict === 'unusable') return { version, from, verdict: 'unusable' }
  const { r, alpha, a, b } = fit.estimate.params
  return { version, from, verdict: fit.verdict, params: { r, alpha, a, b } }
}
