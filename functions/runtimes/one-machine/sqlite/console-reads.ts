/** What the marketers' pages read, from a connection that can only read. */
import type { DatabaseSync } from 'node:sqlite'
import type {
  ClassCount,
  ConsoleReads,
  CustomerSummary,
  ShopSummary,
} from '../../../console/console-reads.ts'
import { isErased } from '../../../domain/erasure.ts'
import { LIFECYCLE_CLASSES } from '../../../domain/lifecycle-class.ts'
import { mailIdsOf, messageName, parseMailId } from '../../../domain/message-ref.ts'
import type { OrderLine } from '../../../domain/order.ts'
import { addressFromRows } from '../../../store/addresses.ts'
import { decode, readRows } from '../../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../../store/codecs/customer-rows.ts'
import { SHOP_ROWS } from '../../../store/codecs/shop-rows.ts'
import { customerFromRows, type LoadedCustomer } from '../../../store/customers.ts'
import {
  addressKey,
  customerKey,
  customersPrefix,
  PROFILE,
  parseCustomerKey,
  SHOPS_KEY,
  STATE,
  shopKey,
} from '../../../store/keys.ts'
import { namesIn } from '../../../store/shops.ts'
import type { Row } from '../../../store/table.ts'
import { inboxReads } from './inbox-reads.ts'

type Stored = { readonly sk: string; readonly body: string }
type StoredCustomer = {
  readonly pk: string
  readonly state: string
  readonly profile: string | null
}
/** Sorts after every key there is. */
const LAST = '\u{10ffff}'
/** After a key, it sorts before every longer one: percent-encoded text has no such character. */
const NEXT = '\u0001'

/**
 * Each read is one statement or a few that need no common instant: no page waits for a writer,
 * and no writer waits for a page.
 *
 * @example const reads = makeConsoleReads(openForReading('rekindle.sqlite'))
 */
export const makeConsoleReads = (sqlite: DatabaseSync): ConsoleReads => ({
  ...shopReads(sqlite),
  ...customerReads(sqlite),
  ...inboxReads(sqlite),
})

function shopReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'shops' | 'countsByClass'> {
  const selectIds = sqlite.prepare('SELECT sk FROM rows WHERE pk = ? ORDER BY sk')
  const selectShop = sqlite.prepare(
    `SELECT sk, body FROM rows WHERE pk = ? AND
     (sk = 'shop' OR (sk >= 'campaign#' AND sk < 'campaign$')) ORDER BY sk`,
  )
  // The + keeps the planner to the index of states, which is far smaller than a shop's rows.
  const selectCounts = sqlite.prepare(
    `SELECT json_extract(body, '$.class') AS class, count(*) AS customers,
            sum(json_extract(body, '$.purchases')) AS purchases
     FROM rows WHERE sk = 'state' AND +pk >= ? AND +pk < ? GROUP BY 1`,
  )
  const keptOrCounted = keptCounts(sqlite)

  function shopOf(id: string): readonly ShopSummary[] {
    const rows = (selectShop.all(shopKey(id)) as Stored[]).map((row) => rowOf(row))
    const [found] = readRows(SHOP_ROWS.shop, rows)
    if (!found) return []
    const campaignNames = Object.fromEntries(
      readRows(SHOP_ROWS.campaign, rows).map((row) => [row.campaign.id, namesIn(row)]),
    )
    return [{ id, name: found.shop.name, campaignNames }]
  }

  return {
    shops: async () => selectIds.all(SHOPS_KEY).flatMap(({ sk }) => shopOf(sk as string)),

    countsByClass: async (shop) =>
      keptOrCounted(shop, () => {
        const [from, to] = customersOf(shop)
        const counts = selectCounts.all(from, to) as unknown as ClassCount[]
        return LIFECYCLE_CLASSES.map(
          (wanted) =>
            counts.find((count) => count.class === wanted) ?? {
              class: wanted,
              customers: 0,
              purchases: 0,
            },
        )
      }),
  }
}

type KeptCounts = {
  readonly version: number
  readonly counts: readonly ClassCount[]
  /** On the clock of `performance.now`. */
  readonly countAgainAt: number
}

/** Counting takes at most this share of the thread's time. */
const SHARE_FOR_COUNTING = 1 / 20

/**
 * An overview asks every two seconds. Until the next write, the last answer is reused; in a large,
 * busy shop, for a while longer.
 */
function keptCounts(sqlite: DatabaseSync) {
  const selectVersion = sqlite.prepare('PRAGMA data_version')
  const kept = new Map<string, KeptCounts>()
  return (shop: string, count: () => readonly ClassCount[]): readonly ClassCount[] => {
    const version = selectVersion.get()?.data_version as number
    const started = performance.now()
    const last = kept.get(shop)
    if (last && (last.version === version || started < last.countAgainAt)) return last.counts
    const counts = count()
    const ended = performance.now()
    const countAgainAt = ended + (ended - started) / SHARE_FOR_COUNTING
    kept.set(shop, { version, counts, countAgainAt })
    return counts
  }
}

function customerReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'customers' | 'customer'> {
  const page = (condition: string) =>
    sqlite.prepare(
      `SELECT s.pk AS pk, s.body AS state, p.body AS profile
       FROM rows s LEFT JOIN rows p ON p.pk = s.pk AND p.sk = 'profile'
       WHERE s.sk = 'state' AND json_type(s.body, '$.class') IS NOT NULL
         AND s.pk >= ? AND s.pk < ? ${condition} ORDER BY s.pk LIMIT ?`,
    )
  const selectAny = page('')
  const selectClass = page("AND json_extract(s.body, '$.class') = ?")
  const selectCustomer = sqlite.prepare('SELECT sk, body FROM rows WHERE pk = ? ORDER BY sk')
  const selectMailed = sqlite.prepare(
    'SELECT message_id AS messageId FROM inbox WHERE message_id >= ? AND message_id < ?',
  )

  function withAddress(customer: LoadedCustomer): LoadedCustomer {
    const { addressHash, facts } = customer
    if (addressHash === undefined) return customer
    const pk = addressKey(addressHash)
    const rows = (selectCustomer.all(pk) as Stored[]).map((row) => rowOf(row, pk))
    return {
      ...customer,
      facts: { ...facts, address: addressFromRows(rows, facts.shop, addressHash).facts },
    }
  }

  return {
    async customers(shop, { class: wanted, idPrefix, after, limit }) {
      const [first, to] = customersOf(shop, idPrefix)
      const from = after === undefined ? first : customerKey(shop, after) + NEXT
      const range = [from, to] as const
      const found = (wanted === undefined
        ? selectAny.all(...range, limit + 1)
        : selectClass.all(...range, wanted, limit + 1)) as unknown as StoredCustomer[]
      const customers = found.slice(0, limit).flatMap(summaryOf)
      const last = found.length > limit ? customers.at(-1)?.customer : undefined
      return { customers, ...(last !== undefined && { next: last }) }
    },

    async customer(shop, customer) {
      const key = customerKey(shop, customer)
      const rows = (selectCustomer.all(key) as Stored[]).map((row) => rowOf(row, key))
      const loaded = customerFromRows(key, rows)
      if (rows.length === 0 || isErased(loaded)) return undefined
      const mailed = selectMailed.all(mailIdsOf(key), mailIdsOf(key) + LAST)
      return {
        ...withAddress(loaded),
        lines: linesOf(rows),
        mailed: mailed.flatMap(({ messageId }) => mailedName(String(messageId))),
      }
    },
  }
}

/** The keys of a shop's customers, from the first on and up to but not including the second. */
function customersOf(shop: string, idPrefix = ''): readonly [string, string] {
  const from = customersPrefix(shop) + encodeURIComponent(idPrefix)
  return [from, from + LAST]
}

const rowOf = ({ sk, body }: Stored, pk = ''): Row => ({
  ...(JSON.parse(body) as Record<string, unknown>),
  pk,
  sk,
})

/** A customer whose state cannot be read is left out of the list. */
function summaryOf({ pk, state, profile }: StoredCustomer): readonly CustomerSummary[] {
  const customer = parseCustomerKey(pk)?.customer
  const decided = decode(CUSTOMER_ROWS.state, rowOf({ sk: STATE, body: state }, pk)).value
  if (customer === undefined || decided?.class === undefined) return []
  const known =
    profile === null
      ? undefined
      : decode(CUSTOMER_ROWS.profile, rowOf({ sk: PROFILE, body: profile }, pk)).value
  const name = known?.name
  return [{ customer, ...(name !== undefined && { name }), state: decided }]
}

function mailedName(mailId: string): readonly string[] {
  const ref = parseMailId(mailId)?.ref
  return ref ? [messageName(ref)] : []
}

const linesOf = (rows: readonly Row[]): Readonly<Record<string, readonly OrderLine[]>> =>
  Object.fromEntries(
    readRows(CUSTOMER_ROWS.lines, rows).map(({ orderId, lines }) => [orderId, lines]),
  )
