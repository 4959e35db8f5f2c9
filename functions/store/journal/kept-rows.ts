/**
 * What the journal keeps of a changed row: all that protects people if the rows themselves are
 * lost. It holds keyed hashes, ids and instants, and no address, name or text of any person's.
 *
 * 1. A message is kept from its first claim on: then it may have been sent. One that was certainly
 *    not sent, and one that was erased, is kept as null.
 * 2. Of consents only withdrawals are kept. A grant that is lost means fewer mails.
 * 3. Of a customer's state only an erasure is kept, and which customer an id turned out to be: what
 *    was mailed to them under it is kept under the present one.
 */
import { isDeepStrictEqual } from 'node:util'
import { isMessageStatus, type Message } from '../../domain/message.ts'
import { TAKEN_CODES } from '../codecs/code-rows.ts'
import { customerRowKind } from '../codecs/read-customer-rows.ts'
import { rowKindOf } from '../codecs/row-kind.ts'
import { TAKEN_BACKUP } from '../codecs/store-rows.ts'
import type { Row, RowChange, RowKey } from '../table.ts'

export type KeptFields = Readonly<Record<string, unknown>>

/** A row as the journal keeps it; null if nothing of it is left that has to be kept. */
export type KeptRow = RowKey & { readonly fields: KeptFields | null }

type Keep = (row: Row) => KeptFields | null

const HANDED_OVER: Readonly<Record<Message['status'], boolean>> = {
  held: false,
  deferred: false,
  due: false,
  skipped: false,
  parked: false,
  claimed: true,
  accepted: true,
  refused: true,
  unknown: true,
  'given-up': true,
}

/** A status that this build does not know may mean that it was sent. */
const wasHandedOver = ({ status }: Row): boolean =>
  typeof status !== 'string' || !isMessageStatus(status) || HANDED_OVER[status]

const all: Keep = ({ pk: _pk, sk: _sk, ...fields }) => fields

const some =
  (...names: readonly string[]): Keep =>
  (row) =>
    Object.fromEntries(
      [...names, 'v'].flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])),
    )

const STORE_ROWS: Readonly<Record<string, Keep>> = {
  restore: some('epoch'),
  [TAKEN_BACKUP]: some('id'),
  // Once a key was added: opt-outs may be hashed with it. Only fingerprints, and no key.
  secret: (row) =>
    Number(row.version) > 1 ? some('signing', 'address', 'rekeyedAt', 'version')(row) : null,
}

/** By `rowKindOf`. Kinds that are not here protect no one, or a shop can post them again. */
const KEPT: Readonly<Record<string, Keep>> = {
  message: (row) => (wasHandedOver(row) ? all(row) : null),
  journey: all,
  consent: (row) => (row.act === 'withdrawn' ? some('purpose', 'act', 'at', 'source')(row) : null),
  preferences: some('locale', 'everyDays', 'campaignsOff', 'pausedUntil', 'updatedAt'),
  hold: some('reason', 'at', 'until', 'liftedAt', 'contentHash'),
  // So that a reminder does not show another code than the mail before it.
  coupon: all,
  state: (row) =>
    row.erasedAt === undefined && row.movedTo === undefined
      ? null
      : some('erasedAt', 'movedTo')(row),
  'shop/pause': all,
  // The number of the latest restore, each backup, and which keys there are: see open-journal.ts.
  '~store': (row) => STORE_ROWS[row.sk]?.(row) ?? null,
  // A code that an older copy takes for free would be mailed to another.
  '~codes': (row) => (row.sk.startsWith(TAKEN_CODES) ? some('pool', 'code', 'takenAt')(row) : null),
  '~address': (row) =>
    row.sk.startsWith('~lifted')
      ? null
      : some('suppression', 'withdrawnAt', 'softBounces', 'slots', 'movedTo', 'version')(row),
}

/** As `rowKindOf`; it is asked for every row that is written, most of which are a customer's. */
const kindOf = (row: Row): string =>
  row.pk.startsWith('~') || !row.pk.includes('/')
    ? rowKindOf(row)
    : (customerRowKind(row.sk) ?? 'unknown')

/**
 * What has to be kept of a change; undefined if it protects no one.
 *
 * @example keptOf({ after: { pk: 'acme/17', sk: 'order#1' } }) // undefined
 */
export function keptOf({ before, after }: RowChange): KeptRow | undefined {
  const row = after ?? before
  if (!row) return undefined
  const keep = KEPT[kindOf(row)]
  if (!keep) return undefined
  const [was, is] = [before ? keep(before) : null, after ? keep(after) : null]
  // Most decisions change a state; only an erasure and a move are kept of it.
  if (was === null && is === null) return undefined
  if (row.sk === 'state' && !isKeptOfState(row, was, is)) return undefined
  return { pk: row.pk, sk: row.sk, fields: is }
}

/**
 * An id for which nothing was ever decided, in whose first version it led to a customer already, does
 * so again once they buy.
 */
function isKeptOfState(row: Row, was: KeptFields | null, is: KeptFields | null): boolean {
  if (was?.erasedAt !== is?.erasedAt) return true
  return Number(row.version) > 1 && was?.movedTo !== is?.movedTo
}

const always = () => true

/** Of an address: what is more than a place under the caps. */
const OPT_OUT_FIELDS = ['suppression', 'withdrawnAt', 'softBounces'] as const

const isOptOut = ({ before, after }: RowChange): boolean =>
  OPT_OUT_FIELDS.some((field) => !isDeepStrictEqual(before?.[field] ?? [], after?.[field] ?? []))

/** Each must be on disk before it is answered, or before a mail leaves. */
const AWAITED: Readonly<Record<string, (change: RowChange) => boolean>> = {
  ...{ consent: always, preferences: always, hold: always },
  // A mail of a customer who moved is claimed later than the move began.
  state: ({ before, after }) => before?.erasedAt !== after?.erasedAt,
  ...{ 'shop/pause': always, '~store': always },
  '~address': isOptOut,
  message: ({ after }) => after?.status === 'claimed',
}

/**
 * Whether a change that is kept must be on disk before its write is answered. A journey, a place
 * under a cap and the outcome of a claim need not be: a journal is synced as a whole, so they are on
 * disk before the next claim is, and without a later claim no mail left.
 *
 * @example isAwaited({ after: { pk: 'acme/17', sk: 'journey#care#1' } }) // false
 */
export const isAwaited = (change: RowChange): boolean => {
  const row = change.after ?? change.before
  return row !== undefined && (AWAITED[rowKindOf(row)]?.(change) ?? false)
}
