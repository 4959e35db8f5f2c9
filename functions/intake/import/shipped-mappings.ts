/** The mappings that come with Rekindle, for exports that many shops have. */
import { readFile } from 'node:fs/promises'

export const SHIPPED_MAPPINGS = [
  'cdnow',
  'cdnow-sample-id',
  'online-retail',
  'shopify',
  'woocommerce',
] as const
export type ShippedMapping = (typeof SHIPPED_MAPPINGS)[number]

export const isShippedMapping = (name: string): name is ShippedMapping =>
  (SHIPPED_MAPPINGS as readonly string[]).includes(name)

/**
 * The text of a shipped mapping, for `readMapping`.
 *
 * @example readMapping(await shippedMapping('shopify'), 'shopify.yaml')
 */
export const shippedMapping = (name: ShippedMapping): Promise<string> =>
  readFile(new URL(`mappings/${name}.yaml`, import.meta.url), 'utf8')
