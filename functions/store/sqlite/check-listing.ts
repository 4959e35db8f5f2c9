/** Compares what pages list and count (listing.ts) with the rows that it is made from. */
import type { DatabaseSync } from 'node:sqlite'
import { namesOf } from '../../domain/names-of.ts'
import { numberIn, rowIn, textIn } from './columns.ts'
import { entryOf, listedRows } from './listing.ts'

/** By the kind of list: the columns by which an entry is looked for, and what it is called. */
const LISTS = {
  customers: {
    table: 'listed_customers',
    where: 'pk = ? AND class = ? AND purchases = ? AND last_purchase_at = ? AND spent_minor = ?',
  },
  messages: {
    table: 'listed_messages',
    where:
      'shop = ? AND campaign = ? AND step = ? AND message_group = ? AND at = ? AND pk = ? AND sk = ?',
  },
  journeys: {
    table: 'listed_journeys',
    where: 'shop = ? AND campaign = ? AND started_at = ? AND pk = ? AND sk = ?',
  },
} as const
type List = keyof typeof LISTS
const lists = namesOf(LISTS)

/**
 * Reads every row that is listed or counted, in the transaction that has begun.
 *
 * @returns what differs, without any value of a row
 * @throws if a row is not JSON
 * @example listingFaults(sqlite) // ['the list of messages is not as the rows are (1)']
 */
export function listingFaults(sqlite: DatabaseSync): readonly string[] {
  const find = Object.fromEntries(
    lists.map((list) => [
      list,
      sqlite.prepare(`SELECT 1 FROM ${LISTS[list].table} WHERE ${LISTS[list].where}`),
    ]),
  ) as Record<List, ReturnType<DatabaseSync['prepare']>>
  const listed: Record<List, number> = { customers: 0, messages: 0, journeys: 0 }
  const differing: Record<List, number> = { customers: 0, messages: 0, journeys: 0 }
  const tallies = new Map<string, { count: number; sum: number }>()
  for (const found of listedRows(sqlite)) {
    const entry = entryOf(rowIn(found))
    if (!entry) continue
    const { table, values, tally, sum } = entry
    if (values) {
      if (find[table].get(...values)) listed[table] += 1
      else differing[table] += 1
    }
    const counted = tallies.get(tally.join('\n')) ?? { count: 0, sum: 0 }
    tallies.set(tally.join('\n'), { count: counted.count + 1, sum: counted.sum + sum })
  }
  for (const list of lists) {
    const all = sqlite.prepare(`SELECT count(*) AS entries FROM ${LISTS[list].table}`).get() ?? {}
    differing[list] += numberIn(all, 'entries') - listed[list]
  }
  const miscounted = miscountedIn(sqlite, tallies)
  return [
    ...lists.flatMap((list) =>
      differing[list] > 0
        ? [`the list of ${list} is not as the rows are (${differing[list]})`]
        : [],
    ),
    ...(miscounted > 0 ? [`the counts of a shop are not as the rows are (${miscounted})`] : []),
  ]
}

function miscountedIn(
  sqlite: DatabaseSync,
  expected: Map<string, { readonly count: number; readonly sum: number }>,
): number {
  let differs = 0
  for (const row of sqlite.prepare('SELECT shop, kind, name, count, sum FROM tallies').all()) {
    const name = [textIn(row, 'shop'), textIn(row, 'kind'), textIn(row, 'name')].join('\n')
    const { count, sum } = expected.get(name) ?? { count: 0, sum: 0 }
    if (count !== numberIn(row, 'count') || sum !== numberIn(row, 'sum')) differs += 1
    expected.delete(name)
  }
  return differs + expected.size
}
