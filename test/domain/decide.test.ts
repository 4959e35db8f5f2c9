import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../functions/domain/campaign.ts'
import { decide } from '../../functions/domain/decide.ts'
import { claim, type MessageOf } from '../../functions/domain/message.ts'
import { MINUTE_MS } from '../../functions/domain/time.ts'
import { applyDecision, withMessage } from '../support/apply-decision.ts'
import { consent, customer, days, hours, NOON, order, refund } from '../support/given.ts'
import { accept, decided, oneTimer, only, shopWith, stored } from '../support/win-back.ts'

describe('a step that falls due', () => {
  it('is handed to the senders in the customer’s language, and again after an hour', () => {
    const decision = decide(oneTimer, NOON, shopWith())
    expect(only(decision)).toMatchObject({ status: 'due', locale: 'en', decidedAt: NOON })
    expect(decision.wakeAt).toBe(NOON + hours(1))
    const facts = applyDecision(oneTimer, decision)
    expect(decide(facts, NOON + 14 * MINUTE_MS, shopWith()).messages).toEqual([])
    expect(only(decide(facts, NOON + hours(1), shopWith()))).toMatchObject({
      status: 'due',
      attempt: 0,
      relayAt: NOON + hours(2),
    })
  })

  it('is never decided if the customer buys at that very instant', () => {
    const shop = shopWith({
      endsOnPurchase: true,
      steps: [
        { id: 'picks', template: 'picks', afterMs: 0 },
        { id: 'invitation', template: 'picks', afterMs: days(2) },
      ],
    })
    const facts = decided(oneTimer, NOON, shop)
    const sent = withMessage(facts, accept(stored(facts), NOON))
    const bought = { ...sent, orders: [...sent.orders, order('o2', NOON + days(2))] }
    const decision = decide(bought, NOON + days(2), shop)
    expect(decision.messages).toEqual([])
    expect(decision.journeys).toMatchObject([
      { end: { at: NOON + days(2), reason: 'bought-meanwhile' } },
    ])
  })

  it('and waits is skipped as bought meanwhile when the customer buys', () => {
    const shop = shopWith({ endsOnPurchase: true })
    const facts = decided(oneTimer, NOON, shop)
    const bought = { ...facts, orders: [...facts.orders, order('o2', NOON + 1)] }
    expect(only(decide(bought, NOON + 1, shop))).toMatchObject({
      status: 'skipped',
      reason: 'bought-meanwhile',
      at: NOON + 1,
    })
  })

  it('and waits is skipped as having left the class if the campaign ends on that alone', () => {
    const facts = decided(oneTimer, NOON, shopWith())
    const bought = { ...facts, orders: [...facts.orders, order('o2', NOON + 1)] }
    expect(only(decide(bought, NOON + 1, shopWith()))).toMatchObject({ reason: 'left-class' })
  })

  it.each<[string, Partial<Campaign>, string]>([
    ['was withdrawn', { id: 'another' }, 'campaign-withdrawn'],
    ['no longer has the step', { steps: [] }, 'campaign-withdrawn'],
    ['is no longer for the customer', { eligible: { minPurchases: 2 } }, 'not-eligible'],
    ['is for other countries', { eligible: { countries: ['US'] } }, 'not-eligible'],
  ])('is skipped if the campaign %s', (_, changes, reason) => {
    const facts = decided(oneTimer, NOON, shopWith())
    const decision = decide(facts, NOON + 1, shopWith({ activeFrom: NOON + 9, ...changes }))
    expect(only(decision)).toMatchObject({ status: 'skipped', reason })
  })

  it('is skipped the moment the customer unsubscribes, service mail is not', () => {
    const left = [consent(NOON, { act: 'withdrawn', source: 'unsubscribe' })]
    const facts = { ...oneTimer, consents: left }
    expect(only(decide(facts, NOON, shopWith()))).toMatchObject({ reason: 'unsubscribed' })
    expect(only(decide(facts, NOON, shopWith({ kind: 'service' })))).toMatchObject({
      status: 'due',
    })
  })

  it('and waits is written from the template of now, whatever that is called', () => {
    const facts = decided(oneTimer, NOON, shopWith())
    const renamed = shopWith({
      steps: [{ id: 'picks', template: 'choice', afterMs: 0 }],
      locales: { choice: ['en'] },
    })
    const decision = decide(facts, NOON + 1, renamed)
    expect(only(decision)).toMatchObject({ step: 'picks', template: 'choice', status: 'due' })
    const again = decide(applyDecision(facts, decision), NOON + 1, renamed)
    expect(again.messages).toEqual([])
  })

  it('long past is not sent: a journey that begins late mails no history', () => {
    expect(only(decide(oneTimer, NOON + days(3) - 1, shopWith()))).toMatchObject({ status: 'due' })
    expect(only(decide(oneTimer, NOON + days(3), shopWith()))).toMatchObject({
      status: 'skipped',
      reason: 'too-late',
    })
  })
})

describe('a claim', () => {
  const claimedFacts = (repeatable: boolean) => {
    const facts = decided(oneTimer, NOON, shopWith())
    const due = stored(facts) as MessageOf<'due'>
    return withMessage(facts, claim(due, { claimId: 'mine', repeatable }, NOON + 1))
  }
  const leaseEnd = NOON + 1 + 5 * MINUTE_MS

  it('that is alive belongs to its sender alone', () => {
    const left = [consent(NOON, { act: 'withdrawn', source: 'unsubscribe' })]
    const facts = { ...claimedFacts(true), consents: left }
    const decision = decide(facts, leaseEnd - 1, shopWith())
    expect(decision.messages).toEqual([])
    expect(decision.wakeAt).toBe(leaseEnd)
  })

  it('that ran out is due again if a repeat does no harm', () => {
    expect(only(decide(claimedFacts(true), leaseEnd, shopWith()))).toMatchObject({
      status: 'due',
      attempt: 1,
    })
  })

  it('that ran out is unknown if it might be sent twice, and given up after three days', () => {
    const facts = claimedFacts(false)
    const decision = decide(facts, leaseEnd, shopWith())
    expect(only(decision)).toMatchObject({ status: 'unknown', claimedAt: NOON + 1, at: leaseEnd })
    expect(decision.wakeAt).toBe(NOON + 1 + days(3))
    const later = decide(applyDecision(facts, decision), NOON + 1 + days(3), shopWith())
    expect(only(later)).toMatchObject({ status: 'given-up', claimedAt: NOON + 1 })
    expect(later.wakeAt).toBeUndefined()
  })
})

describe('a repeating step', () => {
  const care = shopWith({
    start: { kind: 'purchase' },
    steps: [
      {
        id: 'picks',
        template: 'picks',
        afterMs: days(1),
        repeat: { everyMs: days(10), while: 'first-time' },
      },
    ],
  })
  const buyer = customer({ orders: [order('o1', NOON)] })

  it('comes again and again under a name of its own, while the class lasts', () => {
    expect(decide(buyer, NOON, care).wakeAt).toBe(NOON + days(1))
    const first = decided(buyer, NOON + days(1), care)
    expect(first.messages).toMatchObject([{ step: 'picks.1', status: 'due' }])
    const sent = withMessage(first, accept(stored(first), NOON + days(1)))
    expect(decide(sent, NOON + days(1), care).wakeAt).toBe(NOON + days(11))
    expect(only(decide(sent, NOON + days(11), care))).toMatchObject({ step: 'picks.2' })
    const again = { ...sent, orders: [...sent.orders, order('o2', NOON + days(11))] }
    expect(only(decide(again, NOON + days(11), care))).toMatchObject({
      step: 'picks.2',
      reason: 'left-class',
    })
  })

  it('is over once the customer has left the class, for good and with one skip', () => {
    const first = decided(buyer, NOON + days(1), care)
    const sent = withMessage(first, accept(stored(first), NOON + days(1)))
    const boughtAgain = { ...sent, orders: [...sent.orders, order('o2', NOON + days(2))] }
    const left = decide(boughtAgain, NOON + days(11), care)
    expect(only(left)).toMatchObject({ step: 'picks.2', reason: 'left-class' })
    const facts = applyDecision(boughtAgain, left)
    // Dormant is all that is still to come.
    expect(left.wakeAt).toBe(NOON + days(92))
    expect(decide(facts, NOON + days(61), care).messages).toEqual([])
    const backInClass = { ...facts, refunds: [refund('o2', NOON + days(12))] }
    expect(decide(backInClass, NOON + days(21), care).assessment.class).toBe('first-time')
    expect(decide(backInClass, NOON + days(21), care).messages).toEqual([])
  })

  it('is skipped once however late it is decided', () => {
    const second = order('o2', NOON + days(2))
    const late = { ...buyer, orders: [...buyer.orders, second] }
    const steps = decide(late, NOON + days(85), care).messages.map(({ after }) => after.step)
    expect(steps).toEqual(['picks.1'])
  })
})
