/** `rekindle reevaluate`: decides again for a shop's customers, on demand. */
import { type CustomerKey, customersPrefix, parseCustomerKey } from '../../store/keys.ts'
import { eachPartition } from '../../store/partitions.ts'
import type { Row, Table } from '../../store/table.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateEach, reevaluateShop } from '../reevaluate.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'

export const reevaluate = verb('reevaluate', {
  arguments: [],
  options: { ...shopOption, all: {}, ...storeOptions, ...jsonOption },
  examples: {
    left: 'rekindle reevaluate --shop acme',
    all: 'rekindle reevaluate --shop acme --all --table rekindle',
  },
  run: (given, io) =>
    withStore(given, async (store) => {
      const shop = given.value('shop')
      await shopIn(store, shop)
      const decided = given.flag('all')
        ? await reevaluateEach(store, everyCustomer(store.table, shop), io)
        : await reevaluateShop(store, shop, io)
      return { shop, decided }
    }),
  text: ({ decided }, { words }) => words.reevaluated(decided),
})

async function* everyCustomer(table: Table, shop: string): AsyncIterable<CustomerKey> {
  for await (const rows of eachPartition(table, customersPrefix(shop), {}, keyOnly)) {
    const key = rows[0] && parseCustomerKey(rows[0].pk)?.key
    if (key !== undefined) yield key
  }
}

/** Of each customer the key is enough. */
const keyOnly = ({ pk, sk }: Row): Row => ({ pk, sk })
