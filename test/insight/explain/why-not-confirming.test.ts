/** Why a request to confirm was not sent. */
import { describe, expect, test } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import type { Journey } from '../../../functions/domain/journey.ts'
import { assess } from '../../../functions/domain/lifecycle.ts'
import { startsOf } from '../../../functions/domain/start-journeys.ts'
import { campaign, consent, customer, days, NOON, settings } from '../../support/given.ts'

const asking = campaign({
  id: 'confirm',
  kind: 'service',
  start: { kind: 'consent-unconfirmed' },
  activeFrom: NOON,
})
const asked: Journey = {
  campaign: 'confirm',
  n: 1,
  startedAt: NOON,
  start: { kind: 'consent-unconfirmed', since: NOON },
  end: { at: NOON + 1, reason: 'consent-confirmed' },
}

const inGermany = (facts: Partial<CustomerFacts>): CustomerFacts => {
  const { profile = { updatedAt: 0 } } = customer()
  return customer({ profile: { ...profile, country: 'DE' }, ...facts })
}

const why = (facts: CustomerFacts, before: readonly Journey[] = []) => {
  const [shop, now] = [settings({ campaigns: [asking] }), NOON + days(1)]
  const starts = startsOf(asking, before, facts, assess(facts, now, shop.policy), shop, now)
  return 'whyNot' in starts ? starts.whyNot : undefined
}

describe('Why a customer is not asked to confirm', () => {
  test.each<[string, CustomerFacts, readonly Journey[]]>([
    ['asked-already', inGermany({ consents: [consent(NOON)] }), [asked]],
    [
      'nothing-to-confirm',
      inGermany({
        profile: { updatedAt: 0, country: 'CN' },
        consents: [consent(NOON, { basis: 'soft-opt-in' })],
      }),
      [],
    ],
    ['confirmed-already', customer({ consents: [consent(NOON)] }), []],
    ['confirmed-already', inGermany({ consents: [consent(NOON, { basis: 'double-opt-in' })] }), []],
    ['nothing-to-confirm', inGermany({ consents: [] }), []],
    [
      'nothing-to-confirm',
      inGermany({ consents: [consent(NOON, { act: 'withdrawn', source: 'unsubscribe' })] }),
      [],
    ],
    ['agreed-elsewhere', inGermany({ consents: [consent(NOON, { source: 'sync' })] }), []],
    [
      'law-unknown',
      inGermany({ profile: { updatedAt: 0, country: 'ZZ' }, consents: [consent(NOON)] }),
      [],
    ],
    ['agreed-before', inGermany({ consents: [consent(NOON - 1)] }), []],
  ])('is "%s"', (reason, facts, before) => {
    expect(why(facts, before)?.reason).toBe(reason)
  })

  test('has no reason if they are, or are again after a later act', () => {
    expect(why(inGermany({ consents: [consent(NOON)] }))).toBeUndefined()
    const twice = inGermany({ consents: [consent(NOON), consent(NOON + 1)] })
    expect(why(twice, [asked])).toBeUndefined()
  })
})
