/** The pending work of a SQLite file: marks in a table of their own, messages by an index. */
import type { CustomerKey } from '../keys.ts'
import type { PendingWork } from '../pending.ts'
import type { Database } from './database.ts'

/** @example const customers = makePendingWork(openDatabase('rekindle.sqlite')).reactions() */
export function makePendingWork({ sqlite, commit }: Database): PendingWork {
  const select = sqlite.prepare('SELECT pk FROM pending')
  const mark = sqlite.prepare('SELECT mark FROM pending WHERE pk = ?')
  const forget = sqlite.prepare('DELETE FROM pending WHERE pk = ? AND mark <= ?')
  const messages = sqlite.prepare(
    `SELECT pk, sk, body FROM rows INDEXED BY sending WHERE sending IS NOT NULL`,
  )
  return {
    reactions: () => select.all().map(({ pk }) => pk as CustomerKey),
    markOf: (key) => ({ key, mark: (mark.get(key)?.mark as number | undefined) ?? 0 }),
    clearMarks: (done) =>
      commit(() => {
        for (const { key, mark } of done) forget.run(key, mark)
      }),
    messages: () =>
      messages.all().map(({ pk, sk, body }) => ({ ...JSON.parse(String(body)), pk, sk })),
  }
}
