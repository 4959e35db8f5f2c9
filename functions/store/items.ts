/**
 * What a shop sells. Its items are spread over partitions by hash, so that reading them for many
 * mails at once does not overload a single partition, and replacing them needs little memory.
 */
import { hash } from 'node:crypto'
import { spread } from '../domain/hash.ts'
import type { Product } from '../domain/recommend/product.ts'
import { HOUR_MS, type Instant } from '../domain/time.ts'
import { readRow, readRows } from './codecs/codec.ts'
import { PRODUCT_PREFIX, SHARED_ROWS, type StoredProduct } from './codecs/shared-rows.ts'
import type { Row, RowKey, Table, WriteCondition } from './table.ts'

export const SHARDS = 64

export const shopItems = (shop: string): string => `~items/${encodeURIComponent(shop)}`
export const shardKey = (shop: string, shard: number): string => `${shopItems(shop)}/${shard}`
/** The keys of all partitions of a shop's items, from the first on and before the second. */
export const itemPartitions = (shop: string): readonly [from: string, before: string] => [
  `${shopItems(shop)}/`,
  // The sign after the slash.
  `${shopItems(shop)}0`,
]

const shardNumber = (sku: string): number => Math.floor(spread(sku) * SHARDS)
export const shardOf = (shop: string, sku: string): string => shardKey(shop, shardNumber(sku))

const productKey = (shop: string, sku: string): RowKey => ({
  pk: shardOf(shop, sku),
  sk: PRODUCT_PREFIX + sku,
})

export async function loadProduct(
  table: Table,
  shop: string,
  sku: string,
): Promise<Product | undefined> {
  return (await loadStoredProduct(table, shop, sku))?.product
}

/** With its version; undefined of one that was removed. */
export async function loadStoredProduct(
  table: Table,
  shop: string,
  sku: string,
): Promise<StoredProduct | undefined> {
  return knownOf(readRow(SHARED_ROWS.product, await table.get(productKey(shop, sku))))
}

const knownOf = (stored: StoredProduct | undefined): StoredProduct | undefined =>
  stored?.removed ? undefined : stored

/**
 * The outcome of recording a product. Stale: what is stored is newer, or different at the same
 * instant.
 */
export type ProductRecorded = 'recorded' | 'updated' | 'unchanged' | 'stale'

/**
 * Replaces what is known about a product, unless what is stored is newer. Two versions of the same
 * instant end alike in whichever order they arrive.
 *
 * @param updatedAt the source's version of it
 */
export async function recordProduct(
  table: Table,
  shop: string,
  sku: string,
  product: Product,
  updatedAt: Instant,
): Promise<ProductRecorded> {
  const version = { updatedAt, contentHash: contentOf(product) }
  const put = { ...productKey(shop, sku), ...version, product }
  const [result] = await table.write([{ put, on: { newer: version } }])
  const stored = result?.stored
  if (stored?.contentHash === version.contentHash) return 'unchanged'
  if (!result?.done) return 'stale'
  return stored && !stored.removed ? 'updated' : 'recorded'
}

/** The outcome of changing a product by what was known of it. */
export type ProductChanged = Exclude<ProductRecorded, 'stale'> | 'newer'

/**
 * What was stored so much later than a change is of another writer since, and newer; what is much
 * later still is of a clock that was wrong.
 */
const LATER_MS = { from: 1_000, until: HOUR_MS }

const MOST_CONFLICTS = 20

/**
 * Changes a product by what is known of it; nothing is written where nothing changes. Safe to repeat
 * if `change` is.
 *
 * @param at when what is known to `change` was true; the product may have been posted since, which
 *   is newer and stays
 * @returns the outcome, and the product as it is now; undefined where `change` wants nothing recorded
 * @throws if others keep changing it
 * @example await changeProduct(table, 'acme', 'tea-7', (known) => withUnread(known, mark), now)
 */
export async function changeProduct(
  table: Table,
  shop: string,
  sku: string,
  change: (known: Product | undefined) => Product | undefined,
  at: Instant,
): Promise<{ readonly became: ProductChanged; readonly product: Product } | undefined> {
  const key = productKey(shop, sku)
  for (let tried = 0; tried < MOST_CONFLICTS; tried++) {
    const stored = readRow(SHARED_ROWS.product, await table.get(key))
    const known = knownOf(stored)
    const later = (stored?.updatedAt ?? at) - at
    if (stored && later > LATER_MS.from && later <= LATER_MS.until)
      return { became: 'newer', product: known?.product ?? REMOVED }
    const product = change(known?.product)
    if (!product) return undefined
    const contentHash = contentOf(product)
    if (stored?.contentHash === contentHash) return { became: 'unchanged', product }
    const updatedAt = Math.max(at, (stored?.updatedAt ?? 0) + 1)
    const [result] = await table.write([
      { put: { ...key, updatedAt, contentHash, product }, on: stillAs(stored) },
    ])
    if (result?.done) return { became: known ? 'updated' : 'recorded', product }
  }
  throw new Error(`product ${sku} was changed by others ${MOST_CONFLICTS} times in a row`)
}

const stillAs = (stored: StoredProduct | undefined): WriteCondition =>
  stored
    ? { equals: { updatedAt: stored.updatedAt, contentHash: stored.contentHash } }
    : { absent: true }

/** As builds read it that know of no removal: mails show it in no language. */
const REMOVED: Product = { available: false, locales: {} }

/**
 * Removes a product. Its row remains, dated by `at`, so that an older version which arrives late
 * does not bring it back; a newer one, or a feed that names it, does. Safe to repeat.
 *
 * @returns unknown if nothing was ever recorded about it
 * @throws if others keep changing it
 */
export async function removeProduct(
  table: Table,
  shop: string,
  sku: string,
  at: Instant,
): Promise<'removed' | 'unknown'> {
  const key = productKey(shop, sku)
  for (let tried = 0; tried < MOST_CONFLICTS; tried++) {
    const stored = readRow(SHARED_ROWS.product, await table.get(key))
    if (!stored) return 'unknown'
    const updatedAt = Math.max(at, stored.updatedAt + (stored.removed ? 0 : 1))
    const put = { ...key, updatedAt, contentHash: '', product: REMOVED, removed: true }
    const [result] = await table.write([{ put, on: stillAs(stored) }])
    if (result?.done) return 'removed'
  }
  throw new Error(`product ${sku} was changed by others ${MOST_CONFLICTS} times in a row`)
}

/** The same content in another order of its fields is the same. */
const contentOf = ({ available, locales }: Product): string =>
  hash('sha256', JSON.stringify([available, sorted(locales)]), 'base64url').slice(0, 22)

const sorted = (fields: object): unknown =>
  Object.entries(fields)
    .map(([name, value]) => [name, typeof value === 'object' ? sorted(value) : value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))

export type KnownProduct = { readonly sku: string; readonly product: Product }

/** Every product of a shop, a part of them at a time. */
export async function* eachProduct(table: Table, shop: string): AsyncIterable<KnownProduct> {
  for (let shard = 0; shard < SHARDS; shard++) {
    const rows = await table.query(shardKey(shop, shard), { prefix: PRODUCT_PREFIX })
    for (const { sku, product, removed } of readRows(SHARED_ROWS.product, rows))
      if (!removed) yield { sku, product }
  }
}

export type ProductsPage = {
  readonly products: readonly StoredProduct[]
  /** The `after` of the next page; absent on the last. */
  readonly next?: string
}

/**
 * A page of a shop's products, in the order of their partitions. It reads at most 64 partitions and
 * one row more than `limit`; removed products count, so that a page may have fewer, or none.
 *
 * @param after the `next` of the page before
 */
export async function loadProductsPage(
  table: Table,
  shop: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<ProductsPage> {
  const rows: Row[] = []
  const first = after === undefined ? 0 : shardNumber(after)
  for (let shard = first; shard < SHARDS && rows.length <= limit; shard++) {
    const isBegun = after !== undefined && shard === first
    const found = await table.query(shardKey(shop, shard), {
      prefix: PRODUCT_PREFIX,
      ...(isBegun && { after: PRODUCT_PREFIX + after }),
      limit: limit + 1 - rows.length,
    })
    rows.push(...found)
  }
  const shown = readRows(SHARED_ROWS.product, rows.slice(0, limit))
  const last = rows.length > limit ? shown.at(-1)?.sku : undefined
  return {
    products: shown.filter(({ removed }) => !removed),
    ...(last !== undefined && { next: last }),
  }
}
