/** A month in the life of some customers, as their shop reports it: the same for the same seed. */
import {
  DAY_MS,
  HOUR_MS,
  type Instant,
  isoInstant,
  SECOND_MS,
} from '../../../functions/domain/time.ts'
import type { Chances } from '../../support/fault-chances.ts'
import { type Act, type Customer, GUEST_HABITS, HABITS, type Habit, lifeOf } from './lives.ts'

export type Workload = {
  readonly customers: readonly Customer[]
  /** By their instants. */
  readonly acts: readonly Act[]
}

/** Of all who are not in the family. */
const GUESTS = 0.3

/** Which of two purchases of one moment, or which of two ids, gets there first. */
const DEPENDS_ON_CHANCE: ReadonlySet<Habit> = new Set(['guest-at-once', 'frequent-twice'])

/** How addresses begin for which the carrier reports events: see ses-events.ts. */
const TOUCHY = ['gone', 'full', 'cross', 'reader'] as const

export function makeWorkload(start: Instant, chances: Chances, size: number): Workload {
  const bursts = [0.5, 1.5, 3].map((day) => start + day * DAY_MS + chances.between(0, HOUR_MS))
  const customers = castOf(chances, size)
  const acts = customers.flatMap((customer) => {
    const begins = Math.round(chances.pick(bursts) + chances.between(0, 4) * SECOND_MS)
    return lifeOf(customer, begins, chances)
  })
  const pausedAt = start + 2.2 * DAY_MS
  return {
    customers,
    acts: together([
      ...acts,
      ...anonymousOrders(start),
      { at: pausedAt, does: 'pause', campaign: 'welcome' },
      { at: pausedAt + 20 * HOUR_MS, does: 'resume', campaign: 'welcome' },
    ] satisfies Act[]),
  }
}

function castOf(chances: Chances, size: number): readonly Customer[] {
  const alone = Array.from({ length: size }, (_, i): Customer => {
    const isGuestToo = chances.of(GUESTS)
    const habit = chances.pick<Habit>(isGuestToo ? GUEST_HABITS : HABITS)
    const touchy = chances.of(0.35) ? chances.pick(TOUCHY) : undefined
    const id = `${habit}-${i}`
    return {
      id,
      habit,
      isGuestToo,
      email: `${touchy ?? 'c'}-${i}@example.com`,
      isPlain: touchy === undefined && !DEPENDS_ON_CHANCE.has(habit),
    }
  })
  const shared = chances.of(0.2) ? `${chances.pick(TOUCHY)}-family` : 'family'
  const family = Array.from(
    { length: chances.whole(2, 3) },
    (_, i): Customer => ({
      id: `family-${i}`,
      habit: 'family',
      isGuestToo: false,
      email: `${shared}@${i === 0 ? 'example.org' : 'Example.Org'}`,
      isPlain: false,
    }),
  )
  return [...alone, ...family]
}

/** They cause no reactions, but show that the shop's feed works. */
const anonymousOrders = (start: Instant): readonly Act[] =>
  Array.from({ length: 3 * 32 }, (_, nth) => {
    const paidAt = start + nth * 8 * HOUR_MS + 3 * HOUR_MS
    const purchase = {
      orderId: `till-${nth}`,
      paidAt: isoInstant(paidAt),
      currency: 'EUR',
      grossMinor: 500,
    }
    return { at: paidAt + 1_000, does: 'post-purchases', purchases: [purchase] }
  })

/** Purchases of the same second are posted as one batch, as shops do. */
function together(acts: readonly Act[]): readonly Act[] {
  const batches = new Map<number, Act>()
  const others: Act[] = []
  for (const act of acts) {
    if (act.does !== 'post-purchases') {
      others.push(act)
      continue
    }
    const second = Math.ceil(act.at / SECOND_MS)
    const known = batches.get(second)
    const before = known?.does === 'post-purchases' ? known.purchases : []
    batches.set(second, {
      at: second * SECOND_MS,
      does: 'post-purchases',
      purchases: [...before, ...act.purchases],
    })
  }
  return [...batches.values(), ...others].sort((a, b) => a.at - b.at)
}
