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

type Answer = Record<string, unknown> & {
  reason: object
  value: object
  consent: { marketing: string; marketingByLaw?: string }
}

/** As it comes over the wire. */
const answerFor = (facts: CustomerFacts, shop: Settings): Answer => {
  const loaded = {
    key: customerKey('acme', facts.customer),
    facts,
    lifecycle: [],
    notUnderstood: [],
  }
  return JSON.parse(
    JSON.stringify(customerView({ ...loaded, formerIds: [], eventBodies: new Map() }, shop, NOON)),
  )
}
const tell = (answer: unknown): string =>
  customerText(
    { view: CustomerView.parse(answer), shop: 'acme' },
    { language: 'en', words: enCommand, now: NOON },
  )

const withModels = (...models: readonly ShopModel[]) =>
  settings({ models, policy: policy({ personalThreshold: OWN }) })

describe('a customer as `customer show` describes them', () => {
  it('has a value: scores, the forecast, the early sign, and the model behind them', () => {
    const told = tell(answerFor(ann, withModels(MODEL)))
    const value = told.slice(told.indexOf('Value:'), told.indexOf('\n\n', told.indexOf('Value:')))
    expect(value.replace(/\d+\.\d\d EUR/g, '# EUR').split('\n')).toEqual([
      'Value:',
      '  Recency: 4 of 5, Frequency: 4 of 5, Spend: 3 of 5',
      expect.stringMatching(/^ {2}Chance to buy again within 90 days: \d+%$/),
      expect.stringMatching(/^ {2}Next purchase: (was )?expected around 202\d-\d\d-\d\d/),
      expect.stringMatching(/^ {2}Expected purchases: \d\.\d in the next 365 days$/),
      '  Spend per purchase: # EUR',
      expect.stringMatching(/^ {2}Lifetime value: # EUR\. The present value/),
      expect.stringMatching(
        /^ {2}At risk: from 2026-\d\d-\d\d, unless they buy before then\. After \d+ days without a purchase, 70% of the customer’s own limit of \d+ days\./,
      ),
      expect.stringMatching(
        /^ {2}This customer bought on 3 days within 9 weeks\. Right after the last purchase, (about |more than |fewer than )?\d in \d customers with such a history buy again within 90 days\. After \d+ days without a purchase, the customer’s own limit, /,
      ),
      '  These figures have not been checked against this shop’s own orders yet.',
      '  From model version 3 (2025-12-27, based on 1,240 customers).',
    ])
  })

  it('has been dormant since the same day in the story of their chance as in their class', () => {
    for (let percent = 10; percent < 60; percent++) {
      const personalThreshold = { chance: percent / 100, minDays: 1, maxDays: 400 }
      const facts = customer({
        orders: [700, 680, 500].map((ago) => order(`${ago}`, NOON - days(ago))),
      })
      const shop = settings({ models: [MODEL], policy: policy({ personalThreshold }) })
      const answer = answerFor(facts, shop)
      expect(answer.class).toBe('dormant')
      const day = String(answer.since).slice(0, 10)
      expect(tell(answer)).toContain(` has therefore been dormant since ${day}.`)
    }
  })

  it('has consent by the law of their country, or by their last act if the server is older', () => {
    const ticked = { ...ann, consents: [consent(0, { basis: 'explicit' })] }
    const german = { ...ticked, profile: { country: 'DE', updatedAt: NOON } }
    const { marketingByLaw, ...older } = answerFor(german, settings()).consent
    expect(marketingByLaw).toBe('unconfirmed')
    const told = tell(answerFor(german, settings()))
    expect(told).toContain('consent to marketing mail: opted in, confirmation pending\n')
    expect(tell({ ...answerFor(german, settings()), consent: older })).toContain(
      'consent to marketing mail: opted in\n',
    )
  })

  it('is mailable or not, and why not, unless the server is older', () => {
    const fine = tell(answerFor({ ...ann, consents: [consent(NOON - 1)] }, settings()))
    expect(fine).toContain('  marketing mail can be sent\n')
    const address = { withdrawnAt: NOON - 1, softBounces: [], slots: [] }
    const answer = answerFor({ ...ann, address, holds: [] }, settings())
    expect(answer).toMatchObject({
      consent: { marketing: 'granted', marketingByLaw: 'withdrawn' },
      mailable: { marketing: false, because: ['opted-out-at-address'] },
    })
    const shown = tell(answer)
    expect(shown).toContain('consent to marketing mail: opted out\n')
    expect(shown).toContain('marketing mail cannot be sent: this address was opted out\n')
    const { mailable: _mailable, ...older } = answer
    expect(tell(older as Answer)).not.toContain('marketing mail c')
    const newer = { ...answer, mailable: { marketing: false, because: ['moon'] } }
    expect(tell(newer)).toContain('marketing mail cannot be sent: moon\n')
  })

  it('says that a class, a status or a reason from a newer server is unknown', () => {
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

  it('shows how long a dormant customer has not bought, and not only the limit', () => {
    const silent = customer({ customer: 'cem', orders: [order('o', NOON - days(139))] })
    expect(tell(answerFor(silent, settings()))).toContain(
      'The only purchase was on 2025-08-15 12:00 UTC, 139 days ago.\n  The limit is 90 days (the',
    )
  })

  it('has an early sign with its age, which follows the policy’s days if they object to profiling', () => {
    const consents = [consent(0, { purpose: 'profiling', act: 'withdrawn' })]
    const told = tell(answerFor({ ...ann, consents }, withModels(MODEL)))
    expect(told).toContain('(the shop’s fixed limit, as the customer opted out of profiling).')
    expect(told).toContain(
      'The customer opted out of profiling, so no value is calculated for them.',
    )
    expect(told).toMatch(/At risk: .+ 70% of the shop’s fixed limit of 90 days/)
    const later = customer({ customer: 'eva', orders: [order('o', NOON - days(64))] })
    expect(tell(answerFor(later, settings()))).toContain(
      'At risk: since 2025-12-31. After 63 days without a purchase, 70% of the shop’s fixed limit of 90 days.',
    )
  })

  it.each([
    ['the shop’s fixed limit', settings({ models: [MODEL] })],
    ['the customer’s own limit, from model version 3', withModels(MODEL)],
    [
      'the minimum in the shop’s policy; by model version 3, the customer’s own limit would be shorter',
      settings({
        models: [MODEL],
        policy: policy({ personalThreshold: { ...OWN, minDays: 300 } }),
      }),
    ],
    ['the shop’s fixed limit, as there was no model at the last purchase', withModels()],
    [
      'the shop’s fixed limit, as the model at the last purchase was not usable',
      withModels(UNUSABLE),
    ],
  ])('is dormant after a number of days, %s', (whose, shop) => {
    const told = tell(answerFor(ann, shop)).replace(/after [\d.]+ days/, 'after # days')
    expect(told).toContain(`\n  Dormant after # days without a purchase (${whose}).\n`)
  })

  it.each([
    ['No value is calculated without a purchase', customer({ customer: 'new' }), withModels(MODEL)],
    ['To create it now, an engineer can run: rekindle model fit --shop acme', ann, withModels()],
    [
      'No value is calculated, as this shop’s model is not usable: inactive customers only look late',
      ann,
      withModels(UNUSABLE),
    ],
  ])('says why there is no forecast: %s', (why, facts, shop) => {
    const told = tell(answerFor(facts, shop))
    expect(told).toContain(why)
    expect(told).not.toContain('Chance to buy again')
  })

  it('shows how reliable a model is, including reasons that only the server knows', () => {
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
      'From model version 3 (2025-12-27, based on 14 customers). Treat as a rough guide: fewer than ten customers have made a second purchase; something-new. Spending estimates are less reliable: spend per purchase',
    )
  })

  it('is shown without the chance by a server that does not know it yet', () => {
    const answer = answerFor(ann, withModels(MODEL))
    const { buyAgain, forecast, ...value } = answer.value as { buyAgain: object; forecast: object }
    expect(buyAgain).toMatchObject({ withinDays: 90, modelVersion: 3 })
    const older = { ...answer, value: { ...value, forecast: { ...forecast, churnRisk: 0.3 } } }
    expect(tell(older)).toContain('Expected purchases: ')
    const { course: _, ...bare } = buyAgain as { course: object }
    const between = tell({ ...older, value: { ...older.value, buyAgain: bare } })
    expect(between).toMatch(/Chance to buy again within 90 days: \d+%/)
    expect(between).not.toContain('Right after the last purchase')
    expect(tell(older)).not.toMatch(/Chance to buy again|Churn risk/)
  })

  it('has no chance if there was no usable model at the last purchase, and says so', () => {
    const shop = withModels(UNUSABLE, { ...MODEL, version: 4, from: NOON - days(1) })
    const answer = answerFor(ann, shop)
    expect(answer.value).toMatchObject({ buyAgain: null, forecast: {} })
    expect(tell(answer)).toContain('The chance to buy again is not known, as there was no usable')
  })

  it('has a limit that follows from the chance, and no other where the server does not say', () => {
    const own = settings({
      models: [MODEL],
      policy: policy({ personalThreshold: { chance: 'auto' } }),
    })
    expect(tell(answerFor(ann, own))).toContain(
      '(the customer’s own limit, when the chance to buy again within 90 days falls to 25%, from model version 3).',
    )
  })

  it('has what the last test measured, or not where a server does not return it', () => {
    const view = CustomerView.parse(answerFor(ann, withModels(MODEL)))
    const say = (test: Parameters<typeof customerText>[0]['test']) =>
      customerText({ view, shop: 'acme', test }, { language: 'en', words: enCommand, now: NOON })
    const tested = {
      ...{ until: NOON - days(90), to: NOON, customers: 9, expected: 8, actual: 10 },
      ...{ tracking: [], byFrequency: [] },
    }
    expect(say(tested)).toContain(
      'over 90 days, the purchases expected were 80% of those that came',
    )
    expect(say('elsewhere')).not.toMatch(/last test|not been checked/)
  })

  it('is shown without a value by an older server, and with unknown reasons by a newer one', () => {
    const answer = answerFor(ann, withModels(MODEL))
    const { value: _value, atRiskAt: _atRiskAt, ...older } = answer
    const { threshold: _threshold, ...reason } = answer.reason as { threshold: object }
    const told = tell({ ...older, reason })
    expect(told).toContain('Customer ann:')
    expect(told).not.toMatch(/Value:|Dormant after|At risk/)
    const newer = tell({
      ...answer,
      reason: { ...reason, threshold: { kind: 'by-season' } },
      value: { ...answer.value, forecast: null, scores: null, unforeseen: 'too-few-days' },
    })
    expect(newer).toContain('No forecast: too few days.')
    expect(newer).not.toMatch(/Dormant after|Right after the last purchase/)
  })
})
