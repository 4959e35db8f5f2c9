/** What a customer chose on the page of preferences, as a row of theirs. */
import type { Preferences } from '../domain/customer.ts'
import type { Instant } from '../domain/time.ts'
import { encode } from './codecs/read-customer-rows.ts'
import type { CustomerKey } from './keys.ts'
import type { Row, Write } from './table.ts'

/**
 * On condition that the preferences have not changed since `before` was read. The instant is the
 * version: it increases with every change, even for two within one millisecond.
 */
export const putPreferences = (
  pk: CustomerKey,
  before: Preferences | undefined,
  chosen: Omit<Preferences, 'updatedAt'>,
  now: Instant,
): Write & { readonly put: Row } => ({
  put: encode('preferences', pk, {
    ...chosen,
    updatedAt: Math.max(now, (before?.updatedAt ?? 0) + 1),
  }),
  on: before ? { equals: { updatedAt: before.updatedAt } } : { absent: true },
})
