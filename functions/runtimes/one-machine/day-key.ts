/** A key for trying things out: it opens the shop for a day. */
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { issueKey } from '../../http/keys.ts'
import { loadShop, putKey, removeKey } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'

export type DayKey = { readonly bearer: string; readonly expiresAt: Instant }

/**
 * Issues one more key and removes those of the shop that have expired, so that a shop that is
 * started every day does not collect them.
 *
 * @example const { bearer } = await issueDayKey(table, 'demo', now)
 */
export async function issueDayKey(table: Table, shop: string, now: Instant): Promise<DayKey> {
  const loaded = await loadShop(table, shop)
  const isOver = ({ expiresAt }: { readonly expiresAt?: Instant }): boolean =>
    expiresAt !== undefined && expiresAt <= now
  const { bearer, key } = issueKey(['ingest', 'read', 'consent'], now)
  const expiresAt = now + DAY_MS
  const over = (loaded?.keys ?? []).filter(isOver)
  await table.write([
    putKey(shop, { ...key, expiresAt }),
    ...over.map(({ keyId }) => removeKey(shop, keyId)),
  ])
  return { bearer, expiresAt }
}
