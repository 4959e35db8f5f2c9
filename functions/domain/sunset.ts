/** Sunset: marketing ends for customers from whom nothing comes back. */
import { firstGrantAt, lastOwnGrantAt } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import type { Policy } from './policy.ts'
import { DAY_MS, type Instant, latest } from './time.ts'

/**
 * The last sign that the customer is there: an order, even one refunded since, a click of their own,
 * fresh consent.
 */
function lastSignAt(facts: CustomerFacts, now: Instant): Instant | undefined {
  const signs = [
    ...facts.orders.map(({ paidAt }) => paidAt),
    lastOwnGrantAt(facts.consents, 'marketing', now),
    ...facts.messages.map(({ feedback }) => feedback?.lastClickAt),
  ]
  return latest(signs.map((at) => (at !== undefined && at <= now ? at : undefined)))
}

/**
 * The instant from which inactivity counts: the last sign, or, for a contact who never gave one, the
 * first consent that was imported for them. Undefined if there is neither: what is missing then is
 * consent.
 */
const inactiveFrom = (facts: CustomerFacts, now: Instant): Instant | undefined =>
  lastSignAt(facts, now) ?? firstGrantAt(facts.consents, 'marketing', now)

/** When marketing ends if the customer stays inactive; undefined if it has, or never does. */
export function sunsetAt(
  facts: CustomerFacts,
  { sunset }: Pick<Policy, 'sunset'>,
  now: Instant,
): Instant | undefined {
  const from = inactiveFrom(facts, now)
  if (from === undefined) return undefined
  const end = from + sunset.silentForDays * DAY_MS
  return end > now ? end : undefined
}

/**
 * Why marketing has ended for this customer, if it has.
 *
 * @param mailedAt when marketing was sent to them or is being sent
 */
export function sunsetOf(
  facts: CustomerFacts,
  { sunset }: Policy,
  mailedAt: readonly Instant[],
  now: Instant,
): 'unanswered' | 'silent' | undefined {
  const from = inactiveFrom(facts, now)
  if (from === undefined) return undefined
  if (from + sunset.silentForDays * DAY_MS <= now) return 'silent'
  const unanswered = mailedAt.filter((at) => at > from)
  return unanswered.length >= sunset.afterUnanswered ? 'unanswered' : undefined
}
