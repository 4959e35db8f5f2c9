/**
 * What a sender knows of a message, and the store did not take, as on a full disk: it is stored
 * before anything else is decided about the message, also where its claim's lease has ended.
 */
import type { Message } from '../../domain/message.ts'
import { type LoadedCustomer, putMessage } from '../../store/customers.ts'
import type { Table } from '../../store/table.ts'

/** The message as it is to be stored after a claim; undefined if the sender's store took it. */
export type SettledAs = (claimId: string) => Message | undefined

/**
 * @returns whether a message was settled, or changed by others: the customer is to be read again
 * @throws if the store fails
 * @example if (await settleKnown(customer, ports)) return reactToCustomer(key, ports)
 */
export async function settleKnown(
  { key, facts }: LoadedCustomer,
  ports: { readonly table: Table; readonly settledAs?: SettledAs | undefined },
): Promise<boolean> {
  const { table, settledAs } = ports
  if (!settledAs) return false
  const writes = facts.messages.flatMap((before) => {
    const after = before.status === 'claimed' ? settledAs(before.claimId) : undefined
    return after ? [putMessage(key, { before, after })] : []
  })
  if (writes.length > 0) await table.write(writes)
  return writes.length > 0
}
