/**
 * Reads a world's file: as a killed process left it, on a copy, or while another process uses it.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Message } from '../../../functions/domain/message.ts'
import { mailedIdOf } from '../../../functions/domain/message-ref.ts'
import { openForReading } from '../../../functions/store/sqlite/database.ts'

export type StoredMessage = {
  readonly id: string
  readonly pk: string
  readonly message: Message
}

export type Stored = {
  /** The partition key of each order's customer, by its id. */
  readonly orders: ReadonlyMap<string, string>
  /** The partition keys of those who bought once, and so get a welcome. */
  readonly customers: ReadonlySet<string>
  readonly messages: readonly StoredMessage[]
  /** When each customer is decided for again, by the partition key. */
  readonly wakes: ReadonlyMap<string, number>
  readonly pendingReactions: number
}

/** What a killed process left behind, found without touching what the next one will find. */
export function readLeftBehind(file: string): Stored {
  const copy = `${file}.copy`
  for (const end of ['', '-wal']) {
    rmSync(copy + end, { force: true })
    if (existsSync(file + end)) copyFileSync(file + end, copy + end)
  }
  const database = new DatabaseSync(copy)
  try {
    return readAll(database)
  } finally {
    database.close()
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  }
}

export function readStored(file: string): Stored {
  const database = openForReading(file)
  try {
    return readAll(database)
  } finally {
    database.close()
  }
}

type RowOfFile = {
  readonly pk: string
  readonly sk: string
  readonly body: string
  readonly wakeAt: number | null
}

/** @example onceIn(['a', 'b', 'a']) // ['b'] */
const onceIn = (all: readonly string[]): readonly string[] =>
  [...Map.groupBy(all, (one) => one)].flatMap(([one, { length }]) => (length === 1 ? [one] : []))

function readAll(database: DatabaseSync): Stored {
  const select = database.prepare(
    `SELECT pk, sk, body, wake_at AS wakeAt FROM rows
     WHERE sk LIKE 'order#%' OR sk LIKE 'message#%' OR sk = 'state'`,
  )
  const rows = select.all() as unknown as RowOfFile[]
  const pending = database.prepare('SELECT count(*) AS n FROM pending').get() as { n: number }
  const orders = rows.filter(({ sk }) => sk.startsWith('order#'))
  return {
    orders: new Map(orders.map(({ pk, sk }) => [sk.slice('order#'.length), pk])),
    customers: new Set(onceIn(orders.map(({ pk }) => pk))),
    messages: rows.flatMap(({ pk, sk, body }) => {
      if (!sk.startsWith('message#')) return []
      const message = JSON.parse(body) as Message
      return [{ id: mailedIdOf(pk, message), pk, message }]
    }),
    wakes: new Map(rows.flatMap(({ pk, wakeAt }) => (wakeAt === null ? [] : [[pk, wakeAt]]))),
    pendingReactions: pending.n,
  }
}
