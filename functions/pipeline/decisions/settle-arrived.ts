/**
 * A mailer that keeps its mails knows which of them arrived. Where a sender ended before it could
 * say so, the mail is asked for before anything else is decided about the message: it must not end
 * as one that was not sent.
 */
import { arrived, type Message, type MessageOf } from '../../domain/message.ts'
import { mailedIdOf } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { type LoadedCustomer, putMessage } from '../../store/customers.ts'
import type { Table } from '../../store/table.ts'

/** When the mail of that id arrived; undefined if it did not. */
export type ArrivedAt = (mailId: string) => Promise<Instant | undefined>

export type SettlePorts = {
  readonly table: Table
  readonly now: () => Instant
  /** Left out where the mailer does not know. */
  readonly arrivedAt?: ArrivedAt | undefined
}

/**
 * @returns whether a message was settled, or changed by others: the customer is to be read again
 * @example if (await settleArrived(customer, ports)) return reactToCustomer(key, ports)
 */
export async function settleArrived(
  { key, facts }: LoadedCustomer,
  { table, now, arrivedAt }: SettlePorts,
): Promise<boolean> {
  if (!arrivedAt) return false
  let isSettled = false
  for (const message of facts.messages) {
    if (!mayHaveArrived(message, now())) continue
    const after = await afterArrival(key, message, arrivedAt)
    if (!after) continue
    await table.write([putMessage(key, { before: message, after })])
    isSettled = true
  }
  return isSettled
}

/** The message as its mail is in the inbox; undefined if it is not. */
export async function afterArrival(
  key: string,
  message: MessageOf<'claimed' | 'due'>,
  arrivedAt: ArrivedAt,
): Promise<Message | undefined> {
  const mailId = mailedIdOf(key, message)
  const at = await arrivedAt(mailId)
  return at === undefined ? undefined : arrived(message, mailId, at)
}

/** Handed over by a sender that ended without an answer, now or at an earlier attempt. */
const mayHaveArrived = (message: Message, now: Instant): message is MessageOf<'claimed' | 'due'> =>
  message.status === 'claimed'
    ? message.repeatable && message.leaseUntil <= now
    : message.status === 'due' && message.attempt > 0
