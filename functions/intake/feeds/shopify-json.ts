/** Shopify's /products.json, as any visitor can read it and as the admin's API has it. */
import { plainName } from './column-names.ts'
import type { FeedOptions } from './feed-options.ts'
import type { FeedCells } from './raw-article.ts'
import { shopifyAvailability, shopifyLink, shopifyPrices } from './shopify-prices.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : ''

const listOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isObject) : []

/**
 * The variants of a product; undefined for what is not a product of Shopify's.
 *
 * @example shopifyVariants({ handle: 'tea', title: 'Tea', variants: [{ sku: 'T1', price: '9.00' }] }, options)
 */
export function shopifyVariants(
  product: Json,
  { shopUrl, idColumn, currency }: FeedOptions,
): readonly FeedCells[] | undefined {
  const { variants, handle, title } = product
  if (!Array.isArray(variants) || typeof handle !== 'string') return undefined
  const isOut = isNotPublished(product)
  return listOf(variants).map((variant) => {
    const { id: _, ...ofProduct } = product
    return {
      id:
        idColumn === undefined
          ? textOf(variant.sku)
          : fieldIn({ ...ofProduct, ...variant }, idColumn),
      title: textOf(title),
      link: shopifyLink(shopUrl, handle),
      image: imageOf(product, variant),
      currency,
      ...shopifyPrices(textOf(variant.price), textOf(variant.compare_at_price)),
      availability: isOut ? 'out_of_stock' : availabilityOf(variant),
    }
  })
}

/** A draft, an archived product, and one that no visitor sees. */
const isNotPublished = ({ status = 'active', published_at: at }: Json): boolean =>
  textOf(status).toLowerCase() !== 'active' || at === null

function availabilityOf(variant: Json): string {
  if (variant.available !== undefined) return textOf(variant.available)
  if (variant.inventory_management === undefined && variant.inventory_quantity === undefined)
    return ''
  return shopifyAvailability({
    tracker: textOf(variant.inventory_management),
    quantity: textOf(variant.inventory_quantity),
    policy: textOf(variant.inventory_policy),
  })
}

function imageOf(product: Json, variant: Json): string {
  const images = listOf(product.images)
  const { featured_image: featured, image_id: id } = variant
  if (isObject(featured) && textOf(featured.src)) return textOf(featured.src)
  const own = images.find((image) => id !== null && id !== undefined && image.id === id)
  const { image } = product
  return textOf(own?.src) || (isObject(image) ? textOf(image.src) : '') || textOf(images[0]?.src)
}

const fieldIn = (fields: Json, wanted: string): string =>
  textOf(Object.entries(fields).find(([name]) => plainName(name) === plainName(wanted))?.[1])
