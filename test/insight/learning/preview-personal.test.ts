import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import type { Settings } from '../../../functions/domain/policy.ts'
import { previewPersonal } from '../../../functions/insight/learning/preview-personal.ts'
import {
  campaign,
  consent,
  customer,
  days,
  NOON,
  order,
  policy,
  settings,
  shopModel,
} from '../../support/given.ts'

/** By it, a customer who bought every ten days is dormant long before the fixed 90 days. */
const MODEL = shopModel({ from: 0, params: { r: 1, alpha: 20, a: 1, b: 3 } })
const WIN_BACK = campaign({
  steps: [
    { id: 'picks', template: 'picks', afterMs: 0 },
    { id: 'again', template: 'picks', afterMs: days(30) },
  ],
})
const SHOP = settings({
  models: [MODEL],
  policy: policy({ quietHours: null }),
  campaigns: [WIN_BACK],
  intakeDays: Array.from({ length: 400 }, (_, i) => Math.floor(NOON / days(1)) - 399 + i),
})

const bought = (id: string, ...ago: readonly number[]): CustomerFacts =>
  customer({
    customer: id,
    orders: ago.map((daysAgo) => order(`${id}-${daysAgo}`, NOON - days(daysAgo))),
    consents: [consent(NOON - days(400))],
  })

/** Every ten days, until so many days ago. */
const regular = (id: string, last: number) =>
  bought(id, ...Array.from({ length: 12 }, (_, i) => last + 10 * i))

const previewOf = (all: readonly CustomerFacts[], shop: Settings = SHOP) => {
  const preview = previewPersonal(shop, NOON)
  for (const facts of all) preview.add(facts)
  return preview.result()
}

const NOTHING = { intoDormant: 0, outOfDormant: 0, mails: 0, mailedCustomers: 0, laterMails: 0 }

describe('What limits of their own would change', () => {
  it('counts customers who become dormant, the mails that fall due, and those of later steps', () => {
    // Dormant after some 48 days by their own limit, so since yesterday.
    expect(previewOf([regular('late', 49), regular('fresh', 5)])).toEqual({
      ...{ intoDormant: 1, outOfDormant: 0, mails: 1, mailedCustomers: 1, laterMails: 1 },
    })
  })

  it('counts customers who are dormant by the fixed days alone, for whom no mail follows', () => {
    const slow = bought('slow', 95, 250, 400, 550)
    expect(previewOf([slow])).toEqual({ ...NOTHING, outOfDormant: 1 })
  })

  it('is nothing without a model, or for customers who object to profiling', () => {
    expect(previewOf([regular('late', 49)], { ...SHOP, models: [] })).toEqual(NOTHING)
    const objecting = {
      ...regular('late', 49),
      consents: [consent(0, { purpose: 'profiling', act: 'withdrawn' })],
    }
    expect(previewOf([objecting])).toEqual(NOTHING)
  })
})
