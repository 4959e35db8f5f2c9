/** Exact decimal numbers, so that 0.1 and 0.2 make 0.3 and a sum never drifts. */
import { MOST_MINOR } from '../../domain/money.ts'

/** `units` divided by ten to the power of `scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number }
export type DecimalSeparator = '.' | ','

export const ZERO: Decimal = { units: 0n, scale: 0 }

const POINT = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/
const COMMA = /^([+-]?)(\d+|\d{1,3}(?:[. ]\d{3})+)?(?:,(\d*))?$/
/** Longer than any amount of money; keeps a hostile cell from costing seconds. */
const LONGEST = 40

/**
 * Reads a decimal number, with or without thousands separators; undefined if it is invalid
 * (currency signs and exponents are rejected, not guessed at).
 *
 * @example parseDecimal('1,234.50') // { units: 123450n, scale: 2 }
 */
export function parseDecimal(text: string, separator: DecimalSeparator = '.'): Decimal | undefined {
  if (text.length > LONGEST) return undefined
  const parts = (separator === '.' ? POINT : COMMA).exec(text)
  if (!parts) return undefined
  const [, sign, whole = '', fraction = ''] = parts
  const digits = whole.replace(/[., ]/g, '') + fraction
  if (digits === '') return undefined
  return { units: BigInt(sign === '-' ? `-${digits}` : digits), scale: fraction.length }
}

/** Written so that `parseDecimal` reads the same number again. */
export function formatDecimal({ units, scale }: Decimal): string {
  if (scale === 0) return String(units)
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale }
  return a.scale > b.scale
    ? { units: a.units + rescaled(b, a.scale), scale: a.scale }
    : { units: rescaled(a, b.scale) + b.units, scale: b.scale }
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  units: a.units * b.units,
  scale: a.scale + b.scale,
})

const rescaled = ({ units, scale }: Decimal, to: number): bigint =>
  units * 10n ** BigInt(to - scale)

/**
 * The number in units of ten to the power of minus `places`, rounded half away from zero; undefined
 * if a number cannot hold it exactly.
 *
 * @example toMinor({ units: 2345n, scale: 3 }, 2) // 235
 */
export function toMinor(decimal: Decimal, places: number): number | undefined {
  const minor = Number(
    decimal.scale <= places ? rescaled(decimal, places) : rounded(decimal, places),
  )
  // Adding zero turns a negative zero into zero.
  return Math.abs(minor) <= MOST_MINOR ? minor + 0 : undefined
}

function rounded({ units, scale }: Decimal, places: number): bigint {
  const divisor = 10n ** BigInt(scale - places)
  const half = divisor / 2n
  return (units < 0n ? units - half : units + half) / divisor
}
