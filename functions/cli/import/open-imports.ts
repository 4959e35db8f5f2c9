/** `rekindle import list`, `import finish` and `import withdraw`: imports that were cut short. */
import { withdrawImport } from '../../intake/withdraw-import.ts'
import { importFinishCommand, importWithdrawCommand } from '../../language/commands.ts'
import { readRow } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { closeImports, loadImport } from '../../store/imports.ts'
import { customersPrefix, orderSort } from '../../store/keys.ts'
import type { Table } from '../../store/table.ts'
import { Failure } from '../failure.ts'
import { askStore, shopIn, storeOptions, withStore } from '../open-store.ts'
import { reevaluateShop } from '../reevaluate.ts'
import { untilSettingsApply } from '../settings-delay.ts'
import { jsonOption, shopOption, verb } from '../verb.ts'

/** An import that has begun and is not complete, and what of it is stored. */
type OpenImport = {
  readonly importId: string
  readonly orders: number
  readonly customers: number
}

export const list = verb('import list', {
  arguments: [],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { list: 'rekindle import list --shop acme' },
  run: (given) =>
    askStore(given, async (store) => {
      const { settings } = await shopIn(store, given.value('shop'))
      const { id: shop } = settings.shop
      return { shop, imports: await openImportsOf(store.table, shop, settings.openImports) }
    }),
  json: ({ imports }) => imports,
  text: ({ shop, imports }, { words: { import: words } }) =>
    imports.length === 0
      ? words.noneOpen(shop)
      : [
          ...imports.map(({ importId, orders, customers }) =>
            words.open(
              importId,
              orders,
              customers,
              importFinishCommand(shop, importId),
              importWithdrawCommand(shop, importId),
            ),
          ),
          words.howToContinue,
        ].join('\n'),
})

export const finish = verb('import finish', {
  arguments: [{ name: 'IMPORT' }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { finish: 'rekindle import finish qg3Yb1wT0nJcX2aR --shop acme' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const [importId = ''] = given.arguments
      const { settings } = await shopIn(store, given.value('shop'))
      const { shop, openImports } = settings
      if (!openImports.includes(importId))
        throw new Failure((w) => w.import.notOpen(importId, openImports))
      await closeImports(store.table, shop.id, [importId])
      await untilSettingsApply(store, shop.openedAt !== undefined)
      return { importId, decided: await reevaluateShop(store, shop.id, io) }
    }),
  text: ({ importId, decided }, { words }) =>
    [words.import.finished(importId), words.reevaluated(decided)].join('\n'),
})

export const withdraw = verb('import withdraw', {
  arguments: [{ name: 'IMPORT' }],
  options: { ...shopOption, ...storeOptions, ...jsonOption },
  examples: { withdraw: 'rekindle import withdraw qg3Yb1wT0nJcX2aR --shop acme' },
  run: (given, io) =>
    withStore(given, async (store) => {
      const [importId = ''] = given.arguments
      const { settings } = await shopIn(store, given.value('shop'))
      const { shop, openImports } = settings
      const { begunAt } = (await loadImport(store.table, shop.id, importId)) ?? {}
      if (!openImports.includes(importId))
        throw new Failure((w) => w.import.notOpen(importId, openImports))
      if (begunAt === undefined) throw new Failure((w) => w.import.notToWithdraw(importId))
      const removed = await withdrawImport(store.table, shop.id, importId)
      await closeImports(store.table, shop.id, [importId])
      await untilSettingsApply(store, shop.openedAt !== undefined)
      return { importId, ...removed, decided: await reevaluateShop(store, shop.id, io) }
    }),
  text: ({ importId, orders, refunds, decided }, { words }) =>
    [words.import.withdrawn(importId, orders, refunds), words.reevaluated(decided)].join('\n'),
})

/** One pass over the orders of the shop, which come customer by customer. */
async function openImportsOf(
  table: Table,
  shop: string,
  importIds: readonly string[],
): Promise<readonly OpenImport[]> {
  const found = new Map(importIds.map((id) => [id, { orders: 0, customers: 0, last: '' }]))
  if (found.size === 0) return []
  for await (const row of table.scan(customersPrefix(shop), { prefix: orderSort('') })) {
    const { importId = '' } = readRow(CUSTOMER_ROWS.order, row) ?? {}
    const counted = found.get(importId)
    if (!counted) continue
    counted.orders++
    if (counted.last !== row.pk) counted.customers++
    counted.last = row.pk
  }
  return [...found].map(([importId, { orders, customers }]) => ({ importId, orders, customers }))
}
