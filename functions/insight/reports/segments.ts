/** How many customers were in each class at one instant. */
import { assess } from '../../domain/lifecycle.ts'
import { LIFECYCLE_CLASSES, type LifecycleClass } from '../../domain/lifecycle-class.ts'
import type { Settings } from '../../domain/policy.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import type { LoadedCustomer } from '../../store/customers.ts'
import { isKnownAt } from './known-customers.ts'

export type Segments = {
  /** RFC 3339, in UTC. */
  readonly asOf: string
  readonly customers: number
  readonly classes: Readonly<Record<LifecycleClass, number>>
}

/**
 * Counts customers by class as of any instant, past or future, from their facts alone and by
 * today's policy. A customer counts from their first order, refund or profile on, so the total
 * grows with the shop. A profile is dated by its latest version: one without any order that was
 * replaced since counts from then.
 *
 * @example (await segmentsAt(eachCustomer(table, prefix), asOf, settings)).classes.dormant
 */
export async function segmentsAt(
  customers: AsyncIterable<LoadedCustomer>,
  asOf: Instant,
  { policy, models }: Pick<Settings, 'policy' | 'models'>,
): Promise<Segments> {
  const classes = Object.fromEntries(LIFECYCLE_CLASSES.map((name) => [name, 0])) as Record<
    LifecycleClass,
    number
  >
  let total = 0
  for await (const customer of customers) {
    if (!isKnownAt(customer, asOf)) continue
    classes[assess(customer.facts, asOf, policy, models).class]++
    total++
  }
  return { asOf: isoInstant(asOf), customers: total, classes }
}
