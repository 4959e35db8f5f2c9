/** The pending work of a SQLite file: marks in a table of their own, messages by an index. */
import type { CustomerKey } from '../keys.ts'
import type { PendingMessage, PendingWork } from '../pending.ts'
import type { Row } from '../table.ts'
import { numberIn, rowIn } from './columns.ts'
import type { Database } from './database.ts'

/** @example const customers = makePendingWork(openDatabase('rekindle.sqlite')).reactions() */
export function makePendingWork({
  sqlite,
  commit,
}: Pick<Database, 'sqlite' | 'commit'>): PendingWork {
  const select = sqlite.prepare('SELECT pk FROM pending')
  const mark = sqlite.prepare('SELECT mark FROM pending WHERE pk = ?')
  const forget = sqlite.prepare('DELETE FROM pending WHERE pk = ? AND mark <= ?')
  // A file of the first version has no such column, and may still be read.
  const messages = () =>
    sqlite.prepare(`SELECT pk, sk, body FROM rows INDEXED BY sending WHERE sending IS NOT NULL`)
  function marked(key: CustomerKey): number {
    const found = mark.get(key)
    return found ? numberIn(found, 'mark') : 0
  }
  return {
    reactions: () => select.all().map(({ pk }) => pk as CustomerKey),
    markOf: (key) => ({ key, mark: marked(key) }),
    clearMarks: (done) =>
      commit(() => {
        for (const { key, mark } of done) forget.run(key, mark)
      }),
    messages: () =>
      messages()
        .all()
        .map((found) => rowIn(found))
        .filter(isPending),
  }
}

const isPending = (row: Row): row is PendingMessage =>
  row.status === 'due' || row.status === 'claimed'
