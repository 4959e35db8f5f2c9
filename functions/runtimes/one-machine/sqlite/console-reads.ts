/** What the marketers' pages read, from a connection that can only read. */
import type { DatabaseSync } from 'node:sqlite'
import type {
  ClassCount,
  ConsoleReads,
  CustomerSearch,
  CustomerSort,
  CustomerSummary,
  ShopCounts,
  ShopSummary,
} from '../../../console/console-reads.ts'
import { isMessageOutcome } from '../../../domain/delivery-history.ts'
import { isErased } from '../../../domain/erasure.ts'
import { LIFECYCLE_CLASSES } from '../../../domain/lifecycle-class.ts'
import { mailedIdOf, mailIdsOf, messageName, parseMailId } from '../../../domain/message-ref.ts'
import type { OrderLine } from '../../../domain/order.ts'
import { addressFromRows } from '../../../store/addresses.ts'
import { readRow, readRows } from '../../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../../store/codecs/customer-rows.ts'
import { SHOP_ROWS } from '../../../store/codecs/shop-rows.ts'
import { customerFromRows, type LoadedCustomer } from '../../../store/customers.ts'
import { eventBodiesIn } from '../../../store/event-bodies.ts'
import { formerIdsIn } from '../../../store/former-ids.ts'
import {
  addressKey,
  BEYOND_DECISIONS,
  type CustomerKey,
  customerKey,
  customersPrefix,
  PROFILE,
  parseCustomerKey,
  SHOPS_KEY,
  shopKey,
} from '../../../store/keys.ts'
import { loadModelTest } from '../../../store/model-tests.ts'
import { loadCampaignVersions } from '../../../store/published-campaigns.ts'
import { namesIn } from '../../../store/shops.ts'
import { numberIn, rowIn, textIn } from '../../../store/sqlite/columns.ts'
import { listedCustomers } from '../../../store/sqlite/listed-customers.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import type { Row } from '../../../store/table.ts'
import { inboxReads } from './inbox-reads.ts'
import { messageReads } from './message-reads.ts'
import { productReads } from './product-reads.ts'

/** Sorts after every key there is. */
const LAST = '\u{10ffff}'

/**
 * Each read is one statement or a few that need no common instant: no page waits for a writer,
 * and no writer waits for a page.
 *
 * @example const reads = makeConsoleReads(openForReading('rekindle.sqlite', inboxFile))
 */
export function makeConsoleReads(sqlite: DatabaseSync): ConsoleReads {
  const refuse = () => Promise.reject(new Error('the pages only read'))
  const table = makeSqliteTable({ sqlite, commit: refuse, note: () => {} })
  let renderAgain: ConsoleReads['renderedAgain'] | undefined
  return {
    ...shopReads(sqlite),
    ...customerReads(sqlite),
    found: listedCustomers(sqlite),
    ...messageReads(sqlite),
    ...inboxReads(sqlite),
    ...productReads(sqlite, table),
    versions: (shop, campaign) => loadCampaignVersions(table, shop, campaign),
    modelTest: (shop) => loadModelTest(table, shop),
    // What writes mails is loaded when the first is asked for, so that no page waits for it.
    async renderedAgain(...message) {
      const { makeRenderAgain } = await import('../render-again.ts')
      renderAgain ??= makeRenderAgain({ table, now: () => Date.now() })
      return renderAgain(...message)
    },
  }
}

function shopReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'shops' | 'counts'> {
  const selectIds = sqlite.prepare('SELECT sk FROM rows WHERE pk = ? ORDER BY sk')
  const selectShop = sqlite.prepare(
    `SELECT sk, body FROM rows WHERE pk = ? AND
     (sk = 'shop' OR sk = 'demo' OR (sk >= 'campaign#' AND sk < 'campaign$')) ORDER BY sk`,
  )
  const selectTallies = sqlite.prepare(
    'SELECT kind, name, count, sum FROM tallies WHERE shop = ? AND count > 0',
  )

  function shopOf(id: string): readonly ShopSummary[] {
    const pk = shopKey(id)
    const rows = selectShop.all(pk).map((found) => rowIn(found, pk))
    const [found] = readRows(SHOP_ROWS.shop, rows)
    if (!found) return []
    const cast = readRow(
      SHOP_ROWS.demo,
      rows.find(({ sk }) => sk === 'demo'),
    )?.cast
    return [
      {
        id,
        name: found.shop.name,
        campaignNames: Object.fromEntries(
          readRows(SHOP_ROWS.campaign, rows).map((row) => [row.campaign.id, namesIn(row)]),
        ),
        ...(cast && { cast }),
      },
    ]
  }

  return {
    shops: async () => selectIds.all(SHOPS_KEY).flatMap((found) => shopOf(textIn(found, 'sk'))),

    async counts(shop): Promise<ShopCounts> {
      const tallies = selectTallies.all(shopKey(shop)).map((found) => ({
        kind: textIn(found, 'kind'),
        name: textIn(found, 'name'),
        count: numberIn(found, 'count'),
        sum: numberIn(found, 'sum'),
      }))
      const of = (kind: string) => tallies.filter((tally) => tally.kind === kind)
      return {
        classes: LIFECYCLE_CLASSES.map((name): ClassCount => {
          const tally = of('class').find((one) => one.name === name)
          return { class: name, customers: tally?.count ?? 0, purchases: tally?.sum ?? 0 }
        }),
        messages: of('message').flatMap(({ name, count }) => {
          const [campaign = '', step = '', outcome = '', reason = ''] = name.split(' ')
          if (!isMessageOutcome(outcome)) return []
          return [{ campaign, step, outcome, reason: decodeURIComponent(reason), messages: count }]
        }),
        journeys: of('journey').map(({ name, count }) => {
          const [campaign = '', reason = ''] = name.split(' ')
          return { campaign, reason, journeys: count }
        }),
      }
    },
  }
}

/** By which columns of `listed_customers`, and in which direction. */
const SORTS = {
  id: { columns: 'pk', from: '>', order: 'pk' },
  'last-purchase': {
    columns: 'last_purchase_at, pk',
    from: '<',
    order: 'last_purchase_at DESC, pk DESC',
  },
  spend: { columns: 'spent_minor, pk', from: '<', order: 'spent_minor DESC, pk DESC' },
} as const satisfies Readonly<Record<CustomerSort, object>>

function customerReads(sqlite: DatabaseSync): Pick<ConsoleReads, 'customers' | 'customer'> {
  const selectRows = sqlite.prepare('SELECT sk, body FROM rows WHERE pk = ? ORDER BY sk')
  const selectDecisionRows = sqlite.prepare(
    `SELECT sk, body FROM rows WHERE pk = ? AND sk < '${BEYOND_DECISIONS}' ORDER BY sk`,
  )
  const selectMailed = sqlite.prepare(
    'SELECT message_id AS messageId FROM inbox WHERE message_id >= ? AND message_id < ?',
  )

  const selectMail = sqlite.prepare('SELECT 1 FROM inbox WHERE message_id = ?')

  /** The customer that an id leads to. */
  function personUnder(first: CustomerKey) {
    const seen = new Set<CustomerKey>()
    for (let key = first; ; ) {
      const rows = selectRows.all(key).map((found) => rowIn(found, key))
      const loaded = customerFromRows(key, rows)
      const movedTo = loaded.state?.movedTo
      if (movedTo === undefined || seen.has(key)) return { rows, loaded }
      seen.add(key)
      key = customerKey(loaded.facts.shop, movedTo)
    }
  }

  function withAddress(customer: LoadedCustomer): LoadedCustomer {
    const { addressHash, facts } = customer
    if (addressHash === undefined) return customer
    const read = new Map<string, readonly Row[]>()
    for (let needed: string | undefined = addressHash; needed !== undefined; ) {
      const pk = addressKey(needed)
      read.set(
        needed,
        selectRows.all(pk).map((found) => rowIn(found, pk)),
      )
      const { address, needs } = addressFromRows(read, facts.shop, addressHash)
      if (address) return { ...customer, facts: { ...facts, address: address.facts } }
      needed = needs
    }
    throw new Error('an address moved in a circle')
  }

  /** A customer whose rows cannot be read is left out of the list. */
  function summaryOf(pk: string): readonly CustomerSummary[] {
    const rows = selectDecisionRows.all(pk).map((found) => rowIn(found, pk))
    const { facts, state } = customerFromRows(pk as CustomerKey, rows)
    if (!state) return []
    const name = facts.profile?.name
    return [{ customer: facts.customer, ...(name !== undefined && { name }), state, facts }]
  }

  return {
    async customers(shop, { class: wanted, search, sort = 'id', after, limit }) {
      const { columns, from, order } = SORTS[sort]
      const found = search && foundBy(shop, search)
      const conditions = [
        'pk >= ? AND pk < ?',
        ...(found ? [found.condition] : []),
        ...(wanted === undefined ? [] : ['class = ?']),
      ]
      const values = [
        ...customersOf(shop),
        ...(found?.values ?? []),
        ...(wanted === undefined ? [] : [wanted]),
      ]
      const counted = sqlite
        .prepare(`SELECT count(*) AS total FROM listed_customers WHERE ${conditions.join(' AND ')}`)
        .get(...values)
      const beyond =
        after === undefined
          ? []
          : [`(${columns}) ${from} (SELECT ${columns} FROM listed_customers WHERE pk = ?)`]
      const selected = sqlite
        .prepare(
          `SELECT pk FROM listed_customers WHERE ${[...conditions, ...beyond].join(' AND ')}
           ORDER BY ${order} LIMIT ?`,
        )
        .all(...values, ...(after === undefined ? [] : [customerKey(shop, after)]), limit + 1)
      const shown = selected.slice(0, limit).map(({ pk }) => String(pk))
      const next = selected.length > limit ? parseCustomerKey(shown.at(-1) ?? '') : undefined
      return {
        customers: shown.flatMap(summaryOf),
        total: counted ? numberIn(counted, 'total') : 0,
        ...(next && { next: next.customer }),
      }
    },

    async customer(shop, customer) {
      const { rows, loaded } = personUnder(customerKey(shop, customer))
      const { key } = loaded
      if (rows.length === 0 || isErased(loaded)) return undefined
      const mailed = selectMailed.all(mailIdsOf(key), mailIdsOf(key) + LAST)
      const moved = loaded.facts.messages.filter(
        (message) => message.mailedAs && selectMail.get(mailedIdOf(key, message)),
      )
      return {
        ...withAddress(loaded),
        lines: linesOf(rows),
        eventBodies: eventBodiesIn(rows),
        mailed: [
          ...mailed.flatMap(({ messageId }) => mailedName(String(messageId))),
          ...moved.map(messageName),
        ],
        formerIds: formerIdsIn(rows),
      }
    },
  }
}

/** Which of a shop's customers are found; both selections are by an index alone. */
function foundBy(
  shop: string,
  search: CustomerSearch,
): { readonly condition: string; readonly values: readonly string[] } {
  const selected = (index: string, matches: string) =>
    `pk IN (SELECT pk FROM rows INDEXED BY ${index}
      WHERE sk = '${PROFILE}' AND pk >= ? AND pk < ? AND ${matches})`
  if ('addressHash' in search)
    return {
      condition: selected('profile_addresses', "json_extract(body, '$.addressHash') = ?"),
      values: [...customersOf(shop), search.addressHash],
    }
  const byName = selected(
    'profile_names',
    "instr(lower(json_extract(body, '$.name')), lower(?)) > 0",
  )
  return {
    condition: `((pk >= ? AND pk < ?) OR ${byName})`,
    values: [...customersOf(shop, search.text), ...customersOf(shop), search.text],
  }
}

/** The keys of a shop's customers, from the first on and up to but not including the second. */
function customersOf(shop: string, idPrefix = ''): readonly [string, string] {
  const from = customersPrefix(shop) + encodeURIComponent(idPrefix)
  return [from, from + LAST]
}

function mailedName(mailId: string): readonly string[] {
  const ref = parseMailId(mailId)?.ref
  return ref ? [messageName(ref)] : []
}

const linesOf = (rows: readonly Row[]): Readonly<Record<string, readonly OrderLine[]>> =>
  Object.fromEntries(
    readRows(CUSTOMER_ROWS.lines, rows).map(({ orderId, lines }) => [orderId, lines]),
  )
