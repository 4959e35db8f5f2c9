/**
 * What was counted in a shop's orders: what is bought together with each item, how it is bought
 * again, and what sells best.
 */
import type { RepeatLines } from '../domain/recommend/buy-again.ts'
import type { Neighbour } from '../domain/recommend/recommend-neighbours.ts'
import type { Instant } from '../domain/time.ts'
import { readRow, readRows } from './codecs/codec.ts'
import { NEIGHBOURS, SHARED_ROWS, type StoredNeighbours } from './codecs/shared-rows.ts'
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

/** What was counted of one item. */
export type CountedItem = Pick<StoredNeighbours, 'neighbours' | 'weights' | 'again'>

export const putNeighbours = (
  shop: string,
  sku: string,
  neighbours: readonly Neighbour[],
  builtAt: Instant,
  { weights, again }: Omit<CountedItem, 'neighbours'> = {},
): Write =>
  versioned(neighboursKey(shop, sku), builtAt, {
    neighbours,
    ...(weights && { weights }),
    ...(again && { again }),
  })

export const putPopular = (
  shop: string,
  skus: readonly string[],
  builtAt: Instant,
  repeats?: RepeatLines,
): Write => versioned(popularKey(shop), builtAt, { skus, ...(repeats && { repeats }) })

/** What was counted of an item; no neighbours if it was never counted. */
export async function loadCounted(table: Table, shop: string, sku: string): Promise<CountedItem> {
  const row = await table.get(neighboursKey(shop, sku))
  return readRow(SHARED_ROWS.neighbours, row) ?? { neighbours: [] }
}

/** What is bought together with an item; empty also if it was never counted. */
export const loadNeighbours = async (
  table: Table,
  shop: string,
  sku: string,
): Promise<readonly Neighbour[]> => (await loadCounted(table, shop, sku)).neighbours

export type Popular = {
  readonly skus: readonly string[]
  readonly builtAt: Instant
  readonly repeats?: RepeatLines
}

/** The best sellers, best first; undefined if they have not been counted yet. */
export async function loadPopular(table: Table, shop: string): Promise<Popular | undefined> {
  const row = readRow(SHARED_ROWS.popular, await table.get(popularKey(shop)))
  if (!row) return undefined
  const { skus, repeats, updatedAt } = row
  return { skus, builtAt: updatedAt, ...(repeats && { repeats }) }
}

export type KnownItem = {
  readonly neighbours: number
  readonly weights: number
  readonly isAgain: boolean
}

/** How much was counted of each item: its neighbours, its weights, and whether it is bought again. */
export async function countKnown(
  table: Table,
  shop: string,
): Promise<ReadonlyMap<string, KnownItem>> {
  const counts = new Map<string, KnownItem>()
  for await (const rows of neighbourShards(table, shop))
    for (const { sku, neighbours, weights, again } of readRows(SHARED_ROWS.neighbours, rows))
      counts.set(sku, {
        neighbours: neighbours.length,
        weights: weights?.length ?? 0,
        isAgain: again !== undefined,
      })
  return counts
}

async function* neighbourShards(table: Table, shop: string): AsyncIterable<readonly Row[]> {
  for (let shard = 0; shard < SHARDS; shard++)
    yield await table.query(shardKey(shop, shard), { prefix: NEIGHBOURS })
}

/**
 * Forgets what was counted before `builtAt`, of items of which nothing was counted since. What
 * another replaced meanwhile stays.
 *
 * @returns how many items that were
 */
export async function removeOlderCounted(
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
