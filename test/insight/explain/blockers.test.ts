import { describe, expect, test } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import type { Message } from '../../../functions/domain/message.ts'
import type { Policy, Settings } from '../../../functions/domain/policy.ts'
import {
  blockersOfCampaign,
  blockersOfMarketing,
  decidedAt,
  otherBlockers,
  waitsForDomain,
} from '../../../functions/insight/explain/blockers.ts'
import { blockerSentences, fixForBlocker } from '../../../functions/language/reach-sentences.ts'
import { voiceFor } from '../../../functions/language/voice.ts'
import { consent, customer, days, hours, message, NOON, order } from '../../support/given.ts'
import { oneTimer, profileWithoutAddress, shopWith as shopOf } from '../../support/win-back.ts'

/** The win-back, whose step is due a day after the customer became dormant. */
const shopWith: typeof shopOf = (changes = {}, ...rest) =>
  shopOf({ steps: [{ id: 'picks', template: 'picks', afterMs: days(1) }], ...changes }, ...rest)

const someoneElse = { customer: 'c-2', campaign: 'win-back', n: 1, step: 'picks' }
const strict: Partial<Policy> = { countries: { GB: { bases: ['double-opt-in'] } } }
const mail = (at: number, step: string): Message =>
  message(
    { status: 'accepted', locale: 'en', acceptedAt: at, mailerMessageId: 'm' },
    { campaign: 'other', step, dueAt: at },
  )

const reasons = (facts: CustomerFacts, settings: Settings, now = NOON) => {
  const [win] = settings.campaigns
  return (
    win && blockersOfCampaign(win, decidedAt(facts, settings, now))?.map(({ reason }) => reason)
  )
}

describe('The blockers of a campaign', () => {
  test('is nothing if a mail would be sent', () => {
    expect(reasons(oneTimer, shopWith())).toEqual([])
  })

  test('is eligibility before a journey begins, also where it is asked of the start alone', () => {
    const vip = shopWith({
      start: { kind: 'purchase' },
      eligible: { minPurchases: 5 },
      eligibleAtStartFrom: 0,
    })
    expect(reasons(oneTimer, vip)).toEqual(['not-eligible'])
  })

  test.each<[string, CustomerFacts, Settings]>([
    [
      'suppressed',
      customer({
        ...oneTimer,
        address: { suppression: { reason: 'complaint', at: 0 }, softBounces: [], slots: [] },
      }),
      shopWith(),
    ],
    [
      'unsubscribed',
      customer({ ...oneTimer, address: { withdrawnAt: NOON, softBounces: [], slots: [] } }),
      shopWith(),
    ],
    [
      'sent-to-same-address',
      customer({ ...oneTimer, address: { softBounces: [], slots: [{ ...someoneElse, at: 0 }] } }),
      shopWith(),
    ],
    [
      'campaign-unsubscribed',
      customer({ ...oneTimer, preferences: { campaignsOff: ['win-back'], updatedAt: 0 } }),
      shopWith(),
    ],
    [
      'sunset-unanswered',
      customer({ ...oneTimer, messages: [mail(NOON - days(40), 'a')] }),
      shopWith({}, { sunset: { afterUnanswered: 1, silentForDays: 900 } }),
    ],
    [
      'sunset-silent',
      oneTimer,
      shopWith({}, { sunset: { afterUnanswered: 9, silentForDays: 30 } }),
    ],
    ['not-eligible', oneTimer, shopWith({ eligible: { countries: ['FR'] } })],
    ['no-address', customer({ ...oneTimer, profile: profileWithoutAddress }), shopWith()],
    ['no-consent', customer({ ...oneTimer, consents: [] }), shopWith()],
    ['consent-unconfirmed', oneTimer, shopWith({}, strict)],
    ['no-language', oneTimer, shopWith({ locales: { picks: ['fr'] } })],
    ['campaign-paused', oneTimer, shopWith({ paused: true })],
    [
      'customer-on-hold',
      customer({ ...oneTimer, holds: [{ holdId: 'h', reason: 'chargeback', at: 0 }] }),
      shopWith(),
    ],
    [
      'provider-paused',
      oneTimer,
      shopWith({}, {}, { pauses: [{ provider: 'other', reason: 'bounces', at: 0 }] }),
    ],
    ['domain-not-ready', oneTimer, shopWith({}, {}, { needsDomainCheck: true })],
    [
      'cap',
      customer({ ...oneTimer, messages: [mail(NOON - hours(1), 'a')] }),
      shopWith({ caps: [{ messages: 1, withinDays: 1 }] }),
    ],
  ])('are "%s" alone if that is all', (reason, facts, settings) => {
    expect(reasons(facts, settings)).toEqual([reason])
  })

  test('is quiet hours by night', () => {
    expect(reasons(oneTimer, shopWith(), NOON + hours(12))).toEqual(['quiet-hours'])
  })

  test('are complete, in the order in which the rules apply', () => {
    const facts = customer({
      ...oneTimer,
      consents: [],
      profile: profileWithoutAddress,
      holds: [{ holdId: 'h', reason: 'undelivered-parcel', at: 0 }],
      preferences: { campaignsOff: ['win-back'], updatedAt: 0 },
      address: { suppression: { reason: 'by-hand', at: 0 }, softBounces: [], slots: [] },
    })
    const settings = shopWith(
      { paused: true, eligible: { minPurchases: 5 }, locales: { picks: ['fr'] } },
      {},
      { needsDomainCheck: true },
    )
    expect(reasons(facts, settings, NOON + hours(12))).toEqual([
      'suppressed',
      'campaign-unsubscribed',
      'not-eligible',
      'campaign-paused',
      'no-address',
      'no-consent',
      'customer-on-hold',
      'domain-not-ready',
      'no-language',
      'quiet-hours',
    ])
  })

  test('is what keeps the mail that waits, if one does', () => {
    const facts = customer({ ...oneTimer, consents: [] })
    expect(reasons(facts, shopOf())).toEqual(['no-consent'])
  })

  test('is not asked of a journey that has no step left', () => {
    const sent = { ...oneTimer, messages: [{ ...mail(NOON, 'picks'), campaign: 'win-back' }] }
    expect(reasons(sent, shopOf())).toBeUndefined()
  })
})

describe('The blockers of a waiting message', () => {
  const held = message({ status: 'held', reason: 'no-consent', until: NOON + days(3) })
  const waiting = customer({
    ...oneTimer,
    consents: [],
    holds: [{ holdId: 'h', reason: 'chargeback', at: 0 }],
    journeys: [
      {
        campaign: 'win-back',
        n: 1,
        startedAt: NOON,
        start: { kind: 'class-entered', class: 'dormant', since: NOON },
      },
    ],
    messages: [held],
  })

  test('do not depend on the reason on its row', () => {
    const others = otherBlockers(held, decidedAt(waiting, shopWith(), NOON))
    expect(others.map(({ reason }) => reason)).toEqual(['customer-on-hold'])
  })

  test('is nothing once it is settled', () => {
    const skipped = message({ status: 'skipped', reason: 'too-late', at: NOON })
    expect(otherBlockers(skipped, decidedAt(waiting, shopWith(), NOON))).toEqual([])
  })
})

describe('The blockers of all marketing', () => {
  const sentences = (facts: CustomerFacts) => {
    const decided = decidedAt(facts, shopWith(), NOON + 1)
    return blockerSentences(blockersOfMarketing(decided), decided, voiceFor('en', 'UTC', NOON))
  }

  const reasonsOf = (facts: CustomerFacts, settings: Settings) =>
    blockersOfMarketing(decidedAt(facts, settings, NOON + hours(12))).map(({ reason }) => reason)

  test('leaves out the night, languages and what a campaign asks', () => {
    const facts = customer({ ...oneTimer, orders: [order('o', NOON)] })
    expect(reasonsOf(facts, shopWith({ paused: true, locales: { picks: ['fr'] } }))).toEqual([])
    expect(reasonsOf({ ...facts, consents: [] }, shopWith())).toEqual(['no-consent'])
  })

  test('include whether the sending domain blocks it for everyone', () => {
    const waiting = shopWith({}, {}, { needsDomainCheck: true })
    expect(waitsForDomain(waiting, NOON)).toBe(true)
    const domainCheck = { domain: 'acme.example', passedAt: 0 }
    expect(waitsForDomain({ ...waiting, shop: { ...waiting.shop, domainCheck } }, NOON)).toBe(false)
    expect(waitsForDomain(shopWith(), NOON)).toBe(false)
  })

  test('names the id that has more orders than a person places, and how many', () => {
    const many = shopWith({}, { mostOrdersOfAPerson: 1_000 })
    const orders = Array.from({ length: 1_001 }, (_, i) => order(`o-${i}`, NOON - i))
    const decided = decidedAt(customer({ ...oneTimer, orders }), many, NOON + 1)
    const blockers = blockersOfMarketing(decided)
    expect(blockers.map(({ reason }) => reason)).toEqual(['not-a-person'])
    const said = (language: 'en' | 'zh-CN') =>
      blockerSentences(blockers, decided, voiceFor(language, 'UTC', NOON))
    expect(said('en')).toEqual(['The id c-1 has 1,001 orders, more than one person places.'])
    expect(said('zh-CN')).toEqual(['ID c-1 下有 1,001 笔订单，超出单个顾客的正常范围。'])
  })

  test('calls no one’s mail spam where the account’s own list has the address', () => {
    const suppression = { reason: 'complaint', at: NOON, by: 'account-list' } as const
    const facts = customer({ ...oneTimer, address: { suppression, softBounces: [], slots: [] } })
    const decided = decidedAt(facts, shopWith(), NOON + 1)
    const blockers = blockersOfMarketing(decided)
    const said = (language: 'en' | 'zh-CN') => {
      const voice = voiceFor(language, 'UTC', NOON)
      const fixes = blockers.map((blocker) => fixForBlocker(blocker, decided, voice))
      return [...blockerSentences(blockers, decided, voice), ...fixes].join(' ')
    }
    expect(said('en')).toContain('Amazon SES keeps this address on your account’s suppression list')
    expect(said('en')).toContain('from both lists')
    expect(said('en')).not.toContain('spam')
    expect(said('zh-CN')).toContain('邮箱在您的 Amazon SES 账户的禁发名单中')
    expect(said('zh-CN')).toContain('两份名单')
  })

  test('names who left: the customer, or only the address, which may have been entered by hand', () => {
    const withdrawal = consent(NOON, { act: 'withdrawn', source: 'unsubscribe' })
    const own = customer({ ...oneTimer, consents: [consent(0), withdrawal] })
    const others = customer({
      ...oneTimer,
      address: { withdrawnAt: NOON, softBounces: [], slots: [] },
    })
    expect(sentences(own)[0]).toContain('someone with the same address, opted out')
    expect(sentences(others)[0]).toMatch(/^The address opted out of marketing mail on 1 Jan 2026/)
  })
})
