/** What was recommended to a customer: a row of theirs. */
import type { Instant } from '../domain/time.ts'
import { erasuresOf } from './erasure.ts'
import type { CustomerKey } from './keys.ts'
import type { RowOf, Table } from './table.ts'

/** Sorts after all that a decision reads. */
const RECOMMENDED = '~recommended'

/** An item that was shown in a mail, and when. */
export type Recommended = { readonly sku: string; readonly at: Instant }

type RecommendedRow = RowOf<{ items: readonly Recommended[]; updatedAt: Instant }>

/** What was recommended to a customer, the latest first. */
export async function loadRecommended(
  table: Table,
  key: CustomerKey,
): Promise<readonly Recommended[]> {
  const row = await table.get({ pk: key, sk: RECOMMENDED })
  return (row as RecommendedRow | undefined)?.items ?? []
}

/** More than three full mails a week make in 90 days; at most some 50 kB, mostly a tenth of that. */
const MOST_REMEMBERED = 300
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
  if (skus.length === 0 || (await erasuresOf(table, [key])).get(key)?.isBare) return
  for (let tried = 0; tried < MOST_CONFLICTS; tried++) {
    const stored = (await table.get({ pk: key, sk: RECOMMENDED })) as RecommendedRow | undefined
    const news = new Set(skus)
    const before = (stored?.items ?? []).filter(({ sku }) => !news.has(sku))
    const items = [...[...news].map((sku) => ({ sku, at })), ...before].slice(0, MOST_REMEMBERED)
    const updatedAt = Math.max(at, (stored?.updatedAt ?? 0) + 1)
    const [result] = await table.write([
      {
        put: { pk: key, sk: RECOMMENDED, items, updatedAt },
        on: stored ? { equals: { updatedAt: stored.updatedAt } } : { absent: true },
      },
    ])
    if (result?.done) return
  }
}
