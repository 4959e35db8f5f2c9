/**
 * A claim under which nothing was sent, nor will be, is not in doubt: its message is due again before
 * anything else is decided about it, also where its lease has ended.
 */
import { dueAgain } from '../../domain/message.ts'
import { type LoadedCustomer, putMessage } from '../../store/customers.ts'
import type { Table } from '../../store/table.ts'

/** Whether nothing was sent under the claim, nor will be. */
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
