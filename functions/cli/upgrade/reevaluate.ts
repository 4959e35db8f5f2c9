/** `rekindle reevaluate`: decides again for a shop's customers, on demand. */
import { findState } from '../../store/erasure.ts'
import { type CustomerKey, customersPrefix, parseCustomerKey, STATE } from '../../store/keys.ts'
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
  for await (const rows of eachPartition(table, customersPrefix(shop), {}, keyAndState)) {
    const key = rows[0] && parseCustomerKey(rows[0].pk)?.key
    const isAnother = findState(rows).state?.movedTo !== undefined
    if (key !== undefined && !isAnother) yield key
  }
}

const keyAndState = (row: Row): Row => (row.sk === STATE ? row : { pk: row.pk, sk: row.sk })
