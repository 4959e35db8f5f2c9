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
import type { Product } from '../../domain/recommend/product.ts'
import type { Neighbour } from '../../domain/recommend/recommend-neighbours.ts'
import type { Instant } from '../../domain/time.ts'
import type { KeyKind } from '../key-ring.ts'
import { fieldsOf, idAfter, type RowCodec } from './codec.ts'
import { faultIn, having, instant, listOf, maybe, number, oneOf, text, truth } from './fields.ts'

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
}
export type StoredPopular = Built & { readonly skus: readonly string[] }
/** In a copy that `rekindle backup` took, and in a store that was restored from it. */
export type BackupMark = {
  /** Everything that is missing from the copy happened at this instant or later. */
  readonly takenAt: Instant
  /** As the journal has it of the store that was copied; absent if nothing could be written there. */
  readonly id?: string
}
/** In the store that was copied, and in its journal: the latest backup. */
export type TakenBackup = { readonly id: string; readonly takenAt: Instant }
/** Where the facts about an address are now, since it is hashed with a newer key. */
export type MovedAddress = { readonly movedTo: string; readonly version: number }

/** What is known about one key without knowing the key. */
export type StoredKey = {
  readonly fingerprint: string
  /** From this instant on every process that starts or reads its keys again has it. */
  readonly addedAt: Instant
  readonly currentFrom?: Instant
  readonly currentUntil?: Instant
  /** Of a signing key: its tokens are not accepted any more. */
  readonly retiredAt?: Instant
}

export type StoredKeys = {
  readonly current: number
  /** By number. */
  readonly keys: Readonly<Record<string, StoredKey>>
}

/** Which keys this store was written with. */
export type StoredSecret = Readonly<Record<KeyKind, StoredKeys>> & {
  readonly version: number
  /** When every customer was known by their hash under the current address key. */
  readonly rekeyedAt?: Instant
}

/** The format of the store (format.ts). */
export type StoredFormat = { readonly version: number; readonly since: Instant }
/** The build that a deployment was completed with, and when. */
export type Deployment = {
  readonly format: number
  readonly rulesVersion: number
  readonly at: Instant
}
/** How far a database is in its journal: see sqlite/commit-journal.ts. */
export type StoredJournal = {
  readonly id: string
  /** The number of the latest change. */
  readonly seq: number
  /** When that was. */
  readonly at: Instant
  /** Changes that may not be in the journal yet: their numbers, and their rows' keys. */
  readonly tail: readonly (readonly [seq: number, pk: string, sk: string])[]
  /** Absent if it is next to the database. */
  readonly path?: string
}
/** The latest restore of this store. */
export type StoredRestore = {
  /** Higher than that of any earlier restore. */
  readonly epoch: number
  /** From this instant on something may be missing. */
  readonly lostFrom: Instant
  readonly restoredAt: Instant
  /** Whether the journal, or the original table, proves what happened since. */
  readonly covered: boolean
  readonly status: 'replaying' | 'complete'
  /** The numbers of the journal to replay: after the first, up to the last. */
  readonly after: number
  readonly upTo: number
  /** The mark of the backup that was restored, as it was then. */
  readonly takenAt?: Instant
}
export type StoredProduct = Built & { readonly sku: string; readonly product: Product }

/** What a row of each kind is read as. */
export type SharedRows = {
  readonly account: AccountPace
  readonly address: StoredAddress
  readonly backup: BackupMark
  readonly deployment: Deployment
  readonly format: StoredFormat
  readonly journal: StoredJournal
  readonly mishap: StoredDeliveryFailure
  readonly moved: MovedAddress
  readonly neighbours: StoredNeighbours
  readonly pace: ShopPace
  readonly popular: StoredPopular
  readonly product: StoredProduct
  readonly secret: StoredSecret
  readonly restore: StoredRestore
  readonly taken: TakenBackup
}

type SharedCodecs = { readonly [K in keyof SharedRows]: RowCodec<K, SharedRows[K]> }

export const NEIGHBOURS = 'item#'
export const PRODUCT_PREFIX = 'product#'
/** Next to the other rows of the store; the journal has a line of each. */
export const TAKEN_BACKUP = 'backup'

const isNumberedKey = (value: unknown): value is StoredJournal['tail'][number] =>
  Array.isArray(value) && value.length === 3 && typeof value[0] === 'number'

const codecs = {
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
      suppression: maybe(having<Suppression>({ reason: oneOf(SUPPRESSION_REASONS), at: instant })),
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
  /** In `~store`. */
  deployment: {
    kind: 'deployment',
    sort: { exact: 'deployment' },
    version: 1,
    faultOf: faultIn<Deployment>({ format: number, rulesVersion: number, at: instant }),
    read: fieldsOf<Deployment>,
  },
  /** In `~store`. */
  format: {
    kind: 'format',
    sort: { exact: 'format' },
    version: 1,
    faultOf: faultIn<StoredFormat>({ version: number, since: instant }),
    read: fieldsOf<StoredFormat>,
  },
  /** In `~store`. */
  journal: {
    kind: 'journal',
    sort: { exact: 'journal' },
    version: 1,
    faultOf: faultIn<StoredJournal>({
      id: text,
      seq: number,
      at: instant,
      tail: listOf({ holds: isNumberedKey }),
      path: maybe(text),
    }),
    read: fieldsOf<StoredJournal>,
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
    faultOf: faultIn<StoredPopular>({ updatedAt: instant, contentHash: text, skus: listOf(text) }),
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
    }),
    read: (row) => ({
      sku: idAfter(PRODUCT_PREFIX, row),
      ...fieldsOf<Omit<StoredProduct, 'sku'>>(row),
    }),
  },
  /** In `~store`. */
  secret: {
    kind: 'secret',
    sort: { exact: 'secret' },
    version: 1,
    faultOf: faultIn<StoredSecret>({
      version: number,
      rekeyedAt: maybe(instant),
      signing: having<StoredKeys>({ current: number, keys: having<StoredKeys['keys']>({}) }),
      address: having<StoredKeys>({ current: number, keys: having<StoredKeys['keys']>({}) }),
    }),
    read: fieldsOf<StoredSecret>,
  },
  /** In `~store`. */
  restore: {
    kind: 'restore',
    sort: { exact: 'restore' },
    version: 1,
    faultOf: faultIn<StoredRestore>({
      epoch: number,
      lostFrom: instant,
      restoredAt: instant,
      covered: truth,
      status: oneOf(['replaying', 'complete']),
      after: number,
      upTo: number,
      takenAt: maybe(instant),
    }),
    read: fieldsOf<StoredRestore>,
  },
  /** In `~store`. */
  taken: {
    kind: 'taken',
    sort: { exact: TAKEN_BACKUP },
    version: 1,
    faultOf: faultIn<TakenBackup>({ id: text, takenAt: instant }),
    read: fieldsOf<TakenBackup>,
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
