import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import { claim, type MessageOf, settle } from '../../functions/domain/message.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../functions/domain/time.ts'
import { applyDecision, withMessage } from '../support/apply-decision.ts'
import { campaign, customer, days, hours, NOON, order, policy, settings } from '../support/given.ts'
import {
  accept,
  decided,
  oneTimer,
  only,
  profileWithoutAddress,
  shopWith,
  stored,
} from '../support/win-back.ts'

describe('a step that wants something', () => {
  const withoutAddress = { ...oneTimer, profile: profileWithoutAddress }
  const french = {
    ...oneTimer,
    profile: { email: 'c@example.org', locale: 'fr', country: 'FR', updatedAt: 0 },
  }
  const imported = customer({ orders: [order('o1', NOON - days(90), { importId: 'i1' })] })

  it.each<[string, CustomerFacts, Settings]>([
    ['no-address', withoutAddress, shopWith()],
    ['no-consent', { ...oneTimer, consents: [] }, shopWith()],
    ['no-language', french, shopWith()],
    ['campaign-paused', oneTimer, shopWith({ paused: true })],
  ])('is held for three days and then stale: %s', (reason, facts, shop) => {
    const decision = decide(facts, NOON, shop)
    expect(only(decision)).toMatchObject({ status: 'held', reason, until: NOON + days(3) })
    expect(decision.wakeAt).toBe(NOON + days(3))
    const held = applyDecision(facts, decision)
    expect(decide(held, NOON + days(3) - 1, shop).messages).toEqual([])
    expect(only(decide(held, NOON + days(3), shop))).toMatchObject({
      status: 'skipped',
      reason: `stale-${reason}`,
    })
  })

  it('is left alone if this version does not know the campaign’s kind', () => {
    const shop = shopWith({ kind: 'of-a-later-version' as 'marketing' })
    const decision = decide({ ...oneTimer, consents: [] }, NOON, shop)
    expect(decision.messages).toEqual([])
    expect(decision.notUnderstood).toHaveLength(1)
  })

  it('is sent when it arrives in time', () => {
    const held = decided(withoutAddress, NOON, shopWith())
    const facts = { ...held, profile: { ...profileWithoutAddress, email: 'c@example.org' } }
    expect(only(decide(facts, NOON + days(2), shopWith()))).toMatchObject({ status: 'due' })
  })

  it('has the time of a deferral if it arrives by night', () => {
    const held = decided(withoutAddress, NOON, shopWith())
    const night = NOON + days(2) + hours(11)
    const facts = { ...held, profile: { ...profileWithoutAddress, email: 'c@example.org' } }
    const deferred = decide(facts, night, shopWith({}, { staleAfterDays: 2 }))
    expect(only(deferred)).toMatchObject({ status: 'skipped' })
    const patient = decided(facts, night, shopWith())
    expect(stored(patient)).toMatchObject({ status: 'deferred', reason: 'quiet-hours' })
    const wakeAt = decide(patient, night, shopWith()).wakeAt ?? Number.NaN
    expect(only(decide(patient, wakeAt, shopWith()))).toMatchObject({ status: 'due' })
  })

  it('is held while an import that touched the customer runs', () => {
    const shop = shopWith()
    const facts = decided(imported, NOON - 1, shop)
    const due = decided(facts, NOON, shop)
    const importing = { ...shop, openImports: ['i1'] }
    expect(only(decide(due, NOON + 1, importing))).toMatchObject({ reason: 'import-running' })
  })

  it('needs neither consent nor day nor room if it is service', () => {
    const facts = { ...oneTimer, consents: [] }
    const night = NOON + hours(11)
    const shop = shopWith({ kind: 'service' })
    expect(only(decide(facts, night, shop))).toMatchObject({ status: 'due', marketing: false })
  })
})

describe("the shop's intake being late", () => {
  const TODAY = Math.floor(NOON / DAY_MS)
  const broken = Array.from({ length: 10 }, (_, i) => TODAY - 15 + i)
  const late = { intakeDays: broken }

  it('holds a win-back, and nothing that a purchase causes', () => {
    expect(only(decide(oneTimer, NOON, shopWith({}, {}, late)))).toMatchObject({
      status: 'held',
      reason: 'intake-late',
    })
    const thanks = shopWith({ start: { kind: 'purchase' } }, {}, late)
    const buyer = customer({ orders: [order('o1', NOON)] })
    expect(only(decide(buyer, NOON, thanks))).toMatchObject({ status: 'due' })
  })

  it('is checked again every hour, so that the win-back is sent when purchases arrive', () => {
    const decision = decide(oneTimer, NOON, shopWith({}, {}, late))
    expect(decision.wakeAt).toBe(NOON + hours(1))
    const held = applyDecision(oneTimer, decision)
    expect(decide(held, NOON + 5, shopWith({}, {}, late)).messages).toEqual([])
    expect(decide(held, NOON + hours(1), shopWith({}, {}, late)).wakeAt).toBe(NOON + hours(2))
    const resumed = { intakeDays: [...broken, TODAY] }
    expect(only(decide(held, NOON + hours(1), shopWith({}, {}, resumed)))).toMatchObject({
      status: 'due',
    })
  })

  it('skips it after three days all the same', () => {
    const held = decided(oneTimer, NOON, shopWith({}, {}, late))
    expect(only(decide(held, NOON + days(3) - 1, shopWith({}, {}, late)))).toMatchObject({
      until: NOON + days(3),
    })
    expect(only(decide(held, NOON + days(3), shopWith({}, {}, late)))).toMatchObject({
      reason: 'stale-intake-late',
    })
  })
})

describe('a deferred step', () => {
  const night = NOON + hours(11)
  const nightBuyer = customer({ orders: [order('o1', night - days(90))] })

  it('by night waits for its own minute within half an hour of the morning', () => {
    const decision = decide(nightBuyer, night, shopWith())
    const message = only(decision)
    expect(message).toMatchObject({ status: 'deferred', reason: 'quiet-hours', putOff: true })
    const morning = NOON + hours(20)
    expect(decision.wakeAt).toBeGreaterThanOrEqual(morning)
    expect(decision.wakeAt).toBeLessThan(morning + 30 * MINUTE_MS)
    const facts = applyDecision(nightBuyer, decision)
    expect(decide(facts, (decision.wakeAt ?? 0) - 1, shopWith()).messages).toEqual([])
    expect(only(decide(facts, decision.wakeAt ?? 0, shopWith()))).toMatchObject({ status: 'due' })
  })

  it('by night does not lose its turn to what is less urgent', () => {
    const steps = [{ id: 'picks', template: 'picks', afterMs: 0 }]
    const shop = settings({
      campaigns: Array.from({ length: 8 }, (_, i) =>
        campaign({ id: `c${i}`, priority: i * 10, steps }),
      ),
      policy: policy({ caps: [{ messages: 1, withinDays: 7 }] }),
    })
    let facts = decided(nightBuyer, night, shop)
    let now = night
    while (!facts.messages.some(({ status }) => status === 'due')) {
      now = decide(facts, now, shop).wakeAt ?? Number.NaN
      facts = decided(facts, now, shop)
    }
    expect(facts.messages.filter(({ status }) => status === 'due')).toMatchObject([
      { campaign: 'c7' },
    ])
  })

  const capped = (at: Instant): CustomerFacts => ({
    ...oneTimer,
    messages: [accept(stored(decided(oneTimer, NOON, shopWith())), at)].map((sent) => ({
      ...sent,
      campaign: 'other',
    })),
  })
  const daily = { caps: [{ messages: 1, withinDays: 8 }], quietHours: null }

  it('by a cap is sent when the cap leaves room, within seven days', () => {
    const facts = capped(NOON - days(1) - 1)
    const decision = decide(facts, NOON, shopWith({}, daily))
    const until = NOON + days(7) - 1
    expect(only(decision)).toMatchObject({ status: 'deferred', reason: 'cap', until })
    expect(decision.wakeAt).toBe(until)
    const later = applyDecision(facts, decision)
    const due = decide(later, until, shopWith({}, daily)).messages.map((change) => change.after)
    expect(due).toMatchObject([{ campaign: 'win-back', status: 'due' }])
  })

  it('by a cap is skipped at once if room would come only after seven days', () => {
    expect(only(decide(capped(NOON - days(1)), NOON, shopWith({}, daily)))).toMatchObject({
      status: 'skipped',
      reason: 'put-off-too-long-cap',
    })
  })

  it('leaves the only room to the more urgent, whichever campaign comes first', () => {
    const shop = settings({
      campaigns: [campaign({ id: 'low', priority: 1 }), campaign({ id: 'high', priority: 2 })],
      policy: policy({ caps: [{ messages: 1, withinDays: 1 }] }),
    })
    const decided = decide(oneTimer, NOON, shop).messages.map(({ after: row }) => row)
    expect(decided).toMatchObject([
      { campaign: 'high', status: 'due' },
      { campaign: 'low', status: 'deferred', reason: 'cap', until: NOON + days(1) },
    ])
  })

  it('by a quota keeps its instant through the night', () => {
    const due = stored(decided(oneTimer, NOON, shopWith())) as MessageOf<'due'>
    const claimed = claim(due, { claimId: 'mine', repeatable: false }, NOON)
    const until = NOON + days(1) + hours(3)
    const parked = settle(claimed, { outcome: 'parked', reason: 'quota', until }, NOON)
    const facts = withMessage(decided(oneTimer, NOON, shopWith()), parked)
    expect(decide(facts, night, shopWith()).messages).toEqual([])
    expect(decide(facts, night, shopWith()).wakeAt).toBe(until)
    expect(only(decide(facts, until, shopWith()))).toMatchObject({ status: 'due', attempt: 1 })
  })
})
