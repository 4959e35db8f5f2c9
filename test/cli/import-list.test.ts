import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importRow } from '../../functions/store/imports.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop, changeShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { NOON, settings } from '../support/given.ts'
import { customerRows } from './known-customer.ts'
import { runHere } from './run-here.ts'

describe('an import that was cut short', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-import-'))
  const file = join(folder, 'shop.sqlite')
  const run = (...args: readonly string[]) => runHere([...args, '--db', file], { now: () => NOON })

  beforeAll(async () => {
    const database = openDatabase(file)
    const table = makeSqliteTable(database)
    const known = settings()
    await addShop(table, known.shop, known.policy)
    await changeShop(table, 'acme', () => ({
      shop: { ...known.shop, openedAt: NOON },
      rows: [importRow('acme', 'cut-short', 'running'), importRow('acme', 'done', 'complete')],
    }))
    const order = (customer: string, orderId: string, importId: string) => ({
      pk: customerKey('acme', customer),
      sk: `order#${orderId}`,
      paidAt: NOON,
      updatedAt: NOON,
      currency: 'EUR',
      grossMinor: 1_000,
      contentHash: 'x',
      importId,
    })
    await table.write(
      [
        ...customerRows('ann', NOON),
        order('ann', 'o2', 'cut-short'),
        order('ann', 'o3', 'cut-short'),
        order('bea', 'o4', 'cut-short'),
        order('cem', 'o5', 'done'),
      ].map((put) => ({ put })),
    )
    database.close()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is listed with what of it is stored, and how it continues', async () => {
    const { code, out } = await run('import', 'list', '--shop', 'acme')
    expect([code, out]).toEqual([
      0,
      [
        'cut-short: not complete; 3 orders of 2 customers stored. To complete it as it is: rekindle import finish cut-short --shop acme; to remove its orders: rekindle import withdraw cut-short --shop acme',
        'To continue an import, run it again with the same file.',
      ].join('\n'),
    ])
    expect(JSON.parse((await run('import', 'list', '--shop', 'acme', '--json')).out)).toEqual([
      { importId: 'cut-short', orders: 3, customers: 2 },
    ])
  })

  it('stands below the list of shops', async () => {
    expect((await run('shop', 'list')).out).toContain(
      'acme: 1 import not complete; see rekindle import list --shop acme',
    )
  })

  it('is completed as it is, and its customers are re-evaluated', async () => {
    expect(await run('import', 'finish', 'done', '--shop', 'acme')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Incomplete: cut-short'),
    })
    const { code, out } = await run('import', 'finish', 'cut-short', '--shop', 'acme')
    expect([code, out]).toEqual([
      0,
      'Import cut-short is complete; everything that was stored stays\n3 customers re-evaluated',
    ])
    expect((await run('import', 'list', '--shop', 'acme')).out).toBe(
      'Every import of acme is complete',
    )
  })
})
