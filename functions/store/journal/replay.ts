/** What the journal proves, written back into an older copy of the rows. */
import { isDeepStrictEqual } from 'node:util'
import { type Message, settle } from '../../domain/message.ts'
import type { Instant } from '../../domain/time.ts'
import { decode } from '../codecs/codec.ts'
import { CUSTOMER_ROWS } from '../codecs/customer-rows.ts'
import { encode } from '../codecs/read-customer-rows.ts'
import { rowKindOf } from '../codecs/row-kind.ts'
import type { CustomerKey } from '../keys.ts'
import type { Row, RowKey, Write } from '../table.ts'
import type { KeptFields, KeptRow } from './kept-rows.ts'

type Restored = RowKey & { readonly fields: KeptFields }

/** What has to be written for a row; undefined if the copy has it already, or something later. */
type Replay = (kept: Restored, stored: Row | undefined, now: Instant) => Row | undefined

type Rule = {
  readonly replay: Replay
  /** Fields that change whenever a row of this kind does, by which a write sees that it is late. */
  readonly unchanged: readonly string[]
}

const rowOf = ({ pk, sk, fields }: Restored): Row => ({ pk, sk, ...fields })

/** How much is known of an attempt: what is known never becomes less. */
const KNOWN: Readonly<Record<Message['status'], number>> = {
  ...{ held: 0, deferred: 0, due: 0, skipped: 0, parked: 0 },
  ...{ claimed: 1, unknown: 2, 'given-up': 3, refused: 4, accepted: 4 },
}

/**
 * The journal's own version stands, unless the stored row shows more, as where an event has settled
 * it since. A claim whose sender is gone is of unknown fate: it is never sent again, and an event of
 * the carrier may still settle it.
 */
const message: Replay = (kept, stored, now) => {
  const row = rowOf(kept)
  const { value } = decode(CUSTOMER_ROWS.message, row)
  if (!value) return row
  const { value: known } = stored ? decode(CUSTOMER_ROWS.message, stored) : {}
  if (known && isFurther(known, value)) return undefined
  if (value.status !== 'claimed') return row
  return encode('message', kept.pk as CustomerKey, settle(value, { outcome: 'unknown' }, now))
}

/** A claim is not: its sender is gone. */
const isFurther = (stored: Message, kept: Message): boolean =>
  stored.attempt === kept.attempt
    ? KNOWN[stored.status] >= Math.max(KNOWN[kept.status], KNOWN.unknown)
    : stored.attempt > kept.attempt

/** One that has ended changes no more. */
const journey: Replay = (kept, stored) => (stored?.end === undefined ? rowOf(kept) : undefined)

const ifAbsent: Replay = (kept, stored) => (stored ? undefined : rowOf(kept))

/** What has the later of these instants stands. */
const latest =
  (...fields: readonly string[]): Replay =>
  (kept, stored) =>
    stored && latestOf(fields, stored) > latestOf(fields, kept.fields) ? undefined : rowOf(kept)

const latestOf = (names: readonly string[], fields: KeptFields): number =>
  Math.max(...names.map((name) => Number(fields[name] ?? Number.NEGATIVE_INFINITY)))

/** No writer that read the older row may write over this one. */
const address: Replay = (kept, stored) => {
  const version = Math.max(Number(stored?.version ?? 0), Number(kept.fields.version)) + 1
  return { ...rowOf(kept), version }
}

/** By `rowKindOf`. An erasure is more than a row: see `erasedAtIn`. */
const REPLAYED: Readonly<Record<string, Rule>> = {
  message: { replay: message, unchanged: ['status', 'attempt'] },
  journey: { replay: journey, unchanged: ['startedAt', 'end'] },
  consent: { replay: ifAbsent, unchanged: [] },
  coupon: { replay: ifAbsent, unchanged: [] },
  '~codes': { replay: ifAbsent, unchanged: [] },
  preferences: { replay: latest('updatedAt'), unchanged: ['updatedAt'] },
  hold: { replay: latest('at', 'liftedAt'), unchanged: ['at', 'liftedAt', 'contentHash'] },
  'shop/pause': { replay: latest('at', 'resumedAt'), unchanged: ['at', 'resumedAt'] },
  '~address': { replay: address, unchanged: ['version'] },
}

/**
 * The write that brings one row up to what the journal has of it, on condition that the row is still
 * as it was read; undefined if there is none. Safe to repeat.
 *
 * @example replayOf(entry, await table.get(entry), now)
 */
export function replayOf(kept: KeptRow, stored: Row | undefined, now: Instant): Write | undefined {
  const { pk, sk, fields } = kept
  if (fields === null) return undefined
  const rule = REPLAYED[rowKindOf(kept)]
  const put = rule?.replay({ pk, sk, fields }, stored, now)
  if (!rule || !put || (stored && isSame(put, stored))) return undefined
  return { put, on: stored ? { equals: valuesOf(stored, rule.unchanged) } : { absent: true } }
}

/** Whatever its version is. */
const isSame = (put: Row, stored: Row): boolean =>
  isDeepStrictEqual({ ...put, version: stored.version }, { ...stored, version: stored.version })

const valuesOf = (
  row: Row,
  names: readonly string[],
): Record<string, string | number | undefined> =>
  Object.fromEntries(names.map((name) => [name, scalar(row[name])]))

const scalar = (value: unknown): string | number | undefined =>
  typeof value === 'string' || typeof value === 'number' ? value : undefined

/** When a customer was erased, if that is what the entry says. */
export function erasedAtIn({ sk, fields }: KeptRow): Instant | undefined {
  const erasedAt = sk === 'state' ? fields?.erasedAt : undefined
  return typeof erasedAt === 'number' ? erasedAt : undefined
}

/** The id of the customer that this one turned out to be, if that is what the entry says. */
export function movedToIn({ sk, fields }: KeptRow): string | undefined {
  const movedTo = sk === 'state' ? fields?.movedTo : undefined
  return typeof movedTo === 'string' ? movedTo : undefined
}
