/** The shop's settings: every threshold that a rule uses has its name here. */
import * as z from 'zod/mini'
import type { Campaign } from './campaign.ts'
import type { Segment } from './conditions.ts'
import { CONSENT_BASES, TRACKING_RULES } from './consent.ts'
import type { Declarations } from './declarations.ts'
import type { PersonalRule } from './models/learned-chance.ts'
import type { Provider } from './provider.ts'
import { DEFAULT_RECOMMEND_POLICY, RecommendPolicy } from './recommend/recommend-policy.ts'
import type { Restore } from './restore.ts'
import type { ShopModel } from './shop-model.ts'
import type { Instant } from './time.ts'

const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 21:00'))
const whole = (minimum: number, maximum: number) => z.int().check(z.gte(minimum), z.lte(maximum))

export const QuietHours = z.strictObject({ from: timeOfDay, to: timeOfDay })

export const Caps = z.array(z.strictObject({ messages: whole(1, 1000), withinDays: whole(1, 365) }))

const share = z.number().check(z.gt(0), z.lt(1))

/**
 * A limit of each customer's own, from the model of how the shop's customers buy: when the chance
 * that they buy again within `withinDays` falls to `chance`, within these bounds. What is left out
 * follows from the other settings: see `personalRule`.
 */
export const PersonalThreshold = z.strictObject({
  /** As computed when the model is fitted, or a number. */
  chance: z._default(z.union([z.literal('auto'), share]), 'auto'),
  withinDays: z.exactOptional(whole(1, 3650)),
  minDays: z.exactOptional(whole(1, 3650)),
  maxDays: z.exactOptional(whole(1, 3650)),
})
type PersonalThreshold = z.infer<typeof PersonalThreshold>

/**
 * As policies were stored before: when P(alive) falls to `theta`. They decide as before until they
 * are rewritten; a new policy must not say it.
 */
const AliveThreshold = z.strictObject({
  theta: share,
  minDays: whole(1, 3650),
  maxDays: whole(1, 3650),
})
export type AliveThreshold = z.infer<typeof AliveThreshold>

const country = z.string().check(z.regex(/^[A-Z]{2}$/, 'an ISO 3166-1 code such as DE'))

/** Where a shop's lawyer says otherwise than `ruleOf` in law.ts does. */
const CountryRuleChange = z.strictObject({
  /** What consent must rest on: any one of these. */
  bases: z.exactOptional(z.array(z.enum(CONSENT_BASES)).check(z.minLength(1))),
  /** Put before the subject of every marketing mail. */
  subjectMark: z.exactOptional(z.nullable(z.string().check(z.minLength(1), z.maxLength(20)))),
  tracking: z.exactOptional(z.enum(TRACKING_RULES)),
})

export const Policy = z.strictObject({
  /** ISO 4217; monetary value is summed in this currency only. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR')),
  dormantAfterDays: z._default(whole(1, 3650), 90),
  /** Null for the same number of days for every customer, `dormantAfterDays`. */
  personalThreshold: z._default(z.nullable(z.union([PersonalThreshold, AliveThreshold])), null),
  /** The early sign begins at this share of the time after which a customer is dormant. */
  atRiskShare: z._default(z.number().check(z.gt(0), z.lt(1)), 0.7),
  /** The horizon of a customer's lifetime value, and the yearly discount rate: 0.1 is 10%. */
  lifetimeValue: z._default(
    z.strictObject({
      horizonDays: z._default(whole(1, 3650), 365),
      discountAYear: z._default(z.number().check(z.gte(0), z.lte(1)), 0.1),
    }),
    { horizonDays: 365, discountAYear: 0.1 },
  ),
  frequentPurchases: z._default(whole(2, 1000), 3),
  frequentWindowDays: z._default(whole(1, 3650), 90),
  /** Orders closer together than this count as one, so that a split basket is not loyalty. */
  mergeOrdersWithinMinutes: z._default(whole(0, 10_080), 0),
  /**
   * Above this many orders under one id it is a till's walk-in customer or a marketplace, and gets no
   * marketing: see person.ts.
   */
  mostOrdersOfAPerson: z._default(whole(1, 1_000_000), 2_000),
  /** How long a step waits for what may still arrive: an address, consent, a language. */
  staleAfterDays: z._default(whole(1, 90), 3),
  /** How long quiet hours and caps may defer a step. */
  deferForDays: z._default(whole(1, 90), 7),
  /** When marketing is not sent, in the customer's own zone. */
  quietHours: z._default(z.nullable(QuietHours), { from: '21:00', to: '08:00' }),
  /** How many marketing messages a customer gets in a rolling window, across campaigns. */
  caps: z._default(Caps, [{ messages: 3, withinDays: 7 }]),
  /** Languages that the shop sends if it has none of the customer's languages, best first. */
  acceptableLocales: z._default(z.array(z.string()), []),
  /**
   * Marketing stops for inactive customers; a purchase, a click or fresh consent starts it again.
   */
  sunset: z._default(
    z.strictObject({ afterUnanswered: whole(1, 1000), silentForDays: whole(1, 3650) }),
    { afterUnanswered: 10, silentForDays: 730 },
  ),
  /** After this many temporary bounces within this many days the address is suppressed. */
  softBounces: z._default(z.strictObject({ bounces: whole(1, 100), withinDays: whole(1, 365) }), {
    bounces: 3,
    withinDays: 14,
  }),
  /**
   * Marketing to a mailbox provider pauses automatically at these shares, half of those at which
   * SES reviews an account, once there are enough mails and events to judge by.
   */
  pauseAt: z._default(
    z.strictObject({
      bounceShare: z.number().check(z.positive(), z.lte(1)),
      complaintShare: z.number().check(z.positive(), z.lte(1)),
      withinDays: whole(1, 30),
      leastSent: whole(1, 1_000_000),
      leastEvents: whole(1, 1000),
    }),
    {
      bounceShare: 0.025,
      complaintShare: 0.0005,
      withinDays: 7,
      leastSent: 200,
      leastEvents: 3,
    },
  ),
  /**
   * Marketing a day to each mailbox provider while the sending domain is young: `firstDay`, then
   * `growth` times as much every day. Null for a domain that is known already.
   */
  softStart: z._default(
    z.nullable(
      z.strictObject({
        firstDay: whole(1, 1_000_000),
        growth: z.number().check(z.gt(1), z.lte(10)),
      }),
    ),
    null,
  ),
  recommend: z._default(RecommendPolicy, DEFAULT_RECOMMEND_POLICY),
  /**
   * The country whose law applies to customers without a known country; null applies the strictest
   * rule.
   */
  countryWhereUnknown: z._default(z.nullable(country), null),
  countries: z._default(z.record(country, CountryRuleChange), {}),
})
export type Policy = z.infer<typeof Policy>

/**
 * The policy's rule for personal limits, or the usual one: the horizon is `dormantAfterDays`, the
 * bounds a third of it and twice as long. Of a policy with `theta` only the bounds.
 *
 * @example personalRule({ dormantAfterDays: 90, personalThreshold: null }).maxDays // 180
 */
export function personalRule({
  dormantAfterDays: fixedDays,
  personalThreshold,
}: Pick<Policy, 'dormantAfterDays' | 'personalThreshold'>): PersonalRule {
  const own: Partial<PersonalThreshold> = personalThreshold ?? {}
  const { chance = 'auto', withinDays = fixedDays } = own
  return {
    chance,
    withinDays,
    minDays: own.minDays ?? Math.max(1, Math.round(withinDays / 3)),
    maxDays: own.maxDays ?? 2 * withinDays,
    fixedDays,
  }
}

/** By which rule customers become dormant: `alive` where the policy was stored with `theta`. */
export type LimitsInForce = 'fixed' | 'personal' | 'alive'

/** @example limitsInForce({ personalThreshold: null }) // 'fixed' */
export const limitsInForce = ({
  personalThreshold: own,
}: Pick<Policy, 'personalThreshold'>): LimitsInForce =>
  own === null ? 'fixed' : 'theta' in own ? 'alive' : 'personal'

/**
 * What a policy without such limits would say to get those that `personalRule` describes.
 *
 * @example newLimits({ personalThreshold: { theta: 0.5, minDays: 20, maxDays: 200 } }) // { minDays: 20, maxDays: 200 }
 */
export const newLimits = ({
  personalThreshold: own,
}: Pick<Policy, 'personalThreshold'>): Partial<Pick<PersonalRule, 'minDays' | 'maxDays'>> =>
  own && 'theta' in own ? { minDays: own.minDays, maxDays: own.maxDays } : {}

/** @example defaultPolicy('EUR').dormantAfterDays // 90 */
export const defaultPolicy = (currency: string): Policy => Policy.parse({ currency })

export type Shop = {
  readonly id: string
  readonly name: string
  /** IANA zone, for customers without a known zone. */
  readonly zone: string
  /** Shown in every mail, as the law asks in most countries. */
  readonly postalAddress: string
  readonly from: { readonly name: string; readonly address: string }
  readonly url?: string
  /** Where a customer's answer is read; without one, answers go to `from`. */
  readonly replyTo?: string
  /** Receives requests to unsubscribe by mail (RFC 2369). */
  readonly unsubscribeMailbox?: string
  /** Whether the shop posts an event when a parcel arrives, by which campaigns may start. */
  readonly deliveryEvents?: boolean
  /** The last check of the sending domain's DNS, if it passed. */
  readonly domainCheck?: { readonly domain: string; readonly passedAt: Instant }
  /** Absent while the shop is loading its history: reactions assess but start nothing. */
  readonly openedAt?: Instant
}

/** An automatic pause of marketing to one mailbox provider, until a person resumes it. */
export type ProviderPause = {
  readonly provider: Provider
  readonly reason: 'bounces' | 'complaints'
  readonly at: Instant
}

/** Everything `decide` may know besides the customer's own facts. */
export type Settings = {
  /** Counts up with every change; a customer decided under an older one is decided again. */
  readonly version: number
  /** The version of the rules (rules-version.ts) that the shop is on; absent for the first. */
  readonly rulesVersion?: number
  /**
   * Since when the shop is on them, if it was on others before. What happened earlier starts nothing
   * any more: the former rules have decided about it.
   */
  readonly rulesSince?: Instant
  readonly shop: Shop
  readonly policy: Policy
  readonly campaigns: readonly Campaign[]
  /** The events and attributes that the shop posts. */
  readonly declarations: Declarations
  /** Absent if the shop has none. */
  readonly segments?: readonly Segment[]
  /**
   * Since when the policy sees customers as it does: a segment that they came to be in by a change of
   * it starts nothing. Absent if it was never changed.
   */
  readonly classesSince?: Instant
  /** Imports still running; half a history makes a ten-year customer look new. */
  readonly openImports: readonly string[]
  /** Recent days (whole days since 1970, UTC) on which purchases arrived, ascending. */
  readonly intakeDays: readonly number[]
  readonly pauses: readonly ProviderPause[]
  /**
   * All models that were ever in force, ascending: a customer is judged by the one in force when
   * they bought.
   */
  readonly models: readonly ShopModel[]
  /** Absent if the shop's rows were never restored from an older copy. */
  readonly restore?: Restore
  /** Marketing waits until the sending domain passed its check; set by how this shop sends. */
  readonly needsDomainCheck: boolean
}
