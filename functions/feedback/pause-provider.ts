/** Stops marketing to a mailbox provider before it, or SES, stops the shop. */

import { dayOf, sentSince } from '../domain/pace-shop.ts'
import type { ProviderPause } from '../domain/policy.ts'
import type { Provider } from '../domain/provider.ts'
import { reasonToPause } from '../domain/reputation.ts'
import { DAY_MS, type Instant } from '../domain/time.ts'
import { countMishaps } from '../store/mishaps.ts'
import { loadShopPace } from '../store/pace.ts'
import { changeShop, pauseRow, resumedAt, type SettingsOf } from '../store/shops.ts'
import type { Table } from '../store/table.ts'

export type PausePorts = {
  readonly table: Table
  readonly settings: SettingsOf
  readonly now: () => Instant
  /** Hears of a pause once, so that one alarm rings. */
  readonly onPaused: (shop: string, pause: ProviderPause) => void
}

/**
 * Pauses marketing where the shares of the last days are too high. What was before a person let it
 * go on counts no more. Safe to repeat: what is paused stays paused.
 */
export async function pauseIfUnwelcome(
  shop: string,
  provider: Provider,
  { table, settings, now, onPaused }: PausePorts,
): Promise<void> {
  const known = await settings(shop)
  if (!known || known.pauses.some((pause) => pause.provider === provider)) return
  const at = now()
  const resumed = await resumedAt(table, shop, provider)
  const since = Math.max(at - known.policy.pauseAt.withinDays * DAY_MS, resumed ?? 0)
  const [pace, bounced, complained] = await Promise.all([
    loadShopPace(table, shop),
    countMishaps(table, { shop, provider, kind: 'bounces' }, since),
    countMishaps(table, { shop, provider, kind: 'complaints' }, since),
  ])
  const sent = sentSince(pace, provider, dayOf(since))
  const reason = reasonToPause({ sent, bounced, complained }, known.policy)
  if (!reason) return
  const pause: ProviderPause = { provider, reason, at }
  let isNews = false
  await changeShop(table, shop, (loaded) => {
    isNews = !loaded.settings.pauses.some((other) => other.provider === provider)
    return { rows: isNews ? [pauseRow(shop, pause)] : [] }
  })
  if (isNews) onPaused(shop, pause)
}
