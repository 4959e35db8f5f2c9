/**
 * Reads a number as people and export tools write it: with a currency sign or code next to it,
 * grouped in the Western, Swiss or Indian way, with any blank, in other digits, below zero by a
 * minus at either end or by parentheses. What could be two numbers says so.
 */
import { minorPlaces } from './currency.ts'
import { isAnySign, isSignOf } from './currency-signs.ts'
import { type Decimal, type DecimalSeparator, formatDecimal, parseDecimal } from './decimal.ts'

export type AmountReading =
  | {
      readonly decimal: Decimal
      /**
       * Whether the number shows which sign its decimals follow. One that is in doubt is another
       * number (`other`) if the separator is the other one.
       */
      readonly separator: 'shown' | 'not-shown'
      readonly other?: string
    }
  | { readonly fault: 'not-a-number' | 'spreadsheet' | 'other-separator' | 'other-currency' }

export type AmountFault = Extract<AmountReading, { readonly fault: string }>['fault']

/** Longer than any amount of money; keeps a hostile cell from costing seconds. */
const LONGEST = 60

const PLAIN = /^-?\d{1,15}$/
/** A number as a spreadsheet shortens it: digits are lost. */
const SCIENTIFIC = /^[^\d]*\d+(?:[.,]\d+)?E[+-]?\d+[^\d]*$/iu
const AROUND_DIGITS = /^([^\d]*)(\d(?:[\d., ']*\d)?)([^\d]*)$/u
/** `12,-` and `12.-- EUR` are 12 and no cents. */
const NO_CENTS = /^[.,] ?(?:-{1,2}|=)/

/**
 * @param currency of the amount; undefined for a number without one, such as a quantity, and empty
 *   where it is not known
 * @example readAmount('1’234.50', '.', 'CHF') // { decimal: { units: 123450n, scale: 2 }, separator: 'shown' }
 * @example readAmount('1,250', '.', 'EUR') // { decimal: 1250, separator: 'not-shown', other: '1.250' }
 */
export function readAmount(
  text: string,
  separator: DecimalSeparator,
  currency: string | undefined,
): AmountReading {
  if (PLAIN.test(text))
    return { decimal: { units: BigInt(text), scale: 0 }, separator: 'not-shown' }
  if (text.length > LONGEST) return { fault: 'not-a-number' }
  const plain = normalised(text, separator)
  if (SCIENTIFIC.test(plain)) return { fault: 'spreadsheet' }
  const isBracketed = /^\(.*\)$/.test(plain)
  const parts = AROUND_DIGITS.exec(isBracketed ? plain.slice(1, -1).trim() : plain)
  if (!parts) return { fault: 'not-a-number' }
  const [before = '', core = '', behind = ''] = withLeadingPoint(parts.slice(1))
  const after = behind.replace(NO_CENTS, '')
  const signs = before + after
  const minuses = signs.replace(/[^-]/g, '').length + (isBracketed ? 1 : 0)
  if (minuses > 1 || /\+.*[+-]|[()]/.test(signs)) return { fault: 'not-a-number' }
  const fault = faultAround(before, after, currency)
  return fault ? { fault } : readCore(core, separator, currency, minuses === 1)
}

/** Digits of any script as ASCII, one kind of blank, of apostrophe and of minus. */
const normalised = (text: string, separator: DecimalSeparator): string =>
  text
    .replace(/[’‘ʼ`´＇]/gu, "'")
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/٫/gu, separator)
    .replace(/٬/gu, "'")
    .replace(/[−–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()

/** The digits of every script stand in tens, from a zero on. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  if (code < 0x80) return code - 0x30
  let zero = code
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}

/** `.5` begins with its separator, `Rs.5` with a word; `3.` ends with its separator. */
function withLeadingPoint([before = '', core = '', after = '']: readonly string[]) {
  const leads = /(^|[^\p{L}])[.,]$/u.test(before)
  const trails = /^[.,](?!.*-)/.test(after)
  return [
    leads ? before.slice(0, -1) : before,
    `${leads ? before.slice(-1) : ''}${core}${trails ? after.slice(0, 1) : ''}`,
    trails ? after.slice(1) : after,
  ]
}

function faultAround(
  before: string,
  after: string,
  currency: string | undefined,
): AmountFault | undefined {
  const words = [before, after].map((part) => part.replace(/[+-]/g, '').trim()).filter(Boolean)
  if (currency === undefined) return words.length === 0 ? undefined : 'not-a-number'
  for (const word of words) {
    if (currency !== '' && isSignOf(currency, word)) continue
    if (!isAnySign(word)) return 'not-a-number'
    if (currency !== '') return 'other-currency'
  }
  return undefined
}

const UNGROUPED = /^\d*$/
const WESTERN = /^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$/
const INDIAN = /^[1-9]\d?(?:([., ])\d{2})(?:\1\d{2})*\1\d{3}$/

function readCore(
  core: string,
  separator: DecimalSeparator,
  currency: string | undefined,
  isNegative: boolean,
): AmountReading {
  const own = wholeAndFraction(core, separator)
  const other = separator === '.' ? ',' : '.'
  if (!own) {
    const isOther = wholeAndFraction(core, other) !== undefined
    return { fault: isOther ? 'other-separator' : 'not-a-number' }
  }
  const { whole, fraction, groupSign, groups } = own
  const digits = `${isNegative ? '-' : ''}${whole}.${fraction}`
  const decimal = parseDecimal(digits)
  if (!decimal) return { fault: 'not-a-number' }
  const places = currency === undefined ? undefined : minorPlaces(currency)
  if (groupSign === other && groups === 1 && fraction === '' && places !== 0)
    return doubtful(decimal, `${isNegative ? '-' : ''}${core.replace(other, '.')}`)
  const couldBeGrouped = groups === 0 && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  if (couldBeGrouped && places !== undefined && places < 3)
    return doubtful(decimal, formatDecimal({ ...decimal, scale: 0 }))
  const isShown =
    (fraction !== '' && !couldBeGrouped) || (groupSign === other && (groups > 1 || fraction !== ''))
  return { decimal, separator: isShown ? 'shown' : 'not-shown' }
}

const doubtful = (decimal: Decimal, other: string): AmountReading => ({
  ...{ decimal, separator: 'not-shown', other },
})

type Parts = {
  readonly whole: string
  readonly fraction: string
  readonly groupSign: string | undefined
  readonly groups: number
}

function wholeAndFraction(core: string, separator: DecimalSeparator): Parts | undefined {
  const [written = '', fraction = '', ...more] = core.split(separator)
  if (more.length > 0 || !/^\d*$/.test(fraction) || core.replace(/\D/g, '') === '') return undefined
  if (UNGROUPED.test(written)) return { whole: written, fraction, groupSign: undefined, groups: 0 }
  const grouped = WESTERN.exec(written) ?? INDIAN.exec(written)
  const groupSign = grouped?.[1]
  if (groupSign === undefined) return undefined
  const pieces = written.split(groupSign)
  return { whole: pieces.join(''), fraction, groupSign, groups: pieces.length - 1 }
}
