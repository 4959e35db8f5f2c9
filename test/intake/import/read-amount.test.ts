import { describe, expect, test } from 'vitest'
import { formatDecimal } from '../../../functions/intake/import/decimal.ts'
import { readAmount } from '../../../functions/intake/import/read-amount.ts'
import { faultIn, importText, mappingOf, simpleMapping } from './importing.ts'

function shown(text: string, separator: '.' | ',', currency: string | undefined) {
  const reading = readAmount(text, separator, currency)
  return 'fault' in reading ? reading.fault : formatDecimal(reading.decimal)
}

describe('an amount', () => {
  test.each([
    ['116,99 €', ',', 'EUR', '116.99'],
    ['1234.50 EUR', '.', 'EUR', '1234.50'],
    ['eur 1234.50', '.', 'EUR', '1234.50'],
    ['US$1,234.50', '.', 'USD', '1234.50'],
    ['$ 1,234.50', '.', 'CAD', '1234.50'],
    ['Rs. 1,23,456.00', '.', 'INR', '123456.00'],
    ['1,23,456.00', '.', 'EUR', '123456.00'],
    ['1\u202f234,50', ',', 'EUR', '1234.50'],
    ['1\u00a0234,50\u00a0zł', ',', 'PLN', '1234.50'],
    ['1’234.50', '.', 'CHF', '1234.50'],
    ["Fr. 1'234.50", '.', 'CHF', '1234.50'],
    ['¥1,200', '.', 'JPY', '1200'],
    ['１，２００円', '.', 'JPY', '1200'],
    ['١٢٣٤٫٥٠', '.', 'EUR', '1234.50'],
    ['12.00-', '.', 'EUR', '-12.00'],
    ['(12.00)', '.', 'EUR', '-12.00'],
    ['($12.00)', '.', 'USD', '-12.00'],
    ['−12,00 €', ',', 'EUR', '-12.00'],
    ['€ -12,00', ',', 'EUR', '-12.00'],
    ['12,-', ',', 'EUR', '12'],
    ['1.234,-- €', ',', 'EUR', '1234'],
    ['$.50', '.', 'USD', '0.50'],
    ['1234.567', '.', 'EUR', '1234.567'],
    ['0.005', '.', 'EUR', '0.005'],
    ['1.234', '.', 'KWD', '1.234'],
  ] as const)(
    'is read from "%s" with "%s" before the decimals, in %s',
    (text, separator, currency, plain) => {
      expect(shown(text, separator, currency)).toBe(plain)
    },
  )

  test.each([
    ['12,50', '.', 'EUR', 'other-separator'],
    ['0,125', '.', 'EUR', 'other-separator'],
    ['1.234.567', '.', 'EUR', 'other-separator'],
    ['1.2E+3', '.', 'EUR', 'spreadsheet'],
    ['1,2E3 €', ',', 'EUR', 'spreadsheet'],
    ['$12.50', '.', 'EUR', 'other-currency'],
    ['12.50 USD', '.', 'EUR', 'other-currency'],
    ['12.50 apples', '.', 'EUR', 'not-a-number'],
    ['(-12.00)', '.', 'EUR', 'not-a-number'],
    ['12 34', '.', 'EUR', 'not-a-number'],
    ['1.2.3', '.', 'EUR', 'not-a-number'],
    ['€', '.', 'EUR', 'not-a-number'],
    ['3 EUR', '.', undefined, 'not-a-number'],
    ['9'.repeat(99), '.', 'EUR', 'not-a-number'],
  ] as const)(
    'is not guessed at in "%s" with "%s" before the decimals, in %s',
    (text, separator, currency, fault) => {
      expect(shown(text, separator, currency)).toBe(fault)
    },
  )

  test.each([
    ['1,250', '.', 'EUR', '1.250'],
    ['1.250', ',', 'EUR', '1.250'],
    ['-1.234', '.', 'EUR', '-1234'],
    ['1,234', ',', 'EUR', '1234'],
    ['1,250', '.', 'KWD', '1.250'],
    ['1,250', '.', undefined, '1.250'],
    ['1 250', '.', 'EUR', undefined],
    ['1,250', '.', 'JPY', undefined],
    ['1,250.00', '.', 'EUR', undefined],
    ['1.250', '.', undefined, undefined],
  ] as const)(
    '%s with "%s" before the decimals, in %s, could also be %s',
    (text, separator, currency, other) => {
      expect(readAmount(text, separator, currency)).toEqual(
        other === undefined
          ? expect.not.objectContaining({ other: expect.anything() })
          : expect.objectContaining({ other }),
      )
    },
  )
})

describe('an amount that could be two numbers', () => {
  const file = (...amounts: readonly string[]) =>
    [
      'Id,Customer,Date,Amount',
      ...amounts.map((amount, i) => `o${i},c1,2026-01-01,"${amount}"`),
    ].join('\n')

  test.each([
    [['20', '1,250'], /"1,250" for `amount.column` could be 1250 or 1.25/],
    [['1,250', '9,000', '2,345'], /"1,250" .* could be 1250 or 1.25/],
    [['20', '1.234'], /"1.234" .* could be 1.23 or 1234/],
  ])('refuses the file %j with both readings', async (amounts, problem) => {
    const fault = await faultIn(importText(file(...amounts), simpleMapping()))
    expect(fault).toMatchObject({
      code: 'unreadable-amount',
      problem: expect.stringMatching(problem),
    })
    expect(fault.line).toBe(amounts.length === 2 ? 3 : 2)
  })

  test.each([
    [['1,250', '12.50'], 125_000],
    [['1,250', '1,234,567'], 125_000],
    [['1.234', '0.5'], 123],
  ])('is read where another one of the column shows the separator: %j', async (amounts, minor) => {
    const { records } = await importText(file(...amounts), simpleMapping())
    expect(records[0]).toMatchObject({ grossMinor: minor })
  })

  test('is read where the mapping names the sign between thousands', async () => {
    const { records } = await importText(file('1,250'), simpleMapping('grouping: ","'))
    expect(records[0]).toMatchObject({ grossMinor: 125_000 })
  })

  test('has the currency of its order, though a further row leaves it out', async () => {
    const mapping = mappingOf(`
customer: {id: Customer}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: rows, column: Amount}
currency: {column: Currency}`)
    const { records } = await importText(
      'Id,Customer,Date,Amount,Currency\no1,c1,2026-01-01,1.234,KWD\no1,c1,2026-01-01,2.000,\n',
      mapping,
    )
    expect(records).toMatchObject([{ grossMinor: 3234, currency: 'KWD' }])
  })
})

describe('an order below zero', () => {
  const order = (more: string) =>
    mappingOf(`
customer: {id: Customer}
order: {id: Id}
instant: {column: Date, format: yyyy-MM-dd, zone: UTC}
amount: {from: order, column: Amount}
currency: EUR
${more}`)
  const text = 'Id,Customer,Date,Amount,Status\no1,c1,2026-01-01,12.00-,void\n'

  test('is refused unless the mapping says what it is', async () => {
    expect(await faultIn(importText(text, order('')))).toMatchObject({
      line: 2,
      problem: expect.stringMatching(/negative amount -12.00; .*refunds: \{by: sign\}/),
    })
  })

  test('is a refund where the mapping recognises refunds by their sign', async () => {
    const { records } = await importText(text, order('refunds: {by: sign}'))
    expect(records).toMatchObject([{ kind: 'refund', minor: 1200 }])
  })

  test('does not matter where the mapping leaves it out', async () => {
    const leaveOut = 'leaveOut: {orders: [{column: Status, is: [void], reason: void}]}'
    expect((await importText(text, order(leaveOut))).summary.leftOut).toEqual({ void: 1 })
  })
})
