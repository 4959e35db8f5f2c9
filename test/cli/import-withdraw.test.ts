import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importIntoStore } from '../../functions/cli/import/into-store.ts'
import { openTouchedCustomers } from '../../functions/cli/import/touched-customers.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import { withdrawImport } from '../../functions/intake/withdraw-import.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { loadImport } from '../../functions/store/imports.ts'
import { customersPrefix } from '../../functions/store/keys.ts'
import { addShop } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { NOON, settings } from '../support/given.ts'
import { STORE_ENGINES, type StoreEngine } from '../support/store-engines.ts'
import { runHere } from './run-here.ts'

const AT = NOON - 86_400_000
const purchase = (orderId: string, grossMinor = 1_000) => ({
  ...{ orderId, paidAt: AT, currency: 'EUR', grossMinor, customer: { id: 'ann' } },
  lines: [{ sku: 'tea', quantity: 1, unitMinor: grossMinor }],
})
const refund = (refundId: string) => ({
  ...{ refundId, orderId: 'o1', at: AT, currency: 'EUR', minor: 10, customer: { id: 'ann' } },
})
const ports = (table: Table) => ({ table, addressHash: () => 'hash' })

function portOf(table: Table, touched: ReturnType<typeof openTouchedCustomers>) {
  return importIntoStore({
    ...ports(table),
    ...{ shop: 'acme', touched, words: enFaults, now: () => NOON },
    untilSettingsApply: async () => {},
  })
}

/** A shop that imports, on a store that ends with the test. */
async function openShop(start: StoreEngine['start']) {
  const { table, stop } = await start()
  onTestFinished(stop)
  const { shop, policy } = settings()
  await addShop(table, shop, policy)
  const touched = openTouchedCustomers()
  onTestFinished(touched.close)
  return { table, port: portOf(table, touched) }
}

async function factsIn(table: Table): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { sk } of table.scan(customersPrefix('acme')))
    if (/^(order|refund|~lines)#/.test(sk)) found.push(sk)
  return found
}

describe.each(STORE_ENGINES)('an import that is withdrawn, on $name', ({ start, missing }) => {
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''

  check(
    `leaves what was there before, what the shop has posted and what another import brought${because}`,
    async () => {
      const { table, port } = await openShop(start)
      const brought = (importId: string, ids: readonly string[], minor?: number) =>
        recordPurchases(
          'acme',
          ids.map((id) => purchase(id, minor)),
          ports(table),
          importId,
        )

      await recordPurchases('acme', [purchase('before')], ports(table))
      await port.begin('first')
      await brought('first', ['before', 'only', 'posted', 'both', 'newer'])
      // A newer version of an order that was there already is not the import's to withdraw.
      expect(await brought('first', ['before'], 9_000)).not.toEqual(['recorded'])
      await recordRefunds('acme', [refund('r-only'), refund('r-posted')], ports(table), 'first')
      expect(await recordPurchases('acme', [purchase('posted')], ports(table))).toEqual([
        'unchanged',
      ])
      expect(await recordRefunds('acme', [refund('r-posted')], ports(table))).toEqual(['unchanged'])
      await port.begin('second')
      expect(await brought('second', ['both'])).toEqual(['unchanged'])

      expect(await withdrawImport(table, 'acme', 'first')).toEqual({ orders: 2, refunds: 1 })
      expect(await factsIn(table)).toEqual([
        ...['order#before', 'order#both', 'order#posted'],
        'refund#r-posted',
        ...['~lines#before', '~lines#both', '~lines#posted'],
      ])
      expect(await withdrawImport(table, 'acme', 'first')).toEqual({ orders: 0, refunds: 0 })
    },
  )

  check(`was never complete: one that was is not known by when it began${because}`, async () => {
    const { table, port } = await openShop(start)
    await port.begin('first')
    await port.begin('first')
    expect(await loadImport(table, 'acme', 'first')).toMatchObject({ begunAt: NOON })
    await port.complete('first')
    await port.begin('first')
    expect((await loadImport(table, 'acme', 'first'))?.begunAt).toBeUndefined()
  })
})

it('is withdrawn by the command, which says what it removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-withdraw-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'shop.sqlite')
  const { sqliteEngine } = await import(
    '../../functions/runtimes/one-machine/sqlite/sqlite-engine.ts'
  )
  const store = await sqliteEngine.openShared(file)
  const { shop, policy } = settings()
  await addShop(store.table, shop, policy)
  const touched = openTouchedCustomers()
  await portOf(store.table, touched).begin('cut-short')
  await recordPurchases('acme', [purchase('o1')], ports(store.table), 'cut-short')
  touched.close()
  store.close()
  const run = (...args: readonly string[]) =>
    runHere([...args, '--shop', 'acme', '--db', file], { now: () => NOON })
  expect(await run('import', 'withdraw', 'cut-short')).toMatchObject({
    code: 0,
    out: 'Import cut-short is withdrawn: 1 order and 0 refunds removed; profiles and consents stay\nNo customers needed re-evaluation',
  })
  expect((await run('import', 'list')).out).toBe('Every import of acme is complete')
})
