/** What is said of a customer whom marketing does not reach. */
import { describe, expect, it } from 'vitest'
import { type AddressFacts, UNKNOWN_ADDRESS } from '../../functions/domain/address.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import { mailableOf, type UnmailableReason } from '../../functions/domain/mailable.ts'
import { consent, customer, days, NOON, policy, settings } from '../support/given.ts'
import { oneTimer, only, shopWith } from '../support/win-back.ts'

const shop = settings({ campaigns: shopWith().campaigns })
const at = (address: Partial<AddressFacts>): Partial<CustomerFacts> => ({
  address: { ...UNKNOWN_ADDRESS, ...address },
})
const { profile = { updatedAt: 0 } } = customer()
const { email: _email, ...nameless } = profile
const own = [consent(0)]
const left = consent(NOON - 9, { act: 'withdrawn', source: 'form' })

const CASES: readonly (readonly [UnmailableReason, Partial<CustomerFacts>])[] = [
  ['no-address', { profile: nameless }],
  ['suppressed-bounce', at({ suppression: { reason: 'no-such-mailbox', at: 1 } })],
  ['suppressed-bounce', at({ suppression: { reason: 'soft-bounces', at: 1 } })],
  ['suppressed-complaint', at({ suppression: { reason: 'complaint', at: 1 } })],
  ['suppressed-by-hand', at({ suppression: { reason: 'by-hand', at: 1 } })],
  ['opted-out', { consents: [...own, left] }],
  ['opted-out-at-address', at({ withdrawnAt: NOON - 5 })],
  ['no-consent', { consents: [] }],
  [
    'no-consent',
    {
      profile: { ...profile, country: 'CN' },
      consents: [consent(NOON - 1, { basis: 'soft-opt-in' })],
    },
  ],
  ['unconfirmed', { profile: { ...profile, country: 'DE' }, consents: [consent(NOON - 1)] }],
  [
    'country-unknown-to-law',
    {
      profile: { ...profile, country: 'ZZ' },
      consents: [consent(NOON - 1, { basis: 'double-opt-in' })],
    },
  ],
  ['no-language', { profile: { ...profile, locale: 'ja' } }],
  ['hold', { holds: [{ holdId: 'h', reason: 'chargeback', at: 1 }] }],
  ['paused', { preferences: { campaignsOff: [], pausedUntil: NOON + 1, updatedAt: 0 } }],
]

describe('A customer is mailable', () => {
  const reachable = customer({ consents: [consent(NOON - days(1))], ...at({}) })

  it('if nothing of their own is in between', () => {
    const known = { facts: reachable, settings: shop, now: NOON }
    expect(mailableOf(known)).toEqual({ marketing: true, because: [] })
  })

  it.each(CASES)('not because of "%s": %j', (reason, changes) => {
    const facts = { ...reachable, ...changes }
    expect(mailableOf({ facts, settings: shop, now: NOON })).toEqual({
      marketing: false,
      because: [reason],
    })
    // The rules that send agree.
    const mail = only(
      decide({ ...oneTimer, ...reachable, ...changes, orders: oneTimer.orders }, NOON, shopWith()),
    )
    expect(['held', 'skipped']).toContain(mail?.status)
  })

  it('not if they are inactive, or no person', () => {
    const facts = { ...reachable, consents: [consent(NOON - days(2_000))] }
    expect(mailableOf({ facts, settings: shop, now: NOON }).because).toEqual(['inactive'])
    const till = settings({ policy: policy({ mostOrdersOfAPerson: 0 }) })
    const sold = { ...reachable, orders: oneTimer.orders }
    expect(mailableOf({ facts: sold, settings: till, now: NOON }).because).toEqual(['not-a-person'])
  })

  it('with every reason at once, their own opt-out before that of the address', () => {
    const facts = {
      ...reachable,
      consents: [left],
      ...at({ withdrawnAt: NOON - 5, suppression: { reason: 'complaint', at: 1 } as const }),
    }
    expect(mailableOf({ facts, settings: shop, now: NOON }).because).toEqual([
      'suppressed-complaint',
      'opted-out',
      'opted-out-at-address',
    ])
  })
})
