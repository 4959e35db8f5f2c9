/** What records the rows of a file become. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BY_CURRENCY,
  BY_LINES,
  importText,
  LINES_HEADER,
  mappingOf,
  simpleMapping,
} from './importing.ts'

describe('an imported purchase', () => {
  test('carries the customer, the instant, the exact sum and what was bought', async () => {
    const { records, summary } = await importText(
      `${LINES_HEADER}o1,c1,a@example.com,Ada,United Kingdom,en_GB,2026-07-01 12:01,mug,Blue mug,3,0.1
o1,c1,a@example.com,Ada,United Kingdom,en_GB,2026-07-01 12:00,cup,,1.5,0.2
o1,c1,a@example.com,Ada,United Kingdom,en_GB,2026-07-01 12:00,,Gift wrap,1,0.005
o1,c1,a@example.com,Ada,United Kingdom,en_GB,2026-07-01 12:00,jug,Returned,-1,0.1
`,
      BY_LINES,
    )
    expect(records).toEqual([
      {
        kind: 'order',
        customer: { id: 'c1', email: 'a@example.com', name: 'Ada', country: 'GB', locale: 'en-GB' },
        orderId: 'o1',
        paidAt: Date.UTC(2026, 6, 1, 11),
        currency: 'GBP',
        grossMinor: 51,
        lines: [
          { sku: 'mug', title: 'Blue mug', quantity: 3, unitMinor: 10 },
          { sku: 'cup', quantity: 1.5, unitMinor: 20 },
          { sku: 'Gift wrap', title: 'Gift wrap', quantity: 1, unitMinor: 1 },
        ],
      },
    ])
    expect(summary).toMatchObject({ rows: 4, purchases: 1, customers: 1, leftOut: {} })
  })

  test('is one though its lines lie scattered over the file', async () => {
    const together = 'o1,c1,2026-01-01,1.10\no1,c1,2026-01-01,2.20\no2,c2,2026-01-02,5\n'
    const apart = 'o1,c1,2026-01-01,1.10\no2,c2,2026-01-02,5\no1,c1,2026-01-01,2.20\n'
    const head = 'Id,Customer,Date,Amount\n'
    const [a, b] = [
      await importText(head + together, simpleMapping()),
      await importText(head + apart, simpleMapping()),
    ]
    expect(b.records).toEqual(a.records)
    expect(b.summary).toEqual(a.summary)
    expect(a.records[0]).toMatchObject({ orderId: 'o1', grossMinor: 330 })
  })

  test('is the same in whatever order its rows stand, and every row is accounted for', async () => {
    const row = fc.record({
      order: fc.constantFrom('o1', 'o2', 'o3', 'C4', ''),
      cents: fc.integer({ min: -500, max: 99_999 }),
    })
    const mapping = simpleMapping('refunds: {by: prefix, prefix: C}')
    const textOf = (rows: readonly { readonly order: string; readonly cents: number }[]) =>
      [
        'Id,Customer,Date,Amount',
        ...rows.map(
          ({ order, cents }) => `${order},c-${order},2026-01-01,${(cents / 10_000).toFixed(4)}`,
        ),
      ].join('\n')
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const straight = await importText(textOf(rows), mapping)
        const backwards = await importText(textOf(rows.toReversed()), mapping)
        expect(backwards.summary).toEqual(straight.summary)
        expect(backwards.records).toEqual(straight.records)
        const kept = new Set(
          straight.records.map((r) => (r.kind === 'order' ? r.orderId : r.refundId)),
        )
        const out = Object.values(straight.summary.leftOut).reduce((a, b) => a + b, 0)
        expect(rows.filter(({ order }) => kept.has(order)).length + out).toBe(rows.length)
      }),
      { numRuns: 40 },
    )
  })

  test('counts a row that stands twice twice: two of a thing are often two rows', async () => {
    const { records } = await importText(
      'Id,Customer,Date,Amount\no1,c1,2026-01-01,1\no1,c1,2026-01-01,1\n',
      simpleMapping(),
    )
    expect(records).toMatchObject([{ grossMinor: 200 }])
  })

  test('that cost nothing is still a purchase, counted as one without an amount', async () => {
    const { records, summary } = await importText(
      'Id,Customer,Date,Amount\no1,c1,2026-01-01,0.00\no2,c1,2026-01-01,0.004\n',
      simpleMapping(),
    )
    expect(records).toMatchObject([{ grossMinor: 0 }, { grossMinor: 0 }])
    expect(summary).toMatchObject({ purchases: 2, purchasesWithoutAmount: 2, leftOut: {} })
  })

  test('is made of a customer and a day if the file has no order id', async () => {
    const mapping = mappingOf(`
customer: {id: [Member, Card]}
order: {id: {join: [[Member, Card], Day]}}
instant: {column: Day, format: yyyyMMdd, zone: UTC}
amount: {from: rows, column: Sales}
currency: JPY
`)
    const { records } = await importText(
      'Member,Card,Day,Sales\nm1,k1,20260101,100\nm1,k1,20260101,50.5\n,k2,20260101,7\n,,20260101,9\n',
      mapping,
    )
    expect(records).toMatchObject([
      { orderId: 'k2-20260101', customer: { id: 'k2' }, grossMinor: 7, currency: 'JPY' },
      { orderId: 'm1-20260101', customer: { id: 'm1' }, grossMinor: 151 },
    ])
  })

  test('has the decimal places of the currency that its own row names', async () => {
    const { records, summary } = await importText(
      'Id,C,D,Total,Cur\n1,c,2026-01-01,12,jpy\n2,c,2026-01-01,1.2345,KWD\n3,c,2026-01-01,1,\n',
      BY_CURRENCY,
    )
    expect(records).toMatchObject([{ grossMinor: 12 }, { grossMinor: 1235 }])
    expect(summary.grossMinor).toEqual({ JPY: 12, KWD: 1235 })
    expect(summary.leftOut).toEqual({ 'no-currency': 1 })
  })
})

describe('a refund', () => {
  const HEAD = 'Id,Customer,Date,Amount,Kind,Of,Back,BackOn\n'

  test('is recognised by a prefix of its id, and names no order', async () => {
    const { records, summary } = await importText(
      `${HEAD}C9,c1,2026-01-02,-3.505,,,,\n9,c1,2026-01-01,10.00,,,,\n`,
      simpleMapping('refunds: {by: prefix, prefix: C}'),
    )
    expect(records[1]).toEqual({
      kind: 'refund',
      customer: { id: 'c1' },
      refundId: 'C9',
      at: Date.UTC(2026, 0, 2),
      currency: 'EUR',
      minor: 351,
    })
    expect(summary).toMatchObject({
      purchases: 1,
      refunds: 1,
      customers: 1,
      grossMinor: { EUR: 1000 },
    })
  })

  test('is recognised by its sign when the whole order is below zero', async () => {
    const { records } = await importText(
      `${HEAD}1,c1,2026-01-01,10,,,,\n1,c1,2026-01-01,-2,,,,\n2,c1,2026-01-02,-4,,1,,\n`,
      simpleMapping('refunds: {by: sign, order: Of}'),
    )
    expect(records).toMatchObject([
      { kind: 'order', orderId: '1', grossMinor: 800 },
      { kind: 'refund', refundId: '2', orderId: '1', minor: 400 },
    ])
  })

  test('is recognised by a column, under the id of its order or its own', async () => {
    const text = `${HEAD}1,c1,2026-01-01,10,Sale,,,\n1,c1,2026-01-05,4,REFUND,r7,,\n`
    const refunds = 'refunds: {by: column, column: Kind, is: [refund, chargeback], order: Id'
    const shared = await importText(text, simpleMapping(`${refunds}}`))
    const own = await importText(text, simpleMapping(`${refunds}, id: Of}`))
    expect(shared.records).toMatchObject([
      { kind: 'order', orderId: '1', grossMinor: 1000 },
      { kind: 'refund', refundId: '1', orderId: '1', minor: 400, at: Date.UTC(2026, 0, 5) },
    ])
    expect(own.records[1]).toMatchObject({ refundId: 'r7', orderId: '1' })
  })

  test('is recognised by an amount in the order’s row, refunded when the file says', async () => {
    const { records, summary } = await importText(
      `${HEAD}1,c1,2026-01-01,10,,,2.50,2026-02-01\n2,c1,2026-01-01,10,,,0.00,\n3,c1,2026-01-03,10,,,-10,\n`,
      simpleMapping('refunds: {by: amount, column: Back, at: BackOn}'),
    )
    expect(records.filter(({ kind }) => kind === 'refund')).toMatchObject([
      { refundId: '1-refunded', orderId: '1', minor: 250, at: Date.UTC(2026, 1, 1) },
      { refundId: '3-refunded', orderId: '3', minor: 1000, at: Date.UTC(2026, 0, 3) },
    ])
    expect(summary).toMatchObject({ purchases: 3, refunds: 2, grossMinor: { EUR: 3000 } })
  })

  test('of nothing is left out', async () => {
    const { summary } = await importText(
      `${HEAD}C1,c1,2026-01-01,0,,,,\n`,
      simpleMapping('refunds: {by: prefix, prefix: C}'),
    )
    expect(summary).toMatchObject({ refunds: 0, leftOut: { 'refund-without-amount': 1 } })
  })
})

describe('a consent in a file', () => {
  const mapping = simpleMapping('consent: {column: Agreed, granted: [yes, "1"]}')
  const text =
    'Id,Customer,Date,Amount,Agreed\n1,a,2026-01-01,1,Yes\n2,b,2026-01-01,1,no\n3,c,2026-01-01,1,\n'

  test('is granted or not from the purchase on, with the proof that goes with the file', async () => {
    const consentEvidence = { wording: 'Send me news', evidence: 'till form of 2025' }
    const { records } = await importText(text, mapping, { consentEvidence })
    const at = Date.UTC(2026, 0, 1)
    expect(records.map(({ customer }) => customer.consent)).toEqual([
      { granted: true, at, ...consentEvidence },
      undefined,
      undefined,
    ])
  })

  test('is withdrawn only by a value that the mapping lists as withdrawn', async () => {
    const listed = simpleMapping(
      'consent: {column: Agreed, granted: [yes], withdrawn: [Unsubscribed]}',
    )
    const rows = ['yes', 'unsubscribed', 'no', 'No', 'pending', 'no', '']
    const file = rows.map((value, i) => `o${i},c${i},2026-01-01,1,${value}`).join('\n')
    const { records, summary } = await importText(`Id,Customer,Date,Amount,Agreed\n${file}`, listed)
    expect(records.map(({ customer }) => customer.consent?.granted)).toEqual([
      true,
      false,
      ...Array(5).fill(undefined),
    ])
    expect(summary.noConsentAct).toEqual({ no: 2, No: 1, pending: 1 })
  })

  test('of a column of free text is counted by the first values, and the rest together', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `o${i},c,2026-01-01,1,text ${i}`).join('\n')
    const { summary } = await importText(`Id,Customer,Date,Amount,Agreed\n${rows}`, mapping)
    expect(Object.keys(summary.noConsentAct)).toHaveLength(11)
    expect(summary.noConsentAct).toMatchObject({ 'text 0': 1, '…': 20 })
  })
})
