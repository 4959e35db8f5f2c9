/**
 * What each mailbox provider saw of a shop's sending domain, and how much it should see next: a
 * new domain starts softly, and a provider that turns mail away for its policy is slowed down.
 * Reputation belongs to the domain, so both are counted by shop.
 */

import type { Provider } from '../provider.ts'
import { dayOf, HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'
import { comeLater, type Line, takeTurn, turnAt } from './pace-line.ts'
import type { Stopped } from './pace-stop.ts'

/** Marketing a day to each provider: `firstDay`, then `growth` times as much every day. */
export type SoftStart = { readonly firstDay: number; readonly growth: number }

export type Slowness = {
  /** This many times slower than the account; halved every hour after `until`. */
  readonly factor: number
  readonly at: Instant
  readonly until: Instant
}

export type ProviderPace = {
  /** The day of the first send (whole days since 1970, UTC), or of the first after a long rest. */
  readonly since: number
  /** Turns reserved on each of the last days, service mail included. */
  readonly days: Readonly<Record<number, number>>
  readonly slow?: Slowness
  /** The provider's own turns, while it is slow. */
  readonly line?: Line
}

export type ShopPace = {
  readonly version: number
  readonly providers: { readonly [P in Provider]?: ProviderPace }
  readonly stopped?: Stopped
}

/** A domain that has sent nothing for this long is new to a provider again, and starts softly. */
const DAYS_KEPT = 35
const MOST_SLOW = 256
/** Refusals of mail sent before the line slowed down keep arriving for a while, and are ignored. */
const SETTLE_MS = 10 * MINUTE_MS
/** Throttling counts by the minute: mails that wake together do not have to wait for each other. */
const SLOW_AHEAD_MS = MINUTE_MS

export const newShopPace: ShopPace = { version: 0, providers: {} }

const newProviderPace = (today: number): ProviderPace => ({ since: today, days: {} })

/** Forgets old days, and the providers that nothing is left of; doing it twice is doing it once. */
export function pruneShop(row: ShopPace, now: Instant): ShopPace {
  const before = Object.entries(row.providers)
  const after = before.flatMap(([provider, pace]) => {
    const kept = pruneProvider(pace, now)
    return kept ? [[provider, kept] as const] : []
  })
  const isSame =
    after.length === before.length && after.every(([, pace], i) => pace === before[i]?.[1])
  return isSame ? row : { ...row, providers: Object.fromEntries(after) }
}

function pruneProvider(pace: ProviderPace, now: Instant): ProviderPace | undefined {
  const first = dayOf(now) - DAYS_KEPT
  const days = Object.entries(pace.days).filter(([day]) => Number(day) > first)
  const isSlow = slowness(pace, now) > 1
  if (days.length === 0 && !isSlow) return undefined
  const { slow, line, ...rest } = pace
  if (days.length === Object.keys(pace.days).length && (isSlow || !slow)) return pace
  return {
    ...rest,
    days: Object.fromEntries(days),
    ...(isSlow && slow && { slow }),
    ...(isSlow && line && { line }),
  }
}

/**
 * How many mails were handed over for a provider from `fromDay` on, that day included: what
 * bounces and complaints are a share of.
 *
 * @example sentSince(row, 'gmail', dayOf(now) - 6) // in the last 7 days
 */
export function sentSince(row: ShopPace, provider: Provider, fromDay: number): number {
  let sum = 0
  for (const [day, sent] of Object.entries(row.providers[provider]?.days ?? {}))
    if (Number(day) >= fromDay) sum += sent
  return sum
}

/** How much marketing a provider may see on the day of `at`, and has not seen yet. */
export function softStartRoom(
  row: ShopPace,
  provider: Provider,
  softStart: SoftStart | null,
  at: number,
): number {
  if (!softStart) return Number.POSITIVE_INFINITY
  const today = dayOf(at)
  const { since, days } = row.providers[provider] ?? newProviderPace(today)
  return Math.floor(softStart.firstDay * softStart.growth ** (today - since)) - (days[today] ?? 0)
}

/** How many times slower than the account a provider is mailed. */
export function slowness({ slow }: ProviderPace, now: Instant): number {
  if (!slow) return 1
  if (now < slow.until) return slow.factor
  return Math.max(1, slow.factor / 2 ** (1 + Math.floor((now - slow.until) / HOUR_MS)))
}

/** Whether a slow provider has a turn about `at`; if not, when to come back. */
export function slowTurn(
  row: ShopPace,
  provider: Provider,
  intervalMs: number,
  { at, now }: { readonly at: number; readonly now: Instant },
): 'go' | { readonly until: Instant; readonly row: ShopPace } {
  const pace = row.providers[provider]
  if (!pace?.line || slowness(pace, now) === 1) return 'go'
  if (pace.line.nextAt <= at + SLOW_AHEAD_MS) return 'go'
  const { line, until } = comeLater(pace.line, intervalMs * slowness(pace, now), SLOW_AHEAD_MS)
  return { until, row: withProvider(row, provider, { ...pace, line }) }
}

/** Counts a mail that goes at `at`; marketing takes the slow provider's turn. */
export function countSend(
  row: ShopPace,
  { provider, marketing }: { readonly provider: Provider; readonly marketing: boolean },
  intervalMs: number,
  { at, now }: { readonly at: number; readonly now: Instant },
): ShopPace {
  const today = dayOf(at)
  const pace = row.providers[provider] ?? newProviderPace(today)
  const days = { ...pace.days, [today]: (pace.days[today] ?? 0) + 1 }
  const factor = slowness(pace, now)
  if (factor === 1 || !marketing) return withProvider(row, provider, { ...pace, days })
  const line = pace.line ?? { nextAt: at, laterAt: at }
  const taken = takeTurn(line, turnAt(line, at), intervalMs * factor)
  return withProvider(row, provider, { ...pace, days, line: taken })
}

/**
 * Slows a provider down that turned a mail away for its policy: to half for an hour, and to half
 * of that if it goes on.
 *
 * @returns the same row if it was just slowed down
 * @example slowDown(row, 'gmail', now).providers.gmail?.slow?.factor // 2
 */
export function slowDown(row: ShopPace, provider: Provider, now: Instant): ShopPace {
  const pace = row.providers[provider] ?? newProviderPace(dayOf(now))
  if (pace.slow && now < pace.slow.at + SETTLE_MS) return row
  const factor = Math.min(MOST_SLOW, slowness(pace, now) * 2)
  const { line: _line, ...rest } = pace
  return withProvider(row, provider, { ...rest, slow: { factor, at: now, until: now + HOUR_MS } })
}

const withProvider = (row: ShopPace, provider: Provider, pace: ProviderPace): ShopPace => ({
  ...row,
  providers: { ...row.providers, [provider]: pace },
})
