import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import { decide } from '../../functions/domain/decide.ts'
import type { Journey } from '../../functions/domain/journey.ts'
import { applyDecision } from '../support/apply-decision.ts'
import { boughtAtNoon, DORMANT, openAtAnyHour } from '../support/bought-at-noon.ts'
import { customer, days, NOON, order, refund, settings } from '../support/given.ts'

const openedAt = (at: number | undefined) => {
  const { openedAt: _, ...shop } = settings().shop
  return { shop: at === undefined ? shop : { ...shop, openedAt: at } }
}

const entered = { kind: 'class-entered', class: 'dormant', since: DORMANT } as const
const ended = (startedAt: number, n = 1): Journey => ({
  campaign: 'win-back',
  n,
  startedAt,
  start: { ...entered, since: startedAt },
  end: { at: startedAt + days(1), reason: 'bought-meanwhile' },
})

describe('entering a class', () => {
  it('starts a journey at the very instant, pinned to when and by what', () => {
    expect(decide(boughtAtNoon, DORMANT - 1, openAtAnyHour()).journeys).toEqual([])
    expect(decide(boughtAtNoon, DORMANT - 1, openAtAnyHour()).wakeAt).toBe(DORMANT)
    expect(decide(boughtAtNoon, DORMANT, openAtAnyHour()).journeys).toEqual([
      { campaign: 'win-back', n: 1, startedAt: DORMANT, start: entered },
    ])
  })

  it.each([
    ['exactly when the shop opened', openAtAnyHour({}, openedAt(DORMANT)), 1],
    ['just before the shop opened', openAtAnyHour({}, openedAt(DORMANT + 1)), 0],
    ['while the shop is loading', openAtAnyHour({}, openedAt(undefined)), 0],
    ['exactly when the campaign became active', openAtAnyHour({ activeFrom: DORMANT }), 1],
    ['just before the campaign became active', openAtAnyHour({ activeFrom: DORMANT + 1 }), 0],
    ['just before the campaign was over', openAtAnyHour({ activeUntil: DORMANT + 1 }), 1],
    ['exactly when the campaign was over', openAtAnyHour({ activeUntil: DORMANT }), 0],
    [
      'long before, with a backlog that comes too late',
      openAtAnyHour({ activeFrom: DORMANT + 2, activeUntil: DORMANT + 2, backlogOverMs: 0 }),
      0,
    ],
    [
      'long before, with a backlog of no length',
      openAtAnyHour({ activeFrom: DORMANT + 1, backlogOverMs: 0 }),
      1,
    ],
  ])('%s', (_, shop, journeys) => {
    expect(decide(boughtAtNoon, DORMANT + days(1), shop).journeys).toHaveLength(journeys)
  })

  it('is not waited for once the campaign will be over by then, though a journey goes on', () => {
    const over = openAtAnyHour({ activeUntil: DORMANT })
    expect(decide(boughtAtNoon, DORMANT - 1, over).wakeAt).toBe(DORMANT)
    const begun = applyDecision(boughtAtNoon, decide(boughtAtNoon, DORMANT, openAtAnyHour()))
    const later = decide(begun, DORMANT + days(1), openAtAnyHour({ activeUntil: DORMANT + 1 }))
    expect(later.journeys).toEqual([])
    expect(begun.journeys[0]).not.toHaveProperty('end')
  })

  it('releases a backlog over its days, each customer at their own instant, always the same', () => {
    const openAt = DORMANT + days(100)
    const shop = openAtAnyHour({ backlogOverMs: days(10) }, openedAt(openAt))
    const releases = Array.from({ length: 1_000 }, (_, i) => {
      const buyer = { ...boughtAtNoon, customer: `c-${i}` }
      const waiting = decide(buyer, openAt - 1, shop)
      const at = waiting.wakeAt ?? Number.NaN
      expect(waiting.journeys).toEqual([])
      expect(decide(buyer, at - 1, shop).journeys).toEqual([])
      expect(decide(buyer, at, shop).journeys).toMatchObject([{ startedAt: at, start: entered }])
      expect(decide(buyer, at + days(50), shop).journeys).toMatchObject([{ startedAt: at }])
      return at - openAt
    })
    expect(Math.min(...releases)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...releases)).toBeLessThan(days(10))
    const byDay = Map.groupBy(releases, (ms) => Math.floor(ms / days(1)))
    for (const released of byDay.values()) expect(released.length).toBeLessThan(140)
    expect(byDay.size).toBe(10)
  })

  it.each<[string, Partial<Campaign>, number, number]>([
    ['never again by default', {}, DORMANT - days(900), 0],
    ['again exactly when allowed', { reentryAfterMs: days(180) }, DORMANT - days(180), 1],
    ['not a millisecond sooner', { reentryAfterMs: days(180) }, DORMANT - days(180) + 1, 0],
    ['not twice for one stay', { reentryAfterMs: 0 }, DORMANT, 0],
  ])('comes %s', (_, changes, startedBefore, journeys) => {
    const facts = { ...boughtAtNoon, journeys: [ended(startedBefore)] }
    const decided = decide(facts, DORMANT, openAtAnyHour(changes))
    expect(decided.journeys).toHaveLength(journeys)
    if (journeys === 1) expect(decided.journeys[0]?.n).toBe(2)
  })

  it('waits for an import that touched the customer', () => {
    const facts = customer({ orders: [order('o1', NOON, { importId: 'i1' })] })
    const shop = openAtAnyHour({}, { openImports: ['i1'] })
    expect(decide(facts, DORMANT, shop).journeys).toEqual([])
    expect(decide(boughtAtNoon, DORMANT, shop).journeys).toHaveLength(1)
    expect(decide(facts, DORMANT + days(1), openAtAnyHour()).journeys).toMatchObject([
      { startedAt: DORMANT },
    ])
  })
})

describe('leaving a class', () => {
  const running = (facts = boughtAtNoon, changes: Partial<Campaign> = {}) =>
    applyDecision(facts, decide(facts, DORMANT, openAtAnyHour(changes)))

  it('ends the journey when the class ended', () => {
    const facts = running()
    const bought = { ...facts, orders: [...facts.orders, order('o2', DORMANT + days(2))] }
    expect(decide(bought, DORMANT + days(5), openAtAnyHour()).journeys).toMatchObject([
      { n: 1, startedAt: DORMANT, end: { at: DORMANT + days(2), reason: 'left-class' } },
    ])
  })

  it('by a purchase ends a win-back with the purchase as the reason', () => {
    const changes = { endsOnPurchase: true }
    const facts = running(boughtAtNoon, changes)
    const bought = { ...facts, orders: [...facts.orders, order('o2', DORMANT + days(2))] }
    expect(decide(bought, DORMANT + days(5), openAtAnyHour(changes)).journeys).toMatchObject([
      { end: { at: DORMANT + days(2), reason: 'bought-meanwhile' } },
    ])
  })

  it('never ends a journey twice or moves its end', () => {
    const facts = { ...boughtAtNoon, journeys: [ended(DORMANT)] }
    expect(decide(facts, DORMANT + days(9), openAtAnyHour()).journeys).toEqual([])
  })

  it('by a correction of the past does not rename or restart the journey', () => {
    const facts = running()
    const corrected = { ...facts, orders: [order('o1', NOON - days(20), { updatedAt: DORMANT })] }
    expect(decide(corrected, DORMANT, openAtAnyHour({ reentryAfterMs: 0 })).journeys).toEqual([])
  })
})

describe('a purchase', () => {
  const thanks: Partial<Campaign> = { id: 'thanks', start: { kind: 'purchase' }, reentryAfterMs: 0 }
  const twoOrders = customer({ orders: [order('o1', NOON), order('o2', NOON + days(1))] })

  it('starts a journey each, in the order of payment', () => {
    expect(decide(twoOrders, NOON + days(2), openAtAnyHour(thanks)).journeys).toMatchObject([
      { n: 1, startedAt: NOON, start: { orderId: 'o1' } },
      { n: 2, startedAt: NOON + days(1), start: { orderId: 'o2' } },
    ])
  })

  it('that was refunded in full ends what it started', () => {
    const shop = openAtAnyHour(thanks)
    const facts = applyDecision(twoOrders, decide(twoOrders, NOON + days(1), shop))
    const refunded = { ...facts, refunds: [refund('o2', NOON + days(2))] }
    expect(decide(refunded, NOON + days(2), shop).journeys).toMatchObject([
      { n: 2, end: { at: NOON + days(2), reason: 'order-refunded' } },
    ])
  })

  it('that was refunded before anybody decided starts nothing', () => {
    const facts = customer({ orders: [order('o1', NOON)], refunds: [refund('o1', NOON + 1)] })
    expect(decide(facts, NOON + 1, openAtAnyHour(thanks)).journeys).toEqual([])
    expect(decide(facts, NOON, openAtAnyHour(thanks)).journeys).toHaveLength(1)
  })

  it('after the start is noticed although the journey begins late, and nothing is sent', () => {
    const decided = decide(
      twoOrders,
      NOON + days(1),
      openAtAnyHour({ ...thanks, endsOnPurchase: true }),
    )
    expect(decided.journeys).toMatchObject([
      { n: 1, end: { at: NOON + days(1), reason: 'bought-meanwhile' } },
      { n: 2 },
    ])
    expect(decided.messages.map(({ after }) => after.n)).toEqual([2])
  })
})
