/** `rekindle codes list`: how many codes each pool has, and how many were used. */
import { countCodes } from '../../store/codes.ts'
import { columns } from '../columns.ts'
import { askStore, shopIn, storeOptions } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'

export const list = verb('codes list', {
  arguments: [],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { list: 'rekindle codes list --shop acme' },
  run: (given) =>
    askStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      return { shop, pools: await countCodes(store.table, shop) }
    }),
  text: ({ pools }, { words }) =>
    pools.length === 0
      ? words.codes.none
      : columns([
          words.codes.columns,
          ...pools.map(({ pool, free, taken }) => [pool, String(free), String(taken)]),
        ]),
})
