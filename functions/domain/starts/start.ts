/** What starts a campaign, what a journey keeps of its start, and why a journey has not begun. */
import type { LifecycleClass } from '../lifecycle-class.ts'
import type { PropertyTests } from '../property-tests.ts'
import type { Instant } from '../time.ts'

/** Which purchases start a campaign: all that are given must hold. */
export type PurchaseWhere = {
  /** The customer's how-manieth purchase it is; those of a split basket are one. */
  readonly nth?: number
  /** What was paid for it at least, in minor units of the shop's currency. */
  readonly minAmountMinor?: number
  /**
   * Any of these products, or of these categories, as the lines of the order state them. An order
   * without known lines is not meant.
   */
  readonly skus?: readonly string[]
  readonly categories?: readonly string[]
}

/** One instant for all, or the same hour on each customer's own clock, such as 2026-11-11T10:00. */
export type BroadcastTime = { readonly instant: Instant } | { readonly local: string }

/** As a campaign is published. */
export type CampaignStart =
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass }
  /** The early sign: a share of the time after which this customer is dormant has passed. */
  | { readonly kind: 'at-risk' }
  | { readonly kind: 'segment-entered'; readonly segment: string }
  | { readonly kind: 'purchase'; readonly where?: PurchaseWhere }
  /** Each event of a declared name whose properties are as asked. */
  | { readonly kind: 'event'; readonly name: string; readonly where?: PropertyTests }
  | {
      readonly kind: 'date'
      /** An attribute that is a date, or the last purchase. */
      readonly of: string
      /** Once: in the year of the date itself, or after each last purchase. */
      readonly repeats: 'yearly' | 'once'
      /** Calendar days after the date, or before it if below zero. */
      readonly offsetDays: number
      /** Where the customer is, such as 09:00. */
      readonly time: string
    }
  | {
      readonly kind: 'broadcast'
      readonly at: BroadcastTime
      /** Where the customer's hour had passed when this time was published; otherwise it skips them. */
      readonly ifPast?: 'send'
      /** Absent: the end of the day of `at` where the customer is. */
      readonly sendBy?: BroadcastTime
      /** Spreads the starts evenly over this length of time. */
      readonly overMs?: number
    }
  /** Consent was given on a basis that is not enough where the customer lives: asks for each act. */
  | { readonly kind: 'consent-unconfirmed' }

/** As a journey is stored. */
export type JourneyStart =
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass; readonly since: Instant }
  /** `lastPurchaseAt` is the purchase after which nothing came for so long. */
  | { readonly kind: 'at-risk'; readonly since: Instant; readonly lastPurchaseAt: Instant }
  | { readonly kind: 'segment-entered'; readonly segment: string; readonly since: Instant }
  | { readonly kind: 'purchase'; readonly orderId: string }
  | {
      readonly kind: 'event'
      readonly name: string
      readonly eventId: string
      /** The order that the event is about. */
      readonly orderId?: string
      readonly at: Instant
    }
  /** `occurrence` is the year, or the day (UTC) of a last purchase that it follows once. */
  | { readonly kind: 'date'; readonly of: string; readonly occurrence: string }
  /** `at` is the instant of its audience; nothing is sent from `until` on. */
  | { readonly kind: 'broadcast'; readonly at: Instant; readonly until: Instant }
  | { readonly kind: 'consent-unconfirmed'; readonly since: Instant }

/** What a date may be of besides an attribute, whose names have no "-". */
export const LAST_PURCHASE = 'last-purchase'

export type StartKind = CampaignStart['kind']
export type StartOf<K extends StartKind> = Extract<CampaignStart, { kind: K }>
export type JourneyStartOf<K extends StartKind> = Extract<JourneyStart, { kind: K }>

/** Whether a journey asks its customer to confirm. */
export const isRequestStart = (
  start: JourneyStart,
): start is JourneyStartOf<'consent-unconfirmed'> => start.kind === 'consent-unconfirmed'

/** From when on nothing of a journey is sent; undefined if there is no such limit. */
export const sendByOf = (start: JourneyStart): Instant | undefined =>
  start.kind === 'broadcast' ? start.until : undefined

/** Why a campaign begins no journey for a customer now. */
export type WhyNot =
  | { readonly reason: 'shop-not-open' }
  | { readonly reason: 'import-running' }
  /** Published by a newer version, which knows more than this one. */
  | { readonly reason: 'not-understood' }
  | { readonly reason: 'other-class'; readonly class: LifecycleClass }
  /** In the class before the campaign, or the shop, began; it asks for no backlog. */
  | { readonly reason: 'entered-before'; readonly class: LifecycleClass; readonly at: Instant }
  /** It would start for what happened before the rules changed, but for that. */
  | { readonly reason: 'rules-changed'; readonly at: Instant }
  /** It may have begun already, before an older copy was restored that knows nothing of it. */
  | { readonly reason: 'restored'; readonly at: Instant }
  /** Its time for new starts is over. */
  | { readonly reason: 'campaign-over'; readonly at: Instant }
  /** In the backlog, whose release is spread. */
  | { readonly reason: 'turn-comes'; readonly class: LifecycleClass; readonly at: Instant }
  /** Dormant, a prospect, or already through it since their last purchase. */
  | { readonly reason: 'not-at-risk' }
  | { readonly reason: 'at-risk-from'; readonly at: Instant }
  | { readonly reason: 'once-a-stay'; readonly class: LifecycleClass }
  | { readonly reason: 'not-in-segment'; readonly segment: string }
  /** In it before the campaign, the definition or the policy was in force. */
  | { readonly reason: 'in-segment-before'; readonly segment: string; readonly at: Instant }
  | { readonly reason: 'once-in-segment'; readonly segment: string }
  /** In the state that starts the campaign, which waits until they are whom it is for. */
  | { readonly reason: 'not-eligible-yet' }
  /** What would start it is too long ago for its first mail. */
  | { readonly reason: 'too-long-ago'; readonly at: Instant }
  | { readonly reason: 'never-again' }
  | { readonly reason: 'again-from'; readonly at: Instant }
  | { readonly reason: 'next-purchase' }
  | { readonly reason: 'no-purchase-since'; readonly at: Instant }
  /** There were purchases, but of other kinds, or the customer was not eligible at their instants. */
  | { readonly reason: 'other-purchases' }
  | { readonly reason: 'no-event-since'; readonly name: string; readonly at: Instant }
  | { readonly reason: 'other-events'; readonly name: string }
  | { readonly reason: 'next-event'; readonly name: string }
  /** The customer has none, or one that cannot be read. */
  | { readonly reason: 'no-date'; readonly of: string }
  | { readonly reason: 'date-comes'; readonly of: string; readonly at: Instant }
  | { readonly reason: 'date-passed'; readonly of: string }
  | { readonly reason: 'broadcast-comes'; readonly at: Instant }
  /** Before it was published, or the shop opened, or too long ago. */
  | { readonly reason: 'broadcast-passed'; readonly at: Instant }
  | { readonly reason: 'was-not-eligible'; readonly at: Instant }
  /** Asks for confirmation, and there is none to ask for. */
  | { readonly reason: 'nothing-to-confirm' }
  | { readonly reason: 'confirmed-already' }
  /** For the customer's latest act; a later one is asked about again. */
  | { readonly reason: 'asked-already'; readonly at: Instant }
  /** Reported by another system or an import, so it is not an act of the customer. */
  | { readonly reason: 'agreed-elsewhere' }
  /** No marketing could follow: what the law of their country asks of it is not known. */
  | { readonly reason: 'law-unknown' }
  | { readonly reason: 'agreed-before'; readonly at: Instant }
