/** `rekindle model fit`: how the shop's customers buy, fitted anew and put in force. */
import { fitModel } from '../models/fit-model.ts'
import { eachCustomer } from '../store/customers.ts'
import { customersPrefix } from '../store/keys.ts'
import { type Command, jsonOption } from './command.ts'
import { shopIn, shopOption, storeOptions, withStore } from './open-store.ts'
import { counted, shortInstant, spoken } from './words.ts'

export const command: Command = {
  name: 'model fit',
  summary: 'Fits how the customers of a shop buy, for thresholds of their own.',
  about:
    'The model is in force a minute later, for whoever buys from then on: a refit changes nobody until they next buy. It decides only where the policy has a personalThreshold.',
  arguments: [],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: ['rekindle model fit --shop acme'],
  async run(given, io) {
    const { model, fit } = await withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const { id } = settings.shop
      const customers = eachCustomer(store.table, customersPrefix(id))
      return fitModel(id, customers, { table: store.table, now: io.now })
    })
    if (given.flag('json')) {
      io.print(JSON.stringify({ ...model, customers: fit.customers, reasons: fit.reasons }))
      return
    }
    const why = fit.reasons.length === 0 ? '' : `, because: ${fit.reasons.map(spoken).join(', ')}`
    const { customers, repeaters } = fit
    io.print(
      [
        `Version ${model.version}: ${model.verdict}${why}.`,
        `From ${counted(customers, 'customer')}, of whom ${repeaters} bought again.`,
        model.verdict === 'unusable'
          ? 'The same number of days holds for everyone, as the policy says.'
          : `In force for purchases from ${shortInstant(new Date(model.from).toISOString())} on, where the policy has a personalThreshold.`,
      ].join('\n'),
    )
  },
}
