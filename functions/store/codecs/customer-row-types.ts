/** What the rows in a customer's partition are read as, and what a codec of theirs must know. */
import type { ConsentFact } from '../../domain/consent.ts'
import type { Coupon } from '../../domain/coupon.ts'
import type { CustomerHold, Preferences, Profile } from '../../domain/customer.ts'
import type { Attribute, CustomerEvent, EventBody } from '../../domain/customer-event.ts'
import type { Replaced } from '../../domain/fact-version.ts'
import type { Journey } from '../../domain/journey.ts'
import type { LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { Message } from '../../domain/message.ts'
import type { Order, OrderLine, Refund } from '../../domain/order.ts'
import type { Recommended } from '../../domain/recommend/remembered.ts'
import type { Instant } from '../../domain/time.ts'
import type { RowCodec } from './codec.ts'

/** A cache of the last decision, for pages, segments and the wake index. */
export type CustomerState = {
  readonly class: LifecycleClass
  readonly since?: Instant
  readonly purchases: number
  readonly lastPurchaseAt?: Instant
  readonly monetaryMinor: number
  /** In the wake index; may be earlier than the decision asked for, never later. */
  readonly wakeAt?: Instant
  readonly wakeShard?: number
  readonly settingsVersion: number
  /** Of the rules that decided; absent for the first. */
  readonly rulesVersion?: number
  /** The shop's model that provides this customer's threshold; absent if none does. */
  readonly modelVersion?: number
  /** Facts dated up to this instant belong to an erased history, and do not count. */
  readonly erasedAt?: Instant
  /** How many orders, if that is more than a person has (domain/person.ts): a purchase may wait. */
  readonly manyOrders?: number
  readonly version: number
} & Identity

/** Which other ids a customer has: kept by every decision. See store/identity.ts. */
export type Identity = {
  /** The id of the customer that this one is: their rows are there, or on their way. */
  readonly movedTo?: string
  /** The ids whose rows are on their way here, in this order. */
  readonly adopting?: readonly string[]
  /** The id whose rows are on their way out of here again. */
  readonly releasing?: string
  /** Keyed hashes of the addresses of this customer that are known to lead to them, or to another. */
  readonly addresses?: readonly string[]
  /** Their other ids, until an erasure that began is finished. */
  readonly forgetting?: readonly string[]
}

/** A state without a decision: what an erasure leaves, or a customer who has only an identity yet. */
export type UndecidedState = {
  readonly class?: never
  readonly erasedAt?: Instant
  readonly wakeAt?: Instant
  readonly wakeShard?: number
  readonly version: number
} & Identity

/** A change of class as it was noticed. */
export type LifecycleChange = {
  readonly from?: LifecycleClass
  readonly to: LifecycleClass
  readonly since?: Instant
  readonly noticedAt: Instant
  /** The version of the shop's model that the customer's own threshold came from. */
  readonly modelVersion?: number
}

export const PROFILE_FIELDS = [
  'email',
  'emailFault',
  'addressHash',
  'addressId',
  'name',
  'locale',
  'zone',
  'country',
] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

/** A profile, with the version of each of its fields. */
export type StoredProfile = Profile & {
  /** The keyed hash of the address. */
  readonly addressHash?: string
  /** The hash under the first key, once there is another; grants name the address by it. */
  readonly addressId?: string
  readonly contentHash?: string
  /** No field from before this instant comes back. */
  readonly replacedAt?: Instant
  /** The former id that the fields of one instant were posted under: `postedAsAt`. */
  readonly postedAs?: string
  readonly postedAsAt?: Instant
} & { readonly [F in ProfileField as `${F}At`]?: Instant }

/** A hold, and a hash of the shop's request. */
export type StoredHold = CustomerHold & { readonly contentHash?: string }

/** An id that a customer had before, and who they were under it, so that it can be undone. */
export type FormerId = {
  readonly id: string
  readonly movedAt: Instant
  readonly profile?: StoredProfile
  /** The profile of the customer who it became, as it was before. */
  readonly replaced?: StoredProfile
  /** The id that it had led to, if that was joined later. */
  readonly via?: string
}

/** The version of an order, its lines or a refund, next to `updatedAt` and the content hash. */
export type VersionFields = {
  /** Whether the source stated `updatedAt`; absent if it did not. */
  readonly versioned?: true
  /** When this version arrived; absent in rows of earlier builds. */
  readonly arrivedAt?: Instant
  /** The contents that it replaced, the latest first. */
  readonly replaced?: readonly Replaced[]
}

/** Kept by a fact that was recorded under another id of its customer. */
export type Moved = {
  readonly movedFrom?: string
  /** Of a marker: the customer whose order it is by now (intake/moved-orders.ts). */
  readonly movedTo?: string
}

/** What an order consisted of. */
export type StoredLines = Moved &
  VersionFields & {
    readonly orderId: string
    readonly lines: readonly OrderLine[]
    /** Absent in rows from before it was kept; an erasure takes those for old. */
    readonly paidAt?: Instant
    readonly updatedAt: Instant
    readonly contentHash: string
  }

/** A refund with its version: the hash is absent in rows of earlier builds, which had only one. */
export type StoredRefund = Refund &
  Moved &
  VersionFields & {
    /** The source's version, if it stated one. */
    readonly updatedAt?: Instant
    readonly contentHash?: string
  }

export type StoredRecommended = {
  readonly items: readonly Recommended[]
  readonly updatedAt: Instant
}

/** An event never changes: by the hash the same one again is known from another under its id. */
export type StoredEvent = CustomerEvent &
  Pick<Moved, 'movedFrom'> & { readonly contentHash: string }

export type StoredEventBody = EventBody &
  Pick<Moved, 'movedFrom'> & { /** Of its event. */ readonly contentHash?: string }

/** The latest version of an attribute; without a value it was taken back. */
export type StoredAttribute = Omit<Attribute, 'value'> &
  Pick<Moved, 'movedFrom'> & {
    readonly value?: Attribute['value']
    /** The source's version, or when it arrived. */
    readonly updatedAt: Instant
  }

/** The code of a journey, which all of its mails show. */
export type StoredCoupon = Coupon & {
  readonly campaign: string
  readonly n: number
  readonly takenAt: Instant
}

/** What a row of each kind is read as. */
export type CustomerRows = {
  readonly attribute: StoredAttribute
  readonly consent: ConsentFact
  readonly coupon: StoredCoupon
  readonly event: StoredEvent
  readonly 'event-body': StoredEventBody
  readonly former: FormerId
  readonly hold: StoredHold
  readonly journey: Journey
  readonly lifecycle: LifecycleChange
  readonly lines: StoredLines
  readonly message: Message
  readonly order: Order & Moved & VersionFields
  readonly preferences: Preferences
  readonly profile: StoredProfile
  readonly recommended: StoredRecommended
  readonly refund: StoredRefund
  readonly state: CustomerState | UndecidedState
}
export type CustomerRowKind = keyof CustomerRows

type FieldOf<V> = V extends unknown ? keyof V & string : never

export type CustomerRowCodec<K extends CustomerRowKind> = RowCodec<K, CustomerRows[K]> & {
  readonly sortOf: (value: CustomerRows[K]) => string
  /** The fields as they are stored, in this order: all but those in the sort key. */
  readonly write: (value: CustomerRows[K]) => object
  /**
   * The field that an erasure compares: when the thing itself was, whenever it was reported. The
   * state belongs to no instant; an erasure turns it into a tombstone.
   */
  readonly datedBy: FieldOf<CustomerRows[K]> | 'never'
  /** Whether a change of it is a fact, after which the customer is decided for again. */
  readonly isFact: boolean
  /** Fields that are not personal data, and that no answer or export shows. */
  readonly bookkeeping: readonly FieldOf<CustomerRows[K]>[]
}

export type CustomerCodecs = { readonly [K in CustomerRowKind]: CustomerRowCodec<K> }
