/** What a customer bought, item by item, and what was recommended to them: rows of theirs. */
import { ordersCountingAt } from '../domain/purchase.ts'
import type { Bought } from '../domain/recommend.ts'
import type { Instant } from '../domain/time.ts'
import { customerOf } from './customers.ts'
import { erasuresOf, sinceErasure } from './erasure.ts'
import {
  type CustomerKey,
  customersPrefix,
  linesSort,
  orderSort,
  refundSort,
  STATE,
} from './keys.ts'
import type { Row, RowOf, Table } from './table.ts'

type LinesRow = RowOf<{ lines: readonly { readonly sku: string }[] }>

/** The items of one order that counts as a purchase, and when it was paid. */
export type Basket = { readonly skus: readonly string[]; readonly at: Instant }

const LINES = linesSort('')
/** Sorts after every order's lines, and before what was recommended. */
const BEYOND_LINES = `${LINES}\u{10ffff}`

const isLines = ({ sk }: Row): boolean => sk.startsWith(LINES)
const saysWhatCounts = ({ sk }: Row): boolean =>
  sk === STATE || sk.startsWith(orderSort('')) || sk.startsWith(refundSort(''))

type Baskets = {
  readonly counting: readonly Basket[]
  /** Items of orders that were refunded in full, or cost nothing. */
  readonly otherSkus: readonly string[]
}

/** What was ordered before an erasure is not even told as something else. */
function basketsOf(key: CustomerKey, rows: readonly Row[], now: Instant): Baskets {
  const { orders, refunds } = customerOf(key, rows.filter(saysWhatCounts)).facts
  const paidAt = new Map(
    ordersCountingAt(orders, refunds, now).map(({ orderId, from }) => [orderId, from]),
  )
  const counting: Basket[] = []
  const otherSkus: string[] = []
  for (const row of sinceErasure(rows).filter(isLines) as LinesRow[]) {
    const skus = row.lines.map(({ sku }) => sku)
    const at = paidAt.get(row.sk.slice(LINES.length))
    if (at === undefined) otherSkus.push(...skus)
    else counting.push({ skus, at })
  }
  return { counting, otherSkus }
}

export type History = {
  readonly bought: readonly Bought[]
  /** What came with orders that count no more: see `ToRecommendFrom`. */
  readonly sentBack: ReadonlySet<string>
}

/** What one customer bought, as it stands at `now`. */
export async function loadHistory(table: Table, key: CustomerKey, now: Instant): Promise<History> {
  const rows = await table.query(key, { below: BEYOND_LINES })
  const { counting, otherSkus } = basketsOf(key, rows, now)
  return {
    bought: counting.flatMap(({ skus, at }) => skus.map((sku) => ({ sku, at }))),
    sentBack: new Set(otherSkus),
  }
}

/**
 * Every order of a shop that counts as a purchase at `now` and of which the lines are known, with
 * one customer's in memory at a time. One scan reads orders, refunds and lines together: another of
 * the refunds alone would cost as much again, since a scan is billed for all that it passes over.
 */
export async function* eachBasket(table: Table, shop: string, now: Instant): AsyncIterable<Basket> {
  let rows: Row[] = []
  let pk: string | undefined
  for await (const row of table.scan(customersPrefix(shop), { below: BEYOND_LINES })) {
    if (pk !== undefined && row.pk !== pk) {
      yield* basketsOf(pk as CustomerKey, rows, now).counting
      rows = []
    }
    pk = row.pk
    if (isLines(row)) rows.push(skusAlone(row))
    else if (saysWhatCounts(row)) rows.push(row)
  }
  if (pk !== undefined) yield* basketsOf(pk as CustomerKey, rows, now).counting
}

/** Without titles and prices, of which a wholesaler's order has many. */
const skusAlone = (row: Row): Row => ({
  ...row,
  lines: (row as LinesRow).lines.map(({ sku }) => ({ sku })),
})

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
