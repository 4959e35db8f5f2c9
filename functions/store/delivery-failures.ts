/**
 * Delivery failures of a shop's mails, one row per event: they are counted by reading the rows, so
 * an event that is reported twice counts once. Each mailbox provider has one partition per day, so
 * many bounces at once are spread out, and counting the last days reads nothing older.
 *
 * A row identifies its message by a hash and contains no customer id, so erasing a customer leaves
 * it as it is. The partitions, `~mishaps/...`, and the row's kind keep the spelling under which
 * they are stored.
 */
import { hash } from 'node:crypto'
import type { ComplaintKind } from '../domain/feedback/report-type.ts'
import type { FailureKind } from '../domain/feedback/reputation.ts'
import type { Provider } from '../domain/provider.ts'
import { DAY_MS, dayOf, type Instant, isoInstant } from '../domain/time.ts'
import { readRows } from './codecs/codec.ts'
import { SHARED_ROWS, type StoredDeliveryFailure } from './codecs/shared-rows.ts'
import type { RowKey, Table } from './table.ts'

export type DeliveryFailure = {
  readonly shop: string
  readonly provider: Provider
  readonly what: FailureKind
  /** When it happened; it is counted by its day. */
  readonly at: Instant
  /** As it was reported, the same each time, if that is another: by it the event is known again. */
  readonly statedAt?: Instant
  /** Of a complaint: two of different kinds are two events. */
  readonly complaint?: ComplaintKind
  readonly messageId: string
}

type FailureScope = Pick<DeliveryFailure, 'shop' | 'provider'>

const dayKey = ({ shop, provider }: FailureScope, day: number): string =>
  `~mishaps/${encodeURIComponent(shop)}/${provider}/${isoInstant(day * DAY_MS).slice(0, 10)}`

const nameOf = (messageId: string): string => hash('sha256', messageId, 'base64url').slice(0, 22)

const sortOf = ({
  what,
  complaint = 'abuse',
  at,
  statedAt = at,
  messageId,
}: DeliveryFailure): string =>
  `${what}#${isoInstant(statedAt)}#${nameOf(messageId)}${complaint === 'abuse' ? '' : `#${complaint}`}`

/** By which it is known again; counts are read by the day on which it happened. */
const deliveryFailureKey = (failure: DeliveryFailure): RowKey => ({
  pk: dayKey(failure, dayOf(failure.statedAt ?? failure.at)),
  sk: sortOf(failure),
})

/** Whether this very event was noted before. */
export const isNoted = async (table: Table, failure: DeliveryFailure): Promise<boolean> =>
  (await table.get(deliveryFailureKey(failure))) !== undefined

/**
 * Safe to repeat: what happened, the instant as reported and the message name the row. Where it
 * cannot have happened on the day that was stated, a second row counts on the day when it did.
 */
export async function noteDeliveryFailure(table: Table, failure: DeliveryFailure): Promise<void> {
  const { what, at, messageId } = failure
  const stored: StoredDeliveryFailure = { what, at, message: nameOf(messageId) }
  const known = deliveryFailureKey(failure)
  const counted = { ...known, pk: dayKey(failure, dayOf(at)) }
  const rows = counted.pk === known.pk ? [known] : [counted, known]
  for (const key of rows) await table.write([{ put: { ...key, ...stored }, on: { absent: true } }])
}

/**
 * What went wrong with mail to a provider, from `since` on, today included. The same event counts
 * once, whenever it was reported.
 *
 * @throws UnreadableRowError
 * @example await deliveryFailuresSince(table, { shop: 'tea', provider: 'gmail' }, weekAgo, now)
 */
export async function deliveryFailuresSince(
  table: Table,
  scope: FailureScope,
  since: Instant,
  now: Instant,
): Promise<readonly StoredDeliveryFailure[]> {
  const first = dayOf(since)
  const days = Array.from({ length: Math.max(0, dayOf(now) - first + 1) }, (_, i) => first + i)
  const rows = await Promise.all(days.map((day) => table.query(dayKey(scope, day))))
  return readRows(SHARED_ROWS.mishap, rows.flat()).filter(({ at }) => at >= since)
}
