/** Sends a message when it is its turn in the line of all senders, or parks it until it may be. */
import { type Message, withStatus } from '../../domain/message.ts'
import { messageSort } from '../../domain/message-ref.ts'
import type { Park } from '../../domain/pace/pace.ts'
import { isUnderstood } from '../../domain/understood.ts'
import { loadCustomer, loadMessage, putMessage } from '../../store/customers.ts'
import { type CustomerKey, parseCustomerKey } from '../../store/keys.ts'
import { commitDecision } from '../decisions/commit-decision.ts'
import { decideCustomer } from '../decisions/decide-customer.ts'
import type { DueMessage } from './due-message.ts'
import type { Delivery } from './not-sent.ts'
import type { Pacer } from './pacing/pacer.ts'
import { type SendPorts, sendMessage } from './send-message.ts'

export type PacedSendPorts = SendPorts & { readonly pacer: Pacer }

/**
 * Waits for its turn, then sends as `sendMessage` does, so that the last decision comes after the
 * waiting. A turn that was not used goes to the next in line.
 *
 * @throws if the store fails; the message is then due, or claimed until its lease ends
 */
export async function sendInTurn(due: DueMessage, ports: PacedSendPorts): Promise<Delivery> {
  const shop = parseCustomerKey(due.pk)?.shop
  if (shop === undefined) return { outcome: 'not-sent', why: 'not-found' }
  if (ports.now() >= due.relayAt && !(await isStillDue(due, ports)))
    return { outcome: 'not-sent', why: 'not-due' }
  const { provider, marketing } = due
  const turn = await ports.pacer.turn({ shop, provider, marketing })
  return turn.turn === 'park' ? park(due, turn, ports) : sendMessage(due, ports, turn)
}

/** What waited so long was relayed again: only one of its places in the queue takes a turn. */
async function isStillDue(due: DueMessage, { table }: PacedSendPorts): Promise<boolean> {
  return (await loadMessage(table, due))?.status === 'due'
}

/** The message leaves the queue, and the customer is woken for it when there may be room. */
async function park(
  { pk, sk }: DueMessage,
  { reason, until }: Park,
  { table, settings, now, onNotUnderstood }: PacedSendPorts,
): Promise<Delivery> {
  const customer = await loadCustomer(table, pk as CustomerKey)
  const { facts, state, notUnderstood } = customer
  if (notUnderstood.length > 0) {
    onNotUnderstood(customer.key, notUnderstood)
    return { outcome: 'not-sent', why: 'not-understood' }
  }
  if (facts.isMoving) return { outcome: 'not-sent', why: 'not-due' }
  const known = await settings(facts.shop, state?.settingsVersion)
  const stored = facts.messages.find((message) => messageSort(message) === sk)
  if (!known || !stored) return { outcome: 'not-sent', why: 'not-found' }
  if (stored.status !== 'due') return { outcome: 'not-sent', why: 'not-due' }
  if (!isUnderstood(stored, facts, known)) return { outcome: 'not-sent', why: 'not-understood' }
  const parked: Message = withStatus(stored, { status: 'parked', reason, until })
  const [result] = await table.write([putMessage(customer.key, { before: stored, after: parked })])
  if (!result?.done) return { outcome: 'not-sent', why: 'claimed-by-another' }
  const messages = facts.messages.map((message) => (message === stored ? parked : message))
  const read = { ...customer, facts: { ...facts, messages } }
  const at = now()
  const decided = await decideCustomer(table, read, known, at)
  // A conflict is another decision, which has seen the parked message.
  await commitDecision(table, decided.customer, decided.decision, known, at)
  return { outcome: 'parked', reason, until }
}
