import { describe, expect, test } from 'vitest'
import { describeFault, readMapping } from '../../../functions/intake/import/read-mapping.ts'
import {
  isShippedMapping,
  SHIPPED_MAPPINGS,
  shippedMapping,
} from '../../../functions/intake/import/shipped-mappings.ts'
import { enFaults } from '../../../functions/language/en/faults/words.ts'

const faultsOf = (text: string) => {
  const reading = readMapping(text, 'shop.yaml')
  if (reading.ok) return []
  return reading.faults.map(({ sentence, ...place }) => ({
    ...place,
    message: sentence(enFaults),
  }))
}
const RIGHT = `customer: {id: Customer}
order: {id: Id}
instant: {column: Date, format: iso, zone: Europe/Berlin}
amount: {from: order, column: Total}
currency: EUR
`
const withLine = (line: number, text: string): string =>
  RIGHT.split('\n')
    .map((old, i) => (i === line - 1 ? text : old))
    .join('\n')

describe('a mapping', () => {
  test.each(SHIPPED_MAPPINGS)('that ships is right: %s', async (name) => {
    expect(faultsOf(await shippedMapping(name))).toEqual([])
  })

  test('ships under its own name only', () => {
    expect([isShippedMapping('shopify'), isShippedMapping('../secret')]).toEqual([true, false])
  })

  test.each([
    [
      'repeats without end',
      `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nc: [*b, *b]`,
      2,
    ],
    ['contains itself', 'a: 1\nb: &b {c: *b}', 2],
    ['is of nothing', 'a: 1\nb: {<<: *c}', 2],
  ])('with an alias that %s names its line', (_, text, line) => {
    expect(faultsOf(text)).toEqual([
      { file: 'shop.yaml', line, field: '', message: expect.stringContaining('is not valid YAML') },
    ])
  })

  test('with little in it is right', () => {
    expect(faultsOf(RIGHT)).toEqual([])
  })

  test.each([
    [1, 'customer: {}', 'customer', /needs `id`, `email` or both/],
    [1, 'customer: {id: A, nick: B}', 'customer.nick', /use one of id, email, name/],
    [
      1,
      'costumer: {id: A}',
      'costumer',
      /use one of about, delimiter, decimal, encoding, grouping, customer/,
    ],
    [1, 'customer: {id: A}\nencoding: ebcdic', 'encoding', /one of utf-8, utf-16le/],
    [2, 'order: {id: []}', 'order.id', /is not valid; use the column with the order's id/],
    [2, 'order: {id: {join: [A]}}', 'order.id.join', /\{join: \[customer, date\]\}/],
    [
      3,
      'instant: {column: D, format: yyyy-DD, zone: UTC}',
      'instant.format',
      /`DD` is not a valid part/,
    ],
    [3, 'instant: {column: D, format: iso, zone: CEST}', 'instant.zone', /such as Europe\/Berlin/],
    [3, 'instant: {column: D, format: iso}', 'instant.zone', /is missing; use the time zone/],
    [4, 'amount: {from: line}', 'amount.from', /lines \(quantity times price\)/],
    [4, 'amount: {from: lines}', 'amount.from', /both are required under `lines`/],
    [4, 'amount: {from: order}', 'amount.column', /is missing; use the column with the amount/],
    [5, 'currency: euro', 'currency', /an ISO 4217 code/],
    [5, "currency: EUR\ngrouping: '.'", 'grouping', /must differ from `decimal`/],
    [5, 'currency: EUR\nrefunds: {by: luck}', 'refunds.by', /prefix \(of the order id\)/],
    [5, 'currency: EUR\nrefunds: {by: column, column: T}', 'refunds.is', /is missing/],
    [
      5,
      'currency: EUR\ncountries: {EIRE: Ireland}',
      'countries.EIRE',
      /a two-letter code in capitals/,
    ],
    [
      5,
      'currency: EUR\nleaveOut: {orders: [{column: S, is: [x], reason: Un Paid}]}',
      'leaveOut.orders.0.reason',
      /such as test-order/,
    ],
    [
      5,
      'currency: EUR\nleaveOut: {rows: [{column: S, reason: odd}]}',
      'leaveOut.rows.0',
      /such as \{column: SKU, is: \[POST\]/,
    ],
  ])(
    'names the line, the field and the fix of a fault (line %i: %s)',
    (line, text, field, message) => {
      const [fault, ...others] = faultsOf(withLine(line, text))
      const extra = text.startsWith('costumer') ? 1 : 0
      expect(others).toHaveLength(extra)
      expect([fault, ...others]).toContainEqual({
        file: 'shop.yaml',
        line: line + text.split('\n').length - 1,
        field,
        message: expect.stringMatching(message),
      })
    },
  )

  test('is explained alike where the schemas of the API have brought messages of their own', async () => {
    await import('../../../functions/intake/wire-parts.ts')
    expect(faultsOf(RIGHT.replace('EUR', 'euro'))).toMatchObject([
      { field: 'currency', message: expect.stringMatching(/^is not valid; use an ISO 4217 code/) },
    ])
  })

  test('lists all its faults at once, from top to bottom', () => {
    const faults = faultsOf(withLine(1, 'customer: {}').replace('EUR', 'euro'))
    expect(faults.map(({ line }) => line)).toEqual([1, 5])
  })

  test('with too many brackets says so in words', () => {
    const [first] = faultsOf(`order: ${'['.repeat(50_000)}`)
    expect(first?.message).toBe('is not valid YAML: Brackets are nested too deeply here')
  })

  test('that is not valid YAML reports the line', () => {
    expect(faultsOf('customer: {id: A\norder: x\n')[0]).toMatchObject({
      line: 2,
      message: expect.stringMatching(/^is not valid YAML/),
    })
  })

  test('that lists one value of the consent column as yes and as unsubscribed is refused', () => {
    const consent = 'consent: {column: C, granted: [yes], withdrawn: [no, Yes]}'
    const reading = readMapping(`${RIGHT}${consent}`, 'x')
    const faults = reading.ok ? [] : reading.faults
    expect(faults.map((fault) => describeFault(fault, enFaults))).toEqual([
      expect.stringContaining('lists "Yes", which `consent.granted` lists too'),
    ])
  })

  test('that is empty says what belongs in it', () => {
    const reading = readMapping('', 'shop.yaml')
    const faults = reading.ok ? [] : reading.faults
    expect(faults.map((fault) => describeFault(fault, enFaults))).toEqual([
      'shop.yaml:1: is not valid; use fields such as customer, order, instant, amount and currency',
    ])
  })

  test('takes values that YAML reads as numbers or truths for the text they are', () => {
    const reading = readMapping(`${RIGHT}consent: {column: C, granted: [1, true, yes]}`, 'x')
    expect(reading).toMatchObject({
      mapping: { consent: { granted: ['1', 'true', 'yes'], withdrawn: [] } },
    })
  })
})
