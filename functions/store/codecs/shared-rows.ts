/** The kinds of rows in partitions that belong to no customer and are not a shop's own. */
import {
  type AddressFacts,
  type AddressSlot,
  SUPPRESSION_REASONS,
  type Suppression,
} from '../../domain/address.ts'
import { BOUNCE_KINDS } from '../../domain/feedback/bounce-kind.ts'
import type { FailureKind } from '../../domain/feedback/reputation.ts'
import type { AccountPace } from '../../domain/pace/pace-account.ts'
import type { ShopPace } from '../../domain/pace/pace-shop.ts'
import type { BoughtAgain, RepeatLines } from '../../domain/recommend/buy-again.ts'
import type { WeighedItem } from '../../domain/recommend/item-weights.ts'
import type { Product } from '../../domain/recommend/product.ts'
import type { Neighbour } from '../../domain/recommend/recommend-neighbours.ts'
import type { Instant } from '../../domain/time.ts'
import { CODE_ROWS, type CodeRows } from './code-rows.ts'
import { fieldsOf, idAfter, type RowCodec } from './codec.ts'
import {
  type Check,
  faultIn,
  having,
  instant,
  listOf,
  maybe,
  number,
  oneOf,
  text,
  truth,
} from './fields.ts'
import { STORE_ROWS, type StoreRows } from './store-rows.ts'

/** What is known about an address by one shop, or for all shops. */
export type StoredAddress = AddressFacts & { readonly version: number }

export type StoredDeliveryFailure = {
  readonly what: FailureKind
  readonly at: Instant
  /** The message, by a hash of its id. */
  readonly message: string
}

type Built = { readonly updatedAt: Instant; readonly contentHash: string }
export type StoredNeighbours = Built & {
  readonly sku: string
  readonly neighbours: readonly Neighbour[]
  /** Absent if it is not among the items that sell most, or was last counted by an older build. */
  readonly weights?: readonly WeighedItem[]
  /** Absent if it is not bought again, or was last counted by an older build. */
  readonly again?: BoughtAgain
}
export type StoredPopular = Built & {
  readonly skus: readonly string[]
  /** Absent if they were last counted by an older build. */
  readonly repeats?: RepeatLines
}
/** In a copy that `rekindle backup` took, and in a store that was restored from it. */
export type BackupMark = {
  /** Everything that is missing from the copy happened at this instant or later. */
  readonly takenAt: Instant
  /** As the journal has it of the store that was copied; absent if nothing could be written there. */
  readonly id?: string
}
/** Where the facts about an address are now, since it is hashed with a newer key. */
export type MovedAddress = { readonly movedTo: string; readonly version: number }

export type StoredProduct = Built & {
  readonly sku: string
  readonly product: Product
  /** Nothing is known of it any more; the row keeps older versions from bringing it back. */
  readonly removed?: true
}

/** What a row of each kind is read as. */
export type SharedRows = StoreRows &
  CodeRows & {
    readonly account: AccountPace
    readonly address: StoredAddress
    readonly backup: BackupMark
    readonly mishap: StoredDeliveryFailure
    readonly moved: MovedAddress
    readonly neighbours: StoredNeighbours
    readonly pace: ShopPace
    readonly popular: StoredPopular
    readonly product: StoredProduct
  }

type SharedCodecs = { readonly [K in keyof SharedRows]: RowCodec<K, SharedRows[K]> }

export const NEIGHBOURS = 'item#'
export const PRODUCT_PREFIX = 'product#'

const codecs = {
  ...STORE_ROWS,
  ...CODE_ROWS,
  /** In `~pace`. */
  account: {
    kind: 'account',
    sort: { exact: 'account' },
    version: 1,
    faultOf: faultIn<Omit<AccountPace, 'eased' | 'stopped'>>({
      version: number,
      nextAt: number,
      laterAt: number,
      ratePerSecond: number,
      max24Hours: number,
      hours: having<AccountPace['hours']>({}),
      others: number,
      readAt: instant,
      askedAt: instant,
    }),
    read: fieldsOf<AccountPace>,
  },
  /** In `~address/<keyed hash>`, next to notes of suppressions that were lifted. */
  address: {
    kind: 'address',
    sort: { prefix: '' },
    version: 1,
    faultOf: faultIn<StoredAddress>({
      suppression: maybe(
        having<Suppression>({
          reason: oneOf(SUPPRESSION_REASONS),
          at: instant,
          by: maybe(oneOf(['account-list'])),
        }),
      ),
      withdrawnAt: maybe(instant),
      softBounces: listOf(instant),
      slots: listOf(
        having<AddressSlot>({ customer: text, campaign: text, step: text, at: instant }),
      ),
      version: number,
    }),
    read: fieldsOf<StoredAddress>,
  },
  /** In `~backup`. */
  backup: {
    kind: 'backup',
    sort: { exact: 'backup' },
    version: 1,
    faultOf: faultIn<BackupMark>({ takenAt: instant, id: maybe(text) }),
    read: fieldsOf<BackupMark>,
  },
  /** In `~mishaps/<shop>/<provider>/<day>`. */
  mishap: {
    kind: 'mishap',
    sort: { prefix: '' },
    version: 1,
    faultOf: faultIn<StoredDeliveryFailure>({
      what: oneOf([...BOUNCE_KINDS, 'complaint']),
      at: instant,
      message: text,
    }),
    read: fieldsOf<StoredDeliveryFailure>,
  },
  /** In `~address/<keyed hash>`, in the place of an `address`; a build without it reads a fault. */
  moved: {
    kind: 'moved',
    sort: { prefix: '' },
    version: 1,
    faultOf: faultIn<MovedAddress>({ movedTo: text, version: number }),
    read: fieldsOf<MovedAddress>,
  },
  /** In a shard of `~items/<shop>`. */
  neighbours: {
    kind: 'neighbours',
    sort: { prefix: NEIGHBOURS },
    version: 1,
    faultOf: faultIn<Omit<StoredNeighbours, 'sku'>>({
      updatedAt: instant,
      contentHash: text,
      neighbours: listOf(having<Neighbour>({ sku: text, score: number, demand: number })),
      weights: maybe(listOf(having<WeighedItem>({ sku: text, weight: number, score: number }))),
      again: maybe(having<BoughtAgain>({ share: number, usualDays: number, earliestDays: number })),
    }),
    read: (row) => ({
      sku: idAfter(NEIGHBOURS, row),
      ...fieldsOf<Omit<StoredNeighbours, 'sku'>>(row),
    }),
  },
  /** In `~pace`. */
  pace: {
    kind: 'pace',
    sort: { prefix: 'shop#' },
    version: 1,
    faultOf: faultIn<Omit<ShopPace, 'stopped'>>({
      version: number,
      providers: having<ShopPace['providers']>({}),
    }),
    read: fieldsOf<ShopPace>,
  },
  /** In `~items/<shop>`. */
  popular: {
    kind: 'popular',
    sort: { exact: 'popular' },
    version: 1,
    faultOf: faultIn<StoredPopular>({
      updatedAt: instant,
      contentHash: text,
      skus: listOf(text),
      repeats: maybe(having<RepeatLines>({ lines: number, again: number })),
    }),
    read: fieldsOf<StoredPopular>,
  },
  /** In a shard of `~items/<shop>`. */
  product: {
    kind: 'product',
    sort: { prefix: PRODUCT_PREFIX },
    version: 1,
    faultOf: faultIn<Omit<StoredProduct, 'sku'>>({
      updatedAt: instant,
      contentHash: text,
      product: having<Product>({ available: truth, locales: having<Product['locales']>({}) }),
      removed: maybe(truth as Check<true>),
    }),
    read: (row) => ({
      sku: idAfter(PRODUCT_PREFIX, row),
      ...fieldsOf<Omit<StoredProduct, 'sku'>>(row),
    }),
  },
} satisfies SharedCodecs

/** The partition of each kind, by its name up to the first slash. */
export const PARTITION_OF = {
  account: '~pace',
  // The keys of these two are alike, so neither can have a second form.
  address: '~address',
  moved: '~address',
  backup: '~backup',
  deployment: '~store',
  'free-code': '~codes',
  'taken-code': '~codes',
  'code-pool': '~codes',
  'code-waiter': '~codes',
  format: '~store',
  journal: '~store',
  mishap: '~mishaps',
  neighbours: '~items',
  pace: '~pace',
  popular: '~items',
  product: '~items',
  restore: '~store',
  secret: '~store',
  taken: '~store',
} as const satisfies Readonly<Record<keyof SharedRows, `~${string}`>>

/** Everything about each kind of row that belongs neither to a customer nor to a single shop. */
export const SHARED_ROWS: SharedCodecs = codecs
