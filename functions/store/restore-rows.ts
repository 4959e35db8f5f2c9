/** The rows of a restore: the store's own, and the one in each shop's partition. */
import type { Restore } from '../domain/restore.ts'
import { readRow } from './codecs/codec.ts'
import { SHARED_ROWS } from './codecs/shared-rows.ts'
import { RESTORE } from './codecs/shop-rows.ts'
import type { StoredRestore } from './codecs/store-rows.ts'
import { STORE_KEY, shopKey } from './keys.ts'
import type { Row, RowKey, Table } from './table.ts'

const KEY: RowKey = { pk: STORE_KEY, sk: RESTORE }

/** The store's latest restore; undefined if there was none. @throws UnreadableRowError */
export const loadRestore = async (table: Table): Promise<StoredRestore | undefined> =>
  readRow(SHARED_ROWS.restore, await table.get(KEY))

export const storeRestoreRow = (restore: StoredRestore): Row => ({ ...KEY, ...restore })

/** The restore in a shop's own partition, which its decisions read with the settings. */
export const shopRestoreRow = (shop: string, restore: Restore): Row => ({
  pk: shopKey(shop),
  sk: RESTORE,
  ...restore,
})

/** What the store's restore means to a shop that knows of none yet. */
export const asOfShop = ({ epoch, lostFrom, restoredAt, covered }: StoredRestore): Restore => ({
  epoch,
  lostFrom,
  restoredAt,
  optOuts: covered ? 'journal' : 'unknown',
})
