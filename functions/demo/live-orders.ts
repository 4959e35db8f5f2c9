/** What happens in the demonstration shop while a visitor watches. */
import { DAY_MS, type Instant } from '../domain/time.ts'
import { fillBasket, totalMinor } from './baskets.ts'
import { DEMO_CURRENCY } from './catalogue.ts'
import { isDaytime } from './local-time.ts'
import { grantAt, inventCustomer, markets, pickMarket, type SimulatedCustomer } from './people.ts'
import { pick, pickWeighted, type Random, randomOf } from './random.ts'
import { orderIdOf, type SimulatedOrder, type SimulatedShop } from './simulate-shop.ts'

/** New: never seen before. Back: bought nothing for long. Regular: all others. */
export type BuyerKind = 'new' | 'regular' | 'back'

export type LiveOrder = {
  readonly buyer: BuyerKind
  /** With the box for marketing ticked where new; as the simulated shop knows them otherwise. */
  readonly customer: SimulatedCustomer
  readonly order: SimulatedOrder
}

export type LiveMoment = {
  readonly seed: number
  /** 0, 1, 2 and so on, each used once for a shop: it names the order and the new customer. */
  readonly sequence: number
  readonly now: Instant
  readonly shop: SimulatedShop
}

/** The first few come quickly, for a visitor who has just opened the page. */
const FIRST_AFTER_SECONDS = [3, 6, 10, 15, 22] as const
const THEN_EVERY_SECONDS = 20

/** Seconds between the purchase before and the nth. @example secondsBefore(0) // 3 */
export function secondsBefore(nth: number): number {
  const at = FIRST_AFTER_SECONDS[nth]
  return at === undefined ? THEN_EVERY_SECONDS : at - (FIRST_AFTER_SECONDS[nth - 1] ?? 0)
}

const BUYERS = [
  { buyer: 'new', weight: 50 },
  { buyer: 'regular', weight: 32 },
  { buyer: 'back', weight: 18 },
] as const

/** Based on the simulated history alone, without live purchases. */
const LONG_AGO_MS = 90 * DAY_MS

/**
 * The next purchase in the shop, paid at `now` by a customer for whom it is daytime, so that no
 * quiet hours delay the e-mail that follows. The same seed, sequence and instant give the same
 * purchase.
 *
 * @example liveOrder({ seed: 1, sequence: 0, now, shop }).order.paidAt === now // true
 */
export function liveOrder({ seed, sequence, now, shop }: LiveMoment): LiveOrder {
  const random = randomOf(`${seed}/live/${sequence}`)
  const { buyer: wanted } = pickWeighted(random, BUYERS, ({ weight }) => weight)
  const known = wanted === 'new' ? [] : knownBuyers(shop, wanted, now)
  const buyer = known.length === 0 ? 'new' : wanted
  const customer =
    known.length === 0
      ? newCustomer(random, shop.customers.length + 1 + sequence, now)
      : pick(random, known)
  const lines = fillBasket(random, customer)
  const order = {
    orderId: orderIdOf(shop.orders.length + sequence),
    customer: customer.id,
    paidAt: now,
    currency: DEMO_CURRENCY,
    grossMinor: totalMinor(lines),
    lines,
  }
  return { buyer, customer, order }
}

function newCustomer(random: Random, number: number, now: Instant): SimulatedCustomer {
  const awake = markets.filter(({ zone }) => isDaytime(now, zone))
  const person = inventCustomer(random, number, pickMarket(random, awake), now)
  return { ...person, consents: [grantAt(now, person.profile.locale)] }
}

function knownBuyers(
  shop: SimulatedShop,
  wanted: 'regular' | 'back',
  now: Instant,
): readonly SimulatedCustomer[] {
  const awake = new Set(markets.map(({ zone }) => zone).filter((zone) => isDaytime(now, zone)))
  // Orders are in order of time: the last one of each customer stays.
  const lastPaidAt = new Map(shop.orders.map((order) => [order.customer, order.paidAt]))
  return shop.customers.filter(({ id, profile }) => {
    const last = lastPaidAt.get(id)
    if (last === undefined || !awake.has(profile.zone)) return false
    return now - last >= LONG_AGO_MS === (wanted === 'back')
  })
}
