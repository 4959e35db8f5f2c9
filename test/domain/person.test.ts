import { describe, expect, it } from 'vitest'
import { decide } from '../../functions/domain/decide.ts'
import { isNotAPerson } from '../../functions/domain/person.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { applyDecision } from '../support/apply-decision.ts'
import { welcome } from '../support/decided-shop.ts'
import { consent, customer, NOON, order, policy, settings } from '../support/given.ts'

/** Two orders that count as one purchase, where one is the most that a person has. */
const till = customer({
  orders: [order('o-1', NOON), order('o-2', NOON)],
  consents: [consent(0)],
  profile: { email: 'till@example.org', locale: 'en', country: 'GB', updatedAt: 0 },
})
const shop = (kind: 'marketing' | 'service') =>
  settings({
    policy: policy({ quietHours: null, mergeOrdersWithinMinutes: 1, mostOrdersOfAPerson: 1 }),
    campaigns: [{ ...welcome, kind }],
  })

describe('a customer with more orders than a person makes', () => {
  it('is one with more than 2,000 orders, unless the policy says otherwise', () => {
    const orders = Array.from({ length: 2_000 }, (_, i) => order(`o-${i}`, NOON))
    expect(isNotAPerson({ orders }, defaultPolicy('EUR'))).toBe(false)
    expect(isNotAPerson({ orders: [...orders, order('o', NOON)] }, defaultPolicy('EUR'))).toBe(true)
  })

  it('gets no marketing: it is held, and skipped when it is stale', () => {
    const decision = decide(till, NOON, shop('marketing'))
    const [held] = decision.messages
    expect(held?.after).toMatchObject({ status: 'held', reason: 'not-a-person' })
    const later = decide(applyDecision(till, decision), NOON + 3 * DAY_MS, shop('marketing'))
    expect(later.messages[0]?.after).toMatchObject({
      status: 'skipped',
      reason: 'stale-not-a-person',
    })
  })

  it('gets service mail all the same, because the buyer of each order waits for it', () => {
    const [{ after } = {}] = decide(till, NOON, shop('service')).messages
    expect(after).toMatchObject({ status: 'due' })
  })
})
