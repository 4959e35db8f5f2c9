/** What starts a campaign, what a journey keeps of its start, and why a journey has not begun. */
import type { LifecycleClass } from '../lifecycle-class.ts'
import type { Instant } from '../time.ts'

/** Which purchases start a campaign: all that are given must hold. */
export type PurchaseWhere = {
  /** The customer's how-manieth purchase it is; those of a split basket are one. */
  readonly nth?: number
  /** What was paid for it at least, in minor units of the shop's currency. */
  readonly minAmountMinor?: number
}

/** As a campaign is published. */
export type CampaignStart =
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass }
  /** The early sign: a share of the time after which this customer is dormant has passed. */
  | { readonly kind: 'at-risk' }
  | { readonly kind: 'segment-entered'; readonly segment: string }
  | { readonly kind: 'purchase'; readonly where?: PurchaseWhere }
  /** Consent was given on a basis that is not enough where the customer lives: asks for each act. */
  | { readonly kind: 'consent-unconfirmed' }

/** As a journey is stored. */
export type JourneyStart =
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass; readonly since: Instant }
  /** `lastPurchaseAt` is the purchase after which nothing came for so long. */
  | { readonly kind: 'at-risk'; readonly since: Instant; readonly lastPurchaseAt: Instant }
  | { readonly kind: 'segment-entered'; readonly segment: string; readonly since: Instant }
  | { readonly kind: 'purchase'; readonly orderId: string }
  | { readonly kind: 'consent-unconfirmed'; readonly since: Instant }

export type StartKind = CampaignStart['kind']
export type StartOf<K extends StartKind> = Extract<CampaignStart, { kind: K }>
export type JourneyStartOf<K extends StartKind> = Extract<JourneyStart, { kind: K }>

/** In which a customer stays for a time, rather than something that happens. */
const STATES: readonly StartKind[] = ['class-entered', 'at-risk', 'segment-entered']

/** @example isState('purchase') // false */
export const isState = (kind: StartKind): boolean => STATES.includes(kind)

/** Whether a journey asks its customer to confirm. */
export const isRequestStart = (
  start: JourneyStart,
): start is JourneyStartOf<'consent-unconfirmed'> => start.kind === 'consent-unconfirmed'

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
