/** What is said of a customer is what the rules that send decide, for any state of theirs. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AddressFacts } from '../../functions/domain/address.ts'
import { CONSENT_BASES, CONSENT_SOURCES } from '../../functions/domain/consent.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { judge } from '../../functions/domain/judge.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import { mailableOf } from '../../functions/domain/mailable.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import { anyInstant, anyOrder } from '../support/any-facts.ts'
import { anyRestoredSettings } from '../support/any-settings.ts'
import { campaign, consent, customer, days, NOON, settings } from '../support/given.ts'

const NOW = NOON + days(14)

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const anyMarketing = fc
  .record({
    act: fc.constantFrom('granted' as const, 'granted' as const, 'withdrawn' as const),
    at: anyInstant(3),
    source: fc.constantFrom(...CONSENT_SOURCES),
    basis: fc.constantFrom(...CONSENT_BASES),
  })
  .map(({ at, ...rest }) => consent(at, rest))

const anyAddress: fc.Arbitrary<AddressFacts> = fc
  .record({
    suppression: fc.option(
      fc.constantFrom('no-such-mailbox', 'complaint', 'soft-bounces', 'by-hand'),
      { nil: undefined, freq: 5 },
    ),
    withdrawnAt: fc.option(anyInstant(3), { nil: undefined, freq: 3 }),
  })
  .map(({ suppression, withdrawnAt }) => ({
    softBounces: [],
    slots: [],
    ...(suppression && { suppression: { reason: suppression, at: NOON } }),
    ...(withdrawnAt !== undefined && { withdrawnAt }),
  }))

const anyCustomer: fc.Arbitrary<CustomerFacts> = fc
  .record({
    country: optional(fc.constantFrom('GB', 'DE', 'CA', 'CN', 'PL', 'JM', 'ZZ')),
    email: fc.constantFrom(undefined, 'c-1@example.org', 'c-1@example.org', 'c-1@qq.com'),
    consents: fc.array(anyMarketing, { minLength: 1, maxLength: 3 }),
    orders: fc.array(anyOrder(), { maxLength: 2 }),
    pausedUntil: fc.option(anyInstant(3), { nil: undefined, freq: 2 }),
    heldUntil: fc.option(anyInstant(3), { nil: undefined, freq: 2 }),
    address: optional(anyAddress),
    locale: fc.constantFrom('en', 'en', 'ja', undefined),
    importId: fc.constantFrom(undefined, undefined, 'in-1', 'in-2'),
  })
  .map(({ country, email, consents, orders, pausedUntil, heldUntil, address, ...rest }) =>
    customer({
      consents,
      orders: orders.map((one) => ({ ...one, ...(rest.importId && { importId: rest.importId }) })),
      profile: {
        ...{ zone: 'Europe/London', updatedAt: 0 },
        ...(rest.locale && { locale: rest.locale }),
        ...(email !== undefined && { email }),
        ...(country !== undefined && { country }),
      },
      ...(pausedUntil !== undefined && {
        preferences: { campaignsOff: [], pausedUntil, updatedAt: 1 },
      }),
      ...(heldUntil !== undefined && {
        holds: [{ holdId: 'h', reason: 'chargeback', at: NOON, until: heldUntil }],
      }),
      ...(address && { address }),
    }),
  )

/** Neither the night nor a full cap is the customer's. */
const anyShop: fc.Arbitrary<Settings> = fc
  .tuple(fc.oneof(fc.constant(settings()), anyRestoredSettings), fc.boolean())
  .map(([usual, isTill]) => ({
    ...usual,
    campaigns: [campaign()],
    openImports: ['in-1'],
    policy: {
      ...usual.policy,
      ...{ caps: [], quietHours: null, acceptableLocales: [] },
      ...(isTill && { mostOrdersOfAPerson: 1 }),
    },
  }))

function isSent(facts: CustomerFacts, shop: Settings): boolean {
  const [due = campaign()] = shop.campaigns
  const start = { kind: 'purchase', orderId: 'o1', paidAt: NOW } as const
  const { verdict } = judge(
    {
      journey: { campaign: due.id, n: 1, startedAt: NOW, start },
      ...{ campaign: due, step: due.steps[0], occurrence: 'picks', dueAt: NOW, wasDeferred: false },
    },
    {
      ...{ facts, settings: shop, now: NOW, occupied: [], mailedAt: [] },
      assessment: assess(facts, NOW, shop.policy, shop.models),
    },
  )
  return verdict === 'send'
}

it('a customer is mailable exactly if a step that falls due now is sent', () => {
  const sent = new Set<boolean>()
  fc.assert(
    fc.property(anyCustomer, anyShop, (facts, shop) => {
      const isMailable = mailableOf({ facts, settings: shop, now: NOW }).marketing
      sent.add(isMailable)
      expect(isMailable).toBe(isSent(facts, shop))
    }),
    { numRuns: 400 },
  )
  expect(sent.size).toBe(2)
})
