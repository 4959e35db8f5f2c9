/** How many requests to confirm reach an address, and where a customer's latest one stands. */
import { isRequest, slotsOfOthers } from './address.ts'
import type { Campaign } from './campaign.ts'
import { type Cap, cappedUntil } from './caps.ts'
import { lastRequest } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { ruleFor } from './law.ts'
import { chooseLocale } from './locale.ts'
import type { Settings } from './policy.ts'
import { slotsOf } from './slots.ts'
import { purposeOf } from './starts/starts.ts'
import { DAY_MS, earliest, type Instant } from './time.ts'

/** How many requests may reach one address, however many customers sign up with it. */
export const CONFIRMATION_CAPS: readonly Cap[] = [
  { messages: 1, withinDays: 1 },
  { messages: 3, withinDays: 30 },
]

export type RequestStanding =
  /** The latest sign-up will be answered by a mail. */
  | { readonly stage: 'to-come' }
  /** It was, or the address had been asked too often: the next sign-up is answered from then on. */
  | { readonly stage: 'over'; readonly againFrom: Instant }
  /**
   * None is mailed as things are: the shop or its campaign is not running or has no such language,
   * or the law of the country is not known.
   */
  | { readonly stage: 'stopped' }

/**
 * Where the request stands by which a customer confirms their latest sign-up.
 *
 * @param facts with those of the address
 * @example requestStanding(facts, settings, now) // { stage: 'to-come' }
 */
export function requestStanding(
  facts: CustomerFacts,
  settings: Pick<Settings, 'policy' | 'campaigns' | 'shop'>,
  now: Instant,
): RequestStanding {
  const { policy, campaigns, shop } = settings
  const asked = lastRequest(facts.consents, now)?.at
  const running = campaigns.filter(
    (campaign) =>
      asks(campaign, facts, settings) &&
      (asked ?? now) < (campaign.activeUntil ?? Number.POSITIVE_INFINITY),
  )
  const since = earliest(running.map(({ activeFrom }) => activeFrom))
  const { isMarkUnknown } = ruleFor(facts.profile, policy)
  if (isMarkUnknown || shop.openedAt === undefined || since === undefined)
    return { stage: 'stopped' }
  const taken = [...slotsOf(facts, facts.messages), ...slotsOfOthers(facts)]
    .filter(isRequest)
    .map(({ at }) => at)
  const over = {
    stage: 'over',
    againFrom: cappedUntil(taken, CONFIRMATION_CAPS, now) ?? now,
  } as const
  const isTooOld = asked !== undefined && asked < Math.max(shop.openedAt, since)
  if (asked === undefined || isTooOld || taken.some((at) => at >= asked)) return over
  const limit = asked + policy.deferForDays * DAY_MS
  const room = cappedUntil(taken, CONFIRMATION_CAPS, asked) ?? asked
  return room < limit && now < limit ? { stage: 'to-come' } : over
}

function asks(
  campaign: Campaign,
  { preferences, profile }: CustomerFacts,
  { policy }: Pick<Settings, 'policy'>,
): boolean {
  const wanted = preferences?.locale ?? profile?.locale
  return (
    purposeOf(campaign) === 'confirmation' &&
    !campaign.paused &&
    Object.values(campaign.locales).some(
      (locales) => chooseLocale(wanted, locales, policy.acceptableLocales) !== undefined,
    )
  )
}
