/**
 * Work that a process left behind when it ended, on one machine: customers with facts that no
 * reaction has covered yet, and messages that are due. On AWS the table's stream and the queues
 * hold this.
 */
import type { CustomerKey } from './keys.ts'
import type { Row } from './table.ts'

/** How many of a customer's facts have called for a reaction; 0 if none is pending. */
export type PendingMark = { readonly key: CustomerKey; readonly mark: number }

export type PendingMessage = Row & { readonly status: 'due' | 'claimed' }

export type PendingWork = {
  /** Customers with a mark. */
  readonly reactions: () => readonly CustomerKey[]
  /** The customer's current mark; read it before the customer is loaded. */
  readonly markOf: (key: CustomerKey) => PendingMark
  /** Clears marks up to the ones that were read; facts that came since keep theirs. */
  readonly clearMarks: (done: readonly PendingMark[]) => Promise<void>
  /** Messages that wait for a sender, or that a sender had claimed. */
  readonly messages: () => readonly PendingMessage[]
}
