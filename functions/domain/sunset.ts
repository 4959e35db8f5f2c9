/** Sunset: marketing ends for customers from whom nothing comes back. */
import { lastOwnGrantAt } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { countedOrdersAt } from './order.ts'
import type { Policy } from './policy.ts'
import { DAY_MS, type Instant } from './time.ts'

/** The last sign that the customer is there: a purchase, a click of their own, fresh consent. */
export function lastSignAt(facts: CustomerFacts, now: Instant): Instant | undefined {
  const signs = [
    countedOrdersAt(facts.orders, facts.refunds, now).at(-1)?.from,
    lastOwnGrantAt(facts.consents, 'marketing', now),
    ...facts.messages.map(({ feedback }) => feedback?.lastClickAt),
  ].filter((at): at is Instant => at !== undefined && at <= now)
  return signs.length === 0 ? undefined : Math.max(...signs)
}

/** When marketing ends for a customer who stays inactive; undefined if it has already ended. */
export function sunsetAt(
  facts: CustomerFacts,
  { sunset }: Pick<Policy, 'sunset'>,
  now: Instant,
): Instant | undefined {
  const sign = lastSignAt(facts, now)
  const end = sign === undefined ? now : sign + sunset.silentForDays * DAY_MS
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
  if (sunsetAt(facts, { sunset }, now) === undefined) return 'silent'
  const sign = lastSignAt(facts, now) ?? now
  const unanswered = mailedAt.filter((at) => at > sign)
  return unanswered.length >= sunset.afterUnanswered ? 'unanswered' : undefined
}
