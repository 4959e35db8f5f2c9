/** Reads a world's file: as a killed process left it, on a copy, or beside the one that runs. */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Message } from '../../../functions/domain/message.ts'
import { messageName } from '../../../functions/domain/message.ts'
import { openForReading } from '../../../functions/store/sqlite/database.ts'

export type StoredMessage = {
  readonly id: string
  readonly message: Message
  /** When its customer is decided for again; undefined for never. */
  readonly wakeAt: number | undefined
}

export type Stored = {
  readonly orders: ReadonlySet<string>
  readonly messages: readonly StoredMessage[]
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

function readAll(database: DatabaseSync): Stored {
  const select = database.prepare(
    `SELECT pk, sk, body, wake_at AS wakeAt FROM rows
     WHERE sk LIKE 'order#%' OR sk LIKE 'message#%' OR sk = 'state'`,
  )
  const rows = select.all() as unknown as RowOfFile[]
  const wakes = new Map(
    rows.filter(({ sk }) => sk === 'state').map(({ pk, wakeAt }) => [pk, wakeAt ?? undefined]),
  )
  const pending = database.prepare('SELECT count(*) AS n FROM pending').get() as { n: number }
  return {
    orders: new Set(rows.filter(({ sk }) => sk.startsWith('order#')).map(({ sk }) => sk.slice(6))),
    messages: rows.flatMap(({ pk, sk, body }) => {
      if (!sk.startsWith('message#')) return []
      const message = JSON.parse(body) as Message
      return [{ id: `${pk}/${messageName(message)}`, message, wakeAt: wakes.get(pk) }]
    }),
    pendingReactions: pending.n,
  }
}
