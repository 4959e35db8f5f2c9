/** The settings and customers of a backtest: today's rules, as if in force since its beginning. */
import type { Campaign } from '../../domain/campaign.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { IntakeHistory } from './intake-history.ts'

/**
 * Opened, all campaigns active and all segments defined since `from`, whatever instant they were really published at:
 * that lies after the past they are tried on. Imports are over, since their history is all there.
 */
export function settingsInForce(
  settings: Settings,
  { from, assumeReachable }: { readonly from: Instant; readonly assumeReachable: boolean },
  intake: IntakeHistory,
): (now: Instant) => Settings {
  const { policy, campaigns } = settings
  const { rulesSince: _rulesSince, classesSince: _classesSince, segments, ...rest } = settings
  const since: Settings = {
    ...rest,
    shop: { ...settings.shop, openedAt: from },
    campaigns: campaigns.map((campaign) => ({
      ...campaign,
      activeFrom: from,
      ...(campaign.eligibleAtStartFrom !== undefined && { eligibleAtStartFrom: from }),
    })),
    ...(segments && { segments: segments.map((segment) => ({ ...segment, definedAt: from })) }),
    openImports: [],
    pauses: [],
    policy: assumeReachable
      ? { ...policy, acceptableLocales: [...policy.acceptableLocales, ...languagesOf(campaigns)] }
      : policy,
  }
  const known = new Map<number, Settings>()
  return (now) => {
    const count = intake.countAt(now)
    const found = known.get(count)
    if (found) return found
    const made = { ...since, intakeDays: intake.daysAfter(count) }
    known.set(count, made)
    return made
  }
}

const languagesOf = (campaigns: readonly Campaign[]): readonly string[] => [
  ...new Set(campaigns.flatMap(({ locales }) => Object.values(locales).flat())),
]

/** Not an address that anything is sent to: a backtest sends nothing. */
const SOME_ADDRESS = 'customer@example.invalid'

/** Fills in what imported histories often lack; withdrawals and addresses are kept. */
export function asReachable(facts: CustomerFacts): CustomerFacts {
  const { profile, consents } = facts
  const granted = {
    purpose: 'marketing',
    act: 'granted',
    basis: 'double-opt-in',
    at: 0,
    source: 'import',
  } as const
  return {
    ...facts,
    profile: { updatedAt: 0, ...profile, email: profile?.email ?? SOME_ADDRESS },
    consents: [granted, ...consents],
  }
}
