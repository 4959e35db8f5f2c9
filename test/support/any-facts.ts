/** Arbitrary histories for fast-check: few ids and a coarse grid, so that things collide. */
import fc from 'fast-check'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import type { Attribute, CustomerEvent } from '../../functions/domain/customer-event.ts'
import type { Order, Refund } from '../../functions/domain/order.ts'
import type { Policy } from '../../functions/domain/policy.ts'
import { HOUR_MS, type Instant, isoInstant } from '../../functions/domain/time.ts'
import type { Recording } from './arrive.ts'
import { days, NOON, policy } from './given.ts'

/** Half days over some weeks, from `NOON` on; equal instants are likely. */
export const anyInstant = (weeks = 4): fc.Arbitrary<Instant> =>
  fc.nat({ max: weeks * 14 }).map((halfDays) => NOON + halfDays * 12 * HOUR_MS)

const anyMinor = fc.constantFrom(0, 500, 1_000, 2_000)
const anyCurrency = fc.constantFrom('EUR', 'EUR', 'EUR', 'USD')
export const anyOrderId = fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5', 'o6')

/** One version of an order; the same id may come again with other content or another version. */
export const anyOrder = (at: fc.Arbitrary<Instant> = anyInstant()): fc.Arbitrary<Order> =>
  fc
    .record({
      orderId: anyOrderId,
      paidAt: at,
      updatedAt: at,
      currency: anyCurrency,
      grossMinor: anyMinor,
      lines: fc.constantFrom<Pick<Order, 'skus' | 'categories'>>(
        {},
        { skus: ['tea'], categories: ['Tea'] },
        { skus: ['cup'] },
      ),
    })
    .map(({ lines, ...fields }) => {
      const order = { ...fields, ...lines }
      return { ...order, contentHash: JSON.stringify(order) }
    })

/** The content follows from the id, since a refund never changes. */
export const anyRefund = (at: fc.Arbitrary<Instant> = anyInstant()): fc.Arbitrary<Refund> =>
  fc
    .record({
      orderId: fc.option(anyOrderId, { nil: undefined, freq: 8 }),
      at,
      currency: anyCurrency,
      minor: fc.constantFrom(500, 1_000, 2_000),
    })
    .map(({ orderId, ...fields }) => ({
      refundId: JSON.stringify([orderId, fields]),
      ...(orderId !== undefined && { orderId }),
      ...fields,
    }))

export const anyConsent = (at: fc.Arbitrary<Instant> = anyInstant()): fc.Arbitrary<ConsentFact> =>
  fc.record({
    purpose: fc.constantFrom('marketing', 'marketing', 'profiling'),
    act: fc.constantFrom('granted', 'withdrawn'),
    at,
    source: fc.constantFrom('checkout', 'form', 'unsubscribe', 'sync', 'import'),
  })

/** The names of events that campaigns of `anySettings` ask for. */
export const EVENT_NAMES = ['delivered', 'review'] as const

/** The content follows from the id, since an event never changes. */
export const anyEvent = (at: fc.Arbitrary<Instant> = anyInstant()): fc.Arbitrary<CustomerEvent> =>
  fc
    .record({
      name: fc.constantFrom(...EVENT_NAMES),
      orderId: fc.option(anyOrderId, { nil: undefined }),
      at,
      asked: fc.constantFrom<CustomerEvent['asked']>(
        {},
        { rating: 5 },
        { rating: 3, channel: 'web' },
      ),
    })
    .map(({ orderId, ...fields }) => ({
      eventId: JSON.stringify([orderId, fields]),
      ...(orderId !== undefined && { orderId }),
      ...fields,
      keptUntil: Number.MAX_SAFE_INTEGER,
    }))

/** Dates of these weeks, and of others; the content follows from its version. */
export const anyAttribute = (at: fc.Arbitrary<Instant> = anyInstant()): fc.Arbitrary<Attribute> =>
  fc
    .record({
      name: fc.constantFrom('birthday', 'renewal'),
      since: at,
      day: fc.nat({ max: 40 }),
      year: fc.constantFrom('', '1985-', '2026-', '2027-'),
    })
    .map(({ name, since, day, year }) => {
      const monthAndDay = isoInstant(NOON + days(day - 5)).slice(5, 10)
      return { name, value: `${year}${monthAndDay}`, since, arrivedAt: since }
    })

export const anyRecording = (at: fc.Arbitrary<Instant> = anyInstant()): fc.Arbitrary<Recording> =>
  fc.oneof(
    { weight: 6, arbitrary: anyOrder(at).map((order) => ({ fact: 'order' as const, order })) },
    { weight: 3, arbitrary: anyRefund(at).map((refund) => ({ fact: 'refund' as const, refund })) },
    { weight: 3, arbitrary: anyEvent(at).map((event) => ({ fact: 'event' as const, event })) },
    {
      weight: 2,
      arbitrary: anyConsent(at).map((consent) => ({ fact: 'consent' as const, consent })),
    },
    { weight: 3, arbitrary: anyEvent(at).map((event) => ({ fact: 'event' as const, event })) },
    {
      weight: 2,
      arbitrary: anyAttribute(at).map((attribute) => ({ fact: 'attribute' as const, attribute })),
    },
  )

/** Thresholds of a few days, so that a few weeks see every class. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    dormantAfterDays: fc.integer({ min: 1, max: 8 }),
    frequentPurchases: fc.integer({ min: 2, max: 3 }),
    frequentWindowDays: fc.integer({ min: 1, max: 10 }),
    mergeOrdersWithinMinutes: fc.constantFrom(0, 0, 720, 1_441, 2_880),
    personalThreshold: fc.constantFrom<Policy['personalThreshold']>(
      null,
      { theta: 0.5, minDays: 1, maxDays: 20 },
      { chance: 'auto' },
      { chance: 0.35, withinDays: 6, minDays: 1, maxDays: 20 },
    ),
    atRiskShare: fc.constantFrom(0.5, 0.7),
  })
  .map(policy)

/** The given, all of it and some of it again, in any order. */
export const anyArrival = <T>(things: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .subarray([...things])
    .chain((again) =>
      fc.shuffledSubarray([...things, ...again], { minLength: things.length + again.length }),
    )

export const anyNow = anyInstant(5).chain((at) => fc.constantFrom(at, at - 1, at + 1, at - days(1)))
