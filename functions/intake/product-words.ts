/**
 * A product as it is stored: what the shop posted, with its price as readers of each language write
 * it.
 */
import {
  type Product,
  type ProductWords,
  type ShowingRule,
  standingsOf,
} from '../domain/recommend/product.ts'
import { minorPlaces } from './import/currency.ts'
import type { PostedProductWords } from './product-wire.ts'

/** @example productOf(true, { en: { title, url, imageUrl, priceMinor: 1250, currency: 'EUR' } }) */
export const productOf = (
  available: boolean,
  posted: Readonly<Record<string, PostedProductWords>>,
): Product => ({
  available,
  locales: Object.fromEntries(
    Object.entries(posted).map(([locale, words]) => [locale, worded(locale, words)]),
  ),
})

function worded(locale: string, posted: PostedProductWords): ProductWords {
  const { priceMinor, currency, salePriceMinor, saleFrom, saleUntil, ...rest } = posted
  if (priceMinor === undefined || currency === undefined) return rest
  const price = { priceMinor, currency, price: priceIn(locale, priceMinor, currency) }
  if (salePriceMinor === undefined) return { ...rest, ...price }
  return {
    ...rest,
    ...price,
    sale: {
      priceMinor: salePriceMinor,
      price: priceIn(locale, salePriceMinor, currency),
      ...(saleFrom !== undefined && { from: saleFrom }),
      ...(saleUntil !== undefined && { until: saleUntil }),
    },
  }
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

/** The languages in which it is shown. */
export const shownLocales = (product: Product, rule: ShowingRule): readonly string[] =>
  Object.entries(standingsOf(product, rule)).flatMap(([locale, { shown }]) =>
    shown ? [locale] : [],
  )
