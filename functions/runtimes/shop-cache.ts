/** Shops as they were at most some seconds ago: every request and decision needs its shop. */
import type { Settings } from '../domain/policy.ts'
import { startingNothingOld } from '../domain/rules-version.ts'
import type { Instant } from '../domain/time.ts'
import { UnreadableRowError } from '../store/codecs/codec.ts'
import { FIRST_FORMAT, refuseNewer } from '../store/format.ts'
import { type FoundShop, findShop, type LoadedShop, type SettingsOf } from '../store/shops.ts'
import type { Table } from '../store/table.ts'

export type ShopCache = {
  // Each rejects with StoreUnavailable once a newer build has finished its upgrade.
  /** For recording facts, whatever of the settings is not understood. */
  readonly shop: (id: string) => Promise<LoadedShop | undefined>
  /**
   * For deciding without a new fact. Rejects with UnreadableRowError where anything of them is not
   * understood. While the shop is on the rules of another build, nothing old starts by them.
   */
  readonly settings: SettingsOf
  /** For the reaction to a new fact, which may start what it is the cause of. */
  readonly settingsAfterFact: SettingsOf
  readonly forget: () => void
}

/** Pausing a campaign takes effect within ten seconds, so nothing is older than that. */
export const SETTINGS_KEPT_MS = 10_000

/** Shops that do not exist are not kept, nor are more than this many that do. */
const MOST_SHOPS = 1_000

/** What the way of sending requires of a shop. */
export type Sending = { readonly needsDomainCheck: boolean }

/** @param onFormat is given the store's format with each shop that is read */

export function makeShopCache(
  table: Table,
  now: () => Instant,
  { needsDomainCheck }: Sending = { needsDomainCheck: false },
  onFormat: (format: number) => void = () => {},
): ShopCache {
  const kept = new Map<
    string,
    { readonly at: Instant; readonly shop: Promise<FoundShop | undefined> }
  >()

  function shop(id: string): Promise<FoundShop | undefined> {
    const known = kept.get(id)
    if (known && now() - known.at < SETTINGS_KEPT_MS) return known.shop
    if (kept.size >= MOST_SHOPS) kept.clear()
    const loading = findShop(table, id).then((found) => {
      const format = found?.format ?? FIRST_FORMAT
      refuseNewer(format)
      onFormat(format)
      return found && { ...found, settings: { ...found.settings, needsDomainCheck } }
    })
    kept.set(id, { at: now(), shop: loading })
    loading.then(
      (found) => found ?? kept.delete(id),
      () => kept.delete(id),
    )
    return loading
  }

  async function understood(id: string): Promise<Settings | undefined> {
    const found = await shop(id)
    const [fault] = found?.faults ?? []
    if (fault !== undefined) throw new UnreadableRowError(fault)
    return found?.settings
  }

  async function settingsAfterFact(id: string, atLeast = 0): Promise<Settings | undefined> {
    const known = await understood(id)
    if (known === undefined || known.version >= atLeast) return known
    kept.delete(id)
    return understood(id)
  }

  return {
    shop,
    settingsAfterFact,
    async settings(id, atLeast) {
      const known = await settingsAfterFact(id, atLeast)
      return known && startingNothingOld(known, now())
    },
    forget: () => kept.clear(),
  }
}
