/** Shopify's /products.json, as any visitor can read it and as the admin's API has it. */
import type { FeedOptions } from './feed-options.ts'
import { fieldIn, isObject, type Json, plainText } from './json-values.ts'
import type { FeedCells } from './raw-article.ts'
import { shopifyAvailability, shopifyLink, shopifyPrices } from './shopify-prices.ts'

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
          ? plainText(variant.sku)
          : fieldIn({ ...ofProduct, ...variant }, idColumn),
      title: plainText(title),
      link: shopifyLink(shopUrl, handle),
      image: imageOf(product, variant),
      currency,
      ...shopifyPrices(plainText(variant.price), plainText(variant.compare_at_price)),
      availability: isOut ? 'out_of_stock' : availabilityOf(variant),
    }
  })
}

/** A draft, an archived product, and one that no visitor sees. */
const isNotPublished = ({ status = 'active', published_at: at }: Json): boolean =>
  plainText(status).toLowerCase() !== 'active' || at === null

function availabilityOf(variant: Json): string {
  const { available, inventory_management: tracker } = variant
  if (available !== undefined) return plainText(available)
  return shopifyAvailability({
    tracker: tracker === undefined ? undefined : plainText(tracker),
    quantity: plainText(variant.inventory_quantity),
    policy: plainText(variant.inventory_policy),
  })
}

function imageOf(product: Json, variant: Json): string {
  const images = listOf(product.images)
  const { featured_image: featured, image_id: id } = variant
  if (isObject(featured) && plainText(featured.src)) return plainText(featured.src)
  const own = images.find((image) => id !== null && id !== undefined && image.id === id)
  const { image } = product
  return (
    plainText(own?.src) ||
    (isObject(image) ? plainText(image.src) : '') ||
    plainText(images[0]?.src)
  )
}
