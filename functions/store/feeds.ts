/** The product feeds of a shop that are fetched, in a partition that no decision reads. */
import { HOUR_MS, type Instant } from '../domain/time.ts'
import { decode, readRow, readRows } from './codecs/codec.ts'
import { FEED, FEED_ROW, type FeedPlan, type StoredFeed } from './codecs/feed-rows.ts'
import { shopKey } from './keys.ts'
import type { Row, RowKey, Table } from './table.ts'

const partitionOf = (shop: string): string => `~feeds/${shopKey(shop)}`

const keyOf = (shop: string, name: string): RowKey => ({
  pk: partitionOf(shop),
  sk: `${FEED}${name}`,
})

const rowOf = (shop: string, { name, ...fields }: StoredFeed): Row => ({
  ...keyOf(shop, name),
  ...fields,
})

/**
 * By their names.
 *
 * @throws UnreadableRowError
 * @example (await loadFeeds(table, 'acme')).map(({ name }) => name)
 */
export const loadFeeds = async (table: Table, shop: string): Promise<readonly StoredFeed[]> =>
  readRows(FEED_ROW, await table.query(partitionOf(shop), { prefix: FEED }))

/** Those that this build understands. */
export async function understoodFeeds(
  table: Pick<Table, 'query'>,
  shop: string,
): Promise<readonly StoredFeed[]> {
  const rows = await table.query(partitionOf(shop), { prefix: FEED })
  return rows.flatMap((row) => decode(FEED_ROW, row).value ?? [])
}

/** Undefined if the shop has no feed of this name. */
export const loadFeed = async (
  table: Table,
  shop: string,
  name: string,
): Promise<StoredFeed | undefined> => readRow(FEED_ROW, await table.get(keyOf(shop, name)))

/** @returns false if there is a feed of this name */
export async function addFeed(table: Table, shop: string, plan: FeedPlan): Promise<boolean> {
  const put = rowOf(shop, { ...plan, version: 1, runs: [] })
  const [result] = await table.write([{ put, on: { absent: true } }])
  return result?.done === true
}

/** What it brought stays. @returns false if there is no feed of this name */
export async function removeFeed(table: Table, shop: string, name: string): Promise<boolean> {
  const [result] = await table.write([{ remove: keyOf(shop, name) }])
  return result?.stored !== undefined
}

/** No reader asks for as much: a lease that ends later is of a clock that was ahead. */
const LONGEST_LEASE_MS = HOUR_MS

/** Whether someone reads it. */
export const isLeased = ({ lease }: Pick<StoredFeed, 'lease'>, now: Instant): boolean =>
  lease !== undefined && lease.until > now && lease.until <= now + LONGEST_LEASE_MS

/**
 * Takes the feed for one reader, so that no other reads it at the same time.
 *
 * @param until when another may, should this one never end
 * @returns undefined if another reads it, or it was removed or changed meanwhile
 */
export async function leaseFeed(
  table: Table,
  shop: string,
  feed: StoredFeed,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<StoredFeed | undefined> {
  return isLeased(feed, now) ? undefined : replace(table, shop, feed, { ...feed, lease: { until } })
}

/**
 * Notes what a reading came to and lets others read; nothing if the feed was removed meanwhile,
 * also where another was added under its name.
 *
 * @param leased as `leaseFeed` returned it
 */
export const releaseFeed = (
  table: Table,
  shop: string,
  leased: StoredFeed,
  { lease: _, ...after }: StoredFeed,
): Promise<StoredFeed | undefined> => replace(table, shop, leased, after)

async function replace(
  table: Table,
  shop: string,
  { version, addedAt }: StoredFeed,
  next: StoredFeed,
): Promise<StoredFeed | undefined> {
  const stored = { ...next, version: version + 1 }
  // One that was removed and added again counts its versions from the first.
  const on = { equals: { version, addedAt } }
  const [result] = await table.write([{ put: rowOf(shop, stored), on }])
  return result?.done ? stored : undefined
}
