/** Imports of a shop: while one runs, its customers are held. */
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { readRow } from './codecs/codec.ts'
import { SHOP_ROWS, type ShopRows } from './codecs/shop-rows.ts'
import { shopKey } from './keys.ts'
import { changeShop } from './shops.ts'
import type { Row, Table } from './table.ts'

const importSort = (importId: string): string => `import#${importId}`

export const importRow = (
  shop: string,
  importId: string,
  status: 'running' | 'complete',
  since: Pick<ShopRows['import'], 'begunAt' | 'firstRunAt'> = {},
): Row => ({ pk: shopKey(shop), sk: importSort(importId), status, ...since })

/**
 * An import of the shop, running or complete; undefined if there never was one. By a query, which the
 * functions that record facts may do.
 */
export async function loadImport(
  table: Table,
  shop: string,
  importId: string,
): Promise<ShopRows['import'] | undefined> {
  const sk = importSort(importId)
  const rows = await table.query(shopKey(shop), { prefix: sk })
  return readRow(
    SHOP_ROWS.import,
    rows.find((row) => row.sk === sk),
  )
}

/**
 * Begins an import, or continues one.
 *
 * @returns when it began first; 0 where an earlier build did not keep that
 */
export async function beginImport(
  table: Table,
  shop: string,
  importId: string,
  now: Instant,
): Promise<Instant> {
  const known = await loadImport(table, shop, importId)
  const begunAt = known ? known.begunAt : now
  const firstRunAt = known ? firstRunOf(known) : now
  const since = { ...(begunAt !== undefined && { begunAt }), firstRunAt }
  await table.write([{ put: importRow(shop, importId, 'running', since) }])
  return firstRunAt
}

const firstRunOf = ({ firstRunAt, begunAt }: ShopRows['import']): Instant =>
  firstRunAt ?? begunAt ?? 0

/** When it first began stays, since what it brings again arrived then. */
const completed = (shop: string, importId: string, known: ShopRows['import'] | undefined): Row =>
  importRow(shop, importId, 'complete', known && { firstRunAt: firstRunOf(known) })

export async function completeImport(table: Table, shop: string, importId: string): Promise<void> {
  const known = await loadImport(table, shop, importId)
  await table.write([{ put: completed(shop, importId, known) }])
}

/** Ends imports that will not be completed; the customers they held must be re-evaluated. */
export async function closeImports(
  table: Table,
  shop: string,
  importIds: readonly string[],
): Promise<Settings> {
  const known = await Promise.all(importIds.map((id) => loadImport(table, shop, id)))
  const rows = importIds.map((id, i) => completed(shop, id, known[i]))
  return changeShop(table, shop, () => ({ rows }))
}
