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
  readonly at: Instant
  readonly messageId: string
}

type FailureScope = Pick<DeliveryFailure, 'shop' | 'provider'>

const dayKey = ({ shop, provider }: FailureScope, day: number): string =>
  `~mishaps/${encodeURIComponent(shop)}/${provider}/${isoInstant(day * DAY_MS).slice(0, 10)}`

const nameOf = (messageId: string): string => hash('sha256', messageId, 'base64url').slice(0, 22)

const deliveryFailureKey = (failure: DeliveryFailure): RowKey => ({
  pk: dayKey(failure, dayOf(failure.at)),
  sk: `${failure.what}#${isoInstant(failure.at)}#${nameOf(failure.messageId)}`,
})

/** Whether this very event was noted before. */
export const isNoted = async (table: Table, failure: DeliveryFailure): Promise<boolean> =>
  (await table.get(deliveryFailureKey(failure))) !== undefined

/** Safe to repeat: what happened, its own instant and the message name the row. */
export async function noteDeliveryFailure(table: Table, failure: DeliveryFailure): Promise<void> {
  const { what, at, messageId } = failure
  const stored: StoredDeliveryFailure = { what, at, message: nameOf(messageId) }
  await table.write([{ put: { ...deliveryFailureKey(failure), ...stored }, on: { absent: true } }])
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
