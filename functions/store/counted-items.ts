/** What was counted in a shop's orders: what is bought together with each item, and what sells best. */
import type { Neighbour } from '../domain/recommend/recommend-neighbours.ts'
import type { Instant } from '../domain/time.ts'
import { readRow, readRows } from './codecs/codec.ts'
import { NEIGHBOURS, SHARED_ROWS } from './codecs/shared-rows.ts'
import { SHARDS, shardKey, shardOf, shopItems } from './items.ts'
import type { Row, RowKey, Table, Write } from './table.ts'

const POPULAR = 'popular'

const neighboursKey = (shop: string, sku: string): RowKey => ({
  pk: shardOf(shop, sku),
  sk: NEIGHBOURS + sku,
})
const popularKey = (shop: string): RowKey => ({ pk: shopItems(shop), sk: POPULAR })

/** If two count at once, the rows of the later one remain, in whichever order they are written. */
const versioned = (
  key: RowKey,
  builtAt: Instant,
  fields: Readonly<Record<string, unknown>>,
): Write => {
  const version = { updatedAt: builtAt, contentHash: '' }
  return { put: { ...key, ...version, ...fields }, on: { newer: version } }
}

export const putNeighbours = (
  shop: string,
  sku: string,
  neighbours: readonly Neighbour[],
  builtAt: Instant,
): Write => versioned(neighboursKey(shop, sku), builtAt, { neighbours })

export const putPopular = (shop: string, skus: readonly string[], builtAt: Instant): Write =>
  versioned(popularKey(shop), builtAt, { skus })

/** What is bought together with an item; undefined if it was never counted. */
export async function loadNeighbours(
  table: Table,
  shop: string,
  sku: string,
): Promise<readonly Neighbour[]> {
  const row = await table.get(neighboursKey(shop, sku))
  return readRow(SHARED_ROWS.neighbours, row)?.neighbours ?? []
}

export type Popular = { readonly skus: readonly string[]; readonly builtAt: Instant }

/** The best sellers, best first; undefined if they have not been counted yet. */
export async function loadPopular(table: Table, shop: string): Promise<Popular | undefined> {
  const row = readRow(SHARED_ROWS.popular, await table.get(popularKey(shop)))
  return row && { skus: row.skus, builtAt: row.updatedAt }
}

/** How many neighbours are kept of each item that has any. */
export async function countNeighbours(
  table: Table,
  shop: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for await (const rows of neighbourShards(table, shop))
    for (const { sku, neighbours } of readRows(SHARED_ROWS.neighbours, rows))
      counts.set(sku, neighbours.length)
  return counts
}

async function* neighbourShards(table: Table, shop: string): AsyncIterable<readonly Row[]> {
  for (let shard = 0; shard < SHARDS; shard++)
    yield await table.query(shardKey(shop, shard), { prefix: NEIGHBOURS })
}

/**
 * Forgets neighbours from before `builtAt`, of items that have none any more. What another
 * replaced meanwhile stays.
 *
 * @returns how many items that were
 */
export async function removeOlderNeighbours(
  table: Table,
  shop: string,
  builtAt: Instant,
): Promise<number> {
  let removed = 0
  for await (const rows of neighbourShards(table, shop)) {
    const removals = rows.flatMap((row): readonly Write[] => {
      const { updatedAt } = readRow(SHARED_ROWS.neighbours, row)
      const { pk, sk } = row
      return updatedAt < builtAt ? [{ remove: { pk, sk }, on: { equals: { updatedAt } } }] : []
    })
    if (removals.length === 0) continue
    const results = await table.write(removals)
    removed += results.filter(({ done }) => done).length
  }
  return removed
}
