/** A shop whose customers buy by MBG/NBD, with parameters that the tests know. */
import { beta, exponential, gamma, randomOf } from '../../../functions/demo/random.ts'
import { DAY_MS, type Instant } from '../../../functions/domain/time.ts'

export const OPENED: Instant = Date.UTC(2024, 0, 1)
/** In days. */
export const TRUE_PARAMS = { r: 0.8, alpha: 30, a: 1, b: 2.5 } as const

export type SimulatedOrder = {
  readonly customer: string
  readonly orderId: string
  readonly paidAt: Instant
  readonly currency: string
  readonly grossMinor: number
}

/** Newcomers for a third of the time, and all of their orders within `days` of the opening. */
export function simulatedOrders(customers: number, days: number): readonly SimulatedOrder[] {
  const random = randomOf('a shop of its own')
  const { r, alpha, a, b } = TRUE_PARAMS
  return Array.from({ length: customers }, (_, i) => {
    const rate = gamma(random, r, 1 / alpha)
    const leaving = beta(random, a, b)
    const spend = 2_000 / gamma(random, 4, 1 / 3)
    const orders: SimulatedOrder[] = []
    for (let day = random() * (days / 3); day < days; day += exponential(random, 1 / rate)) {
      orders.push({
        customer: `c-${i}`,
        orderId: `c-${i}-${orders.length}`,
        paidAt: OPENED + Math.floor(day * DAY_MS),
        currency: 'EUR',
        grossMinor: 1 + Math.round(gamma(random, 6, spend / 6)),
      })
      if (random() < leaving) break
    }
    return orders
  }).flat()
}
