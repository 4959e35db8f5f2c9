/** A believable past for the demonstration shop, the same every time for the same seed. */
import { DAY_MS, HOUR_MS, type Instant } from '../domain/time.ts'
import { type BasketLine, fillBasket, totalMinor } from './baskets.ts'
import { DEMO_CURRENCY, demoShop } from './catalogue.ts'
import { shoppingInstant } from './local-time.ts'
import {
  inventCustomer,
  lawfulGrantAt,
  pickMarket,
  type SimulatedCustomer,
  withdrawalAt,
} from './people.ts'
import { beta, exponential, gamma, pick, type Random, randomOf, wholeBetween } from './random.ts'

export type SimulatedOrder = {
  readonly orderId: string
  readonly customer: string
  readonly paidAt: Instant
  readonly currency: string
  readonly grossMinor: number
  readonly lines: readonly BasketLine[]
}

export type SimulatedRefund = {
  readonly refundId: string
  readonly orderId: string
  readonly customer: string
  readonly at: Instant
  readonly currency: string
  readonly minor: number
}

/** The past of a shop. Customers are in the order in which they came, the rest in order of time. */
export type SimulatedShop = {
  readonly customers: readonly SimulatedCustomer[]
  readonly orders: readonly SimulatedOrder[]
  readonly refunds: readonly SimulatedRefund[]
}

export type Simulation = {
  readonly seed: number
  /** Left out: eighteen months before `until`. */
  readonly from?: Instant
  /** Nothing happens at or after it. */
  readonly until: Instant
  /** Default: 600, some of whom never buy. */
  readonly customers?: number
}

/** Time from `from` up to but not including `until`. */
type Period = { readonly from: Instant; readonly until: Instant }

type UnnumberedOrder = {
  readonly customer: string
  readonly paidAt: Instant
  readonly lines: readonly BasketLine[]
  readonly refund?: { readonly at: Instant; readonly minor: number }
}

const DEFAULT_CUSTOMERS = 600
const DEFAULT_DAYS = 548
/** The rhythm of the week must fit in. */
const FEWEST_DAYS = 7

/** New customers come three times as often at the end as at the beginning. */
const GROWTH = 2
const SHARE_WHO_ONLY_REGISTER = 0.07
const SHARE_WHO_CONSENT = 0.72
const SHARE_WHO_WITHDRAW = 0.09

/** Purchases a day while a customer: gamma-distributed, on average one each 18 days. */
const RATE = { shape: 1.6, meanPerDay: 1 / 18 }
/** The chance of never coming back after a purchase: beta-distributed. */
const DROPOUT = { a: 0.9, b: 4.6 }
/** One who sent everything back seldom tries again. */
const DROPOUT_AFTER_FULL_REFUND = 0.7

/** A first order disappoints more often than a tea one knows. */
const REFUNDED = { first: 0.07, later: 0.035 }
const SHARE_REFUNDED_IN_FULL = 0.55

/** Order numbers go on from here. */
const FIRST_ORDER_NUMBER = 10_001
export const orderIdOf = (index: number): string => `KL-${FIRST_ORDER_NUMBER + index}`

/**
 * Simulates the customers of a shop by the MBG/NBD model: each has a purchase rate of their own,
 * gamma-distributed, buys at random at that rate, and after every purchase, the first included,
 * leaves permanently with a probability of their own, beta-distributed. Leaving is not observable:
 * that is why dormancy has to be inferred. Growth, days of the week, the customer's daytime,
 * refunds and consent are added to the model.
 *
 * Sources: Schmittlein, Morrison and Colombo, "Counting your customers", Management Science 33
 * (1987), for Pareto/NBD; Batislam, Denizel and Filiztekin, "Empirical validation and comparison of
 * models for customer base analysis", Int. J. of Research in Marketing 24 (2007), for MBG/NBD.
 *
 * @throws RangeError if the period is shorter than a week
 * @example simulateShop({ seed: 1, until: Date.UTC(2026, 0, 1) }).customers.length // 600
 */
export function simulateShop(simulation: Simulation): SimulatedShop {
  const { seed, until, customers: count = DEFAULT_CUSTOMERS } = simulation
  const period = { from: simulation.from ?? until - DEFAULT_DAYS * DAY_MS, until }
  if (until - period.from < FEWEST_DAYS * DAY_MS)
    throw new RangeError(`a simulated shop needs at least ${FEWEST_DAYS} days`)
  const lives = arrivals(randomOf(`${seed}/arrivals`), count, period).map((arrival, index) =>
    live(randomOf(`${seed}/customer/${index}`), index + 1, arrival, period),
  )
  const purchases = lives
    .flatMap((life) => life.purchases)
    .sort((a, b) => a.paidAt - b.paidAt || (a.customer < b.customer ? -1 : 1))
  return {
    customers: lives.map(({ customer }) => customer),
    orders: purchases.map(orderOf),
    refunds: purchases.flatMap(refundOf).sort((a, b) => a.at - b.at),
  }
}

/** When customers come, ascending: the density rises in a straight line to 1 + GROWTH times. */
const arrivals = (random: Random, count: number, { from, until }: Period): readonly Instant[] =>
  Array.from({ length: count }, () => {
    const share = (Math.sqrt(1 + GROWTH * (2 + GROWTH) * random()) - 1) / GROWTH
    return from + Math.floor(share * (until - from))
  }).sort((a, b) => a - b)

type Life = { readonly customer: SimulatedCustomer; readonly purchases: readonly UnnumberedOrder[] }

function live(random: Random, number: number, arrival: Instant, period: Period): Life {
  const market = pickMarket(random)
  const firstAt = firstVisit(random, arrival, market.zone, period)
  const person = inventCustomer(random, number, market, firstAt)
  const customer = { ...person, consents: simulatedConsents(random, person, period) }
  if (random() < SHARE_WHO_ONLY_REGISTER) return { customer, purchases: [] }
  return { customer, purchases: purchasesOf(random, customer, period) }
}

/** At the arrival or soon after; a little before where that would be too late. */
function firstVisit(random: Random, arrival: Instant, zone: string, period: Period): Instant {
  let notBefore = arrival
  for (;;) {
    const at = shoppingInstant(notBefore, zone, random)
    if (at < period.until) return at
    notBefore = Math.max(period.from, notBefore - DAY_MS)
  }
}

function simulatedConsents(random: Random, { profile }: SimulatedCustomer, { until }: Period) {
  if (random() >= SHARE_WHO_CONSENT) return []
  const grant = lawfulGrantAt(profile.updatedAt, profile)
  if (random() >= SHARE_WHO_WITHDRAW) return [grant]
  const thoughtAt = grant.at + HOUR_MS + random() * (until - grant.at)
  const at = shoppingInstant(thoughtAt, profile.zone, random)
  return at < until ? [grant, withdrawalAt(at)] : [grant]
}

function purchasesOf(
  random: Random,
  customer: SimulatedCustomer,
  period: Period,
): readonly UnnumberedOrder[] {
  const perDay = gamma(random, RATE.shape, RATE.meanPerDay / RATE.shape)
  const dropout = beta(random, DROPOUT.a, DROPOUT.b)
  const purchases: UnnumberedOrder[] = []
  let paidAt = customer.profile.updatedAt
  while (paidAt < period.until) {
    const purchase = buy(random, customer, paidAt, purchases.length === 0, period)
    purchases.push(purchase)
    const sentAllBack = purchase.refund?.minor === totalMinor(purchase.lines)
    if (random() < (sentAllBack ? Math.max(dropout, DROPOUT_AFTER_FULL_REFUND) : dropout)) break
    const wantedAt = paidAt + exponential(random, DAY_MS / perDay)
    if (!(wantedAt < period.until)) break
    paidAt = shoppingInstant(wantedAt, customer.profile.zone, random)
  }
  return purchases
}

function buy(
  random: Random,
  customer: SimulatedCustomer,
  paidAt: Instant,
  isFirst: boolean,
  { until }: Period,
): UnnumberedOrder {
  const lines = fillBasket(random, customer)
  const purchase = { customer: customer.id, paidAt, lines }
  if (random() >= (isFirst ? REFUNDED.first : REFUNDED.later)) return purchase
  const minor = random() < SHARE_REFUNDED_IN_FULL ? totalMinor(lines) : partOf(random, lines)
  // The shop gives the money back, so its own clock counts.
  const at = shoppingInstant(paidAt + wholeBetween(random, 3, 18) * DAY_MS, demoShop.zone, random)
  return at < until ? { ...purchase, refund: { at, minor } } : purchase
}

/** One line of several; of a single line, a third as an apology. */
function partOf(random: Random, lines: readonly BasketLine[]): number {
  const { quantity, unitMinor } = pick(random, lines)
  return lines.length > 1 ? quantity * unitMinor : Math.round((quantity * unitMinor) / 3)
}

const orderOf = ({ customer, paidAt, lines }: UnnumberedOrder, index: number): SimulatedOrder => ({
  orderId: orderIdOf(index),
  customer,
  paidAt,
  currency: DEMO_CURRENCY,
  grossMinor: totalMinor(lines),
  lines,
})

const refundOf = (
  { customer, refund }: UnnumberedOrder,
  index: number,
): readonly SimulatedRefund[] =>
  refund
    ? [
        {
          refundId: `${orderIdOf(index)}-R1`,
          orderId: orderIdOf(index),
          customer,
          ...refund,
          currency: DEMO_CURRENCY,
        },
      ]
    : []
