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

/** What has to be written for a row; undefined if the copy has it already. */
type Replay = (kept: Restored, stored: Row | undefined, now: Instant) => Row | undefined

const rowOf = ({ pk, sk, fields }: Restored): Row => ({ pk, sk, ...fields })

/**
 * The journal's own version stands. A claim whose sender is gone is of unknown fate: it is never
 * sent again, and an event of the carrier may still settle it.
 */
const message: Replay = (kept, stored, now) => {
  const row = rowOf(kept)
  const { value } = decode(CUSTOMER_ROWS.message, row)
  if (value?.status !== 'claimed') return row
  const { value: known } = stored ? decode(CUSTOMER_ROWS.message, stored) : {}
  // Written by this restore before it was cut short.
  if (known?.attempt === value.attempt && known.status !== 'claimed') return undefined
  const unknown: Message = settle(value, { outcome: 'unknown' }, now)
  return encode('message', kept.pk as CustomerKey, unknown)
}

const asKept: Replay = (kept) => rowOf(kept)

const ifAbsent: Replay = (kept, stored) => (stored ? undefined : rowOf(kept))

const later =
  (field: string): Replay =>
  (kept, stored) =>
    Number(stored?.[field] ?? Number.NEGATIVE_INFINITY) >= Number(kept.fields[field])
      ? undefined
      : rowOf(kept)

/** No writer that read the older row may write over this one. */
const address: Replay = (kept, stored) => {
  const version = Math.max(Number(stored?.version ?? 0), Number(kept.fields.version)) + 1
  const row = { ...rowOf(kept), version }
  // Written by this restore before it was cut short.
  return stored && isDeepStrictEqual({ ...row, version: stored.version }, { ...stored })
    ? undefined
    : row
}

/** By `rowKindOf`. An erasure is more than a row: see `erasuresIn`. */
const REPLAYED: Readonly<Record<string, Replay>> = {
  message,
  journey: asKept,
  consent: ifAbsent,
  preferences: later('updatedAt'),
  hold: asKept,
  'shop/pause': asKept,
  '~address': address,
}

/**
 * The write that brings one row up to what the journal has of it; undefined if there is none. Safe
 * to repeat.
 *
 * @example replayOf(entry, await table.get(entry), now)
 */
export function replayOf(kept: KeptRow, stored: Row | undefined, now: Instant): Write | undefined {
  const { pk, sk, fields } = kept
  if (fields === null) return undefined
  const put = REPLAYED[rowKindOf(kept)]?.({ pk, sk, fields }, stored, now)
  return put && { put }
}

/** When a customer was erased, if that is what the entry says. */
export function erasedAtIn({ sk, fields }: KeptRow): Instant | undefined {
  const erasedAt = sk === 'state' ? fields?.erasedAt : undefined
  return typeof erasedAt === 'number' ? erasedAt : undefined
}
