/** Reads a price of a feed: what could be two numbers, or is in another currency, is refused. */
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { minorPlaces } from '../import/currency.ts'
import { isSignOf } from '../import/currency-signs.ts'
import { type Decimal, type DecimalSeparator, formatDecimal, toMinor } from '../import/decimal.ts'
import { quotedCell } from '../import/import-fault.ts'
import { type AmountReading, readAmount } from '../import/read-amount.ts'

export type PriceReading =
  | { readonly minor: number }
  | { readonly why: 'price' | 'currency'; readonly problem: FaultSentence }

export type PriceFormat = {
  /** The shop's. */
  readonly currency: string
  /** What a mapping says; left out, a number that could be two is refused. */
  readonly decimal?: DecimalSeparator | undefined
}

/**
 * @param currency what the article says of its currency in a place of its own; empty if nothing
 * @example readPrice('12,00 EUR', '', { currency: 'EUR' }) // { minor: 1200 }
 * @example readPrice('12,345 EUR', '', { currency: 'EUR' }) // { why: 'price', problem }
 */
export function readPrice(text: string, currency: string, format: PriceFormat): PriceReading {
  const cell = quotedCell(text)
  const shops = format.currency
  if (currency !== '' && !isSignOf(shops, currency)) return inOther(`${text} ${currency}`, shops)
  if (currency === '' && !/[\p{L}\p{Sc}]/u.test(text))
    return { why: 'currency', problem: (w) => w.feed.noCurrency(cell, exampleIn(shops)) }
  const reading = oneReading(text, format)
  if ('fault' in reading)
    return reading.fault === 'other-currency' ? inOther(text, shops) : notValid(cell, shops)
  if (reading.other !== undefined && format.decimal === undefined) {
    const readings = [formatDecimal(reading.decimal), reading.other]
    return { why: 'price', problem: (w) => w.feed.twoPrices(cell, readings, exampleIn(shops)) }
  }
  return inMinor(reading.decimal, cell, shops)
}

/** @example exampleIn('JPY') // '1250 JPY' */
const exampleIn = (currency: string): string => {
  const places = minorPlaces(currency)
  return `${places === 0 ? '1250' : `12.${'50'.padEnd(places, '0')}`} ${currency}`
}

const notValid = (cell: string, currency: string): PriceReading => ({
  why: 'price',
  problem: (w) => w.feed.price(cell, exampleIn(currency)),
})

const inOther = (text: string, shops: string): PriceReading => ({
  why: 'currency',
  problem: (w) => w.feed.otherCurrency(quotedCell(text), shops),
})

/** With a point if that is what it shows, or with a comma if it can be read in no other way. */
function oneReading(text: string, { currency, decimal }: PriceFormat): AmountReading {
  const own = readAmount(text, decimal ?? '.', currency)
  if (decimal !== undefined) return own
  if ('fault' in own) return own.fault === 'other-separator' ? readAmount(text, ',', currency) : own
  // 12.990 is a whole number where the currency has no decimals.
  if (own.other === undefined || minorPlaces(currency) > 0) return own
  return { decimal: { units: BigInt(own.other), scale: 0 }, separator: 'not-shown' }
}

function inMinor(decimal: Decimal, cell: string, currency: string): PriceReading {
  const places = minorPlaces(currency)
  const { units, scale } = decimal
  if (units === 0n) return { why: 'price', problem: (w) => w.feed.zeroPrice(cell) }
  if (units < 0n) return notValid(cell, currency)
  if (scale > places && units % 10n ** BigInt(scale - places) !== 0n)
    return { why: 'price', problem: (w) => w.feed.priceDecimals(cell, currency, places) }
  const minor = toMinor(decimal, places)
  return minor === undefined ? notValid(cell, currency) : { minor }
}
