/**
 * A campaign as the rules see it: what starts it, its steps, who is eligible. Its texts are stored
 * elsewhere.
 */
import type { Cap } from './caps.ts'
import type { Conditions } from './conditions.ts'
import type { CampaignCoupon } from './coupon.ts'
import type { QuietHours } from './hours.ts'
import type { LifecycleClass } from './lifecycle-class.ts'
import { namesOf } from './names-of.ts'
import type { CampaignStart } from './starts/start.ts'
import type { Instant } from './time.ts'

/** Whether mail of this kind is marketing, which asks for consent and counts towards the caps. */
const MARKETING = { marketing: true, service: false } as const
export type CampaignKind = keyof typeof MARKETING

export const CAMPAIGN_KINDS = namesOf(MARKETING)

/**
 * A kind that is not known is marketing, so that it reaches no one without consent.
 *
 * @example isMarketing({ kind: 'service' }) // false
 */
export const isMarketing = ({ kind }: Pick<Campaign, 'kind'>): boolean => MARKETING[kind] !== false

export type Step = {
  /** Never changes, even if the step is renamed or moved. */
  readonly id: string
  readonly template: string
  /** From the journey's start. */
  readonly afterMs: number
  /** Then again and again while the customer is in `while`. */
  readonly repeat?: { readonly everyMs: number; readonly while: LifecycleClass }
  readonly conditions?: Conditions
}

export type Campaign = {
  /** Never changes; part of every message's id. */
  readonly id: string
  readonly version: number
  /**
   * The hash of everything published, words included: publishing the same again makes no new
   * version.
   */
  readonly contentHash: string
  readonly kind: CampaignKind
  readonly start: CampaignStart
  /** Absent: never again. */
  readonly reentryAfterMs?: number
  /** Beyond leaving the class: any purchase after the start ends the journey. */
  readonly endsOnPurchase: boolean
  /** What happened before this starts nothing. */
  readonly activeFrom: Instant
  /** What happens at this or later starts nothing; journeys that have begun go on. */
  readonly activeUntil?: Instant
  /** Asks for those who were in the class already, released evenly over this length of time. */
  readonly backlogOverMs?: number
  readonly eligible?: Conditions
  /**
   * From this instant on `eligible` is asked of the instant of the start alone, and a customer who is
   * not eligible then begins no journey. Absent in campaigns of before, which ask it at each step.
   */
  readonly eligibleAtStartFrom?: Instant
  /** The higher is decided first where a cap leaves room for one. */
  readonly priority: number
  /** Where they differ from the policy's; null for a campaign that knows no night. */
  readonly quietHours?: QuietHours | null
  /** Where they differ from the policy's; what other campaigns sent counts towards them too. */
  readonly caps?: readonly Cap[]
  /** Each journey gets a code of its own, which all of its mails show. */
  readonly coupon?: CampaignCoupon
  readonly paused: boolean
  readonly steps: readonly Step[]
  /** The languages each template is written in. */
  readonly locales: Readonly<Record<string, readonly string[]>>
}

/**
 * Whether a journey began under the rule that `eligible` is asked of its start.
 *
 * @example wasEligibleAtStart(vip, journey) // true: its steps do not ask again
 */
export const wasEligibleAtStart = (
  { eligibleAtStartFrom = Number.POSITIVE_INFINITY }: Campaign,
  startedAt: Instant,
): boolean => startedAt >= eligibleAtStartFrom

/** @example campaignIn(settings, 'win-back')?.paused // false; undefined if it is not published */
export const campaignIn = (
  { campaigns }: { readonly campaigns: readonly Campaign[] },
  id: string,
): Campaign | undefined => campaigns.find((campaign) => campaign.id === id)

/** Every field that this version knows; a published campaign with another is left alone. */
export const CAMPAIGN_FIELDS = {
  id: true,
  version: true,
  contentHash: true,
  kind: true,
  start: true,
  reentryAfterMs: true,
  endsOnPurchase: true,
  activeFrom: true,
  activeUntil: true,
  backlogOverMs: true,
  eligible: true,
  eligibleAtStartFrom: true,
  priority: true,
  quietHours: true,
  caps: true,
  coupon: true,
  paused: true,
  steps: true,
  locales: true,
} as const satisfies Record<keyof Campaign, true>

export const STEP_FIELDS = {
  id: true,
  template: true,
  afterMs: true,
  repeat: true,
  conditions: true,
} as const satisfies Record<keyof Step, true>

/** What a campaign or a step is called by the people who run it, by locale. */
export type CampaignName = Readonly<Record<string, string>>

export type CampaignNames = {
  readonly name: CampaignName
  /** By step id; a step without a name is shown by its id. */
  readonly steps: Readonly<Record<string, CampaignName>>
}
