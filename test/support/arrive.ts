/** How what a shop reports becomes facts: the store's rules for writing, and nothing else. */
import type { ConsentFact } from '../../functions/domain/consent.ts'
import type {
  CustomerFacts,
  CustomerHold,
  Preferences,
  Profile,
} from '../../functions/domain/customer.ts'
import type { Attribute, CustomerEvent } from '../../functions/domain/customer-event.ts'
import { supersedes } from '../../functions/domain/fact-version.ts'
import type { Order, Refund } from '../../functions/domain/order.ts'

export type Recording =
  | { readonly fact: 'order'; readonly order: Order }
  | { readonly fact: 'refund'; readonly refund: Refund }
  | { readonly fact: 'consent'; readonly consent: ConsentFact }
  | { readonly fact: 'profile'; readonly profile: Profile }
  | { readonly fact: 'hold'; readonly hold: CustomerHold }
  | { readonly fact: 'event'; readonly event: CustomerEvent }
  | { readonly fact: 'attribute'; readonly attribute: Attribute }
  | { readonly fact: 'preferences'; readonly preferences: Preferences }

/** The facts after one more recording: a newer order replaces, a known refund or consent stays. */
export function arrive(facts: CustomerFacts, recording: Recording): CustomerFacts {
  switch (recording.fact) {
    case 'order': {
      const { order } = recording
      const stored = facts.orders.find(({ orderId }) => orderId === order.orderId)
      if (stored && !supersedes(asStated(order), asStated(stored))) return facts
      return { ...facts, orders: [...facts.orders.filter((other) => other !== stored), order] }
    }
    case 'refund': {
      const { refund } = recording
      if (facts.refunds.some(({ refundId }) => refundId === refund.refundId)) return facts
      return { ...facts, refunds: [...facts.refunds, refund] }
    }
    case 'consent': {
      const { consent } = recording
      const name = consentName(consent)
      if (facts.consents.some((stored) => consentName(stored) === name)) return facts
      return { ...facts, consents: [...facts.consents, consent] }
    }
    case 'profile': {
      const { profile } = recording
      const isNews = !facts.profile || profile.updatedAt > facts.profile.updatedAt
      return isNews ? { ...facts, profile } : facts
    }
    case 'hold': {
      const { hold } = recording
      return facts.holds.some(({ holdId }) => holdId === hold.holdId)
        ? facts
        : { ...facts, holds: [...facts.holds, hold] }
    }
    case 'event': {
      const { event } = recording
      return facts.events.some(({ eventId }) => eventId === event.eventId)
        ? facts
        : { ...facts, events: [...facts.events, event] }
    }
    case 'attribute':
      return withAttribute(facts, recording.attribute)
    case 'preferences':
      return { ...facts, preferences: recording.preferences }
  }
}

/** The newer replaces, and one that says the same again changes nothing. */
function withAttribute(facts: CustomerFacts, attribute: Attribute): CustomerFacts {
  const stored = facts.attributes.find(({ name }) => name === attribute.name)
  if (stored?.value === attribute.value || (stored && stored.since >= attribute.since)) return facts
  return {
    ...facts,
    attributes: [...facts.attributes.filter((other) => other !== stored), attribute],
  }
}

const consentName = ({ purpose, at, source, act }: ConsentFact): string =>
  [purpose, at, source, act].join('#')

/** As if every order stated its version. */
const asStated = ({ updatedAt, contentHash }: Order) => ({ statedAt: updatedAt, contentHash })
