/** Carries out of the store what a decision put there: due messages and changes of class. */
import { decode } from '../../store/codecs/codec.ts'
import type { LifecycleChange } from '../../store/codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { customerRowKind } from '../../store/codecs/read-customer-rows.ts'
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
 * Picks what must leave from a batch of changes. Relaying the same change twice is harmless: the
 * sender's claim and the event's id can exist only once.
 */
export function outboxOf(changes: readonly RowChange[]): Outbox {
  const dueMessages = new Map<string, DueMessage>()
  const lifecycleChanges = new Map<string, LifecycleChanged>()
  for (const { before, after } of changes) {
    if (!after) continue
    const kind = customerRowKind(after.sk)
    if (kind === 'message') {
      const due = newlyDue(before, after)
      if (due) dueMessages.set(`${due.pk}\n${due.sk}`, due)
    } else if (kind === 'lifecycle' && !before) {
      const change = lifecycleChangeOf(after)
      if (change) lifecycleChanges.set(change.id, change)
    }
  }
  return {
    dueMessages: [...dueMessages.values()],
    lifecycleChanges: [...lifecycleChanges.values()],
  }
}

function newlyDue(before: Row | undefined, after: Row): DueMessage | undefined {
  const due = dueMessageOf(after)
  const was = before && dueMessageOf(before)
  return due && was?.relayAt !== due.relayAt ? due : undefined
}

function lifecycleChangeOf(row: Row): LifecycleChanged | undefined {
  const who = parseCustomerKey(row.pk)
  const change = decode(CUSTOMER_ROWS.lifecycle, row).value
  if (!who || !change) return undefined
  return {
    id: `${row.pk}#${row.sk}`,
    shop: who.shop,
    customer: who.customer,
    ...change,
  }
}
