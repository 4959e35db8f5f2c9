/** Shops as they were at most some seconds ago: every request and decision needs its shop. */
import type { Instant } from '../domain/time.ts'
import { type LoadedShop, loadShop, type SettingsOf } from '../store/shops.ts'
import type { Table } from '../store/table.ts'

export type ShopCache = {
  readonly shop: (id: string) => Promise<LoadedShop | undefined>
  readonly settings: SettingsOf
  readonly forget: () => void
}

/** Pausing a campaign takes effect within ten seconds, so nothing is older than that. */
export const SETTINGS_KEPT_MS = 10_000

/** Shops that do not exist are not kept, nor are more than this many that do. */
const MOST_SHOPS = 1_000

/** What the way of sending requires of a shop. */
export type Sending = { readonly needsDomainCheck: boolean }

export function makeShopCache(
  table: Table,
  now: () => Instant,
  { needsDomainCheck }: Sending = { needsDomainCheck: false },
): ShopCache {
  const kept = new Map<
    string,
    { readonly at: Instant; readonly shop: Promise<LoadedShop | undefined> }
  >()

  function shop(id: string): Promise<LoadedShop | undefined> {
    const known = kept.get(id)
    if (known && now() - known.at < SETTINGS_KEPT_MS) return known.shop
    if (kept.size >= MOST_SHOPS) kept.clear()
    const loading = loadShop(table, id).then(
      (loaded) => loaded && { ...loaded, settings: { ...loaded.settings, needsDomainCheck } },
    )
    kept.set(id, { at: now(), shop: loading })
    loading.then(
      (found) => found ?? kept.delete(id),
      () => kept.delete(id),
    )
    return loading
  }

  return {
    shop,
    async settings(id, atLeast = 0) {
      const known = (await shop(id))?.settings
      if (known === undefined || known.version >= atLeast) return known
      kept.delete(id)
      return (await shop(id))?.settings
    },
    forget: () => kept.clear(),
  }
}
