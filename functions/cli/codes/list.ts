/** `rekindle codes list`: how many codes each pool has, and how many were used. */
import { countCodes, takenCodes } from '../../store/codes.ts'
import { eachCustomer } from '../../store/customers.ts'
import { customersPrefix } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'
import { columns } from '../columns.ts'
import { askStore, shopIn, storeOptions } from '../open-store.ts'
import { jsonOption, type Options, shopOption, verb } from '../verb.ts'

const options = {
  redeemed: {},
  ...shopOption,
  ...storeOptions,
  ...jsonOption,
} as const satisfies Options

export const list = verb('codes list', {
  arguments: [],
  options,
  examples: {
    list: 'rekindle codes list --shop acme',
    redeemed: 'rekindle codes list --shop acme --redeemed',
  },
  run: (given) =>
    askStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const shop = settings.shop.id
      const redeemed = given.flag('redeemed') ? await redeemedByPool(store.table, shop) : undefined
      const pools = await countCodes(store.table, shop)
      return {
        shop,
        pools: pools.map((counted) => ({
          ...counted,
          ...(redeemed && { redeemed: redeemed.get(counted.pool) ?? 0 }),
        })),
      }
    }),
  text: ({ pools }, { words }) =>
    pools.length === 0
      ? words.codes.none
      : columns([
          pools[0] && 'redeemed' in pools[0]
            ? [...words.codes.columns, words.codes.redeemed]
            : words.codes.columns,
          ...pools.map(({ pool, free, taken, ...counted }) => [
            pool,
            ...[free, taken, ...Object.values(counted)].map(String),
          ]),
        ]),
})

/** How many of the codes that were given came back with an order, whichever customer placed it. */
async function redeemedByPool(table: Table, shop: string): Promise<ReadonlyMap<string, number>> {
  const given = await takenCodes(table, shop)
  const used = new Set<string>()
  for await (const { facts } of eachCustomer(table, customersPrefix(shop)))
    for (const { coupons = [] } of facts.orders)
      for (const code of coupons) if (given.has(code)) used.add(code)
  const counts = new Map<string, number>()
  for (const code of used) {
    const pool = given.get(code) ?? ''
    counts.set(pool, (counts.get(pool) ?? 0) + 1)
  }
  return counts
}
