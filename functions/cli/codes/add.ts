/** `rekindle codes add`: codes of the shop's own, for the mails of a campaign. */
import { fillPool } from '../../store/code-waiters.ts'
import { shopIn, storeOptions, withStore } from '../open-store.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'
import { poolTyped } from './pool-typed.ts'
import { readCodes } from './read-codes.ts'

export const add = verb('codes add', {
  arguments: [{ name: 'POOL' }, { name: 'FILE' }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { add: 'rekindle codes add win-back codes.csv --shop acme' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      const pool = poolTyped(given.arguments[0] ?? '')
      const codes = await readCodes(given.arguments[1] ?? '')
      return { shop, pool, ...(await fillPool(store.table, { shop, pool }, codes, io.now())) }
    }),
  text: ({ pool, added, known }, { words }) => words.codes.added(pool, added, known),
})
