/** Numbers as Shopify's Liquid has them: exact decimals, and whole ones that stay decimals. */
import { type Comparable, Drop, toValue } from 'liquidjs'
import { isUnknown } from '../unknown-value.ts'
import { type FilterHandler, libraryFilter } from './library-filters.ts'
import { BY_ZERO, Unusable } from './unusable.ts'

type Call = ThisParameterType<FilterHandler>

/** A whole number that came of decimals: it prints with one, and divides as one. */
export class Decimal extends Drop implements Comparable {
  readonly number: number
  constructor(number: number) {
    super()
    this.number = number
  }
  override valueOf = (): number => this.number
  override toString = (): string =>
    Math.abs(this.number) < 1e21 ? `${this.number}.0` : `${this.number}`
  equals = (other: unknown): boolean => this.number === toValue(other)
  gt = (other: unknown): boolean => this.number > Number(toValue(other))
  geq = (other: unknown): boolean => this.number >= Number(toValue(other))
  lt = (other: unknown): boolean => this.number < Number(toValue(other))
  leq = (other: unknown): boolean => this.number <= Number(toValue(other))
}

const holdsDecimal = (value: unknown): boolean =>
  value instanceof Decimal || (Array.isArray(value) && value.some(holdsDecimal))

/** A number goes into a text as it would be printed. */
export function printed(value: unknown): unknown {
  if (value instanceof Decimal) return value.toString()
  return holdsDecimal(value) && Array.isArray(value) ? value.map(printed) : value
}

/** `units` tens of a power: 12.50 is 1250 with a scale of 2. */
type Exact = { readonly units: bigint; readonly scale: number; readonly isDecimal: boolean }

const NUMBER = /^\s*(-?\d+)(?:\.(\d+))?/

/** The whole or decimal number at the beginning of a text, as Ruby reads it; or zero. */
function exactOf(value: unknown, literal = ''): Exact {
  if (value instanceof Decimal) return { ...exactOf(value.number), isDecimal: true }
  const plain = toValue(value)
  const text =
    typeof plain === 'number' ? plainDigits(plain) : typeof plain === 'string' ? plain : ''
  const [, whole = '0', written = ''] = NUMBER.exec(text) ?? []
  // Only a text that is a number throughout is a decimal: "2.5 kg" is 2.
  const fraction = typeof plain === 'string' && !/^\s*-?\d+\.\d+\s*$/.test(plain) ? '' : written
  const isDecimal = fraction !== '' || literal.includes('.')
  return { units: BigInt(whole + fraction), scale: fraction.length, isDecimal }
}

/** @example plainDigits(1e-7) // '0.0000001' */
function plainDigits(number: number): string {
  if (!Number.isFinite(number)) return '0'
  const text = String(number)
  if (!text.includes('e')) return text
  return Number.isInteger(number) ? BigInt(number).toString() : number.toFixed(20)
}

/** @throws Unusable if it has more than 300 digits */
function numberOf({ units, scale, isDecimal }: Exact): number | Decimal {
  const digits = units.toString()
  const number = scale === 0 ? Number(digits) : Number(`${digits}e-${scale}`)
  if (!Number.isFinite(number)) throw new Unusable('the number is too large')
  return isDecimal ? asDecimal(number) : number
}

const asDecimal = (number: number): number | Decimal =>
  Number.isInteger(number) ? new Decimal(number) : number

const aligned = (left: Exact, right: Exact) => {
  const scale = Math.max(left.scale, right.scale)
  const at = ({ units, scale: own }: Exact) => units * 10n ** BigInt(scale - own)
  return { a: at(left), b: at(right), scale, isDecimal: left.isDecimal || right.isDecimal }
}

/** The number literal that a filter is the first to get: `{{ 2.0 | divided_by: 4 }}`. */
const FIRST_LITERAL = /(?:\{\{-?|=|\(|\becho\b)\s*(-?\d+\.\d+)\s*\|\s*$/

const literalBefore = ({ token: { input, begin } }: Call): string | undefined =>
  FIRST_LITERAL.exec(input.slice(Math.max(0, begin - 60), begin))?.[1]

const literalArgument = ({ token: { args } }: Call): string | undefined => {
  const [first] = args
  return first && !Array.isArray(first) && /^-?\d+\.\d+$/.test(first.getText())
    ? first.getText()
    : undefined
}

const operandsOf = (call: Call, left: unknown, right: unknown) =>
  aligned(exactOf(left, literalBefore(call)), exactOf(right, literalArgument(call)))

const floorOf = (a: bigint, b: bigint): bigint => {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

function refuseZero(divisor: bigint): void {
  if (divisor === 0n) throw new Unusable(BY_ZERO)
}

const round = libraryFilter('round')
const map = libraryFilter('map')

const listOf = (value: unknown): readonly unknown[] => {
  const plain = toValue(value)
  return Array.isArray(plain) ? plain : [plain]
}

/** Of two, by which is greater, each as it was written. */
const chosen = (takes: (a: bigint, b: bigint) => boolean): FilterHandler =>
  function (left, right) {
    const [one, other] = [exactOf(left, literalBefore(this)), exactOf(right, literalArgument(this))]
    const { a, b } = aligned(one, other)
    return numberOf(takes(a, b) ? one : other)
  }

/** Shopify's filters for numbers; of whole numbers they make whole ones, of decimals decimals. */
const ofKnown = {
  plus(left, right) {
    const { a, b, ...rest } = operandsOf(this, left, right)
    return numberOf({ ...rest, units: a + b })
  },
  minus(left, right) {
    const { a, b, ...rest } = operandsOf(this, left, right)
    return numberOf({ ...rest, units: a - b })
  },
  times(left, right) {
    const { a, b, scale, isDecimal } = operandsOf(this, left, right)
    return numberOf({ units: a * b, scale: 2 * scale, isDecimal })
  },
  divided_by(left, right, isWhole) {
    const { a, b, isDecimal } = operandsOf(this, left, right)
    refuseZero(b)
    if (!isDecimal || isWhole === true)
      return numberOf({ units: floorOf(a, b), scale: 0, isDecimal: false })
    const quotient = Number(a) / Number(b)
    if (!Number.isFinite(quotient)) throw new Unusable('the number is too large')
    return asDecimal(quotient)
  },
  modulo(left, right) {
    const { a, b, ...rest } = operandsOf(this, left, right)
    refuseZero(b)
    return numberOf({ ...rest, units: a - b * floorOf(a, b) })
  },
  round(value, digits) {
    const exact = exactOf(value, literalBefore(this))
    const places = Number(toValue(digits ?? 0)) || 0
    const rounded: number = round.call(this, Number(numberOf(exact)), places)
    return places > 0 && exact.isDecimal ? asDecimal(rounded) : rounded
  },
  /** As Ruby has it: the whole number at the beginning of a text. */
  to_integer: (value) => Math.trunc(Number(numberOf(exactOf(toValue(value) === true ? 1 : value)))),
  *sum(list, field): Generator<unknown, unknown, unknown> {
    const items = field === undefined ? list : yield map.call(this, list, field)
    const exact = listOf(items).map((item) => exactOf(item))
    return numberOf(
      exact.reduce(
        (sum, one) => {
          const { a, b, ...rest } = aligned(sum, one)
          return { ...rest, units: a + b }
        },
        { units: 0n, scale: 0, isDecimal: false },
      ),
    )
  },
  ceil: (value) => Math.ceil(Number(numberOf(exactOf(value)))),
  floor: (value) => Math.floor(Number(numberOf(exactOf(value)))),
  abs(value) {
    const exact = exactOf(value, literalBefore(this))
    return numberOf({ ...exact, units: exact.units < 0n ? -exact.units : exact.units })
  },
  at_least: chosen((a, b) => a >= b),
  at_most: chosen((a, b) => a <= b),
} satisfies Readonly<Record<string, FilterHandler>>

/**
 * What is computed from an unknown figure is unknown too: counted as zero, it would meet
 * conditions.
 */
const unlessUnknown = (filter: FilterHandler): FilterHandler =>
  function (...given) {
    return given.find(isUnknown) ?? filter.apply(this, given)
  }

export const NUMBER_FILTERS = Object.fromEntries(
  Object.entries(ofKnown).map(([name, filter]) => [name, unlessUnknown(filter)]),
) as { readonly [N in keyof typeof ofKnown]: FilterHandler }
