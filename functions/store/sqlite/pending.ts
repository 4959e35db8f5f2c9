/**
 * Work that a killed process left behind, on one machine: customers whose facts nobody has
 * reacted to yet, and messages that are due. On AWS the table's stream and the queues say this.
 */
import type { CustomerKey } from '../keys.ts'
import type { Database } from './database.ts'

/** A customer with facts to react to; `mark` counts the facts up. */
export type Pending = { readonly key: CustomerKey; readonly mark: number }

export type PendingWork = {
  reactions(limit: number): readonly CustomerKey[]
  /** Takes note of the facts that are there now; read before the customer is loaded. */
  markOf(key: CustomerKey): Pending
  /** Forgets marks up to the ones that were read; facts that came since keep theirs. */
  reacted(done: readonly Pending[]): Promise<void>
  dueMessages(): readonly { readonly pk: string; readonly sk: string }[]
  /** Changes when another process has written to the file. */
  foreignVersion(): number
}

export function makePendingWork({ sqlite, commit }: Database): PendingWork {
  const select = sqlite.prepare('SELECT pk FROM pending LIMIT ?')
  const mark = sqlite.prepare('SELECT mark FROM pending WHERE pk = ?')
  const forget = sqlite.prepare('DELETE FROM pending WHERE pk = ? AND mark <= ?')
  const due = sqlite.prepare(
    `SELECT pk, sk FROM rows INDEXED BY due
     WHERE sk >= 'message#' AND sk < 'message$' AND json_extract(body, '$.status') = 'due'`,
  )
  const version = sqlite.prepare('PRAGMA data_version')
  return {
    reactions: (limit) => select.all(limit).map(({ pk }) => pk as CustomerKey),
    markOf: (key) => ({ key, mark: (mark.get(key)?.mark as number | undefined) ?? 0 }),
    reacted: (done) =>
      commit(() => {
        for (const { key, mark } of done) forget.run(key, mark)
      }),
    dueMessages: () => due.all() as unknown as { pk: string; sk: string }[],
    foreignVersion: () => (version.get() as { data_version: number }).data_version,
  }
}
