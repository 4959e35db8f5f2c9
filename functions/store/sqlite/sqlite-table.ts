/**
 * The store port over one SQLite file, in the same shape as the DynamoDB table. Numbers refer to
 * the promises in table.ts.
 */
import { MESSAGE_ROWS } from '../../domain/message-ref.ts'
import { isFact } from '../codecs/read-customer-rows.ts'
import {
  conditionHolds,
  keyOf,
  type QueryRange,
  type Row,
  type RowChange,
  type RowKey,
  type ScanRange,
  type Table,
  type Write,
  type WriteResult,
} from '../table.ts'
import { numberIn, rowIn, textIn } from './columns.ts'
import type { Database } from './database.ts'
import { makeListing } from './listing.ts'

/** How many rows a scan takes at a time, so that other work gets its turn in between. */
const SCAN_PAGE = 2_000

/** Sorts after every sort key there is. */
const LAST = '\u{10ffff}'

/**
 * @param onCommitted is given every row that changed, once it is on disk
 * @example const table = makeSqliteTable(openDatabase('rekindle.sqlite'))
 */
export function makeSqliteTable(
  database: Pick<Database, 'sqlite' | 'commit' | 'note'>,
  onCommitted: (changes: readonly RowChange[]) => void = () => {},
): Table {
  const { sqlite } = database
  const selectOne = sqlite.prepare('SELECT sk, body FROM rows WHERE pk = ? AND sk = ?')
  const selectRange = sqlite.prepare(
    'SELECT sk, body FROM rows WHERE pk = ? AND sk >= ? AND sk < ? AND sk > ? ORDER BY sk LIMIT ?',
  )
  const selectPage = sqlite.prepare(
    `SELECT pk, sk, body FROM rows
     WHERE (pk, sk) > (?, ?) AND pk < ? AND sk >= ? AND sk < ? ORDER BY pk, sk LIMIT ${SCAN_PAGE}`,
  )
  const selectDue = sqlite.prepare(
    `SELECT pk, wake_at AS wakeAt FROM rows
     WHERE wake_shard = ? AND wake_at <= ? AND wake_at IS NOT NULL ORDER BY wake_at LIMIT ?`,
  )
  function stored({ pk, sk }: RowKey): Row | undefined {
    const found = selectOne.get(pk, sk)
    return found && rowIn(found, pk)
  }

  /** Made with the first write: a file of an older shape can be read as it is. */
  let made: Writer | undefined
  const writer = (): Writer => {
    made ??= makeWriter(sqlite)
    return made
  }

  return {
    async query(pk, { prefix, below, after = '', limit = -1 }: QueryRange = {}) {
      const [from, to] = prefix ? [prefix, prefix + LAST] : ['', below ?? LAST]
      return selectRange.all(pk, from, to, after, limit).map((found) => rowIn(found, pk))
    },

    get: async (key) => stored(key),

    async write(writes) {
      const { begin, applyWrite, finish } = writer()
      const changes: RowChange[] = []
      const results = await database.commit(() => {
        changes.length = 0
        begin()
        const written = writes.map((write): WriteResult => {
          const before = stored(keyOf(write))
          const done = conditionHolds(write.on, before)
          if (done) changes.push(applyWrite(write, before))
          return { done, ...(before && { stored: before }) }
        })
        finish(changes)
        database.note(changes)
        return written
      })
      onCommitted(changes)
      return results
    },

    async writeTogether(writes) {
      const { begin, applyWrite, finish } = writer()
      const changes: RowChange[] = []
      const outcome = await database.commit(() => {
        const before = writes.map((write) => stored(keyOf(write)))
        if (!writes.every((write, i) => conditionHolds(write.on, before[i]))) return 'conflict'
        changes.length = 0
        begin()
        writes.forEach((write, i) => {
          changes.push(applyWrite(write, before[i]))
        })
        finish(changes)
        database.note(changes)
        return 'committed'
      })
      onCommitted(changes)
      return outcome
    },

    due: async (shard, until, limit) =>
      selectDue
        .all(shard, until, limit)
        .map((due) => ({ pk: textIn(due, 'pk'), wakeAt: numberIn(due, 'wakeAt') })),

    async *scan(prefix, { prefix: sortPrefix, below, enough }: ScanRange = {}) {
      const [from, to] = sortPrefix ? [sortPrefix, sortPrefix + LAST] : ['', below ?? LAST]
      let after: RowKey = { pk: prefix, sk: '' }
      while (!enough?.()) {
        const page = selectPage.all(after.pk, after.sk, prefix + LAST, from, to)
        for (const found of page) yield rowIn(found)
        const last = page.at(-1)
        if (!last || page.length < SCAN_PAGE) return
        after = { pk: textIn(last, 'pk'), sk: textIn(last, 'sk') }
        await new Promise(setImmediate)
      }
    },
  }
}

type Writer = {
  /** Before the writes of a transaction, also where it is begun again. */
  readonly begin: () => void
  /** @returns the row before and after the write */
  readonly applyWrite: (write: Write, before: Row | undefined) => RowChange
  /** After them, with all that changed. */
  readonly finish: (changes: readonly RowChange[]) => void
}

function makeWriter(sqlite: Database['sqlite']): Writer {
  const upsert = sqlite.prepare(
    `INSERT INTO rows (pk, sk, body, wake_shard, wake_at, sending) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (pk, sk) DO UPDATE
     SET body = excluded.body, wake_shard = excluded.wake_shard, wake_at = excluded.wake_at,
         sending = excluded.sending`,
  )
  const remove = sqlite.prepare('DELETE FROM rows WHERE pk = ? AND sk = ?')
  const listing = makeListing(sqlite)
  const markPending = sqlite.prepare(
    `INSERT INTO pending (pk, mark) VALUES (?, 1)
     ON CONFLICT (pk) DO UPDATE SET mark = mark + 1`,
  )

  function applyWrite(write: Write, before: Row | undefined): RowChange {
    const { pk, sk } = keyOf(write)
    if ('remove' in write) {
      remove.run(pk, sk)
      listing.note(before, undefined)
      return before ? { before } : {}
    }
    const after = 'put' in write ? write.put : { ...before, ...write.merge }
    const { wakeShard, wakeAt, status }: Readonly<Record<string, unknown>> = after
    upsert.run(
      pk,
      sk,
      // Undefined fields are omitted from the JSON.
      JSON.stringify({ ...after, pk: undefined, sk: undefined }),
      numberOrNull(wakeShard),
      numberOrNull(wakeAt),
      sendingOf(sk, status),
    )
    listing.note(before, after)
    return { ...(before && { before }), after }
  }

  /** Once for each customer with a changed fact, in the commit that changed it: promise 8. */
  function markFacts(changes: readonly RowChange[]): void {
    const facts = changes.flatMap(({ after }) => (after && isFact(after.sk) ? [after.pk] : []))
    for (const pk of new Set(facts)) markPending.run(pk)
  }

  return {
    begin: listing.forget,
    applyWrite,
    finish(changes) {
      markFacts(changes)
      listing.flush()
    },
  }
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** After a restart, a separate index finds messages that are due or being sent. */
const sendingOf = (sk: string, status: unknown): string | null =>
  sk.startsWith(MESSAGE_ROWS) && (status === 'due' || status === 'claimed') ? status : null
