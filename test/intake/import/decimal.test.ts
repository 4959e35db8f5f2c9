import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minorPlaces } from '../../../functions/intake/import/currency.ts'
import {
  addDecimals,
  type Decimal,
  formatDecimal,
  multiply,
  parseDecimal,
  toMinor,
} from '../../../functions/intake/import/decimal.ts'

const read = (text: string, separator: '.' | ',' = '.'): Decimal => {
  const decimal = parseDecimal(text, separator)
  if (!decimal) throw new Error(`no decimal: ${text}`)
  return decimal
}
const decimals = fc
  .record({ units: fc.bigInt(-(10n ** 12n), 10n ** 12n), scale: fc.nat(6) })
  .map((decimal): Decimal => decimal)

describe('amounts of money', () => {
  test('add up exactly: ten cents and twenty cents are thirty cents', () => {
    expect(addDecimals(read('0.1'), read('0.2'))).toEqual(read('0.3'))
  })

  test('multiply exactly: three at 1.005 are 3.015', () => {
    expect(formatDecimal(multiply(read('3'), read('1.005')))).toBe('3.015')
  })

  test.each([
    ['1.005', 101],
    ['-1.005', -101],
    ['2.344999', 234],
    ['0.004', 0],
    ['-0.004', 0],
    ['7', 700],
  ])('of %s round half away from zero to %i cents', (text, cents) => {
    expect(toMinor(read(text), 2)).toBe(cents)
  })

  test.each([
    ['JPY', 0],
    ['EUR', 2],
    ['KWD', 3],
    ['IQD', 3],
    ['CLF', 4],
  ])('in %s have the %i decimal places of ISO 4217', (currency, places) => {
    expect(minorPlaces(currency)).toBe(places)
  })

  test.each([
    ['1,234.50', '.', '1234.50'],
    ['1.234,50', ',', '1234.50'],
    ['1 234,5', ',', '1234.5'],
    ['.5', '.', '0.5'],
    ['+3.', '.', '3'],
  ] as const)('are read from %s with "%s" before the decimals', (text, separator, plain) => {
    expect(formatDecimal(read(text, separator))).toBe(plain)
  })

  test.each(['', '-', '.', '1e3', '£3', '1,23', '12,34.5', '1.2.3', 'NaN', '9'.repeat(41)])(
    'are not guessed at in "%s"',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined()
    },
  )

  test('too large to be held exactly are none', () => {
    expect(toMinor(read('99999999999999999999'), 2)).toBeUndefined()
  })

  test('are the same in whatever order they are added', () => {
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1 }), (amounts) => {
        const zero = { units: 0n, scale: 0 }
        const forth = amounts.reduce(addDecimals, zero)
        const back = amounts.toReversed().reduce(addDecimals, zero)
        expect(formatDecimal(forth)).toBe(formatDecimal(back))
      }),
    )
  })

  test('are read again as they are written', () => {
    fc.assert(
      fc.property(decimals, (amount) => {
        expect(parseDecimal(formatDecimal(amount))).toEqual(amount)
      }),
    )
  })
})
