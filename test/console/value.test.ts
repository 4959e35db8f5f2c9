/** Whose a threshold is and what a customer is worth, in the sentences of both languages. */
import { describe, expect, test } from 'vitest'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import type { Threshold } from '../../functions/domain/dormancy.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { FitReason } from '../../functions/domain/models/fit-verdict.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { generalFigures, whyThisClass } from '../../functions/language/class-sentences.ts'
import { modelFitCommand } from '../../functions/language/commands.ts'
import { formatsFor } from '../../functions/language/formats.ts'
import {
  atRiskFacts,
  certaintySentences,
  type ForecastFigures,
  forecastFacts,
  formatDays,
  judgementReasons,
  modelSentence,
  scoreFacts,
} from '../../functions/language/value-sentences.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import type { Words } from '../../functions/language/words.ts'
import {
  consent,
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

const described = (
  personalThreshold: typeof OWN | null,
  models: readonly ShopModel[],
  now: Instant = NOON,
  consents: readonly ConsentFact[] = [],
): readonly string[] => {
  const shop = settings({ policy: policy({ personalThreshold }), models })
  const assessment = assess({ orders, refunds: [], consents }, now, shop.policy, models)
  return VOICES.map((voice) => whyThisClass(assessment, shop, voice))
}

const STATISTICS =
  /\b(prior|likelihood|parameters?|optimum|converge|posterior|variance)\b|先验|似然|参数|收敛|方差/i

describe('The reason why a model is not better', () => {
  test('is understandable without statistics, each reason in its own words', () => {
    for (const { words } of VOICES) {
      const reasons = Object.values(words.fitReasons)
      expect(new Set(reasons).size).toBe(reasons.length)
      for (const reason of reasons) {
        expect(reason).not.toMatch(STATISTICS)
        expect(reason).not.toMatch(/[.。:：]|^[A-Z]/)
      }
    }
  })

  test('shows a reason that only a newer server knows', () => {
    const reasons = ['few-repeaters', 'moon-phase'] as FitReason[]
    expect(judgementReasons({ reasons }, en)).toBe(
      'fewer than ten customers have made a second purchase; moon-phase',
    )
  })

  test('is shown next to the version if it makes a model doubtful, and not if the model fits', () => {
    expect(modelSentence(MODEL, en)).toBe(
      'From model version 3 (27 Dec 2025, based on 1,240 customers).',
    )
    expect(modelSentence({ ...DOUBTFUL, customers: 1 }, en)).toBe(
      'From model version 3 (27 Dec 2025, based on 1 customer). Treat as a rough guide: fewer than ten customers have made a second purchase.',
    )
    expect(modelSentence(DOUBTFUL, zh)).toBe(
      '依据第 3 版模型（2025 年 12 月 27 日根据 1,240 位顾客的购买记录生成）。仅供参考：再次购买的顾客不到十位。',
    )
  })
})

describe('The reason for a class says which threshold applies', () => {
  test.each<
    [string, typeof OWN | null, readonly ShopModel[], RegExp, RegExp, (readonly ConsentFact[])?]
  >([
    [
      'the policy’s, for everyone',
      null,
      [MODEL],
      / Dormant after 90 days without a purchase \(the shop’s fixed limit\)\.$/,
      /。连续 90 天没有购买即为沉睡顾客（店铺统一期限）。$/,
    ],
    [
      'the customer’s own, in whole days',
      OWN,
      [MODEL],
      / Dormant after \d+ days without a purchase \(the customer’s own limit, from model version 3\)\.$/,
      /连续 \d+ 天没有购买即为沉睡顾客（顾客的个人期限，依据第 3 版模型）。$/,
    ],
    [
      'the customer’s own by a model that is a rough guide',
      OWN,
      [DOUBTFUL],
      /\(the customer’s own limit, from model version 3, a rough guide\)\.$/,
      /（顾客的个人期限，依据第 3 版模型，仅供参考）。$/,
    ],
    [
      'the policy’s, before the first model',
      OWN,
      [{ ...MODEL, from: LAST + 1 }],
      / Dormant after 90 days without a purchase \(the shop’s fixed limit, as there was no model at the last purchase\)\.$/,
      /（店铺统一期限，因为上次购买时还没有模型）。$/,
    ],
    [
      'the policy’s, as nothing is worked out of who objects to it',
      OWN,
      [MODEL],
      / Dormant after 90 days without a purchase \(the shop’s fixed limit, as the customer opted out of profiling\)\.$/,
      /（店铺统一期限，因为顾客反对个性化分析）。$/,
      [consent(0, { purpose: 'profiling', act: 'withdrawn' })],
    ],
    [
      'the policy’s, as the model of then is unusable, and why',
      OWN,
      [UNUSABLE, { ...MODEL, version: 4, from: LAST + 1 }],
      / \(the shop’s fixed limit, as the model at the last purchase was not usable: inactive customers only look late, so it can be predicted how likely they are to buy again, but not whether they have left for good\)\.$/,
      /（店铺统一期限，因为上次购买时的模型不可用：不活跃的顾客看上去都只是晚些购买，可以预测再次购买的概率，但无法判断是否已彻底流失）。$/,
    ],
  ])('%s', (_whose, own, models, english, chinese, consents) => {
    const [inEnglish, inChinese] = described(own, models, NOON, consents)
    expect(inEnglish).toMatch(english)
    expect(inChinese).toMatch(chinese)
  })

  test('is also shown for a dormant customer', () => {
    const [english, chinese] = described(null, [], LAST + days(90))
    expect(english).toBe(
      'Dormant since 12 Mar 2026: no purchase for more than 90 days (last purchase: 12 Dec 2025). The limit is 90 days (the shop’s fixed limit).',
    )
    expect(chinese).toBe(
      '自 2026 年 3 月 12 日起为沉睡顾客：连续 90 天以上没有购买（上次购买：2025 年 12 月 12 日）。沉睡期限为 90 天（店铺统一期限）。',
    )
  })

  test('and is absent for a prospect, who has no threshold', () => {
    const shop = settings({ policy: policy({ personalThreshold: OWN }), models: [MODEL] })
    const prospect = assess({ orders: [], refunds: [] }, NOON, shop.policy, shop.models)
    expect(whyThisClass(prospect, shop, en)).toBe(
      'Prospect: no purchases, not counting refunded orders.',
    )
  })

  test('and describes personal thresholds in general, once a model can be used', () => {
    const meaning = (personalThreshold: typeof OWN | null, models: readonly ShopModel[]) => {
      const shop = settings({ policy: policy({ personalThreshold }), models })
      return VOICES.map((voice) => voice.words.classMeanings.dormant(generalFigures(shop, voice)))
    }
    const same = ['no purchase for 90 days', '连续 90 天没有购买']
    expect(meaning(null, [MODEL])).toEqual(same)
    expect(meaning(OWN, [UNUSABLE])).toEqual(same)
    expect(meaning(OWN, [UNUSABLE, MODEL])).toEqual([
      'no purchase within the customer’s own limit (30 days to 365 days)',
      '超过各自的沉睡期限（30 天至 365 天）没有购买',
    ])
  })
})

const FORECAST: ForecastFigures = {
  chance: 0.274,
  expectedPurchases: 2.449,
  nextPurchaseAt: NOON + days(9),
  expectedSpendMinor: 1_234.4,
  lifetimeValueMinor: 2_910.6,
  horizonDays: 365,
  currency: 'EUR',
}

type Labels = Pick<Words['value'], 'nextPurchase' | 'expectedPurchases' | 'spend' | 'lifetimeValue'>

const fact = (changes: Partial<ForecastFigures>, label: keyof Labels): readonly string[] =>
  VOICES.map((voice) => {
    const facts = forecastFacts({ ...FORECAST, ...changes }, NOON, voice)
    return facts.find((one) => one.label === voice.words.value[label])?.text ?? ''
  })

describe('how certain a model is', () => {
  test('is shown on the median customer', () => {
    const model = shopModel({ typicalSilenceDays: { value: 41.3, low: 22.6, high: 80 } })
    expect(VOICES.map((voice) => certaintySentences(model, voice))).toEqual([
      [
        'Under this model the median customer becomes dormant after 41 days without a purchase (plausible range 23 to 80).',
      ],
      ['根据模型，典型顾客（中位数）连续 41 天没有购买即为沉睡顾客，合理范围为 23 至 80 天。'],
    ])
    expect(certaintySentences(UNUSABLE, en)).toEqual([])
  })
})

describe('The forecast for a customer', () => {
  test.each<[keyof Labels, Partial<ForecastFigures>, string, string]>([
    ['nextPurchase', {}, 'expected around 10 Jan 2026', '预计 2026 年 1 月 10 日前后'],
    ['nextPurchase', { nextPurchaseAt: NOON - hours(11) }, 'expected about now', '预计就在近日'],
    ['nextPurchase', { nextPurchaseAt: NOON + hours(11) }, 'expected about now', '预计就在近日'],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON + hours(12) },
      'expected around 2 Jan 2026',
      '预计 2026 年 1 月 2 日前后',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - hours(13) },
      'was expected around 31 Dec 2025, 1 day ago',
      '原预计 2025 年 12 月 31 日前后，已过 1 天',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - days(12) - hours(11) },
      'was expected around 20 Dec 2025, 12 days ago',
      '原预计 2025 年 12 月 20 日前后，已过 12 天',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - days(12) - hours(13) },
      'was expected around 19 Dec 2025, 13 days ago',
      '原预计 2025 年 12 月 19 日前后，已过 13 天',
    ],
    [
      'nextPurchase',
      { chance: 0.01 },
      'expected around 10 Jan 2026',
      '预计 2026 年 1 月 10 日前后',
    ],
    ['nextPurchase', { chance: 0.0099 }, 'not expected', '预计不会再购买'],
    ['nextPurchase', { nextPurchaseAt: undefined }, 'no date can be predicted', '无法预测'],
    ['expectedPurchases', {}, '2.4 in the next 365 days', '今后 365 天内 2.4 次'],
    [
      'expectedPurchases',
      { expectedPurchases: 3, horizonDays: 30 },
      '3.0 in the next 30 days',
      '今后 30 天内 3.0 次',
    ],
    [
      'expectedPurchases',
      { expectedPurchases: 0.0499 },
      'less than 0.1 in the next 365 days',
      '今后 365 天内不到 0.1 次',
    ],
    ['spend', {}, '€12.34', '€12.34'],
    ['lifetimeValue', {}, '€29.11', '€29.11'],
    ['lifetimeValue', { currency: 'JPY' }, 'JP¥2,911', 'JP¥2,911'],
    [
      'spend',
      { expectedSpendMinor: undefined },
      'unknown, as there is no spending data to learn from',
      '未知：没有可供参考的消费记录',
    ],
  ])('is described for %s %o', (label, changes, english, chinese) => {
    expect(fact(changes, label)).toEqual([english, chinese])
  })

  const sign = (at: Instant | undefined, by?: Threshold['by'], thresholdDays = 90) =>
    VOICES.map((voice) => atRiskFacts({ at, share: 0.7, thresholdDays, by }, NOON, voice)[0])

  test('mentions an early sign that is ahead, and one that has begun', () => {
    expect(sign(NOON + 1).map((one) => one?.text)).toEqual([
      'from 1 Jan 2026, unless they buy before then',
      '将于 2026 年 1 月 1 日出现，除非在此之前再次购买',
    ])
    expect(sign(NOON - days(66)).map((one) => one?.text)).toEqual([
      'since 27 Oct 2025',
      '已于 2025 年 10 月 27 日出现',
    ])
    expect(sign(NOON)[0]?.text).toBe('since 1 Jan 2026')
    expect(sign(undefined)).toEqual([undefined, undefined])
  })

  test('says what the sign is based on: the policy’s days, or the customer’s own', () => {
    const ofPolicy = [
      'After 63 days without a purchase, 70% of the shop’s fixed limit of 90 days.',
      '连续 63 天没有购买时出现，即店铺统一期限（90 天）的 70%。',
    ]
    const meanings = (...of: Parameters<typeof sign>) => sign(...of).map((one) => one?.meaning)
    expect(meanings(NOON, { kind: 'policy' })).toEqual(ofPolicy)
    expect(meanings(NOON, { kind: 'fallback', why: 'objects-to-profiling' })).toEqual(ofPolicy)
    expect(meanings(NOON, { kind: 'personal', modelVersion: 3 }, 61.4)).toEqual([
      'After 43 days without a purchase, 70% of the customer’s own limit of 61 days.',
      '连续 43 天没有购买时出现，即个人期限（61 天）的 70%。',
    ])
    expect(meanings(NOON, undefined)).toEqual([undefined, undefined])
  })

  test('shows tenths of a day only for a few days', () => {
    const described = [9.94, 9.96, 1, 61.4, 61.5, 1_095].map((count) => formatDays(count, en))
    expect(described).toEqual(['9.9 days', '10 days', '1 day', '61 days', '62 days', '1,095 days'])
  })

  test('is shown next to scores that screen readers can read too', () => {
    const scores = { recency: 5, frequency: 1, monetary: 3 } as const
    expect(scoreFacts(scores, en).map((one) => one.text)).toEqual([
      'Recency: 5 of 5',
      'Frequency: 1 of 5',
      'Spend: 3 of 5',
    ])
    expect(scoreFacts(scores, zh)[0]?.text).toBe('最近购买：5 分（满分 5 分）')
  })
})

test('Shares are rounded to a tenth of a percent, counts to a tenth', () => {
  const { percent, tenths } = formatsFor('en', 'UTC', NOON)
  expect([0.5, 0.125, 1].map(percent)).toEqual(['50%', '12.5%', '100%'])
  expect([2, 2.449, 1_234.56].map(tenths)).toEqual(['2.0', '2.4', '1,234.6'])
})

test('The command that fits a model is safe to paste for any shop name', () => {
  expect(modelFitCommand('acme')).toBe('rekindle model fit --shop acme')
  expect(modelFitCommand("a'; b")).toBe("rekindle model fit --shop 'a'\\''; b'")
})
