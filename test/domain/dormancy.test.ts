import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subjectAt } from '../../functions/domain/condition-subject.ts'
import { meets } from '../../functions/domain/conditions.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { unknownCustomer } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import { buyAgainAt, modelsFor, rhythmOf, thresholdFor } from '../../functions/domain/dormancy.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { Order } from '../../functions/domain/order.ts'
import { type Policy, personalRule } from '../../functions/domain/policy.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { anyNow, anyPolicy, anyRecording } from '../support/any-facts.ts'
import { applyDecision } from '../support/apply-decision.ts'
import { arrive } from '../support/arrive.ts'
import {
  campaign,
  consent,
  customer,
  days,
  NOON,
  order,
  policy,
  settings,
  shopModel,
  unusableModel,
} from '../support/given.ts'
import { purchasesAt } from '../support/lifecycle-oracle.ts'
import { only } from '../support/win-back.ts'

const PERSONAL: Policy['personalThreshold'] = { chance: 'auto', minDays: 10, maxDays: 200 }
const BY_ALIVE = { theta: 0.5, minDays: 10, maxDays: 200 }
const LEARNED = { withinDays: 90, auto: 0.3, boughtOnce: 'personal' } as const
const params = { r: 0.525, alpha: 43.3, a: 0.891, b: 1.614 }
const personal = policy({ personalThreshold: PERSONAL })
const rhythm = { first: NOON, last: NOON + days(90), days: 10 }
const alive = (T: number, x: number, recency: number) =>
  1 /
  (1 +
    (params.a / (params.b + x)) * ((params.alpha + T) / (params.alpha + recency)) ** (params.r + x))

describe('the threshold of a customer', () => {
  it("is the policy's if none of their own is asked for", () => {
    expect(thresholdFor(rhythm, policy(), [shopModel()])).toEqual({
      afterMs: days(90),
      by: { kind: 'policy' },
    })
  })

  it('is when the chance to buy again within the horizon has fallen to the chance asked', () => {
    const anyBuyer = fc.record({
      bought: fc.integer({ min: 1, max: 30 }),
      recency: fc.integer({ min: 0, max: 300 }),
      chance: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      withinDays: fc.integer({ min: 7, max: 400 }),
    })
    let inside = 0
    fc.assert(
      fc.property(anyBuyer, ({ bought, recency, chance, withinDays }) => {
        const personalThreshold = { chance, withinDays, minDays: 1, maxDays: 3_650 }
        const asked = policy({ personalThreshold })
        const own = { first: NOON, last: NOON + days(recency), days: bought }
        const { afterMs, by } = thresholdFor(own, asked, [shopModel()])
        if ('bound' in by) return
        inside++
        const at = (now: number) => buyAgainAt(own, asked, [shopModel()], now)?.chance
        expect(at(own.last + afterMs - 1)).toBeGreaterThan(chance)
        expect(at(own.last + afterMs)).toBeLessThanOrEqual(chance)
        expect(at(own.last + afterMs)).toBeCloseTo(chance, 7)
      }),
      { numRuns: 1_000 },
    )
    expect(inside).toBeGreaterThan(300)
  })

  it('asks for what the fit computed if it is of this horizon, and for a quarter otherwise', () => {
    const limit = (personalThreshold: Policy['personalThreshold'], chance?: typeof LEARNED) =>
      thresholdFor(rhythm, policy({ personalThreshold }), [
        shopModel({ ...(chance && { chance }) }),
      ])
    const wide = { minDays: 1, maxDays: 3_650 }
    const auto = { chance: 'auto', ...wide } as const
    expect(limit(auto, LEARNED)).toEqual(limit({ chance: 0.3, ...wide }))
    expect(limit(auto)).toEqual(limit({ chance: 0.25, ...wide }))
    const other = { ...auto, withinDays: 60 }
    expect(limit(other, LEARNED)).toEqual(limit({ ...other, chance: 0.25 }))
  })

  it('lies between a third of the horizon and twice as long if the policy names no bounds', () => {
    const own = (withinDays: number | undefined, dormantAfterDays = 90) =>
      personalRule({
        dormantAfterDays,
        personalThreshold: { chance: 'auto', ...(withinDays !== undefined && { withinDays }) },
      })
    expect(own(undefined)).toMatchObject({ withinDays: 90, minDays: 30, maxDays: 180 })
    expect(own(undefined, 45)).toMatchObject({ withinDays: 45, minDays: 15, maxDays: 90 })
    expect(own(365)).toMatchObject({ withinDays: 365, minDays: 122, maxDays: 730, fixedDays: 90 })
    expect(own(1)).toMatchObject({ minDays: 1, maxDays: 2 })
  })

  it("is the policy's for customers with a single purchase where that was measured to be better", () => {
    const models = [shopModel({ chance: { ...LEARNED, boughtOnce: 'fixed' } })]
    const once = thresholdFor({ ...rhythm, last: NOON, days: 1 }, personal, models)
    expect(once).toEqual({ afterMs: days(90), by: { kind: 'fallback', why: 'bought-once' } })
    expect(thresholdFor(rhythm, personal, models).by.kind).toBe('personal')
    const other = policy({ personalThreshold: { chance: 'auto', withinDays: 60 } })
    expect(thresholdFor({ ...rhythm, last: NOON, days: 1 }, other, models).by.kind).toBe('personal')
  })

  it('is of a model that does not show who has left, unless the policy asks for that', () => {
    const models = [shopModel({ verdict: 'doubtful', reasons: ['nobody-leaves'] })]
    expect(thresholdFor(rhythm, personal, models).by.kind).toBe('personal')
    expect(thresholdFor(rhythm, policy({ personalThreshold: BY_ALIVE }), models)).toEqual({
      afterMs: days(90),
      by: { kind: 'fallback', why: 'model-unusable' },
    })
  })

  it('is when P(alive) has fallen to theta, in a policy that was stored with it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (bought, recency, theta) => {
          const wide = policy({ personalThreshold: { theta, minDays: 1, maxDays: 3_650 } })
          const { afterMs } = thresholdFor(
            { first: NOON, last: NOON + days(recency), days: bought },
            wide,
            [shopModel()],
          )
          const after = afterMs / DAY_MS
          if (after > 1 && after < 3_650)
            expect(alive(recency + after, bought - 1, recency)).toBeCloseTo(theta, 6)
        },
      ),
    )
  })

  it('is shorter for who buys often, and keeps within the bounds', () => {
    const often = thresholdFor({ ...rhythm, days: 30 }, personal, [shopModel()])
    const seldom = thresholdFor({ ...rhythm, days: 5 }, personal, [shopModel()])
    expect(often.afterMs).toBeLessThan(seldom.afterMs)
    const narrow = policy({ personalThreshold: { chance: 0.25, minDays: 60, maxDays: 61 } })
    const at = (bought: number) => thresholdFor({ ...rhythm, days: bought }, narrow, [shopModel()])
    expect(at(80)).toMatchObject({ afterMs: days(60), by: { bound: 'least' } })
    expect(at(5)).toMatchObject({ afterMs: days(61), by: { bound: 'most' } })
    expect(thresholdFor(rhythm, personal, [shopModel()]).by).not.toHaveProperty('bound')
  })

  it('names the bound that their own limit would be beyond where the two bounds are one', () => {
    const sixty = { minDays: 60, maxDays: 60 }
    for (const rule of [{ chance: 0.25 }, { theta: 0.5 }]) {
      const one = policy({ personalThreshold: { ...rule, ...sixty } })
      const at = (bought: number) => thresholdFor({ ...rhythm, days: bought }, one, [shopModel()])
      expect(at(80)).toMatchObject({ afterMs: days(60), by: { bound: 'least' } })
      expect(at(3)).toMatchObject({ afterMs: days(60), by: { bound: 'most' } })
    }
  })

  it('is a time within the bounds whatever a model may say, and names the bound it is at', () => {
    const anySize = fc
      .double({ min: Math.log(1e-300), max: Math.log(1e300), noNaN: true })
      .map(Math.exp)
    const anyParams = fc.record({ r: anySize, alpha: anySize, a: anySize, b: anySize })
    const anyShare = fc.double({
      min: 0,
      minExcluded: true,
      max: 1,
      maxExcluded: true,
      noNaN: true,
    })
    const anyRule = fc.oneof(
      anyShare.map((theta) => ({ theta, minDays: 10, maxDays: 200 })),
      anyShare.map((chance) => ({ chance, minDays: 10, maxDays: 200 })),
    )
    const anyRhythm = fc.record({ bought: fc.integer({ min: 1, max: 50_000 }), recency: fc.nat() })
    fc.assert(
      fc.property(anyParams, anyRule, anyRhythm, (wild, personalThreshold, { bought, recency }) => {
        const { afterMs, by } = thresholdFor(
          { first: NOON - recency, last: NOON, days: bought },
          policy({ personalThreshold }),
          [shopModel({ params: wild })],
        )
        const bound =
          afterMs === days(10) ? 'least' : afterMs === days(200) ? 'most' : 'within bounds'
        expect(afterMs).toSatisfy(Number.isInteger)
        expect(afterMs).toBeGreaterThanOrEqual(days(10))
        expect(afterMs).toBeLessThanOrEqual(days(200))
        expect({ bound: 'within bounds', ...by }).toMatchObject({ kind: 'personal', bound })
      }),
      { numRuns: 2_000 },
    )
  })

  it("falls back to the policy's and says why if there is no model to take it from", () => {
    const fallback = (why: string) => ({ afterMs: days(90), by: { kind: 'fallback', why } })
    expect(thresholdFor(rhythm, personal, [])).toEqual(fallback('no-model'))
    expect(thresholdFor(rhythm, personal, [shopModel({ from: rhythm.last + 1 })])).toEqual(
      fallback('no-model'),
    )
    expect(thresholdFor(rhythm, personal, [unusableModel()])).toEqual(fallback('model-unusable'))
  })

  it("is the policy's for who objects to profiling, from then on and until they agree again", () => {
    const shop = settings({ policy: personal, models: [shopModel()] })
    const bought = [order('a', NOON - days(60)), order('b', NOON - days(20))]
    const acts = [
      consent(NOON + 5, { purpose: 'profiling', act: 'withdrawn' }),
      consent(NOON + 9, { purpose: 'profiling' }),
    ]
    const lin = customer({ orders: bought, consents: [consent(0), ...acts] })
    const by = (now: number) => decide(lin, now, shop).assessment.reason.threshold
    expect(by(NOON)).toMatchObject({ kind: 'personal' })
    expect(by(NOON + 5)).toEqual({ kind: 'fallback', why: 'objects-to-profiling' })
    expect(by(NOON + 9)).toMatchObject({ kind: 'personal' })
    expect(decide(lin, NOON, shop).wakeAt).toBe(NOON + 5)
  })

  it('is of the model that was in force at the last purchase', () => {
    const refitted = [
      shopModel(),
      shopModel({ version: 2, from: rhythm.last, params: { ...params, a: 2 } }),
    ]
    expect(thresholdFor(rhythm, personal, refitted).by).toEqual({
      kind: 'personal',
      modelVersion: 2,
    })
    const later = [shopModel(), shopModel({ version: 2, from: rhythm.last + 1 })]
    expect(thresholdFor(rhythm, personal, later).by).toMatchObject({ modelVersion: 1 })
  })
})

describe('a customer with a rhythm of their own', () => {
  const weekly = Array.from({ length: 10 }, (_, week) => order(`o${week}`, NOON + days(7 * week)))
  const last = NOON + days(63)

  it('is dormant after their personal threshold, and the reason states it', () => {
    const { afterMs } = thresholdFor({ first: NOON, last, days: 10 }, personal, [shopModel()])
    expect(afterMs).toBeLessThan(days(60))
    const at = (now: number) =>
      assess({ orders: weekly, refunds: [] }, now, personal, [shopModel()])
    expect(at(last + afterMs - 1).class).not.toBe('dormant')
    expect(at(last + afterMs)).toMatchObject({
      class: 'dormant',
      since: last + afterMs,
      reason: {
        dormantAfterDays: Math.round((10 * afterMs) / DAY_MS) / 10,
        threshold: { kind: 'personal', modelVersion: 1 },
      },
    })
  })

  it('counts the purchases of one day as one', () => {
    const twice = weekly.flatMap((each) => [each, order(`${each.orderId} again`, each.paidAt + 1)])
    const of = (orders: typeof weekly) =>
      assess({ orders, refunds: [] }, last + 1, personal, [shopModel()]).reason.dormantAfterDays
    expect(of(twice)).toBe(of(weekly))
  })

  it.each([
    { theta: 0.5, minDays: 1, maxDays: 20 },
    { chance: 0.3, withinDays: 8, minDays: 1, maxDays: 20 },
  ])('is dormant when the reason says so, whatever was bought, split and refunded: %j', (own) => {
    const quick = [shopModel({ params: { r: 0.6, alpha: 2, a: 0.9, b: 1.6 } })]
    const anyHistory = fc
      .array(anyRecording(), { maxLength: 14 })
      .map((recordings) => recordings.reduce(arrive, unknownCustomer('acme', 'c-1')))
    fc.assert(
      fc.property(anyHistory, anyPolicy, anyNow, (facts, base, now) => {
        const rules = { ...base, personalThreshold: own }
        const expectAt = (at: number): number => {
          const purchases = purchasesAt(facts, at, rules)
          const [first, last] = [purchases.at(0), purchases.at(-1)]
          if (first === undefined || last === undefined) return at
          const bought = new Set(purchases.map((each) => Math.floor(each / DAY_MS))).size
          const models = modelsFor(facts.consents, at, quick)
          const { afterMs, by } = thresholdFor({ first, last, days: bought }, rules, models)
          const found = assess(facts, at, rules, quick)
          expect(found.class === 'dormant').toBe(at >= last + afterMs)
          expect(found.reason.threshold).toEqual(by)
          return last + afterMs
        }
        const dormantFrom = expectAt(now)
        expectAt(dormantFrom - 1)
        expectAt(dormantFrom)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is left alone by a refit until they buy again', () => {
    const refit = shopModel({ version: 2, from: last + days(1), params: { ...params, alpha: 4 } })
    for (const after of [5, 20, 40, 80, 150]) {
      const facts = { orders: weekly, refunds: [] }
      const now = last + days(after)
      expect(assess(facts, now, personal, [shopModel(), refit])).toEqual(
        assess(facts, now, personal, [shopModel()]),
      )
    }
  })
})

describe('a condition on the chance to buy again', () => {
  const rules = policy({
    personalThreshold: { chance: 0.3, withinDays: 30, minDays: 1, maxDays: 3_650 },
  })
  const isMet = (orders: readonly Order[], now: number, models: readonly ShopModel[]) => {
    const facts = customer({ orders: [...orders] })
    const assessment = assess(facts, now, rules, models)
    const shop = { ...settings({ policy: rules }), models }
    const subject = subjectAt(now, { facts, assessment, settings: shop, now })
    return { met: meets({ maxChance: 0.3 }, subject), class: assessment.class }
  }

  it('is met from the very instant at which the customer is dormant', () => {
    const anyOrders = fc
      .uniqueArray(fc.integer({ min: 0, max: days(200) }), { minLength: 1, maxLength: 12 })
      .map((at) => at.sort((a, b) => a - b).map((each, i) => order(`o${i}`, NOON + each)))
    fc.assert(
      fc.property(anyOrders, (orders) => {
        const rhythm = rhythmOf(orders.map(({ paidAt }) => paidAt))
        if (!rhythm) return
        const { afterMs, by } = thresholdFor(rhythm, rules, [shopModel()])
        fc.pre(!('bound' in by))
        const at = rhythm.last + afterMs
        expect(isMet(orders, at - 1, [shopModel()])).not.toMatchObject({ class: 'dormant' })
        expect(isMet(orders, at - 1, [shopModel()]).met).toBe(false)
        expect(isMet(orders, at, [shopModel()])).toEqual({ class: 'dormant', met: true })
      }),
    )
  })

  it('is asked of the model that was in force at the last purchase', () => {
    const orders = [order('a', NOON), order('b', NOON + days(5))]
    const pessimist = shopModel({ version: 2, from: NOON + days(6), params: { ...params, a: 90 } })
    expect(isMet(orders, NOON + days(7), [shopModel()]).met).toBe(false)
    expect(isMet(orders, NOON + days(7), [shopModel(), pessimist]).met).toBe(false)
    expect(isMet(orders, NOON + days(7), [{ ...pessimist, from: 0 }]).met).toBe(true)
  })

  it('is not met where no model may be used', () => {
    const orders = [order('a', NOON)]
    expect(isMet(orders, NOON + days(300), []).met).toBe(false)
    expect(isMet(orders, NOON + days(300), [unusableModel()]).met).toBe(false)
  })
})

describe('a shop that begins to ask for personal thresholds', () => {
  const fixed = settings({
    campaigns: [
      campaign({
        steps: [
          { id: 'picks', template: 'picks', afterMs: 0 },
          { id: 'again', template: 'picks', afterMs: days(10) },
        ],
      }),
    ],
    policy: policy({ quietHours: null, caps: [] }),
    models: [shopModel()],
  })
  const own = {
    ...fixed,
    policy: { ...fixed.policy, personalThreshold: { theta: 0.5, minDays: 1, maxDays: 60 } },
  }
  const inactiveFor = (count: number) => customer({ orders: [order('o1', NOON - days(count))] })

  it('sends no mail for what passed long ago, but a second step as it falls due', () => {
    const facts = inactiveFor(65)
    expect(decide(facts, NOON, fixed).assessment.class).toBe('first-time')
    const decision = decide(facts, NOON, own)
    expect(decision.assessment).toMatchObject({ class: 'dormant', since: NOON - days(5) })
    expect(decision.messages.map(({ after }) => [after.step, after.status])).toEqual([
      ['picks', 'skipped'],
    ])
    expect(only(decision)).toMatchObject({ reason: 'too-late' })
    const known = applyDecision(facts, decision)
    expect(only(decide(known, NOON + days(5), own))).toMatchObject({ step: 'again', status: 'due' })
    const long = decide(inactiveFor(75), NOON, own).messages
    expect(long.map(({ after }) => after.status)).toEqual(['skipped', 'skipped'])
  })

  it('mails those whose own time was over within the days after which a step is stale', () => {
    expect(only(decide(inactiveFor(62), NOON, own))).toMatchObject({ step: 'picks', status: 'due' })
  })
})

describe('the early sign', () => {
  const shop = settings({
    campaigns: [campaign({ start: { kind: 'at-risk' }, reentryAfterMs: 0 })],
    policy: policy({ quietHours: null, caps: [] }),
  })
  const buyer: CustomerFacts = customer({ orders: [order('o1', NOON)] })
  const sign = NOON + days(63)

  it('begins at its share of the threshold, for which the customer is woken', () => {
    expect(decide(buyer, NOON + 1, shop).wakeAt).toBeLessThanOrEqual(sign)
    expect(decide(buyer, sign - 1, shop)).toMatchObject({ messages: [], wakeAt: sign })
    const decision = decide(buyer, sign, shop)
    expect(only(decision)).toMatchObject({ status: 'due', dueAt: sign })
    expect(decision.journeys[0]?.start).toEqual({
      kind: 'at-risk',
      since: sign,
      lastPurchaseAt: NOON,
    })
  })

  it('comes once for each purchase, and again only after the next', () => {
    const facts = applyDecision(buyer, decide(buyer, sign, shop))
    expect(decide(facts, sign + days(2), shop).journeys).toEqual([])
    const bought = { ...facts, orders: [...facts.orders, order('o2', sign + days(3))] }
    const ended = decide(bought, sign + days(3), shop)
    expect(ended.journeys[0]?.end).toEqual({ at: sign + days(3), reason: 'bought-meanwhile' })
    const again = decide(applyDecision(bought, ended), sign + days(3 + 63), shop)
    expect(again.journeys[0]).toMatchObject({ n: 2, startedAt: sign + days(3 + 63) })
  })

  it('is over when the customer is dormant', () => {
    const facts = applyDecision(buyer, decide(buyer, sign, shop))
    expect(decide(facts, NOON + days(90), shop).journeys[0]?.end).toEqual({
      at: NOON + days(90),
      reason: 'left-class',
    })
    expect(decide(buyer, NOON + days(91), shop).journeys).toEqual([])
  })

  it("is at a share of the customer's own threshold if they have one", () => {
    const own = {
      ...shop,
      policy: { ...shop.policy, personalThreshold: PERSONAL },
      models: [shopModel()],
    }
    const { atRiskAt, reason } = decide(buyer, NOON + 1, own).assessment
    const { afterMs } = thresholdFor({ first: NOON, last: NOON, days: 1 }, own.policy, own.models)
    expect(reason.threshold.kind).toBe('personal')
    expect(atRiskAt).toBe(NOON + Math.round(afterMs * 0.7))
  })
})
