/**
 * Records a delivery event: on its message, on its address, and in the shop's counts for the
 * mailbox provider. Every step is safe to repeat, and an event is marked as done only after
 * everything that follows from it, so that an interrupted run is repeated in full.
 */
import { applyEvent } from '../../domain/feedback/apply-event.ts'
import type { DeliveryEvent } from '../../domain/feedback/delivery-event.ts'
import { boundedInstant } from '../../domain/feedback/event-instant.ts'
import type { Message } from '../../domain/message.ts'
import { decode, UnreadableRowError } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { encode } from '../../store/codecs/read-customer-rows.ts'
import { loadMessage } from '../../store/customers.ts'
import { wokenBy } from '../../store/identity.ts'
import { followUp } from './follow-up.ts'
import { findMessage, type Place, placeOf } from './message-place.ts'
import type { FeedbackPorts, ReportedEvent } from './reported-event.ts'

/** The outcome of recording an event. */
export type FeedbackOutcome =
  | 'recorded'
  /** It was recorded before, or adds nothing to what is known. */
  | 'known'
  /** Its message is not here: erased, or never ours. */
  | 'no-such-message'

const MOST_CONFLICTS = 20

/**
 * Records one event; repeated, late or out of order, the result is the same.
 *
 * @throws if the store fails, or others keep changing the message
 * @example await recordFeedback({ event, recipients: ['li@example.com'] }, ports) // 'recorded'
 */
export async function recordFeedback(
  reported: ReportedEvent,
  ports: FeedbackPorts,
): Promise<FeedbackOutcome> {
  const mailed = placeOf(reported.event.messageId)
  const found = mailed && (await findMessage(mailed, ports.table))
  if (!found) return 'no-such-message'
  const { place, row } = found
  const { value: message, fault } = decode(CUSTOMER_ROWS.message, row)
  if (message?.attempt === 0) return 'no-such-message'
  const at = boundedInstant(reported.event.at, message, ports.now())
  const happened = { ...reported, event: { ...reported.event, at }, statedAt: reported.event.at }
  // What concerns the address does not wait until the message is understood.
  const isNews = await followUp(happened, message, place, ports)
  if (fault !== undefined) throw new UnreadableRowError(fault)
  const outcome = await noteOnMessage(message, happened.event, place, ports)
  // It moved to its customer's present id between reading and writing; or it was erased.
  if (outcome === 'no-such-message') return recordFeedback(reported, ports)
  return isNews ? 'recorded' : outcome
}

async function noteOnMessage(
  first: Message,
  event: DeliveryEvent,
  { row }: Place,
  { table, now }: FeedbackPorts,
): Promise<FeedbackOutcome> {
  let message: Message | undefined = first
  for (let tries = 0; message && tries < MOST_CONFLICTS; tries++) {
    const after = applyEvent(message, event)
    if (after === message) return 'known'
    const { status, attempt, heard: before } = message
    const on = { equals: { status, attempt, heard: before } }
    // The next step of its journey may count from when it was sent, which is known only now.
    const woken = status === after.status ? undefined : await wokenBy(table, row.pk, now())
    const writes = [{ put: encode('message', row.pk, after), on }, ...(woken ? [woken] : [])]
    if ((await table.writeTogether(writes)) === 'committed') return 'recorded'
    message = await loadMessage(table, row)
  }
  if (!message) return 'no-such-message'
  throw new Error(`a message was changed by others ${MOST_CONFLICTS} times in a row`)
}
