/** Whose a threshold is and what a customer is worth, in the sentences of both languages. */
import { describe, expect, test } from 'vitest'
import { modelFitCommand } from '../../functions/console/commands.ts'
import { formatsFor } from '../../functions/console/formats.ts'
import { generalFigures, voiceFor, whyThisClass } from '../../functions/console/voice.ts'
import {
  atRiskFacts,
  type ForecastTold,
  forecastFacts,
  modelSentence,
  reasonsOf,
  scoresTold,
} from '../../functions/console/voice-of-value.ts'
import type { Words } from '../../functions/console/words/words.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { FitReason } from '../../functions/domain/models/fit-verdict.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import type { Instant } from '../../functions/domain/time.ts'
import {
  days,
  hours,
  NOON,
  order,
  policy,
  settings,
  shopModel,
  unusableModel,
} from '../support/given.ts'

const MODEL = shopModel({ version: 3, fittedAt: NOON - days(5) })
const DOUBTFUL = shopModel({ ...MODEL, verdict: 'doubtful', reasons: ['few-repeaters'] })
const UNUSABLE = unusableModel({ ...MODEL, reasons: ['nobody-leaves'] })
const OWN = { theta: 0.5, minDays: 30, maxDays: 365 }

const [en, zh] = [voiceFor('en', 'UTC', NOON), voiceFor('zh-CN', 'UTC', NOON)]
const VOICES = [en, zh]

const LAST = NOON - days(20)
/** Bought on two days, the last twenty days ago. */
const orders = [order('a', LAST - days(40)), order('b', LAST)]

const told = (
  personalThreshold: typeof OWN | null,
  models: readonly ShopModel[],
  now: Instant = NOON,
): readonly string[] => {
  const shop = settings({ policy: policy({ personalThreshold }), models })
  const assessment = assess({ orders, refunds: [] }, now, shop.policy, models)
  return VOICES.map((voice) => whyThisClass(assessment, shop, voice))
}

const STATISTICS =
  /\b(prior|likelihood|parameters?|optimum|converge|posterior|variance)\b|先验|似然|参数|收敛|方差/i

describe('Why a model is no better', () => {
  test('is told to people who know no statistics, each reason in its own words', () => {
    for (const { words } of VOICES) {
      const reasons = Object.values(words.fitReasons)
      expect(new Set(reasons).size).toBe(reasons.length)
      for (const reason of reasons) {
        expect(reason).not.toMatch(STATISTICS)
        expect(reason).not.toMatch(/[.。:：]|^[A-Z]/)
      }
    }
  })

  test('keeps a reason that only a newer server knows', () => {
    const reasons = ['few-repeaters', 'moon-phase'] as FitReason[]
    expect(reasonsOf({ reasons }, en)).toBe(
      'fewer than ten customers have come back for a second purchase; moon-phase',
    )
  })

  test('stands beside the version where it makes a model doubtful, and not where it fits', () => {
    expect(modelSentence(MODEL, en)).toBe(
      'By model version 3 of 27 Dec 2025, learned from 1,240 customers.',
    )
    expect(modelSentence({ ...DOUBTFUL, customers: 1 }, en)).toBe(
      'By model version 3 of 27 Dec 2025, learned from 1 customer. Treat it as a rough guide: fewer than ten customers have come back for a second purchase.',
    )
    expect(modelSentence(DOUBTFUL, zh)).toBe(
      '依据 2025年12月27日 的模型第 3 版，来自 1,240 位顾客的购买记录。仅供参考：买过第二次的顾客不到十位。',
    )
  })
})

describe('The reason for a class says whose the threshold is', () => {
  test.each<[string, typeof OWN | null, readonly ShopModel[], RegExp, RegExp]>([
    [
      'the policy’s, for everyone',
      null,
      [MODEL],
      / Dormant after 90 days without a purchase, as the policy says for everyone\.$/,
      /。连续 90 天没有购买即为沉睡顾客，由策略统一规定。$/,
    ],
    [
      'the customer’s own, to a tenth of a day',
      OWN,
      [MODEL],
      / Dormant after \d+\.\d days without a purchase, by this customer’s own rhythm \(model version 3\)\.$/,
      /连续 \d+\.\d 天没有购买即为沉睡顾客，按这位顾客自己的购买节奏计算（模型第 3 版）。$/,
    ],
    [
      'the customer’s own by a model that is a rough guide',
      OWN,
      [DOUBTFUL],
      /by this customer’s own rhythm \(model version 3, which is a rough guide\)\.$/,
      /按这位顾客自己的购买节奏计算（模型第 3 版，仅供参考）。$/,
    ],
    [
      'the policy’s, before the first model',
      OWN,
      [{ ...MODEL, from: LAST + 1 }],
      / Dormant after 90 days without a purchase, as the policy says, since there was no model yet when they last bought\.$/,
      /由策略统一规定，因为顾客上次购买时还没有模型。$/,
    ],
    [
      'the policy’s, as the model of then is unusable, and why',
      OWN,
      [UNUSABLE, { ...MODEL, version: 4, from: LAST + 1 }],
      / as the policy says, since the model of that time is unusable \(whoever is silent only looks late, so the model finds nobody who left for good\)\.$/,
      /因为顾客上次购买时的模型不可用（没有动静的顾客看上去都只是还没来买，模型找不出真正流失的人）。$/,
    ],
  ])('%s', (_whose, own, models, english, chinese) => {
    const [inEnglish, inChinese] = told(own, models)
    expect(inEnglish).toMatch(english)
    expect(inChinese).toMatch(chinese)
  })

  test('also of somebody who is dormant', () => {
    const [english, chinese] = told(null, [], LAST + days(90))
    expect(english).toBe(
      'Dormant since 12 Mar: no purchase for 90 days (the last one on 12 Dec 2025). The limit is 90 days, as the policy says for everyone.',
    )
    expect(chinese).toBe(
      '自 3月12日 起为沉睡顾客：已有 90 天没有购买（上一次是 2025年12月12日）。期限为 90 天，由策略统一规定。',
    )
  })

  test('and nothing of a prospect, who has none', () => {
    const shop = settings({ policy: policy({ personalThreshold: OWN }), models: [MODEL] })
    const prospect = assess({ orders: [], refunds: [] }, NOON, shop.policy, shop.models)
    expect(whyThisClass(prospect, shop, en)).toBe('Prospect: no purchase that counts.')
  })

  test('in general too, once a model can be used', () => {
    const meaning = (personalThreshold: typeof OWN | null, models: readonly ShopModel[]) => {
      const shop = settings({ policy: policy({ personalThreshold }), models })
      return VOICES.map((voice) => voice.words.classMeanings.dormant(generalFigures(shop, voice)))
    }
    const same = ['no purchase for 90 days', '90 天没有购买']
    expect(meaning(null, [MODEL])).toEqual(same)
    expect(meaning(OWN, [UNUSABLE])).toEqual(same)
    expect(meaning(OWN, [UNUSABLE, MODEL])).toEqual([
      'no purchase for longer than suits their own rhythm (30 days to 365 days)',
      '按自己的购买节奏，30 天至 365 天没有购买',
    ])
  })
})

const FORECAST: ForecastTold = {
  churnRisk: 0.274,
  expectedPurchases: 2.449,
  nextPurchaseAt: NOON + days(9),
  expectedSpendMinor: 1_234.4,
  lifetimeValueMinor: 2_910.6,
  horizonDays: 365,
  currency: 'EUR',
}

type Labels = Pick<
  Words['value'],
  'churnRisk' | 'nextPurchase' | 'expectedPurchases' | 'spend' | 'lifetimeValue'
>

const fact = (changes: Partial<ForecastTold>, label: keyof Labels): readonly string[] =>
  VOICES.map((voice) => {
    const facts = forecastFacts({ ...FORECAST, ...changes }, NOON, voice)
    return facts.find((one) => one.label === voice.words.value[label])?.told ?? ''
  })

describe('What is foreseen of a customer', () => {
  test.each<[keyof Labels, Partial<ForecastTold>, string, string]>([
    ['churnRisk', {}, '27%', '27%'],
    ['churnRisk', { churnRisk: 0.0099 }, 'under 1%', '不到 1%'],
    ['churnRisk', { churnRisk: 0.01 }, '1%', '1%'],
    ['churnRisk', { churnRisk: 0.99 }, '99%', '99%'],
    ['churnRisk', { churnRisk: 0.9901 }, 'over 99%', '超过 99%'],
    ['nextPurchase', {}, 'expected around 10 Jan', '预计在 1月10日 前后'],
    ['nextPurchase', { nextPurchaseAt: NOON - hours(23) }, 'expected about now', '预计就在这几天'],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - days(1) },
      'was expected around 31 Dec 2025, 1 day ago',
      '原本预计在 2025年12月31日 前后，已过 1 天',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - days(12.5) },
      'was expected around 20 Dec 2025, 12 days ago',
      '原本预计在 2025年12月20日 前后，已过 12 天',
    ],
    ['nextPurchase', { nextPurchaseAt: undefined }, 'none that could be dated', '无法估计'],
    ['expectedPurchases', {}, '2.4 expected in the next 365 days', '2.4 次（今后 365 天内预计）'],
    [
      'expectedPurchases',
      { expectedPurchases: 3, horizonDays: 30 },
      '3.0 expected in the next 30 days',
      '3.0 次（今后 30 天内预计）',
    ],
    [
      'expectedPurchases',
      { expectedPurchases: 0.0499 },
      'under 0.1 expected in the next 365 days',
      '不到 0.1 次（今后 365 天内预计）',
    ],
    ['spend', {}, '€12.34', '€12.34'],
    ['lifetimeValue', {}, '€29.11', '€29.11'],
    ['lifetimeValue', { currency: 'JPY' }, 'JP¥2,911', 'JP¥2,911'],
    [
      'spend',
      { expectedSpendMinor: undefined },
      'not known: what customers spend could not be learned',
      '未知：没能从购买记录中得出顾客的消费水平',
    ],
  ])('is told of %s %o', (label, changes, english, chinese) => {
    expect(fact(changes, label)).toEqual([english, chinese])
  })

  test('names the sign that is to come, and none that has begun', () => {
    expect(VOICES.map((voice) => atRiskFacts(NOON + days(30), NOON, voice)[0]?.told)).toEqual([
      'drifting away from 31 Jan, if they do not buy before',
      '如果没有再买，将从 1月31日 起出现',
    ])
    expect(atRiskFacts(NOON, NOON, en)).toEqual([])
    expect(atRiskFacts(undefined, NOON, en)).toEqual([])
  })

  test('stands beside scores that can be heard as well as seen', () => {
    const scores = { recency: 5, frequency: 1, monetary: 3 } as const
    expect(scoresTold(scores, en).map((one) => one.told)).toEqual([
      'Recency 5 of 5',
      'Frequency 1 of 5',
      'Money spent 3 of 5',
    ])
    expect(scoresTold(scores, zh)[0]?.told).toBe('最近购买 5 分（满分 5 分）')
  })
})

test('Shares are told to a tenth of a percent, counts to a tenth', () => {
  const { percent, tenths } = formatsFor('en', 'UTC', NOON)
  expect([0.5, 0.125, 1].map(percent)).toEqual(['50%', '12.5%', '100%'])
  expect([2, 2.449, 1_234.56].map(tenths)).toEqual(['2.0', '2.4', '1,234.6'])
})

test('The command that learns is safe to paste, whatever the shop is called', () => {
  expect(modelFitCommand('acme')).toBe('rekindle model fit --shop acme')
  expect(modelFitCommand("a'; b")).toBe("rekindle model fit --shop 'a'\\''; b'")
})
