/**
 * A product as it is stored: what the shop posted, with its price as readers of each language write
 * it.
 */
import { type Product, type ProductWords, shownProductOf } from '../domain/recommend/product.ts'
import { minorPlaces } from './import/currency.ts'
import type { PostedProductWords } from './product-wire.ts'

/** @example productOf(true, { en: { title, url, imageUrl, priceMinor: 1250, currency: 'EUR' } }) */
export const productOf = (
  available: boolean,
  posted: Readonly<Record<string, PostedProductWords>>,
): Product => ({
  available,
  locales: Object.fromEntries(
    Object.entries(posted).map(([locale, words]) => [locale, withPrice(locale, words)]),
  ),
})

function withPrice(locale: string, words: PostedProductWords): ProductWords {
  const { priceMinor, currency } = words
  if (priceMinor === undefined || currency === undefined) return words
  return { ...words, price: priceIn(locale, priceMinor, currency) }
}

/** @example priceIn('de', 1250, 'EUR') // '12,50 €' */
export function priceIn(locale: string, minor: number, currency: string): string {
  const digits = minorPlaces(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(minor / 10 ** digits)
}

/** The languages in which it may be shown. */
export const shownLocales = ({ available, locales }: Product): readonly string[] =>
  available
    ? Object.entries(locales).flatMap(([locale, words]) => (shownProductOf(words) ? [locale] : []))
    : []
