/** What a file lacks, what it confuses, and which version of an order it has. */
import { describe, expect, test } from 'vitest'
import { importedBody } from '../../../functions/cli/import/imported-bodies.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'
import { faultIn, importText, mappingOf, simpleMapping } from './importing.ts'

const HEAD = 'Id,Customer,Date,Amount\n'
const WITH_ADDRESSES = mappingOf(`
customer: {id: Customer, email: Email}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR`)
const HEAD_WITH_ADDRESSES = 'Id,Customer,Email,Date,Amount\n'

describe('a column that only leaves orders out', () => {
  test('may be missing where the file has none to leave out, and the summary names it', async () => {
    const mapping = simpleMapping(`leaveOut:
  rows: [{column: Sku, is: [POST], reason: postage}]
  orders: [{column: [Gateway, Payment Method], is: [bogus], reason: test-order}]`)
    const { summary } = await importText(`${HEAD}1,c,2026-01-01,1\n`, mapping)
    expect(summary.purchases).toBe(1)
    expect(summary.missingColumns).toEqual(['Sku', 'Gateway', 'Payment Method'])
  })

  test.each([
    ['isNot: [paid]', 'it says what is kept'],
    ['is: ["", unpaid]', 'an empty cell is left out'],
  ])('is required by %s, because %s', async (condition) => {
    const mapping = simpleMapping(`leaveOut:
  orders: [{column: Status, ${condition}, reason: not-paid}]`)
    const fault = await faultIn(importText(`${HEAD}1,c,2026-01-01,1\n`, mapping))
    expect(fault).toMatchObject({ code: 'missing-column', line: 1 })
  })
})

describe('ids that stand for several things', () => {
  test('are named in the summary: an order of two customers, a customer of two addresses', async () => {
    const { summary } = await importText(
      `${HEAD_WITH_ADDRESSES}o-1,c1,a@example.com,2026-01-01,1
o-1,c2,b@example.com,2026-01-01,1
o-2,,g1@example.com,2026-01-01,1
o-3,c3,c@example.com,2026-01-01,1
o-2,,g2@example.com,2026-01-01,1
o-4,c3,d@example.com,2026-01-02,1
o-5,c4,E@example.com,2026-01-03,1
o-6,c4,e@example.com,2026-01-03,1
`,
      WITH_ADDRESSES,
    )
    expect(summary.mixedUp).toEqual({
      ordersOfSeveralCustomers: { count: 2, examples: ['o-1', 'o-2'] },
      customersWithSeveralAddresses: { count: 1, examples: ['c3'] },
    })
  })

  test.each(['0', 'NULL', 'null', 'nan', 'None', 'undefined', 'N/A', '#N/A', '-'])(
    'are not made of the word that a tool writes for no customer: %s',
    async (word) => {
      const { records } = await importText(
        `${HEAD_WITH_ADDRESSES}o-1,${word},a@example.com,2026-01-01,1\n`,
        WITH_ADDRESSES,
      )
      expect(records.map(({ customer }) => customer)).toEqual([{ email: 'a@example.com' }])
    },
  )
})

describe('a placeholder', () => {
  test.each(['NULL', 'nan', 'N/A', '0', '0.0', '-', '\\N'])(
    'is no name, no address and no id of an order, joined with others or alone: %s',
    async (word) => {
      const mapping = mappingOf(`
customer: {id: [Customer, Card], email: Email, name: {join: [First, Last], with: " "}}
order: {id: {join: [[Customer, Card], Date]}}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR`)
      const { records, summary } = await importText(
        `Customer,Card,Email,First,Last,Date,Amount
${word},k1,${word},Ada,${word},2026-01-01,1
${word},k2,b@example.com,${word},${word},2026-01-01,1
${word},${word},g1@example.com,A,B,2026-01-01,1
${word},${word},g2@example.com,A,B,2026-01-01,1
`,
        mapping,
      )
      expect(records).toMatchObject([
        { orderId: 'k1-2026-01-01', customer: { id: 'k1', name: 'Ada' } },
        { orderId: 'k2-2026-01-01', customer: { id: 'k2', email: 'b@example.com' } },
      ])
      expect(records.map(({ customer }) => Object.keys(customer))).toEqual([
        ['id', 'name'],
        ['id', 'email'],
      ])
      expect(summary.leftOut).toEqual({ 'no-order-id': 2 })
    },
  )

  test('is no article, so that not all without one are the same', async () => {
    const mapping = simpleMapping('lines: {sku: Sku, title: Title, quantity: Count}')
    const { records } = await importText(
      'Id,Customer,Date,Amount,Sku,Title,Count\n1,a,2026-01-01,1,NULL,Tea,1\n2,b,2026-01-01,1,nan,NULL,1\n',
      mapping,
    )
    expect(records).toMatchObject([{ lines: [{ sku: 'Tea', title: 'Tea' }] }, { lines: [] }])
  })

  test('is not a name that people have', async () => {
    const { records } = await importText(
      'Id,Customer,Name,Date,Amount\n1,a,Null,2026-01-01,1\n2,b,Nan,2026-01-01,1\n',
      mappingOf(`
customer: {id: Customer, name: Name}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR`),
    )
    expect(records.map(({ customer }) => customer.name)).toEqual(['Null', 'Nan'])
  })
})

test('a column can give the version of an order: the latest of its rows', async () => {
  const mapping = simpleMapping('version: {column: Changed, format: yyyy-MM-dd, zone: UTC}')
  const { records } = await importText(
    `Id,Customer,Date,Amount,Changed
o-1,c1,2026-01-01,1,2026-01-02
o-1,c1,2026-01-01,1,2026-01-05
o-2,c1,2026-01-01,1,
`,
    mapping,
  )
  expect(records.map((record) => record.updatedAt)).toEqual([Date.UTC(2026, 0, 5), undefined])
  const [body] = records.map((record) => importedBody(record, enFaults))
  expect(body).toMatchObject({ purchase: { updatedAt: Date.UTC(2026, 0, 5) } })
})
