/**
 * What pages list and count, in tables of its own that hold nothing but what the rows hold:
 *
 * 1. The first page of a list, and every count, costs the same however large the shop is.
 * 2. An entry changes in the transaction that changes its row, and only where the entry differs.
 * 3. All of it can be made again from the rows.
 */
import type { DatabaseSync } from 'node:sqlite'
import { groupOf, outcomeOf, settledOrDueAt } from '../../domain/delivery-history.ts'
import { MESSAGE_ROWS, stepIdOf } from '../../domain/message-ref.ts'
import { decode } from '../codecs/codec.ts'
import { CUSTOMER_ROWS } from '../codecs/customer-rows.ts'
import { parseCustomerKey, STATE } from '../keys.ts'
import type { Row } from '../table.ts'
import { type Columns, rowIn } from './columns.ts'

const JOURNEY_ROWS = 'journey#'
/** Sorts after every sort key there is. */
const LAST = '\u{10ffff}'

export const LISTING_TABLES = `
  CREATE TABLE IF NOT EXISTS listed_customers (
    pk TEXT PRIMARY KEY,
    class TEXT NOT NULL,
    purchases INTEGER NOT NULL,
    last_purchase_at INTEGER NOT NULL,
    spent_minor INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS listed_messages (
    shop TEXT NOT NULL,
    campaign TEXT NOT NULL,
    step TEXT NOT NULL,
    message_group TEXT NOT NULL,
    at INTEGER NOT NULL,
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    PRIMARY KEY (shop, campaign, step, message_group, at, pk, sk)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS listed_journeys (
    shop TEXT NOT NULL,
    campaign TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    PRIMARY KEY (shop, campaign, started_at, pk, sk)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tallies (
    shop TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (shop, kind, name)
  ) WITHOUT ROWID;
`

/** What is counted: `name` holds the parts that it is counted by, apart by a space. */
export type TallyKind = 'class' | 'message' | 'journey'

/**
 * As a row is listed, and what it adds to a tally. A row of any other kind is not listed, nor is one
 * that a newer version wrote.
 */
type Entry = {
  readonly table: 'customers' | 'messages' | 'journeys'
  /** The values of the table's columns; absent if it is only counted. */
  readonly values?: readonly (string | number)[]
  readonly tally: readonly [shop: string, kind: TallyKind, name: string]
  readonly sum: number
}

export type Listing = {
  /** Notes a row as it was and as it is now. */
  readonly note: (before: Row | undefined, after: Row | undefined) => void
  /** Writes the counts of what was noted; in the same transaction. */
  readonly flush: () => void
  /** Forgets what was noted, where the transaction is begun again. */
  readonly forget: () => void
}

/** @example const listing = makeListing(sqlite); listing.note(before, after); listing.flush() */
export function makeListing(sqlite: DatabaseSync): Listing {
  const statements = {
    customers: {
      put: sqlite.prepare('INSERT OR REPLACE INTO listed_customers VALUES (?, ?, ?, ?, ?)'),
      remove: sqlite.prepare('DELETE FROM listed_customers WHERE pk = ?1'),
      keyLength: 1,
    },
    messages: {
      put: sqlite.prepare('INSERT OR REPLACE INTO listed_messages VALUES (?, ?, ?, ?, ?, ?, ?)'),
      remove: sqlite.prepare(
        `DELETE FROM listed_messages WHERE shop = ? AND campaign = ? AND step = ?
         AND message_group = ? AND at = ? AND pk = ? AND sk = ?`,
      ),
      keyLength: 7,
    },
    journeys: {
      put: sqlite.prepare('INSERT OR REPLACE INTO listed_journeys VALUES (?, ?, ?, ?, ?)'),
      remove: sqlite.prepare(
        `DELETE FROM listed_journeys WHERE shop = ? AND campaign = ? AND started_at = ?
         AND pk = ? AND sk = ?`,
      ),
      keyLength: 5,
    },
  } as const
  const add = sqlite.prepare(
    `INSERT INTO tallies VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum`,
  )
  const changes = new Map<string, { tally: Entry['tally']; count: number; sum: number }>()

  function count({ tally, sum }: Entry, sign: 1 | -1): void {
    const name = tally.join('\n')
    const change = changes.get(name) ?? { tally, count: 0, sum: 0 }
    change.count += sign
    change.sum += sign * sum
    changes.set(name, change)
  }

  return {
    note(before, after) {
      const [old, fresh] = [before && entryOf(before), after && entryOf(after)]
      if (!old && !fresh) return
      if (!isSame(old?.values, fresh?.values)) {
        if (old?.values) {
          const { remove, keyLength } = statements[old.table]
          if (!isSame(old.values.slice(0, keyLength), fresh?.values?.slice(0, keyLength)))
            remove.run(...old.values.slice(0, keyLength))
        }
        if (fresh?.values) statements[fresh.table].put.run(...fresh.values)
      }
      if (old && fresh && old.sum === fresh.sum && isSame(old.tally, fresh.tally)) return
      if (old) count(old, -1)
      if (fresh) count(fresh, 1)
    },
    flush() {
      for (const { tally, count, sum } of changes.values())
        if (count !== 0 || sum !== 0) add.run(...tally, count, sum)
      changes.clear()
    },
    forget: () => changes.clear(),
  }
}

type Values = readonly (string | number)[]

const isSame = (one: Values | undefined, other: Values | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.length === other.length &&
    one.every((value, i) => value === other[i]))

export function entryOf(row: Row): Entry | undefined {
  const { sk } = row
  if (sk === STATE) return customerEntry(row)
  if (sk.startsWith(MESSAGE_ROWS)) return messageEntry(row)
  return sk.startsWith(JOURNEY_ROWS) ? journeyEntry(row) : undefined
}

const shopOf = (pk: string): string => pk.slice(0, pk.indexOf('/'))

function customerEntry(row: Row): Entry | undefined {
  const { pk } = row
  const state = decode(CUSTOMER_ROWS.state, row).value
  // An erased customer has no class.
  if (state?.class === undefined || !parseCustomerKey(pk)) return undefined
  const { class: name, purchases, lastPurchaseAt = 0, monetaryMinor } = state
  return {
    table: 'customers',
    values: [pk, name, purchases, lastPurchaseAt, monetaryMinor],
    tally: [shopOf(pk), 'class', name],
    sum: purchases,
  }
}

function messageEntry(row: Row): Entry | undefined {
  const { pk, sk } = row
  const message = decode(CUSTOMER_ROWS.message, row).value
  if (!message) return undefined
  const [shop, step, outcome] = [shopOf(pk), stepIdOf(message), outcomeOf(message)]
  const reason = encodeURIComponent('reason' in message ? message.reason : '')
  return {
    table: 'messages',
    values: [shop, message.campaign, step, groupOf(outcome), settledOrDueAt(message), pk, sk],
    tally: [shop, 'message', [message.campaign, step, outcome, reason].join(' ')],
    sum: 0,
  }
}

/** Only a journey that runs is listed; those that ended are counted by the reason. */
function journeyEntry(row: Row): Entry | undefined {
  const { pk, sk } = row
  const journey = decode(CUSTOMER_ROWS.journey, row).value
  if (!journey) return undefined
  const { campaign, startedAt, end } = journey
  const shop = shopOf(pk)
  return {
    table: 'journeys',
    ...(!end && { values: [shop, campaign, startedAt, pk, sk] }),
    tally: [shop, 'journey', `${campaign} ${end?.reason ?? ''}`],
    sum: 0,
  }
}

/** The rows that are listed or counted, one by one. */
export const listedRows = (sqlite: DatabaseSync): Iterable<Columns> =>
  sqlite
    .prepare(
      `SELECT pk, sk, body FROM rows
       WHERE sk = '${STATE}' OR (sk >= ?1 AND sk < ?1 || ?3) OR (sk >= ?2 AND sk < ?2 || ?3)`,
    )
    .iterate(MESSAGE_ROWS, JOURNEY_ROWS, LAST)

/** Lists every row of a file that was written before there were lists. */
export function listAll(sqlite: DatabaseSync): void {
  sqlite.exec(`DELETE FROM listed_customers; DELETE FROM listed_messages;
    DELETE FROM listed_journeys; DELETE FROM tallies;`)
  const listing = makeListing(sqlite)
  for (const found of listedRows(sqlite)) listing.note(undefined, rowIn(found))
  listing.flush()
}
