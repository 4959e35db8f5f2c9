/** From when a customer counts as inactive, and when that ends marketing. */
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { decide } from '../../functions/domain/decide.ts'
import { sunsetOf } from '../../functions/domain/sunset.ts'
import { consent, customer, days, NOON, order, policy, refund } from '../support/given.ts'
import { only, shopWith } from '../support/win-back.ts'

const sunset = (facts: CustomerFacts, mailedAt: readonly number[] = []) =>
  sunsetOf(facts, policy({ sunset: { afterUnanswered: 2, silentForDays: 730 } }), mailedAt, NOON)

describe('inactivity', () => {
  it('counts from an order even if it was refunded in full', () => {
    const refunded = customer({
      orders: [order('o1', NOON - days(1))],
      refunds: [refund('o1', NOON)],
    })
    expect(sunset(refunded)).toBeUndefined()
    const shop = shopWith({ start: { kind: 'class-entered', class: 'prospect' } })
    expect(only(decide(refunded, NOON, shop))).toMatchObject({ status: 'due' })
  })

  it('counts from the first imported consent for a contact who never bought', () => {
    const imported = (...agoDays: readonly number[]) =>
      customer({ consents: agoDays.map((ago) => consent(NOON - days(ago), { source: 'import' })) })
    expect(sunset(imported(729))).toBeUndefined()
    expect(sunset(imported(730))).toBe('silent')
    expect(sunset(imported(1, 730))).toBe('silent')
    expect(sunset(imported(10), [NOON - days(3), NOON - days(2)])).toBe('unanswered')
  })

  it('does not count for a customer without a purchase or consent: consent is what is missing', () => {
    expect(sunset(customer({ consents: [] }))).toBeUndefined()
  })
})
