/** What `customer show` says of value and thresholds, from what GET answers. */
import { describe, expect, it } from 'vitest'
import { customerText } from '../../functions/cli/customer/text.ts'
import { CustomerView } from '../../functions/cli/customer/view.ts'
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import { customerView } from '../../functions/intake/customers.handler.ts'
import { enCommand } from '../../functions/language/en/command/words.ts'
import { customerKey } from '../../functions/store/keys.ts'
import {
  consent,
  customer,
  days,
  NOON,
  order,
  policy,
  settings,
  shopModel,
  unusableModel,
} from '../support/given.ts'

const MODEL = shopModel({ version: 3, fittedAt: NOON - days(5) })
const UNUSABLE = unusableModel({ version: 3 })
const OWN = { theta: 0.5, minDays: 30, maxDays: 365 }

const ann = customer({
  customer: 'ann',
  orders: [90, 60, 30].map((ago) => order(`o${ago}`, NOON - days(ago))),
})

type Answer = Record<string, unknown> & { reason: object; value: object }

/** As it comes over the wire. */
const answerFor = (facts: CustomerFacts, shop: Settings): Answer => {
  const loaded = {
    key: customerKey('acme', facts.customer),
    facts,
    lifecycle: [],
    notUnderstood: [],
  }
  return JSON.parse(JSON.stringify(customerView(loaded, shop, NOON)))
}
const tell = (answer: unknown): string =>
  customerText(CustomerView.parse(answer), 'acme', { language: 'en', words: enCommand, now: NOON })

const withModels = (...models: readonly ShopModel[]) =>
  settings({ models, policy: policy({ personalThreshold: OWN }) })

describe('a customer as `customer show` tells them', () => {
  it('has a value: scores, what is foreseen, the early sign, and by which model', () => {
    const told = tell(answerFor(ann, withModels(MODEL)))
    const value = told.slice(told.indexOf('Value:'), told.indexOf('\n\n', told.indexOf('Value:')))
    expect(value.replace(/\d+\.\d\d EUR/g, '# EUR').split('\n')).toEqual([
      'Value:',
      '  Recency 4 of 5, Frequency 4 of 5, Money spent 3 of 5',
      expect.stringMatching(/^ {2}Churn risk: \d+%\. The chance that they have left/),
      expect.stringMatching(/^ {2}Next purchase: (was )?expected around 202\d-\d\d-\d\d/),
      expect.stringMatching(/^ {2}Purchases: \d\.\d expected in the next 365 days$/),
      '  Spend per purchase: # EUR',
      expect.stringMatching(/^ {2}Lifetime value: # EUR\. What their purchases/),
      expect.stringMatching(
        /^ {2}Early sign: drifting away from 2026-\d\d-\d\d, if they do not buy before\. It comes when 70% of their own \d+ days have/,
      ),
      '  By model version 3 of 2025-12-27, learned from 1,240 customers.',
    ])
  })

  it('says of a class, a status or a reason of a newer server only that it does not know it', () => {
    const answer = answerFor(ann, settings())
    const told = tell({
      ...answer,
      class: 'of-a-later-version',
      value: { ...answer.value, unforeseen: 'too-many-models' },
      journeys: [
        { campaign: 'care', n: 1, startedAt: '2026-01-01T00:00:00Z', start: { kind: 'purchase' } },
      ],
      messages: [
        { campaign: 'care', n: 1, step: 's', status: 'read', dueAt: '2026-01-01T00:00:00Z' },
      ],
    })
    expect(told).toContain('This version does not know the class of-a-later-version.')
    expect(told).toContain('this version does not know the status read')
    expect(told).toContain('No forecast: too many models.')
    expect(told).not.toMatch(/of them in the last|unknown whether|Dormant after/)
  })

  it('says for how long somebody dormant has been silent, and not only the limit', () => {
    const silent = customer({ customer: 'cem', orders: [order('o', NOON - days(139))] })
    expect(tell(answerFor(silent, settings()))).toContain(
      'The only purchase was on 2025-08-15 12:00 UTC, 139 days ago.\n  The limit is 90 days, as',
    )
  })

  it('has an early sign of how long ago, by the policy’s days where they object to profiling', () => {
    const consents = [consent(0, { purpose: 'profiling', act: 'withdrawn' })]
    const told = tell(answerFor({ ...ann, consents }, withModels(MODEL)))
    expect(told).toContain('as the policy says, since they object to profiling.')
    expect(told).toContain('They object to profiling, so nothing is worked out about them.')
    expect(told).toMatch(/Early sign: .+ 70% of the policy’s 90 days have passed/)
    const later = customer({ customer: 'eva', orders: [order('o', NOON - days(64))] })
    expect(tell(answerFor(later, settings()))).toContain(
      'Early sign: drifting away since 2025-12-31. It comes when 70% of the policy’s 90 days',
    )
  })

  it.each([
    ['as the policy says for everyone', settings({ models: [MODEL] })],
    ['by this customer’s own rhythm (model version 3)', withModels(MODEL)],
    [
      'the least that the policy allows, since by their own rhythm it would be less (model version 3)',
      settings({
        models: [MODEL],
        policy: policy({ personalThreshold: { ...OWN, minDays: 300 } }),
      }),
    ],
    ['as the policy says, since there was no model yet when they last bought', withModels()],
    ['as the policy says, since the model of that time is unusable', withModels(UNUSABLE)],
  ])('is dormant after so many days, %s', (whose, shop) => {
    const told = tell(answerFor(ann, shop)).replace(/after [\d.]+ days/, 'after # days')
    expect(told).toContain(`\n  Dormant after # days without a purchase, ${whose}.\n`)
  })

  it.each([
    ['They have no purchase that counts', customer({ customer: 'new' }), withModels(MODEL)],
    ['At once with: rekindle model fit --shop acme', ann, withModels()],
    [
      'Nothing is foreseen, since the model of this shop is unusable: whoever is silent only looks late',
      ann,
      withModels(UNUSABLE),
    ],
  ])('says why nothing is foreseen: %s', (why, facts, shop) => {
    const told = tell(answerFor(facts, shop))
    expect(told).toContain(why)
    expect(told).not.toContain('Churn risk')
  })

  it('says what a model is worth, also for reasons that only the server knows', () => {
    const answer = answerFor(ann, withModels(MODEL))
    const model = {
      version: 3,
      fittedAt: '2025-12-27T12:00:00.000Z',
      customers: 14,
      verdict: 'doubtful',
      reasons: ['few-repeaters', 'something-new'],
      spendReasons: ['few-repeaters', 'spend-follows-frequency'],
    }
    expect(tell({ ...answer, value: { ...answer.value, model } })).toContain(
      'By model version 3 of 2025-12-27, learned from 14 customers. Treat it as a rough guide: fewer than ten customers have come back for a second purchase; something-new. As to what customers spend: those who buy more often',
    )
  })

  it('is told by an older server without a value, and by a newer one with reasons of its own', () => {
    const answer = answerFor(ann, withModels(MODEL))
    const { value: _value, atRiskAt: _atRiskAt, ...older } = answer
    const { threshold: _threshold, ...reason } = answer.reason as { threshold: object }
    const told = tell({ ...older, reason })
    expect(told).toContain('Customer ann:')
    expect(told).not.toMatch(/Value:|Dormant after|Early sign/)
    const newer = tell({
      ...answer,
      reason: { ...reason, threshold: { kind: 'by-season' } },
      value: { ...answer.value, forecast: null, scores: null, unforeseen: 'too-few-days' },
    })
    expect(newer).toContain('No forecast: too few days.')
    expect(newer).not.toContain('Dormant after')
  })
})
