/** A claim whose sender no longer runs: the message is due again, or unknown. */
import { dueAgain, expire, type MessageOf } from '../../domain/message.ts'
import { messageSort } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { isUnderstood } from '../../domain/understood.ts'
import { loadCustomer, putMessage } from '../../store/customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { SettingsOf } from '../../store/shops.ts'
import type { RowKey, Table } from '../../store/table.ts'
import type { OnNotUnderstood } from './not-understood.ts'
import { type ArrivedAt, afterArrival } from './settle-arrived.ts'

export type ExpirePorts = {
  readonly table: Table
  readonly settings: SettingsOf
  readonly now: () => Instant
  readonly onNotUnderstood: OnNotUnderstood
  /** Whether no byte of the mail has left under the claim; left out, that is not known. */
  readonly hasSurelyStayed?: (claimId: string) => boolean
  /** Left out where the mailer does not know which mails it has. */
  readonly arrivedAt?: ArrivedAt | undefined
}

/**
 * Ends the claim on a message whose sender no longer runs. Does nothing if the message is not
 * claimed, was changed in the meantime, or is not fully understood.
 *
 * @throws if the store fails, or the shop's settings cannot be read
 * @example await expireClaim({ pk: 'tea/17', sk: 'message#care#1#tips' }, ports)
 */
export async function expireClaim({ pk, sk }: RowKey, ports: ExpirePorts): Promise<void> {
  const customer = await loadCustomer(ports.table, pk as CustomerKey)
  if (customer.notUnderstood.length > 0)
    return ports.onNotUnderstood(customer.key, customer.notUnderstood)
  const message = customer.facts.messages.find((one) => messageSort(one) === sk)
  if (message?.status !== 'claimed') return
  const settings = await ports.settings(customer.facts.shop)
  if (settings && !isUnderstood(message, customer.facts, settings)) return
  await endClaim(customer.key, message, ports)
}

/** What a claim becomes once its sender no longer runs; nothing if the message changed meanwhile. */
export async function endClaim(
  key: CustomerKey,
  message: MessageOf<'claimed'>,
  ports: ExpirePorts,
): Promise<void> {
  const { arrivedAt } = ports
  const isKept = arrivedAt && message.repeatable
  const after =
    (isKept && (await afterArrival(key, message, arrivedAt))) || afterClaim(message, ports)
  await ports.table.write([putMessage(key, { before: message, after })])
}

function afterClaim(message: MessageOf<'claimed'>, { hasSurelyStayed, now }: ExpirePorts) {
  const stayed = hasSurelyStayed?.(message.claimId) ?? false
  return stayed ? dueAgain(message) : expire(message, now())
}
