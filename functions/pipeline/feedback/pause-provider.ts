/** Stops marketing to a mailbox provider before it, or SES, stops the shop. */
import { countFailures, reasonToPause } from '../../domain/feedback/reputation.ts'
import { sentSince } from '../../domain/pace/pace-shop.ts'
import type { ProviderPause } from '../../domain/policy.ts'
import type { Provider } from '../../domain/provider.ts'
import { DAY_MS, dayOf, type Instant } from '../../domain/time.ts'
import { deliveryFailuresSince } from '../../store/delivery-failures.ts'
import { loadShopPace } from '../../store/pace.ts'
import { pauseRow, resumedAt, type SettingsOf } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'

export type PausePorts = {
  readonly table: Table
  readonly settings: SettingsOf
  readonly now: () => Instant
  /** Called for a pause at least once; concurrent recorders may each call it. */
  readonly onPaused: (shop: string, pause: ProviderPause) => void
}

/**
 * Pauses marketing if the bounce or complaint share of the last days is too high. Failures before a
 * person resumed it no longer count. Safe to repeat: what is paused stays paused.
 *
 * The row is written on its own condition and the settings keep their version: no customer has to
 * be re-evaluated, because messages that are due already are held when they are sent.
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
  // Mails are counted by whole days: those of the day on which it went on are all counted.
  const firstDay = dayOf(at) - known.policy.pauseAt.withinDays + 1
  const since = Math.max(firstDay * DAY_MS, resumed ?? Number.NEGATIVE_INFINITY)
  const [pace, failures] = await Promise.all([
    loadShopPace(table, shop),
    deliveryFailuresSince(table, { shop, provider }, since, at),
  ])
  const sent = sentSince(pace, provider, dayOf(since))
  const reason = reasonToPause({ sent, ...countFailures(failures) }, known.policy)
  if (!reason) return
  const pause: ProviderPause = { provider, reason, at }
  // Before the write, whose answer may be lost: reporting twice rings one alarm, not reporting
  // rings none.
  onPaused(shop, pause)
  await table.write([
    {
      put: pauseRow(shop, pause),
      on: resumed === undefined ? { absent: true } : { equals: { resumedAt: resumed } },
    },
  ])
}
