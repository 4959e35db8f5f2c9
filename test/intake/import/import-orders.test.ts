/** A file as a whole: what is recorded of it, what is left out, and when it is refused. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { ImportProgress } from '../../../functions/intake/import/import-orders.ts'
import {
  BY_CURRENCY,
  BY_LINES,
  faultIn,
  gzipped,
  importText,
  inChunks,
  LINES_HEADER,
  mappingOf,
  rememberingPort,
  simpleMapping,
} from './importing.ts'

describe('a file of purchases', () => {
  const text = 'Id,Customer,Date,Amount\no1,c1,2026-01-01,1\no2,c2,2026-01-01,2\n'

  test('changes nothing when it is imported again', async () => {
    const port = rememberingPort()
    const first = await importText(text, simpleMapping(), {}, port)
    const again = await importText(text, simpleMapping(), {}, port)
    expect(first.summary.statuses).toMatchObject({ recorded: 2, unchanged: 0 })
    expect(again.summary.statuses).toMatchObject({ recorded: 0, unchanged: 2 })
    expect({ ...again.summary, statuses: {} }).toEqual({ ...first.summary, statuses: {} })
  })

  test('that was cut short is resumed by importing it again', async () => {
    const port = rememberingPort()
    const failing = {
      ...port,
      record: async (batch: Parameters<typeof port.record>[0]) => {
        await port.record(batch.slice(0, 1))
        throw new Error('power cut')
      },
    }
    await expect(importText(text, simpleMapping(), { port: failing })).rejects.toThrow('power cut')
    expect(port.calls).toEqual(['begin import-1'])
    const { summary } = await importText(text, simpleMapping(), {}, port)
    expect(summary.statuses).toMatchObject({ recorded: 1, unchanged: 1 })
    expect(port.calls).toEqual(['begin import-1', 'begin import-1', 'complete import-1'])
  })

  test('means the same gzipped, with a byte order mark, and with Windows line ends', async () => {
    const plain = await importText(text, simpleMapping())
    const windows = await importText(`\uFEFF${text.replaceAll('\n', '\r\n')}`, simpleMapping())
    const source = inChunks(gzipped(text))
    const packed = await importText('', simpleMapping(), { source })
    expect([windows.records, packed.records]).toEqual([plain.records, plain.records])
  })

  test('is recorded in batches of 500 at most, and reports progress', async () => {
    const rows = Array.from({ length: 12_001 }, (_, i) => `o${i},c1,2026-01-01,1`)
    const progressed: ImportProgress[] = []
    const { port, summary } = await importText(
      `Id,Customer,Date,Amount\n${rows.join('\n')}`,
      simpleMapping(),
      { onProgress: (progress) => progressed.push(progress) },
    )
    expect(port.batches).toEqual([...Array(24).fill(500), 1])
    expect(summary).toMatchObject({ purchases: 12_001, customers: 1 })
    expect(progressed[0]).toEqual({ phase: 'reading', rows: 10_000 })
    expect(progressed.at(-1)).toEqual({ phase: 'recording', records: 12_001 })
  })

  test('counts a customer once, however often and under whichever capitals they bought', async () => {
    const mapping = mappingOf(`
customer: {id: Customer, email: Email}
order: {id: Id}
instant: {column: Date, format: iso, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR
`)
    const { summary, records } = await importText(
      `Id,Customer,Email,Date,Amount
1,c1,,2026-01-01,1
2,c1,,2026-01-01,1
3,0,A@example.com,2026-01-01,1
4,,a@EXAMPLE.com,2026-01-01,1
5,0,,2026-01-01,1
`,
      mapping,
    )
    expect(summary).toMatchObject({ customers: 2, leftOut: { 'no-customer': 1 } })
    expect(records[2]?.customer).toEqual({ email: 'A@example.com' })
  })

  test('returns the outcome of every record, rejections by reason', async () => {
    const port = {
      ...rememberingPort(),
      record: async () => [
        { status: 'stale' } as const,
        { status: 'rejected', reason: 'erased' } as const,
      ],
    }
    const { summary } = await importText(text, simpleMapping(), { port })
    expect(summary.statuses).toMatchObject({ stale: 1, rejected: 1, recorded: 0 })
    expect(summary.rejected).toEqual({ erased: 1 })
  })
})

describe('what is left out', () => {
  test('is counted in rows, by reason', async () => {
    const { summary, records } = await importText(
      `Id,Customer,Date,Amount,Status,Sku
1,,2026-01-01,1,paid,a
1,,2026-01-01,1,paid,b
,c1,2026-01-01,1,paid,a
3,c1,,1,paid,a
4,c1,2026-01-01,,paid,a
5,c1,2026-01-01,-1,paid,a
6,c1,2026-01-01,99999999999999999999,paid,a
7,c1,2026-01-01,1,Pending,a
7,c1,2026-01-01,1,,b
8,c1,2026-01-01,1,PAID,a
8,c1,2026-01-01,9,,post
`,
      simpleMapping(`leaveOut:
  rows: [{column: Sku, is: [POST], reason: postage}]
  orders: [{column: Status, isNot: [paid], reason: not-paid}]`),
    )
    expect(summary).toMatchObject({ rows: 11, purchases: 1, customers: 1 })
    expect(summary.leftOut).toEqual({
      'no-customer': 2,
      'no-order-id': 1,
      'no-instant': 1,
      'no-amount': 1,
      'negative-amount': 1,
      'amount-too-large': 1,
      'not-paid': 2,
      postage: 1,
    })
    expect(records).toMatchObject([{ orderId: '8', grossMinor: 100 }])
  })
})

describe('a file with a fault', () => {
  test.each([
    [
      'Id,Customer,Date,Amount\n1,c,2026-01-01,1\n2,c,2026-01-01,1.x\n',
      'unreadable-amount',
      3,
      /"1\.x" for `amount\.column`/,
    ],
    [
      'Id,Customer,Date,Amount\n1,c,01.01.2026,1\n',
      'unreadable-instant',
      2,
      /is not a time in the format yyyy-MM-dd/,
    ],
    [
      'Id,Client,Date,Amount\n',
      'missing-column',
      1,
      /no column "Customer", which the mapping uses for `customer\.id`; columns in the file: "Id", "Client"/,
    ],
    [
      'ID,customer,Date,Amount \n1,c,2026-01-01,1\n',
      'missing-column',
      1,
      /no column "Customer" or "Id", but "customer" and "ID" \(other capitals, blanks/,
    ],
    [
      'id,Kunde,Date,AMOUNT \n1,c,2026-01-01,1\n',
      'missing-column',
      1,
      /no column "Customer", which the mapping uses for `customer\.id`; columns in the file: "id"/,
    ],
    [
      `${Array.from({ length: 60 }, (_, n) => `C${n}`).join()}\n`,
      'missing-column',
      1,
      /"C48", "C49", …$/,
    ],
    ['Id,Customer,Date,Amount\n1,c,2026-01-01,"1\n', 'broken-row', 2, /quote/],
    [
      'Report of May,,,\n\nAll shops\nId,Customer,Date,Amount\n1,c,2026-01-01,1\n',
      'broken-row',
      1,
      /^"Report of May" is a title above the header, which is on line 4/,
    ],
    [
      'Id,Customer,Date,Amount,Id\n1,c,2026-01-01,1,1\n2,c,2026-01-01,1,\n3,c,2026-01-01,1,c\n',
      'broken-row',
      4,
      /several columns "Id", and here they differ \("3", "c"\)/,
    ],
    ['Id;Customer;Date;Amount\n1;c;2026-01-01;1\n', 'broken-row', 1, /separated by ";"/],
    ['sep=;\nId;Customer;Date;Amount\n', 'broken-row', 1, /separated by ";", but .* ","/],
    [
      'Id,Customer,Date,Amount\n1,c,2026-01-01\n',
      'broken-row',
      2,
      /cut short: it has 3 of 4 cells/,
    ],
  ])('is refused by its line and records nothing: %j', async (text, code, line, message) => {
    const port = rememberingPort()
    const fault = await faultIn(importText(text, simpleMapping(), {}, port))
    expect(fault).toEqual({ code, line, problem: expect.stringMatching(message) })
    expect([port.calls, port.records.size]).toEqual([[], 0])
  })

  test('is refused for an invalid currency, and for half a line', async () => {
    await expect(
      importText('Id,C,D,Total,Cur\n1,c,2026-01-01,1,Euros\n', BY_CURRENCY),
    ).rejects.toMatchObject({ code: 'unreadable-currency', line: 2 })
    const half = importText(`${LINES_HEADER}o1,c1,,,,,2026-07-01 12:01,mug,Mug,3,\n`, BY_LINES)
    expect(await faultIn(half)).toMatchObject({ line: 2, problem: 'the price is empty' })
  })

  test('is refused if the mapping takes everything for one order, together or scattered', async () => {
    const rows = (id: (i: number) => string) =>
      `Id,Customer,Date,Amount\n${Array.from({ length: 100_004 }, (_, i) => `${id(i)},c,2026-01-01,1`).join('\n')}`
    for (const id of [() => 'shop', (i: number) => `shop-${i % 2}`])
      await expect(importText(rows(id), simpleMapping())).rejects.toMatchObject({
        code: 'too-many-lines',
        line: 2,
      })
  })

  test('leaves no file behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekindle-spools-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    vi.stubEnv('TMPDIR', folder)
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const wide = 'x'.repeat(1000)
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i}${wide},c,2026-01-01,1`)
    const text = `Id,Customer,Date,Amount\n${rows.join('\n')}\nlast,c,2026-01-01\n`
    await expect(importText(text, simpleMapping())).rejects.toMatchObject({ line: 30_002 })
    expect(readdirSync(folder)).toEqual([])
  })
})
