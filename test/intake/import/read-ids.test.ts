/** Ids that a program on their way has damaged, and one id or one name for several orders. */
import { describe, expect, test } from 'vitest'
import { shippedMapping } from '../../../functions/intake/import/shipped-mappings.ts'
import { faultIn, importText, mappingOf, simpleMapping } from './importing.ts'

const HEAD = 'Id,Customer,Date,Amount\n'
const rows = (...ids: readonly string[]) =>
  HEAD + ids.map((id, i) => `${id},c${i},2026-01-01,1\n`).join('')

describe('an id in scientific notation', () => {
  test.each(['5.27763E+12', '"5,27763E+12"', '5E+12', '1.2345678901234568e+16', '5.27763E12'])(
    'is refused by its column and cause: %s',
    async (id) => {
      const fault = await faultIn(importText(rows('A-1', id), simpleMapping()))
      expect(fault).toMatchObject({ code: 'damaged-id', line: 3 })
      expect(fault.problem).toMatch(/in the column "Id" is an id in scientific notation: a spread/)
    },
  )

  test.each(['12e456', '5E12', '1.5.3E+2', 'A5.2E+12', '5.27763E+', '2E-5'])(
    'is not an ordinary id: %s',
    async (id) => {
      const { records } = await importText(rows(id), simpleMapping())
      expect(records).toMatchObject([{ orderId: id }])
    },
  )

  test.each(['#NAME?', '########', '#REF!', '#DIV/0!', '#WERT!', '#¡VALOR!'])(
    'is as little an id as the error of a spreadsheet, which all ids have in common: %s',
    async (id) => {
      const fault = await faultIn(importText(rows('A-1', id), simpleMapping()))
      expect(fault).toMatchObject({ code: 'damaged-id', line: 3 })
      expect(fault.problem).toMatch(/in the column "Id" is not an id: a spreadsheet has written/)
    },
  )

  test.each(['#1001', '#A1', '#', '#WEB-7!'])('is no error of a spreadsheet: %s', async (id) => {
    const { records } = await importText(rows(id), simpleMapping())
    expect(records).toMatchObject([{ orderId: id }])
  })

  test.each([
    ['customer.id', 'Id,Customer,Date,Amount\n1,5.2E+12,2026-01-01,1\n', '"Customer"'],
    ['a joined id', 'Id,Customer,Date,Amount,Till\n1,c,2026-01-01,1,5.2E+12\n', '"Till"'],
    ['an article', 'Id,Customer,Date,Amount,Till,Ean\n1,c,2026-01-01,1,7,4.0E+12\n', '"Ean"'],
  ])('is refused as %s too', async (_, text, column) => {
    const till = text.includes('Till')
    const mapping = mappingOf(`
customer: {id: Customer}
order: {id: ${till ? '{join: [Till, Id]}' : 'Id'}}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: EUR
${text.includes('Ean') ? 'lines: {sku: Ean}' : ''}`)
    const fault = await faultIn(importText(text, mapping))
    expect(fault).toMatchObject({ code: 'damaged-id', line: 2 })
    expect(fault.problem).toContain(`in the column ${column}`)
  })

  test('is refused by its line where the id marks refunds', async () => {
    const mapping = simpleMapping('refunds: {by: prefix, prefix: C}')
    expect(await faultIn(importText(rows('1', '5.2E+12'), mapping))).toMatchObject({ line: 3 })
  })
})

test('an id that lost characters before is refused, since two of them would be one', async () => {
  const fault = await faultIn(importText(rows('J\ufffd1', 'J\ufffd1'), simpleMapping()))
  expect(fault).toMatchObject({ code: 'damaged-id', line: 2 })
})

describe('ids that end in .0', () => {
  test('are read without it where all of their column have it, empty ones aside', async () => {
    const text = `${HEAD}1,13085.0,2026-01-01,1\n2,nan,2026-01-01,1\n3,,2026-01-01,1\n4,7.0,2026-01-01,1\n`
    const { records, summary } = await importText(text, simpleMapping())
    expect(records.map(({ customer }) => customer.id)).toEqual(['13085', '7'])
    expect(summary.leftOut).toEqual({ 'no-customer': 2 })
  })

  test.each([
    [['13085.0', 'A-17'], 2, /"13085\.0" .* but "A-17" on line 3/],
    [['1.1', '1.2', '2.0'], 4, /"2\.0" .* but "1\.1" on line 2/],
    [['13085', '13085.0'], 3, /"13085\.0" .* but "13085" on line 2/],
  ])('are refused where others of their column have not: %j', async (ids, line, says) => {
    const fault = await faultIn(importText(rows(...ids), simpleMapping()))
    expect(fault).toMatchObject({ code: 'damaged-id', line })
    expect(fault.problem).toMatch(says)
  })
})

describe('orders that are grouped by a name', () => {
  const NAMED = mappingOf(`
customer: {email: Email}
order: {id: Id, groupBy: Name}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: order, column: Total}
currency: EUR
lines: {title: Item, quantity: Count}`)
  const head = 'Name,Email,Id,Date,Total,Item,Count\n'
  const bought = async (text: string) =>
    (await importText(head + text, NAMED)).records.map((record) =>
      record.kind === 'order'
        ? [
            record.orderId,
            record.customer.email,
            record.grossMinor,
            ...record.lines.map((l) => l.sku),
          ]
        : [],
    )

  test('are two where one name has two ids, each with the rows below its first', async () => {
    const first = '#1,a@example.com,91,2026-01-01,10,Tea,1\n#1,a@example.com,,,,Cup,1\n'
    const between = '#2,b@example.com,92,2026-01-02,20,Tea,1\n'
    const second = '#1,c@example.com,93,2026-02-01,30,Pot,1\n#1,c@example.com,,,,Lid,1\n'
    const one = ['91', 'a@example.com', 1000, 'Tea', 'Cup']
    const two = ['93', 'c@example.com', 3000, 'Pot', 'Lid']
    const other = ['92', 'b@example.com', 2000, 'Tea']
    expect(await bought(first + between + second)).toEqual([one, two, other])
    expect(await bought(second + first + between)).toEqual([two, one, other])
  })

  test('are one where its rows lie apart, whichever of them has the id', async () => {
    const text =
      '#1,a@example.com,,,,Cup,1\n#2,b@example.com,92,2026-01-02,20,Tea,1\n#1,a@example.com,91,2026-01-01,10,Tea,1\n'
    expect(await bought(text)).toEqual([
      ['91', 'a@example.com', 1000, 'Cup', 'Tea'],
      ['92', 'b@example.com', 2000, 'Tea'],
    ])
  })

  test('are refused where one id stands under two names, for they would overwrite each other', async () => {
    const text =
      '#1,a@example.com,5277630000000,2026-01-01,10,Tea,1\n#2,b@example.com,5277630000000,2026-01-02,20,Tea,1\n'
    const fault = await faultIn(importText(head + text, NAMED))
    expect(fault).toMatchObject({ code: 'damaged-id', line: 3 })
    expect(fault.problem).toMatch(
      /^"5277630000000" in the column "Id" is the id of several orders \("#1", "#2"\)/,
    )
  })

  test('of Shopify are three purchases in a file that has a name twice', async () => {
    const columns =
      'Name,Email,Financial Status,Paid at,Created at,Accepts Marketing,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Shipping Name,Billing Country,Shipping Country,Cancelled at,Refunded Amount,Id\n'
    const order = (name: string, who: string, id: string) =>
      `${name},${who}@example.com,paid,2025-10-02 10:00:00 +0200,,yes,EUR,20.00,1,Tea,20.00,TEA-1,Ana,,DE,,,0.00,${id}\n`
    const { summary, records } = await importText(
      columns +
        order('#1001', 'ana', '9001') +
        order('#1002', 'ben', '9002') +
        order('#1001', 'cyd', '9003'),
      mappingOf(await shippedMapping('shopify')),
    )
    expect(summary).toMatchObject({ purchases: 3, customers: 3 })
    expect(records.map((record) => record.kind === 'order' && record.orderId)).toEqual([
      '9001',
      '9003',
      '9002',
    ])
  })
})
