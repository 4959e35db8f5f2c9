/** What Shopify's exports have in common: prices, and whether an article can be bought. */
import { addDecimals, parseDecimal } from '../import/decimal.ts'
import type { FeedCells } from './raw-article.ts'

/**
 * Shopify calls the regular price "compare at", where the price is one of a sale; a lower one, or
 * zero, is none.
 *
 * @example shopifyPrices('12.00', '15.00') // { price: '15.00', salePrice: '12.00' }
 */
export function shopifyPrices(price: string, compareAt: string): FeedCells {
  const [now, before] = [parseDecimal(price), parseDecimal(compareAt)]
  if (compareAt === '' || !now) return { price }
  if (before && addDecimals(before, { ...now, units: -now.units }).units <= 0n) return { price }
  return { price: compareAt, salePrice: price }
}

/** A variant's stock, as texts; empty for what is not known. */
export type ShopifyStock = {
  /** What counts it; empty where it is not counted, undefined where the file does not say. */
  readonly tracker: string | undefined
  readonly quantity: string
  /** Whether it is sold when it is out of stock. */
  readonly policy: string
}

/**
 * In the words of Google; empty where it cannot be known.
 *
 * @example shopifyAvailability({ tracker: 'shopify', quantity: '0', policy: 'deny' }) // 'out_of_stock'
 */
export function shopifyAvailability({ tracker, quantity, policy }: ShopifyStock): string {
  if (tracker === '' || /^(?:continue|true)$/i.test(policy)) return 'in_stock'
  if (!/^-?\d{1,15}$/.test(quantity)) return quantity
  return Number(quantity) > 0 ? 'in_stock' : 'out_of_stock'
}

/** The page of a product; empty where the address of the shop is not known. */
export const shopifyLink = (shopUrl: string | undefined, handle: string): string =>
  shopUrl === undefined || handle === ''
    ? ''
    : `${shopUrl.replace(/\/$/, '')}/products/${encodeURIComponent(handle.toWellFormed())}`
