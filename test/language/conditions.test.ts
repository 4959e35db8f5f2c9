/** What a campaign requires of a customer, next to the reason why they do not meet it. */
import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../functions/domain/conditions.ts'
import type { CampaignStart } from '../../functions/domain/starts/start.ts'
import { startFor } from '../../functions/language/campaign-sentences.ts'
import { askedBy, unmetBy } from '../../functions/language/condition-sentences.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import { zhText } from '../../functions/language/zh/spacing.ts'
import { campaign, message, NOON, settings } from '../support/given.ts'

const [en, zh] = [voiceFor('en', 'UTC', NOON), voiceFor('zh-CN', 'UTC', NOON)]

const VIP = {
  ...{ id: 'vip', name: { en: 'VIP', 'zh-CN': '重要顾客' }, definedAt: 0 },
  conditions: { minPurchases: 5 },
}

const asked = (eligible: Conditions, ofStep?: Conditions): readonly string[] => {
  const step = { id: 'picks', template: 'picks', afterMs: 0, ...(ofStep && { conditions: ofStep }) }
  const one = campaign({ eligible, steps: [step] })
  return [en, zh].map((voice) => askedBy(one, one.steps, settings({ segments: [VIP] }), voice))
}

describe('What a campaign asks for', () => {
  test.each<[Conditions, string, string]>([
    [{ countries: ['DE', 'CN'] }, 'live in Germany or China', '所在地为德国或中国'],
    [{ minPurchases: 2 }, 'have bought at least 2 times', '至少购买过 2 次'],
    [{ maxPurchases: 1 }, 'have bought at most 1 time', '最多购买过 1 次'],
    [{ minMonetaryMinor: 1_050 }, 'have spent at least €10.50', '累计消费不低于 €10.50'],
    [{ recencyScores: [1, 2, 3] }, 'have a recency score of 1, 2 or 3', '最近购买得分为 1、2 或 3'],
    [{ frequencyScores: [5] }, 'have a frequency score of 5', '购买频率得分为 5'],
    [{ monetaryScores: [4, 5] }, 'have a spend score of 4 or 5', '消费金额得分为 4 或 5'],
    [
      { minChance: 0.3 },
      'have a chance to buy again of at least 30%',
      '再次购买的可能性不低于 30%',
    ],
    [
      { maxChance: 0.125 },
      'have a chance to buy again of at most 12.5%',
      '再次购买的可能性不高于 12.5%',
    ],
    [{ minChurnRisk: 0.3 }, 'have a churn risk of at least 30%', '流失风险不低于 30%'],
    [{ maxChurnRisk: 0.125 }, 'have a churn risk of at most 12.5%', '流失风险不高于 12.5%'],
    [
      { minExpectedPurchases: 1.5 },
      'are expected to buy at least 1.5 times more',
      '预计还会购买至少 1.5 次',
    ],
    [
      { minLifetimeValueMinor: 1_000 },
      'have a lifetime value of at least €10.00',
      '生命周期价值不低于 €10.00',
    ],
    [
      { maxLifetimeValueMinor: 1_000 },
      'have a lifetime value of at most €10.00',
      '生命周期价值不高于 €10.00',
    ],
    [{ locales: ['en'] }, 'read English', '使用英语'],
    [{ class: ['frequent', 'active'] }, 'are Frequent or Active customers', '分类为常客或活跃顾客'],
    [
      { consent: 'granted' },
      'have a marketing consent that is given',
      '对营销邮件的同意状态为已同意',
    ],
    [
      { orders: { withinDays: 30, min: 2 } },
      'have an order count of at least 2 in the last 30 days',
      '最近 30 天内的订单数不少于 2',
    ],
    [{ orders: { min: 2, max: 2 } }, 'have an order count of exactly 2', '订单数正好为 2'],
    [
      { spent: { withinDays: 1, minMinor: 500, maxMinor: 900 } },
      'have spent between €5.00 and €9.00 in the last 1 day',
      '最近 1 天内消费在 €5.00 到 €9.00 之间',
    ],
    [
      { bought: { categories: ['tea'], withinDays: 9 } },
      'have bought something from the category tea in the last 9 days',
      '最近 9 天内购买过 tea 类商品',
    ],
    [
      { event: { name: 'viewed', withinDays: 7, where: { total: { min: 5 }, gift: true } } },
      'have had the event “viewed” (total at least 5 and gift set to yes) at least once in the last 7 days',
      '最近 7 天内事件“viewed”（total 不少于 5 和 gift 为是）至少发生过一次',
    ],
    [
      { event: { name: 'viewed', withinDays: 7, max: 0 } },
      'have had the event “viewed” not once in the last 7 days',
      '最近 7 天内事件“viewed”没有发生过',
    ],
    [
      { attribute: { name: 'tier', is: ['gold', 'silver'] } },
      'have tier set to gold or silver',
      'tier 为 gold 或 silver',
    ],
    [{ attribute: { name: 'tier', known: false } }, 'have no value for tier', 'tier 未填写'],
    [
      { campaign: { id: 'care', neverSent: true } },
      'were never mailed by the campaign “care”',
      '从未收到过活动“care”的邮件',
    ],
    [
      { any: [{ minPurchases: 2 }, { countries: ['DE'] }] },
      'either have bought at least 2 times or live in Germany',
      '满足以下之一：至少购买过 2 次或所在地为德国',
    ],
    [
      { not: { all: [{ minPurchases: 2 }, { segment: 'vip' }] } },
      'are not among those who have bought at least 2 times and are in the segment “VIP”',
      '不属于“至少购买过 2 次和属于人群“重要顾客””',
    ],
  ])(
    'is described in the same plain words wherever it is shown: %o',
    (conditions, english, chinese) => {
      expect(asked(conditions)).toEqual([
        `Only for customers who ${english}.`,
        zhText`仅限${chinese}的顾客。`,
      ])
      const start: CampaignStart = { kind: 'purchase' }
      expect(
        [en, zh].map((voice) =>
          startFor({ start, eligible: conditions }, { currency: 'EUR', segments: [VIP] }, voice),
        ),
      ).toEqual([
        `After each purchase, for customers who ${english}`,
        zhText`每次购买之后，仅限${chinese}的顾客`,
      ])
    },
  )

  test('is what the step asks for too, each thing once', () => {
    expect(asked({ minPurchases: 2 }, { minPurchases: 2, minChurnRisk: 0.3 })).toEqual([
      'Only for customers who have bought at least 2 times and have a churn risk of at least 30%.',
      '仅限至少购买过 2 次和流失风险不低于 30% 的顾客。',
    ])
  })

  test('is nothing if it asks for nothing, or is published no more', () => {
    expect(asked({})).toEqual(['', ''])
    expect(askedBy(undefined, [], settings(), en)).toBe('')
  })

  test('names a condition of a newer version as one that it does not know', () => {
    expect(asked({ minPurchases: 2, madeUp: 3 } as Conditions)).toEqual([
      'Only for customers who have bought at least 2 times and meet the condition “madeUp”, which this version of Rekindle does not support.',
      '仅限至少购买过 2 次和满足条件“madeUp”（当前版本的 Rekindle 不支持）的顾客。',
    ])
  })

  test('is shown next to the mail that was skipped for it, and next to no other', () => {
    const conditions = { minChurnRisk: 0.3 }
    const step = { id: 'picks', template: 'picks', afterMs: 0, conditions }
    const other = { ...step, id: 'other', conditions: { minPurchases: 9 } }
    const shop = settings({ campaigns: [campaign({ steps: [step, other] })] })
    const skipped = (reason: 'not-eligible' | 'unsubscribed', occurrence = 'picks.2') =>
      unmetBy(message({ status: 'skipped', reason, at: NOON }, { step: occurrence }), shop, en)
    expect(skipped('not-eligible')).toBe(
      'Only for customers who have a churn risk of at least 30%.',
    )
    expect(skipped('unsubscribed')).toBe('')
    expect(skipped('not-eligible', 'gone')).toBe('')
  })
})
