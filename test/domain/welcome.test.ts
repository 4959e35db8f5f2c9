/** Which customers may get marketing: address, choices, holds, sunset, law. */
import { describe, expect, it } from 'vitest'
import { type AddressFacts, UNKNOWN_ADDRESS } from '../../functions/domain/address.ts'
import type { Campaign } from '../../functions/domain/campaign.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import type { Message } from '../../functions/domain/message.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { applyDecision } from '../support/apply-decision.ts'
import { consent, days, hours, message, NOON, order } from '../support/given.ts'
import { oneTimer, only, shopWith } from '../support/win-back.ts'

const at = (address: Partial<AddressFacts>): CustomerFacts => ({
  ...oneTimer,
  address: { ...UNKNOWN_ADDRESS, ...address },
})
const slotOfOther = { customer: 'other', campaign: 'win-back', n: 4, step: 'picks', at: NOON - 1 }
const service: Partial<Campaign> = { kind: 'service' }
const decideFor = (facts: CustomerFacts, shop: Settings = shopWith()) =>
  only(decide(facts, NOON, shop))

describe('a pause of the customer', () => {
  const paused = (pausedUntil: number): CustomerFacts => ({
    ...oneTimer,
    preferences: { campaignsOff: [], pausedUntil, updatedAt: 0 },
  })

  it('holds marketing until it ends, and looks again then', () => {
    const facts = paused(NOON + days(2))
    const decision = decide(facts, NOON, shopWith())
    expect(only(decision)).toMatchObject({
      ...{ status: 'held', reason: 'paused-by-customer', until: NOON + days(2) },
    })
    expect(decision.wakeAt).toBeLessThanOrEqual(NOON + days(2))
    const later = decide(applyDecision(facts, decision), NOON + days(2), shopWith())
    expect(only(later)).toMatchObject({ status: 'due' })
  })

  it('outlasts a step, which is skipped as stale', () => {
    const facts = paused(NOON + days(30))
    const decision = decide(facts, NOON, shopWith())
    const later = decide(applyDecision(facts, decision), NOON + days(3), shopWith())
    expect(only(later)).toMatchObject({ status: 'skipped', reason: 'stale-paused-by-customer' })
  })

  it('holds no service mail, and nothing once it is over', () => {
    expect(decideFor(paused(NOON + 1), shopWith(service))).toMatchObject({ status: 'due' })
    expect(decideFor(paused(NOON))).toMatchObject({ status: 'due' })
  })
})

describe('the address', () => {
  it('that is suppressed gets no mail, not even about an order', () => {
    const suppressed = at({ suppression: { reason: 'no-such-mailbox', at: 0 } })
    expect(decideFor(suppressed)).toMatchObject({ status: 'skipped', reason: 'suppressed' })
    expect(decideFor(suppressed, shopWith(service))).toMatchObject({ reason: 'suppressed' })
  })

  it('that was opted out by another customer who shares it gets no marketing', () => {
    expect(decideFor(at({ withdrawnAt: 5 }))).toMatchObject({ reason: 'unsubscribed' })
    expect(decideFor(at({ withdrawnAt: 5 }), shopWith(service))).toMatchObject({ status: 'due' })
  })

  it('gets marketing again after the customer agreed by an act of their own', () => {
    const back = { ...at({ withdrawnAt: 5 }), consents: [consent(6, { source: 'form' })] }
    expect(decideFor(back)).toMatchObject({ status: 'due' })
  })

  it('gets each step once, whichever of its customers it is for', () => {
    expect(decideFor(at({ slots: [slotOfOther] }))).toMatchObject({
      status: 'skipped',
      reason: 'sent-to-same-address',
    })
    expect(decideFor(at({ slots: [{ ...slotOfOther, step: 'offer' }] }))).toMatchObject({
      status: 'due',
    })
  })

  it('has one cap for all who share it', () => {
    const slots = [{ ...slotOfOther, step: 'offer', at: NOON - days(2) }]
    const capped = shopWith({}, { caps: [{ messages: 1, withinDays: 7 }] })
    expect(decideFor(at({ slots }), capped)).toMatchObject({
      status: 'deferred',
      reason: 'cap',
      until: NOON + days(5),
    })
  })

  it('counts this customer’s own mail only once, by their messages', () => {
    const own = { ...slotOfOther, customer: 'c-1', at: NOON - 5 }
    const capped = shopWith({}, { caps: [{ messages: 1, withinDays: 7 }] })
    expect(decideFor(at({ slots: [own] }), capped)).toMatchObject({ status: 'due' })
  })
})

describe('what the customer chose', () => {
  const choosing = (choice: Partial<NonNullable<CustomerFacts['preferences']>>) => ({
    ...oneTimer,
    preferences: { campaignsOff: [], updatedAt: 0, ...choice },
  })

  it('keeps a campaign they switched off from them', () => {
    expect(decideFor(choosing({ campaignsOff: ['win-back'] }))).toMatchObject({
      status: 'skipped',
      reason: 'campaign-unsubscribed',
    })
    expect(decideFor(choosing({ campaignsOff: ['another'] }))).toMatchObject({ status: 'due' })
  })

  it('comes before the language of the profile', () => {
    const shop = shopWith({ locales: { picks: ['en', 'zh-CN'] } })
    expect(decideFor(choosing({ locale: 'zh-CN' }), shop)).toMatchObject({ locale: 'zh-CN' })
  })

  it('is a cap of its own', () => {
    const had = { ...slotOfOther, step: 'offer', at: NOON - days(2) }
    const facts = { ...choosing({ everyDays: 7 }), address: { ...UNKNOWN_ADDRESS, slots: [had] } }
    expect(decideFor(facts)).toMatchObject({ status: 'deferred', until: NOON + days(5) })
  })
})

describe('a hold', () => {
  const holding = (hold: object): CustomerFacts => ({
    ...oneTimer,
    holds: [{ holdId: 'h', reason: 'chargeback', at: NOON - 1, ...hold }],
  })

  it('stops marketing at once, and service mail not', () => {
    expect(decideFor(holding({}))).toMatchObject({ status: 'held', reason: 'customer-on-hold' })
    expect(decideFor(holding({}), shopWith(service))).toMatchObject({ status: 'due' })
  })

  it('releases it when it ends automatically', () => {
    const facts = holding({ until: NOON + hours(5) })
    const held = decide(facts, NOON, shopWith())
    expect(only(held)).toMatchObject({ until: NOON + hours(5) })
    const later = decide(applyDecision(facts, held), NOON + hours(5), shopWith())
    expect(only(later)).toMatchObject({ status: 'due' })
  })

  it('that is over, lifted or still to come stops nothing', () => {
    for (const hold of [{ until: NOON }, { liftedAt: NOON }, { at: NOON + 1 }])
      expect(decideFor(holding(hold))).toMatchObject({ status: 'due' })
  })
})

describe('what the shop must fix first', () => {
  it('a provider that paused itself gets no marketing, others do', () => {
    const paused = (provider: 'gmail' | 'other') => ({
      ...shopWith(),
      pauses: [{ provider, reason: 'bounces' as const, at: 0 }],
    })
    expect(decideFor(oneTimer, paused('other'))).toMatchObject({ reason: 'provider-paused' })
    expect(decideFor(oneTimer, paused('gmail'))).toMatchObject({ status: 'due' })
  })

  it('marketing waits until the domain that is sent from has passed its check', () => {
    const checked = (domain?: string): Settings => {
      const shop = shopWith()
      const domainCheck = domain === undefined ? undefined : { domain, passedAt: 0 }
      return {
        ...shop,
        needsDomainCheck: true,
        shop: { ...shop.shop, ...(domainCheck && { domainCheck }) },
      }
    }
    expect(decideFor(oneTimer, checked())).toMatchObject({ reason: 'domain-not-ready' })
    expect(decideFor(oneTimer, checked('other.example'))).toMatchObject({
      reason: 'domain-not-ready',
    })
    expect(decideFor(oneTimer, checked('Acme.example'))).toMatchObject({ status: 'due' })
  })
})

describe('sunset', () => {
  const answered = (facts: CustomerFacts, now: number) =>
    only(decide(facts, now, shopWith({}, { sunset: { afterUnanswered: 2, silentForDays: 730 } })))
  const unanswered = (count: number, changes: Partial<Message> = {}) =>
    Array.from({ length: count }, (_, i) =>
      message(
        { status: 'accepted', locale: 'en', acceptedAt: NOON - 5 - i, mailerMessageId: 'm' },
        { campaign: 'care', n: i, ...changes },
      ),
    )

  it('ends marketing after so many mails without an answer', () => {
    const facts = { ...oneTimer, messages: unanswered(2) }
    expect(answered(facts, NOON)).toMatchObject({ status: 'skipped', reason: 'sunset-unanswered' })
    expect(answered({ ...oneTimer, messages: unanswered(1) }, NOON)).toMatchObject({
      status: 'due',
    })
  })

  it('starts again with a click, a purchase or fresh consent, not with an open or a machine', () => {
    const clicked = unanswered(2, { feedback: { lastClickAt: NOON - 1 } })
    expect(answered({ ...oneTimer, messages: clicked }, NOON)).toMatchObject({ status: 'due' })
    const opened = unanswered(2, { feedback: { openedAt: NOON - 1, machineClickedAt: NOON - 1 } })
    expect(answered({ ...oneTimer, messages: opened }, NOON)).toMatchObject({ status: 'skipped' })
    const agreed = { ...oneTimer, messages: unanswered(2), consents: [consent(NOON - 1)] }
    expect(answered(agreed, NOON)).toMatchObject({ status: 'due' })
  })

  it('service mail is neither counted nor stopped', () => {
    const facts = { ...oneTimer, messages: unanswered(2, { marketing: false }) }
    expect(answered(facts, NOON)).toMatchObject({ status: 'due' })
  })

  it('never begins for customers who were inactive for two years', () => {
    const shop = shopWith({ backlogOverMs: 0 }, { dormantAfterDays: 90 })
    const old = { ...oneTimer, orders: [order('o1', NOON - days(731))], consents: [] }
    const since = { ...old, consents: [consent(NOON - days(731), { source: 'import' })] }
    expect(only(decide(since, NOON, shop))).toMatchObject({ reason: 'sunset-silent' })
  })

  it('begins at its instant for a step that waits', () => {
    const held = { ...oneTimer, consents: [], orders: [order('o1', NOON - days(90))] }
    const shop = shopWith({}, { sunset: { afterUnanswered: 9, silentForDays: 91 } })
    const decision = decide(held, NOON, shop)
    expect(only(decision)).toMatchObject({ status: 'held', reason: 'no-consent' })
    expect(decision.wakeAt).toBe(NOON + days(1))
    const later = decide(applyDecision(held, decision), NOON + days(1), shop)
    expect(only(later)).toMatchObject({ status: 'skipped', reason: 'sunset-silent' })
  })
})
