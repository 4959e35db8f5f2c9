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
  /** From the journey's start; 0 where `afterPreviousMs` or `until` says when. */
  readonly afterMs: number
  /** From when the mail of the step before was handed over, or fell due if it was skipped. */
  readonly afterPreviousMs?: number
  /** When such an event comes after the journey's start. */
  readonly until?: AwaitedEvent
  /** Then again and again while the customer is in `while`. */
  readonly repeat?: { readonly everyMs: number; readonly while: LifecycleClass }
  /** Not met when the step falls due, or while its message waits: this step alone is skipped. */
  readonly conditions?: Conditions
  /** Asked as `conditions` are: not met, the journey ends. */
  readonly while?: Conditions
}

/** An event that a step waits for, as the shop declares it. */
export type AwaitedEvent = {
  readonly event: string
  /** From the journey's start. */
  readonly upToMs: number
  readonly else: WithoutEvent
}

/** Where the event does not come in time: the step falls due then, or the journey ends. */
export const WITHOUT_EVENT = ['continue', 'end'] as const
export type WithoutEvent = (typeof WITHOUT_EVENT)[number]

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
  /** The names of declared events that end the journey as well. */
  readonly endsOnEvents?: readonly string[]
  /**
   * A later start ends a journey that runs and begins another, however soon it comes. Absent: it begins
   * nothing until `reentryAfterMs` has passed.
   */
  readonly restart?: 'latest'
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
  /**
   * A customer who entered a state too soon after the last time, and is still in it when
   * that time is over, starts then.
   */
  readonly late?: boolean
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
  endsOnEvents: true,
  restart: true,
  activeFrom: true,
  activeUntil: true,
  backlogOverMs: true,
  eligible: true,
  eligibleAtStartFrom: true,
  late: true,
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
  afterPreviousMs: true,
  until: true,
  repeat: true,
  conditions: true,
  while: true,
} as const satisfies Record<keyof Step, true>

export const AWAITED_FIELDS = {
  event: true,
  upToMs: true,
  else: true,
} as const satisfies Record<keyof AwaitedEvent, true>

/** What a campaign or a step is called by the people who run it, by locale. */
export type CampaignName = Readonly<Record<string, string>>

export type CampaignNames = {
  readonly name: CampaignName
  /** By step id; a step without a name is shown by its id. */
  readonly steps: Readonly<Record<string, CampaignName>>
}
