/** What a campaign requires of a customer, next to the reason why they do not meet it. */
import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../functions/domain/conditions.ts'
import { askedBy, unmetBy } from '../../functions/language/condition-sentences.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import { campaign, message, NOON, settings } from '../support/given.ts'

const [en, zh] = [voiceFor('en', 'UTC', NOON), voiceFor('zh-CN', 'UTC', NOON)]

const asked = (eligible: Conditions, ofStep?: Conditions): readonly string[] => {
  const step = { id: 'picks', template: 'picks', afterMs: 0, ...(ofStep && { conditions: ofStep }) }
  const one = campaign({ eligible, steps: [step] })
  return [en, zh].map((voice) => askedBy(one, one.steps, settings(), voice))
}

describe('What a campaign asks for', () => {
  test.each<[Conditions, string, string]>([
    [{ countries: ['DE', 'CN'] }, 'lives in Germany or China', '所在地为德国或中国'],
    [{ minPurchases: 2 }, 'at least 2 purchases', '至少购买 2 次'],
    [{ maxPurchases: 1 }, 'at most 1 purchase', '最多购买 1 次'],
    [{ minMonetaryMinor: 1_050 }, 'at least €10.50 spent', '累计消费不低于 €10.50'],
    [{ recencyScores: [1, 2, 3] }, 'recency score 1, 2 or 3', '最近购买得分为 1、2 或 3'],
    [{ frequencyScores: [5] }, 'frequency score 5', '购买频率得分为 5'],
    [{ monetaryScores: [4, 5] }, 'spend score 4 or 5', '消费金额得分为 4 或 5'],
    [{ minChurnRisk: 0.3 }, 'churn risk of at least 30%', '流失风险不低于 30%'],
    [{ maxChurnRisk: 0.125 }, 'churn risk of at most 12.5%', '流失风险不高于 12.5%'],
    [{ minExpectedPurchases: 1.5 }, 'at least 1.5 expected purchases', '预计购买不少于 1.5 次'],
    [
      { minLifetimeValueMinor: 1_000 },
      'lifetime value of at least €10.00',
      '生命周期价值不低于 €10.00',
    ],
    [
      { maxLifetimeValueMinor: 1_000 },
      'lifetime value of at most €10.00',
      '生命周期价值不高于 €10.00',
    ],
  ])('is described in plain words: %o', (conditions, english, chinese) => {
    expect(asked(conditions)).toEqual([`Conditions: ${english}.`, `条件：${chinese}。`])
  })

  test('is what the step asks for too, each thing once', () => {
    expect(asked({ minPurchases: 2 }, { minPurchases: 2, minChurnRisk: 0.3 })).toEqual([
      'Conditions: at least 2 purchases; churn risk of at least 30%.',
      '条件：至少购买 2 次；流失风险不低于 30%。',
    ])
  })

  test('is nothing if it asks for nothing, or is published no more', () => {
    expect(asked({})).toEqual(['', ''])
    expect(askedBy(undefined, [], settings(), en)).toBe('')
  })

  test('names a condition of a newer version as one that it does not know', () => {
    expect(asked({ minPurchases: 2, madeUp: 3 } as Conditions)).toEqual([
      'Conditions: at least 2 purchases; madeUp, which this version of Rekindle does not support.',
      '条件：至少购买 2 次；madeUp（当前版本的 Rekindle 不支持）。',
    ])
  })

  test('is shown next to the mail that was skipped for it, and next to no other', () => {
    const conditions = { minChurnRisk: 0.3 }
    const step = { id: 'picks', template: 'picks', afterMs: 0, conditions }
    const other = { ...step, id: 'other', conditions: { minPurchases: 9 } }
    const shop = settings({ campaigns: [campaign({ steps: [step, other] })] })
    const skipped = (reason: 'not-eligible' | 'unsubscribed', occurrence = 'picks.2') =>
      unmetBy(message({ status: 'skipped', reason, at: NOON }, { step: occurrence }), shop, en)
    expect(skipped('not-eligible')).toBe('Conditions: churn risk of at least 30%.')
    expect(skipped('unsubscribed')).toBe('')
    expect(skipped('not-eligible', 'gone')).toBe('')
  })
})
