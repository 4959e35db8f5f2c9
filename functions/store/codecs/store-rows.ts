/** The kinds of rows in `~store`: what is true of the whole store. */
import type { Instant } from '../../domain/time.ts'
import type { KeyKind } from '../key-ring.ts'
import { fieldsOf, type RowCodec } from './codec.ts'
import { faultIn, having, instant, listOf, maybe, number, oneOf, text, truth } from './fields.ts'

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
/** In the store that was copied, and in its journal: the latest backup. */
export type TakenBackup = { readonly id: string; readonly takenAt: Instant }

/** What a row of each kind is read as. */
export type StoreRows = {
  readonly deployment: Deployment
  readonly format: StoredFormat
  readonly journal: StoredJournal
  readonly restore: StoredRestore
  readonly secret: StoredSecret
  readonly taken: TakenBackup
}

type StoreCodecs = { readonly [K in keyof StoreRows]: RowCodec<K, StoreRows[K]> }

/** Next to the other rows of the store; the journal has a line of each. */
export const TAKEN_BACKUP = 'backup'

const isNumberedKey = (value: unknown): value is StoredJournal['tail'][number] =>
  Array.isArray(value) && value.length === 3 && typeof value[0] === 'number'

export const STORE_ROWS = {
  deployment: {
    kind: 'deployment',
    sort: { exact: 'deployment' },
    version: 1,
    faultOf: faultIn<Deployment>({ format: number, rulesVersion: number, at: instant }),
    read: fieldsOf<Deployment>,
  },
  format: {
    kind: 'format',
    sort: { exact: 'format' },
    version: 1,
    faultOf: faultIn<StoredFormat>({ version: number, since: instant }),
    read: fieldsOf<StoredFormat>,
  },
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
  taken: {
    kind: 'taken',
    sort: { exact: TAKEN_BACKUP },
    version: 1,
    faultOf: faultIn<TakenBackup>({ id: text, takenAt: instant }),
    read: fieldsOf<TakenBackup>,
  },
} satisfies StoreCodecs
