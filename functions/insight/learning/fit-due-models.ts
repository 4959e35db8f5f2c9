/** Fits, once a week, how the customers of each open shop buy. */

import { DAY_MS } from '../../domain/time.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import { DUE_AFTER_MS, type DuePorts, type DueRun, workOffDueShops } from './due-shops.ts'
import { type FittedModel, fitModel } from './fit-model.ts'

export type FitDuePorts = DuePorts & {
  readonly onFitted: (shop: string, fitted: FittedModel) => void
}

/** A young shop has enough to learn from any day; half a day less, as daily runs are not punctual. */
const UNUSABLE_FOR_MS = 0.5 * DAY_MS

/**
 * A fit that cannot be used is one too: it is tried again the next day. Done twice, a shop has one
 * more version of the same.
 *
 * @example await fitDueModels({ table, now, remainingMs, onFitted, onFailure })
 */
export function fitDueModels(ports: FitDuePorts): Promise<DueRun> {
  const { table, now, onFitted } = ports
  return workOffDueShops(
    {
      lastDoneAt: async ({ models }) => models.at(-1)?.fittedAt,
      goodForMs: ({ models }) =>
        models.at(-1)?.verdict === 'unusable' ? UNUSABLE_FOR_MS : DUE_AFTER_MS,
      async learn({ shop: { id } }, enough) {
        const customers = eachCustomer(table, customersPrefix(id), { enough, mayLag: true })
        onFitted(id, await fitModel(id, customers, { table, now, enough }))
      },
    },
    ports,
  )
}

/** What a log may say of a fit. */
export const fitFacts = (shop: string, { model, fit, sample }: FittedModel) => ({
  shop,
  version: model.version,
  verdict: model.verdict,
  reasons: fit.reasons.join(' '),
  customers: fit.customers,
  complete: String(sample.complete),
})
