/** Recommendations made to a customer: one of their rows. */
import { type Recommended, remembered } from '../domain/recommend/remembered.ts'
import type { Instant } from '../domain/time.ts'
import { readRow } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { encode } from './codecs/read-customer-rows.ts'
import { knownCustomer } from './identity.ts'
import { type CustomerKey, RECOMMENDED } from './keys.ts'
import type { Table } from './table.ts'

/** Recommendations made to a customer, the latest first. */
export async function loadRecommended(
  table: Table,
  key: CustomerKey,
): Promise<readonly Recommended[]> {
  return (await stored(table, key))?.items ?? []
}

const stored = async (table: Table, key: CustomerKey) =>
  readRow(CUSTOMER_ROWS.recommended, await table.get({ pk: key, sk: RECOMMENDED }))

const MOST_CONFLICTS = 5

/**
 * Notes what a mail recommended; safe to repeat. Where others keep noting at the same time it is
 * given up: then something may be recommended twice, and no mail waits for that. Of a customer who
 * was erased while the mail left nothing is noted.
 */
export async function rememberRecommended(
  table: Table,
  key: CustomerKey,
  skus: readonly string[],
  at: Instant,
): Promise<void> {
  if (skus.length === 0 || (await knownCustomer(table, key)).erasure?.isBare) return
  for (let tried = 0; tried < MOST_CONFLICTS; tried++) {
    const before = await stored(table, key)
    const items = remembered(before?.items ?? [], skus, at)
    const updatedAt = Math.max(at, (before?.updatedAt ?? 0) + 1)
    const [result] = await table.write([
      {
        put: encode('recommended', key, { items, updatedAt }),
        on: before ? { equals: { updatedAt: before.updatedAt } } : { absent: true },
      },
    ])
    if (result?.done) return
  }
}
