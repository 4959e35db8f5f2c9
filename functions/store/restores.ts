/** A restore: begun in every shop, and confirmed by a person where nothing proves what was lost. */
import { isProven, type Restore, type ServiceChoice } from '../domain/restore.ts'
import type { Instant } from '../domain/time.ts'
import { loadBackupMark } from './backup-mark.ts'
import { readRow } from './codecs/codec.ts'
import { RESTORE, SHOP_ROWS } from './codecs/shop-rows.ts'
import type { StoredRestore } from './codecs/store-rows.ts'
import { shopKey } from './keys.ts'
import { asOfShop, loadRestore, shopRestoreRow, storeRestoreRow } from './restore-rows.ts'
import { changeShop, listShops } from './shops.ts'
import type { Table } from './table.ts'

/**
 * Begins the restore's epoch in every shop, under the next version of its settings. A shop that has
 * begun it is left as it is.
 *
 * An earlier restore that nothing proved stays unproven: what was lost before this one is lost still.
 *
 * @example await beginEpoch(table, restore)
 */
export async function beginEpoch(table: Table, restored: StoredRestore): Promise<void> {
  const { epoch, covered, lostFrom } = restored
  for (const shop of await listShops(table)) {
    const next = (before: Restore | undefined): Restore =>
      covered && before && !isProven(before) && before.lostFrom < lostFrom
        ? { ...before, epoch }
        : asOfShop(restored)
    await changeShop(table, shop, ({ settings: { restore } }) =>
      restore?.epoch === epoch && !(covered && isHeld(restore, restored))
        ? {}
        : { rows: [shopRestoreRow(shop, next(restore))] },
    )
  }
}

/**
 * Holds the marketing of every shop as for a restore that nothing proves, until `beginEpoch`: a table
 * whose proof was replayed only in part must send nothing, however it comes into use.
 */
export async function holdUntilReplayed(table: Table, restored: StoredRestore): Promise<void> {
  const held: Restore = { ...asOfShop(restored), optOuts: 'unknown' }
  for (const shop of await listShops(table))
    await changeShop(table, shop, ({ settings: { restore } }) =>
      restore && (restore.epoch === restored.epoch || !isProven(restore))
        ? {}
        : { rows: [shopRestoreRow(shop, held)] },
    )
}

/** Not by an earlier restore, which had another epoch when it began. */
const isHeld = (restore: Restore, { restoredAt }: StoredRestore): boolean =>
  !isProven(restore) && restore.restoredAt === restoredAt

/** Nothing of the restore is left to do but what a person has to confirm. */
export async function completeRestore(table: Table, restore: StoredRestore): Promise<void> {
  await table.write([{ put: storeRestoreRow({ ...restore, status: 'complete' }) }])
}

/** A shop whose marketing waits until a person confirms the restore. */
export type Unconfirmed = { readonly shop: string; readonly restore: Restore }

/** @example (await unconfirmedRestores(table)).map(({ shop }) => shop) // ['acme'] */
export async function unconfirmedRestores(table: Table): Promise<readonly Unconfirmed[]> {
  const found: Unconfirmed[] = []
  for (const shop of await listShops(table)) {
    const restore = readRow(SHOP_ROWS.restore, await table.get({ pk: shopKey(shop), sk: RESTORE }))
    if (restore && !isProven(restore) && restore.confirmedAt === undefined)
      found.push({ shop, restore })
  }
  return found
}

/** What a person confirms. */
export type Confirmation = {
  readonly at: Instant
  /** All opt-outs since the copy were imported: how that is known. */
  readonly evidence?: string
  readonly service?: ServiceChoice
}

/**
 * Confirms a shop's restore, or adds to what was confirmed earlier. Does nothing where there is
 * none to confirm.
 *
 * @returns the restore as it is now
 */
export async function confirmRestore(
  table: Table,
  shop: string,
  { at, evidence, service }: Confirmation,
): Promise<Restore | undefined> {
  const { restore } = await changeShop(table, shop, ({ settings }) => {
    const before = settings.restore
    if (!before || isProven(before)) return {}
    const after: Restore = {
      ...before,
      confirmedAt: before.confirmedAt ?? at,
      ...(evidence !== undefined && { optOuts: 'imported' as const, evidence }),
      ...(service !== undefined && { service }),
    }
    return { rows: [shopRestoreRow(shop, after)] }
  })
  return restore
}

/**
 * When a backup was taken that was restored and has not been served since, so that it is not known
 * yet what is lost; undefined for every other store.
 */
export async function notServedSince(table: Table): Promise<Instant | undefined> {
  const mark = await loadBackupMark(table)
  const begun = await loadRestore(table)
  return mark?.takenAt === begun?.takenAt ? undefined : mark?.takenAt
}
