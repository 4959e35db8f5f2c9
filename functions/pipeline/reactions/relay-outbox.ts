/** Carries out of the store what a decision put there: due messages and changes of class. */

import type { Message } from '../../domain/message.ts'
import { MESSAGE_ROWS } from '../../domain/message-ref.ts'
import type { LifecycleChange } from '../../store/customers.ts'
import { parseCustomerKey } from '../../store/keys.ts'
import type { Row, RowChange } from '../../store/table.ts'
import { type DueMessage, dueMessageOf } from '../sending/due-message.ts'

export type LifecycleChanged = LifecycleChange & {
  /** The same change always has the same id, for consumers that drop repeats. */
  readonly id: string
  readonly shop: string
  readonly customer: string
}

export type Outbox = {
  readonly dueMessages: readonly DueMessage[]
  readonly lifecycleChanges: readonly LifecycleChanged[]
}

/**
 * Picks what must leave from a batch of changes. Telling the same change twice does no harm:
 * the sender's claim and the event's id are there once.
 */
export function outboxOf(changes: readonly RowChange[]): Outbox {
  const dueMessages = new Map<string, DueMessage>()
  const lifecycleChanges = new Map<string, LifecycleChanged>()
  for (const { before, after } of changes) {
    if (!after) continue
    const { pk, sk } = after
    if (sk.startsWith(MESSAGE_ROWS) && isNewlyDue(before, after))
      dueMessages.set(`${pk}\n${sk}`, dueMessageOf(after))
    else if (sk.startsWith('lifecycle#') && !before) {
      const change = lifecycleChangeOf(after)
      if (change) lifecycleChanges.set(change.id, change)
    }
  }
  return {
    dueMessages: [...dueMessages.values()],
    lifecycleChanges: [...lifecycleChanges.values()],
  }
}

function isNewlyDue(before: Row | undefined, after: Row): boolean {
  const [was, is] = [before as Message | undefined, after as unknown as Message]
  if (is.status !== 'due') return false
  return was?.status !== 'due' || was.relayAt !== is.relayAt
}

function lifecycleChangeOf(row: Row): LifecycleChanged | undefined {
  const who = parseCustomerKey(row.pk)
  if (!who) return undefined
  const { pk, sk, ...change } = row
  return {
    id: `${pk}#${sk}`,
    shop: who.shop,
    customer: who.customer,
    ...(change as unknown as LifecycleChange),
  }
}
