import { describe, expect, it } from 'vitest'
import { CONSENT_BASES, type ConsentBasis } from '../../functions/domain/consent.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import { ruleFor } from '../../functions/domain/law.ts'
import { type Instant, monthsAfter } from '../../functions/domain/time.ts'
import { consent, customer, days, NOON, order, policy, settings } from '../support/given.ts'

/** Dormant just now. */
const PURCHASED_AT = NOON - days(90)

const buyerIn = (country: string, basis: ConsentBasis, more: Partial<CustomerFacts> = {}) =>
  customer({
    profile: {
      ...{ email: 'c-1@example.com', locale: 'en', zone: 'Europe/London', updatedAt: 0 },
      ...(country !== '' && { country }),
    },
    orders: [order('o1', PURCHASED_AT)],
    consents: [consent(PURCHASED_AT, { basis })],
    ...more,
  })

/** The status of the win-back, which is due at once. */
function fateOf(facts: CustomerFacts, now: Instant = NOON): string {
  const [change] = decide(facts, now, settings()).messages
  const { status } = change?.after ?? {}
  return status === 'due' ? 'mailed' : (status ?? 'none')
}

const YES = 'mailed'
const NO = 'held'

/** Country; then explicit, double opt-in, soft opt-in; the mark; whether an e-mail address is shown. */
const TABLE: readonly (readonly [string, string, string, string, string, boolean])[] = [
  ['FR', YES, YES, YES, '', false],
  ['GB', YES, YES, YES, '', false],
  ['US', YES, YES, YES, '', false],
  ['CA', YES, YES, YES, '', false],
  ['DE', NO, YES, YES, '', false],
  ['AT', NO, YES, YES, '', false],
  ['PL', YES, YES, NO, '', false],
  ['HU', YES, YES, NO, '', false],
  ['TR', YES, YES, NO, '', false],
  ['CN', YES, YES, NO, '「广告」', true],
  ['KR', YES, YES, NO, '(광고)', true],
  ['VN', YES, YES, NO, '[QC]', false],
  ['IL', YES, YES, YES, 'פרסומת', true],
  ['JP', YES, YES, YES, '', true],
  // Not in the table, not understood, and not stated.
  ['AQ', NO, NO, NO, '', false],
  ['ZZ', NO, NO, NO, '', false],
  ['', NO, YES, NO, '', false],
]

const HISTORIES = {
  optedOut: { address: { softBounces: [], slots: [], withdrawnAt: NOON - days(1) } },
  complained: {
    address: {
      softBounces: [],
      slots: [],
      suppression: { reason: 'complaint', at: NOON - days(1) },
    },
  },
} as const satisfies Readonly<Record<string, Partial<CustomerFacts>>>

describe('The law table', () => {
  it.each(TABLE)(
    '%j mails on explicit, confirmed and implied consent: %s, %s, %s; mark %j; e-mail shown: %s',
    (country, explicit, doubleOptIn, softOptIn, mark, showsEmail) => {
      const fates = CONSENT_BASES.map((basis) => fateOf(buyerIn(country, basis)))
      expect(fates).toEqual([explicit, doubleOptIn, softOptIn])
      const rule = ruleFor(buyerIn(country, 'explicit').profile, policy())
      expect([rule.subjectMark ?? '', rule.showsEmail ?? false]).toEqual([mark, showsEmail])
    },
  )

  it.each(TABLE.map(([country]) => country))(
    'mails nothing in %j to an address that was opted out or complained, on any basis',
    (country) => {
      for (const basis of CONSENT_BASES)
        for (const history of Object.values(HISTORIES))
          expect(fateOf(buyerIn(country, basis, history))).toBe('skipped')
    },
  )

  it.each(['US', 'GB', 'PL'])('mails again in %s after a later consent of their own', (country) => {
    const again = consent(NOON - 1, { basis: 'explicit', source: 'form' })
    expect(fateOf(buyerIn(country, 'explicit', { ...HISTORIES.optedOut, consents: [again] }))).toBe(
      'mailed',
    )
  })

  it('holds a country without a known mark with that reason', () => {
    const [change] = decide(buyerIn('AQ', 'double-opt-in'), NOON, settings()).messages
    expect(change?.after).toMatchObject({ status: 'held', reason: 'country-unknown-to-law' })
  })
})

describe('Consent that a purchase implied in Canada', () => {
  const END = monthsAfter(PURCHASED_AT, 24)
  const silent = { sunset: { afterUnanswered: 10, silentForDays: 3650 } }
  const shop = settings({ policy: policy({ ...silent, dormantAfterDays: 760 }) })
  const waits = settings({ policy: policy(silent), campaigns: [] })

  it('ends 24 calendar months after the last purchase, and the decision wakes then', () => {
    const facts = buyerIn('CA', 'soft-opt-in')
    expect(decide(facts, END - days(20), waits).wakeAt).toBe(END)
    expect(decide(facts, END, waits).wakeAt).toBeUndefined()
    // By then they have been dormant for a while under a threshold that lies beyond the end.
    const dormant = PURCHASED_AT + days(760)
    const [change] = decide(facts, dormant, shop).messages
    expect(change?.after.status).toBe('held')
  })

  it('begins again with each purchase, and not with one that was refunded', () => {
    const later = order('o2', NOON)
    const both = [order('o1', PURCHASED_AT), later]
    const facts = buyerIn('CA', 'soft-opt-in', { orders: both })
    expect(decide(facts, NOON + days(200), waits).wakeAt).toBe(monthsAfter(NOON, 24))
    const refunds = [{ refundId: 'r', orderId: 'o2', at: NOON + 1, currency: 'EUR', minor: 1_000 }]
    expect(decide({ ...facts, refunds }, NOON + days(200), waits).wakeAt).toBe(END)
  })

  it('does not end where it was given in words, or in another country', () => {
    expect(decide(buyerIn('CA', 'explicit'), END - days(20), waits).wakeAt).toBeUndefined()
    expect(decide(buyerIn('US', 'soft-opt-in'), END - days(20), waits).wakeAt).toBeUndefined()
  })

  it('is none without a purchase', () => {
    const facts = buyerIn('CA', 'soft-opt-in', { orders: [] })
    expect(decide(facts, NOON, waits).wakeAt).toBeUndefined()
  })
})
