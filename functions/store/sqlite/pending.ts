/**
 * Work that a killed process left behind, on one machine: customers whose facts nobody has
 * reacted to yet, and messages that are due. On AWS the table's stream and the queues say this.
 */
import type { CustomerKey } from '../keys.ts'
import type { Row } from '../table.ts'
import type { Database } from './database.ts'

/** A customer with facts to react to; `mark` counts the facts up. */
export type Pending = { readonly key: CustomerKey; readonly mark: number }

export type PendingMessage = Row & { readonly status: 'due' | 'claimed' }

export type PendingWork = {
  reactions(): readonly CustomerKey[]
  /** Takes note of the facts that are there now; read before the customer is loaded. */
  markOf(key: CustomerKey): Pending
  /** Forgets marks up to the ones that were read; facts that came since keep theirs. */
  reacted(done: readonly Pending[]): Promise<void>
  /** Messages that wait for a sender, or whose sender was at work. */
  messages(): readonly PendingMessage[]
  /** Changes when another process has written to the file. */
  foreignVersion(): number
}

export function makePendingWork({ sqlite, commit }: Database): PendingWork {
  const select = sqlite.prepare('SELECT pk FROM pending')
  const mark = sqlite.prepare('SELECT mark FROM pending WHERE pk = ?')
  const forget = sqlite.prepare('DELETE FROM pending WHERE pk = ? AND mark <= ?')
  const messages = sqlite.prepare(
    `SELECT pk, sk, body FROM rows INDEXED BY sending WHERE sending IS NOT NULL`,
  )
  const version = sqlite.prepare('PRAGMA data_version')
  return {
    reactions: () => select.all().map(({ pk }) => pk as CustomerKey),
    markOf: (key) => ({ key, mark: (mark.get(key)?.mark as number | undefined) ?? 0 }),
    reacted: (done) =>
      commit(() => {
        for (const { key, mark } of done) forget.run(key, mark)
      }),
    messages: () =>
      messages.all().map(({ pk, sk, body }) => ({ ...JSON.parse(String(body)), pk, sk })),
    foreignVersion: () => (version.get() as { data_version: number }).data_version,
  }
}
