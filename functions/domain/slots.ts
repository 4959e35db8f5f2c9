/** Which of a customer's messages occupy the caps of their address, and since when. */
import type { AddressSlot } from './address.ts'
import type { CustomerFacts } from './customer.ts'
import { type Journey, journeyName } from './journey.ts'
import { capSlotOf, handedOverAt, type Message } from './message.ts'
import { messageName } from './message-ref.ts'
import { isRequestStart } from './starts/start.ts'
import { type Instant, latest } from './time.ts'

/** What a customer's own messages occupy at their address. */
export function slotsOf(
  { customer, journeys }: Pick<CustomerFacts, 'customer' | 'journeys'>,
  messages: readonly Message[],
): readonly AddressSlot[] {
  const requests = requestsAmong(journeys)
  return messages
    .toSorted((a, b) => (messageName(a) < messageName(b) ? -1 : 1))
    .flatMap((message) => slotOf(message, customer, requests))
}

/** A request to confirm is service mail, and has a slot of its own kind. */
export function slotOf(
  message: Message,
  customer: string,
  requests: ReadonlySet<string>,
): readonly AddressSlot[] {
  const isRequest = !message.marketing && requests.has(journeyName(message))
  const at = isRequest ? handedOverAt(message) : capSlotOf(message)
  const { campaign, n, step } = message
  if (at === undefined) return []
  return [{ customer, campaign, n, step, at, ...(isRequest && { kind: 'confirmation' }) }]
}

/** The names of the journeys that ask customers to confirm. */
export const requestsAmong = (journeys: readonly Journey[]): ReadonlySet<string> =>
  new Set(journeys.filter(({ start }) => isRequestStart(start)).map(journeyName))

/** When the latest mail of a journey was handed over. */
export const mailedIn = (journey: Journey, messages: readonly Message[]): Instant | undefined =>
  latest(
    messages.filter((message) => journeyName(message) === journeyName(journey)).map(handedOverAt),
  )
