/** Amounts and counts as a reader of the mail's language writes them. */
import { type Context, toValue } from 'liquidjs'
import type { FilterHandler } from './library-filters.ts'
import { currencyOf, formatOf } from './mail-format.ts'
import { noCurrency, Unusable } from './unusable.ts'

type Amount = { readonly minor: number; readonly currency: string }

const NUMBER = /^\s*-?\d+(?:\.\d+)?\s*$/

const numberOf = (value: unknown): number | undefined => {
  const plain = toValue(value)
  if (typeof plain === 'number') return Number.isFinite(plain) ? plain : undefined
  return typeof plain === 'string' && NUMBER.test(plain) ? Number(plain) : undefined
}

/** The amount's own currency, else the one that the filter names, else the shop's. */
function amountOf(value: unknown, currency: unknown, context: Context): Amount | undefined {
  const plain = toValue(value)
  if (typeof plain === 'object' && plain !== null && 'amountMinor' in plain) {
    const own = 'currency' in plain ? plain.currency : currency
    return amountOf(plain.amountMinor, own, context)
  }
  const minor = numberOf(plain)
  if (minor === undefined) return undefined
  const asked = toValue(currency)
  return { minor, currency: asked ? String(asked).toUpperCase() : currencyOf(formatOf(context)) }
}

const MOST_FORMATS = 500
const formats = new Map<string, Intl.NumberFormat>()

/** @throws Unusable if there is no such currency */
function formatFor(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(name)
  if (known) return known
  if (formats.size >= MOST_FORMATS) formats.clear()
  const { currency } = options
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw new Unusable(noCurrency(currency))
  // What rounds to nothing is not less than nothing.
  const made = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options })
  formats.set(name, made)
  return made
}

/** The number of decimals is the currency's own (ISO 4217): none for yen, three for dinars. */
const digitsOf = (currency: string): number =>
  formatFor('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** A value that is not a number is an already formatted amount, and is left unchanged. */
const money = (write: (major: number, currency: string, locale: string) => string): FilterHandler =>
  function (value, currency) {
    const amount = amountOf(value, currency, this.context)
    if (!amount) return value
    const major = amount.minor / 10 ** digitsOf(amount.currency)
    return write(major, amount.currency, formatOf(this.context).locale)
  }

const style = 'currency'

const counted = (value: unknown): number => numberOf(value) ?? 0

export const MONEY_FILTERS = {
  money: money((major, currency, locale) => formatFor(locale, { style, currency }).format(major)),
  money_with_currency: money((major, currency, locale) => {
    const short = formatFor(locale, { style, currency, currencyDisplay: 'narrowSymbol' })
    const text = short.format(major)
    return text.includes(currency) ? text : `${text} ${currency}`
  }),
  money_without_trailing_zeros: money((major, currency, locale) =>
    formatFor(locale, { style, currency, trailingZeroDisplay: 'stripIfInteger' }).format(major),
  ),
  money_without_currency: money((major, currency, locale) => {
    const digits = digitsOf(currency)
    const format = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return formatFor(locale, format).format(major)
  }),
  number_with_delimiter(value) {
    const number = numberOf(value)
    if (number === undefined) return value
    const { locale } = formatOf(this.context)
    const format = formatFor(locale, { maximumFractionDigits: 20 })
    // Of a text each digit, though there are more than a number can hold.
    const plain: unknown = toValue(value)
    return typeof plain === 'string'
      ? format.format(plain.trim() as `${number}`)
      : format.format(number)
  },
  /** One of two words, by the language's rule for which numbers are one. */
  pluralize(count, one, many) {
    if (one === undefined || many === undefined)
      throw new Unusable('pluralize needs 2 values after its colon')
    const { locale } = formatOf(this.context)
    return new Intl.PluralRules(locale).select(counted(count)) === 'one' ? one : many
  },
} satisfies Readonly<Record<string, FilterHandler>>
