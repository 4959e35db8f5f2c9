/** WooCommerce's products as JSON: of its REST API (v3), and of the Store API that any visitor can read. */
import { formatDecimal } from '../import/decimal.ts'
import type { FeedOptions } from './feed-options.ts'
import { fieldIn, isObject, type Json, plainText } from './json-values.ts'
import type { FeedCells } from './raw-article.ts'

/**
 * An article by its SKU, as orders have it, or by its number where it has none; undefined for what is
 * no product of WooCommerce's. A product that is bought as one of its variations has no price of its
 * own.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#product-properties
 * @example wooCommerceArticle({ permalink, stock_status: 'instock', sku: 'T1', regular_price: '9.00' }, options)
 */
export function wooCommerceArticle(
  product: Json,
  { idColumn, currency }: FeedOptions,
): FeedCells | undefined {
  const { permalink, name, sku, id, images, prices } = product
  if (typeof permalink !== 'string') return undefined
  const rest = 'stock_status' in product ? ofRestApi(product, currency) : undefined
  const found = rest ?? (isObject(prices) ? ofStoreApi(product, prices) : undefined)
  if (!found) return undefined
  return {
    id: idColumn === undefined ? plainText(sku) || plainText(id) : fieldIn(product, idColumn),
    title: plainText(name),
    link: permalink,
    image: firstImage(images),
    ...found,
  }
}

function ofRestApi(product: Json, currency: string): FeedCells {
  const { status = 'publish', catalog_visibility: visibility } = product
  const isOut = plainText(status) !== 'publish' || plainText(visibility) === 'hidden'
  return {
    currency,
    price: plainText(product.regular_price),
    salePrice: plainText(product.sale_price),
    saleFrom: inUtc(product.date_on_sale_from_gmt),
    saleUntil: inUtc(product.date_on_sale_to_gmt),
    availability: isOut ? 'out_of_stock' : plainText(product.stock_status),
  }
}

/** Its dates have no offset. */
const inUtc = (value: unknown): string => {
  const text = plainText(value)
  return text === '' || text.endsWith('Z') ? text : `${text}Z`
}

/** It shows the price in force, without the dates of a sale. */
function ofStoreApi(product: Json, prices: Json): FeedCells | undefined {
  const { is_in_stock: inStock, is_purchasable: canBeBought = true } = product
  const places = prices.currency_minor_unit
  if (typeof inStock !== 'boolean' || typeof places !== 'number') return undefined
  const amount = (minor: unknown): string =>
    /^\d{1,15}$/.test(plainText(minor)) && Number.isInteger(places) && places >= 0 && places <= 4
      ? formatDecimal({ units: BigInt(plainText(minor)), scale: places })
      : plainText(minor)
  const isOnSale = plainText(prices.sale_price) !== plainText(prices.regular_price)
  return {
    currency: plainText(prices.currency_code),
    price: amount(prices.regular_price),
    ...(isOnSale && { salePrice: amount(prices.sale_price) }),
    availability: inStock && canBeBought === true ? 'in_stock' : 'out_of_stock',
  }
}

const firstImage = (images: unknown): string => {
  const first: unknown = Array.isArray(images) ? images[0] : undefined
  return isObject(first) ? plainText(first.src) : ''
}
