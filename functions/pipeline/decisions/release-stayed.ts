/**
 * A claim under which no byte left, and none will, is not in doubt: its message is due again before
 * anything else is decided about it, also where its lease has ended.
 */
import { dueAgain } from '../../domain/message.ts'
import { type LoadedCustomer, putMessage } from '../../store/customers.ts'
import type { Table } from '../../store/table.ts'

/** Whether no byte of a mail has left, and none will, under the claim. */
export type HasSurelyStayed = (claimId: string) => boolean

/**
 * @returns whether a message was due again, or changed by others: the customer is to be read again
 * @throws if the store fails
 * @example if (await releaseStayed(customer, ports)) return reactToCustomer(key, ports)
 */
export async function releaseStayed(
  { key, facts }: LoadedCustomer,
  ports: { readonly table: Table; readonly hasSurelyStayed?: HasSurelyStayed | undefined },
): Promise<boolean> {
  const { table, hasSurelyStayed } = ports
  if (!hasSurelyStayed) return false
  const writes = facts.messages.flatMap((before) =>
    before.status === 'claimed' && hasSurelyStayed(before.claimId)
      ? [putMessage(key, { before, after: dueAgain(before) })]
      : [],
  )
  if (writes.length > 0) await table.write(writes)
  return writes.length > 0
}
