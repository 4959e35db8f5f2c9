import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCustomer } from '../../functions/store/customers.ts'
import { consentSort, customerKey, linesSort } from '../../functions/store/keys.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makePendingWork } from '../../functions/store/sqlite/pending.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Row, Table } from '../../functions/store/table.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

async function inStore<T>(
  work: (table: Table, waiting: readonly string[]) => Promise<T>,
): Promise<T> {
  const database = openDatabase(path('rekindle.sqlite'))
  const waiting = makePendingWork(database).reactions()
  try {
    return await work(makeSqliteTable(database), waiting)
  } finally {
    database.close()
  }
}

const allRows = (): Promise<readonly Row[]> =>
  inStore(async (table) => {
    const rows: Row[] = []
    for await (const row of table.scan('acme/')) rows.push(row)
    return rows
  })

type Summary = {
  readonly statuses: Readonly<Record<string, number>>
  readonly decided: number
  readonly importId: string
}

describe('an import', () => {
  let first: Summary

  beforeAll(async () => {
    writeSmallShop(workplace)
    await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
    first = await json<Summary>([...IMPORT, '--consent-evidence', 'the till’s export of 2026'])
  })

  it('reports what the file contained and what was left out', () => {
    expect(first).toMatchObject({
      rows: 9,
      purchases: 6,
      refunds: 1,
      customers: 5,
      leftOut: { 'no-customer': 1 },
      grossMinor: { EUR: 1600 + 450 + 450 + 450 + 700 + 700 },
      statuses: { recorded: 7, rejected: 0 },
      decided: 5,
    })
  })

  it('decides for every customer it touched, so that none has to wait', async () => {
    const { waiting, ann, cem } = await inStore(async (table, waiting) => ({
      waiting,
      ann: await loadCustomer(table, customerKey('acme', 'ann')),
      cem: await loadCustomer(table, customerKey('acme', 'cem')),
    }))
    expect(waiting).toEqual([])
    expect(ann.state?.purchases).toBe(3)
    expect(cem.state?.lastPurchaseAt).toBe(Date.UTC(2026, 0, 10, 12))
    expect(ann.facts.orders.map(({ importId }) => importId)).toEqual(Array(3).fill(first.importId))
  })

  it('stores what was bought, and the evidence of each consent', async () => {
    const { lines, ann } = await inStore(async (table) => ({
      lines: await table.get({ pk: customerKey('acme', 'ann'), sk: linesSort('A1') }),
      ann: await loadCustomer(table, customerKey('acme', 'ann')),
    }))
    expect(lines?.lines).toEqual([
      { sku: 'TEA', title: 'Green tea', quantity: 2, unitMinor: 450 },
      { sku: 'CUP', title: 'Cup', quantity: 1, unitMinor: 700 },
    ])
    expect(ann.facts.consents[0]).toEqual({
      purpose: 'marketing',
      act: 'granted',
      at: Date.UTC(2026, 5, 1, 10),
      source: 'import',
      evidence: 'the till’s export of 2026',
      addressHash: ann.addressHash,
    })
  })

  it('stores a purchase with an unreadable address, without the address', async () => {
    const bea = await inStore((table) => loadCustomer(table, customerKey('acme', 'bea')))
    expect(bea.facts.orders).toHaveLength(1)
    expect(bea.facts.profile?.email).toBeUndefined()
  })

  it('is complete afterwards, so that it holds back no customer', async () => {
    const shop = await inStore((table) => loadShop(table, 'acme'))
    expect(shop?.settings.openImports).toEqual([])
  })

  it('changes nothing when it is run again', async () => {
    const before = await allRows()
    const again = await json<Summary>([
      ...IMPORT,
      '--consent-evidence',
      'the till’s export of 2026',
    ])
    expect(again.importId).toBe(first.importId)
    expect(again.statuses).toMatchObject({ recorded: 0, updated: 0, unchanged: 7, stale: 0 })
    expect(await allRows()).toEqual(before)
  })

  it('changes nothing if the file has a fault, and reports its line', async () => {
    const before = await allRows()
    writeFileSync(
      path('broken.csv'),
      'order,customer,email,paid,sku,title,quantity,price,consent\nB1,eve,,2026-06-01 10:00,TEA,Green tea,two,4.50,yes\n',
    )
    const { code, err } = await rekindle([
      ...['import', 'broken.csv', '--mapping', 'mapping.yaml', '--shop', 'acme'],
    ])
    expect(code).toBe(1)
    expect(err).toContain('broken.csv:2: "two"')
    expect(err).toContain('Nothing was imported')
    expect(await allRows()).toEqual(before)
  })

  it('of a file in which every row is left out has its own exit code and says so', async () => {
    writeFileSync(
      path('left-out.csv'),
      'order,customer,email,paid,sku,title,quantity,price,consent\nN1,NULL,nan,2026-06-01 10:00,TEA,Tea,1,4.50,yes\n',
    )
    const left = await rekindle([
      ...['import', 'left-out.csv', '--mapping', 'mapping.yaml', '--shop', 'acme', '--json'],
    ])
    expect(left).toMatchObject({
      code: 3,
      err: expect.stringContaining('no purchase: its only row was left out'),
    })
    expect(JSON.parse(left.out)).toMatchObject({ purchases: 0, leftOut: { 'no-customer': 1 } })
  })

  it('of a file in which every record is rejected has that exit code too', async () => {
    writeFileSync(
      path('rejected.csv'),
      'order,customer,email,paid,sku,title,quantity,price,consent\n~N1,c-1,,2026-06-01 10:00,TEA,Tea,1,4.50,\n',
    )
    const rejected = await rekindle([
      ...['import', 'rejected.csv', '--mapping', 'mapping.yaml', '--shop', 'acme'],
    ])
    expect(rejected).toMatchObject({
      code: 3,
      err: expect.stringContaining('Nothing was stored: the only record was rejected'),
    })
  })

  it('with a mapping that is not in UTF-8 is refused by its line', async () => {
    writeFileSync(
      path('old.yaml'),
      Buffer.from('about: ours\ncustomer: {id: Kundennr\xfc}\n', 'latin1'),
    )
    const { code, err } = await rekindle([
      ...['import', 'orders.csv', '--mapping', 'old.yaml', '--shop', 'acme'],
    ])
    expect([code, err]).toEqual([1, expect.stringContaining('old.yaml:2: the text is not UTF-8')])
  })

  it.each([
    { wrong: 'a mapping with a fault', mapping: 'faulty.yaml', says: 'faulty.yaml:1: customers: ' },
    { wrong: 'no such mapping', mapping: 'shopyfi', says: 'an included mapping: cdnow' },
  ])('exits with 1 for $wrong', async ({ mapping, says }) => {
    writeFileSync(path('faulty.yaml'), 'customers: {id: x}\n')
    const { code, err } = await rekindle([
      ...['import', 'orders.csv', '--mapping', mapping, '--shop', 'acme'],
    ])
    expect(code).toBe(1)
    expect(err).toContain(says)
  })

  it('counts values of the consent column that are not an act of consent, and stores no withdrawal', async () => {
    expect(first).toMatchObject({ noConsentAct: { no: 2 } })
    const { out } = await rekindle(IMPORT)
    expect(out).toContain(
      '2 records with "no" in the consent column, which is not an act of consent',
    )
    expect((await allRows()).filter(({ act }) => act === 'withdrawn')).toEqual([])
  })

  it('records the refund of a customer whose address cannot be mailed with its order', async () => {
    writeFileSync(
      path('no-one.yaml'),
      `customer: {email: email}
order: {id: order}
instant: {column: paid, format: iso, zone: UTC}
amount: {from: order, column: total}
currency: EUR
refunds: {by: amount, column: back}
`,
    )
    writeFileSync(
      path('no-one.csv'),
      'order,email,paid,total,back\nW1,no address,2026-06-01T10:00:00Z,9,4\n',
    )
    const run = ['import', 'no-one.csv', '--mapping', 'no-one.yaml', '--shop', 'acme']
    expect((await json<Summary>(run)).statuses).toMatchObject({ recorded: 2, rejected: 0 })
    expect((await json<Summary>(run)).statuses).toMatchObject({ unchanged: 2, rejected: 0 })
  })

  it('that an earlier version ran is repaired: listed first, then lifted, once', async () => {
    const at = Date.UTC(2026, 5, 1, 10)
    const box = { purpose: 'marketing', act: 'withdrawn', at, source: 'import' } as const
    const pk = customerKey('acme', 'ann')
    await inStore((table) => table.write([{ put: { pk, sk: consentSort(box), ...box } }]))
    const repair = ['import', 'repair', '--shop', 'acme']
    const before = await allRows()
    const { out } = await rekindle(repair)
    expect(out).toContain('ann: withdrawn 2026-06-01 10:00 UTC')
    expect(out).toContain('1 withdrawal of 1 customer may come from an unticked box')
    expect(out).toContain('--lift')
    expect(await allRows()).toEqual(before)
    expect(await json([...repair, '--lift'])).toMatchObject({
      liftable: [{ customer: 'ann', withdrawals: [{ at: '2026-06-01T10:00:00.000Z' }] }],
      lifted: 1,
      decided: 1,
    })
    const ann = await inStore((table) => loadCustomer(table, pk))
    expect(ann.facts.consents.map(({ act }) => act)).not.toContain('withdrawn')
    expect(await json([...repair, '--lift'])).toMatchObject({ liftable: [], lifted: 0 })
  })

  it('lists the shops if it is given an unknown one', async () => {
    const { code, err } = await rekindle([
      ...['import', 'orders.csv', '--mapping', 'mapping.yaml', '--shop', 'acne'],
    ])
    expect(code).toBe(1)
    expect(err).toContain('Available: acme')
  })
})
