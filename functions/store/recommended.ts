/** What a customer bought, item by item, and what was recommended to them: rows of theirs. */
import type { Bought } from '../domain/recommend.ts'
import type { Instant } from '../domain/time.ts'
import { type CustomerKey, customersPrefix, linesSort } from './keys.ts'
import type { RowOf, Table } from './table.ts'

type LinesRow = RowOf<{
  lines: readonly { readonly sku: string }[]
  updatedAt: Instant
  /** Rows of an earlier version have none. */
  paidAt?: Instant
}>

/** The items of one order. */
export type Basket = { readonly skus: readonly string[]; readonly at: Instant }

const LINES = linesSort('')

const basketOf = ({ lines, paidAt, updatedAt }: LinesRow): Basket => ({
  skus: lines.map(({ sku }) => sku),
  at: paidAt ?? updatedAt,
})

/** What one customer bought. */
export async function loadBought(table: Table, key: CustomerKey): Promise<readonly Bought[]> {
  const rows = (await table.query(key, { prefix: LINES })) as LinesRow[]
  return rows.map(basketOf).flatMap(({ skus, at }) => skus.map((sku) => ({ sku, at })))
}

/** Every order of a shop of which the lines are known, one at a time, without loading the shop. */
export async function* eachBasket(table: Table, shop: string): AsyncIterable<Basket> {
  for await (const row of table.scan(customersPrefix(shop), { prefix: LINES }))
    yield basketOf(row as LinesRow)
}

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

const MOST_REMEMBERED = 100
const MOST_CONFLICTS = 5

/**
 * Notes what a mail recommended; safe to repeat. Where others keep noting at the same time it is
 * given up: then something may be recommended twice, and no mail waits for that.
 */
export async function rememberRecommended(
  table: Table,
  key: CustomerKey,
  skus: readonly string[],
  at: Instant,
): Promise<void> {
  if (skus.length === 0) return
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
