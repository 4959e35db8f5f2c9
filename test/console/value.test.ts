/** Whose a threshold is and what a customer is worth, in the sentences of both languages. */
import { describe, expect, test } from 'vitest'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import type { Threshold } from '../../functions/domain/dormancy.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { FitReason } from '../../functions/domain/models/fit-verdict.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { modelFitCommand } from '../../functions/language/commands.ts'
import { formatsFor } from '../../functions/language/formats.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import { generalFigures, whyThisClass } from '../../functions/language/voice-of-classes.ts'
import {
  atRiskFacts,
  certaintySentences,
  daysTold,
  type ForecastTold,
  forecastFacts,
  judgementReasons,
  modelSentence,
  scoresTold,
} from '../../functions/language/voice-of-value.ts'
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

const told = (
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
    expect(judgementReasons({ reasons }, en)).toBe(
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
  test.each<
    [string, typeof OWN | null, readonly ShopModel[], RegExp, RegExp, (readonly ConsentFact[])?]
  >([
    [
      'the policy’s, for everyone',
      null,
      [MODEL],
      / Dormant after 90 days without a purchase, as the policy says for everyone\.$/,
      /。连续 90 天没有购买即为沉睡顾客，由策略统一规定。$/,
    ],
    [
      'the customer’s own, in whole days',
      OWN,
      [MODEL],
      / Dormant after \d+ days without a purchase, by this customer’s own rhythm \(model version 3\)\.$/,
      /连续 \d+ 天没有购买即为沉睡顾客，按这位顾客自己的购买节奏计算（模型第 3 版）。$/,
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
      'the policy’s, as nothing is worked out of who objects to it',
      OWN,
      [MODEL],
      / Dormant after 90 days without a purchase, as the policy says, since they object to profiling\.$/,
      /由策略统一规定，因为顾客反对个性化分析。$/,
      [consent(0, { purpose: 'profiling', act: 'withdrawn' })],
    ],
    [
      'the policy’s, as the model of then is unusable, and why',
      OWN,
      [UNUSABLE, { ...MODEL, version: 4, from: LAST + 1 }],
      / as the policy says, since the model of that time is unusable \(whoever is silent only looks late, so the model finds nobody who left for good\)\.$/,
      /因为顾客上次购买时的模型不可用（没有动静的顾客看上去都只是还没来买，模型找不出真正流失的人）。$/,
    ],
  ])('%s', (_whose, own, models, english, chinese, consents) => {
    const [inEnglish, inChinese] = told(own, models, NOON, consents)
    expect(inEnglish).toMatch(english)
    expect(inChinese).toMatch(chinese)
  })

  test('also of somebody who is dormant', () => {
    const [english, chinese] = told(null, [], LAST + days(90))
    expect(english).toBe(
      'Dormant since 12 Mar: no purchase for more than 90 days (the last one on 12 Dec 2025). The limit is 90 days, as the policy says for everyone.',
    )
    expect(chinese).toBe(
      '自 3月12日 起为沉睡顾客：已超过 90 天没有购买（上一次是 2025年12月12日）。期限为 90 天，由策略统一规定。',
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

describe('how certain a model is', () => {
  test('is told on the customer in the middle', () => {
    const model = shopModel({ typicalSilenceDays: { value: 41.3, low: 22.6, high: 80 } })
    expect(VOICES.map((voice) => certaintySentences(model, voice))).toEqual([
      [
        'By it the customer in the middle counts as gone after 41 days of silence; from so many customers it can only tell that this lies between 23 days and 80 days.',
      ],
      [
        '据此，处于中间水平的顾客沉默 41 天后视为流失；以目前的顾客数量，只能判断在 23 天到 80 天之间。',
      ],
    ])
    expect(certaintySentences(UNUSABLE, en)).toEqual([])
  })
})

describe('What is foreseen of a customer', () => {
  test.each<[keyof Labels, Partial<ForecastTold>, string, string]>([
    ['churnRisk', {}, '27%', '27%'],
    ['churnRisk', { churnRisk: 0.0099 }, 'under 1%', '不到 1%'],
    ['churnRisk', { churnRisk: 0.01 }, '1%', '1%'],
    ['churnRisk', { churnRisk: 0.99 }, '99%', '99%'],
    ['churnRisk', { churnRisk: 0.9901 }, 'over 99%', '超过 99%'],
    ['nextPurchase', {}, 'expected around 10 Jan', '预计在 1月10日 前后'],
    ['nextPurchase', { nextPurchaseAt: NOON - hours(11) }, 'expected about now', '预计就在这几天'],
    ['nextPurchase', { nextPurchaseAt: NOON + hours(11) }, 'expected about now', '预计就在这几天'],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON + hours(12) },
      'expected around 2 Jan',
      '预计在 1月2日 前后',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - hours(13) },
      'was expected around 31 Dec 2025, 1 day ago',
      '原本预计在 2025年12月31日 前后，已过 1 天',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - days(12) - hours(11) },
      'was expected around 20 Dec 2025, 12 days ago',
      '原本预计在 2025年12月20日 前后，已过 12 天',
    ],
    [
      'nextPurchase',
      { nextPurchaseAt: NOON - days(12) - hours(13) },
      'was expected around 19 Dec 2025, 13 days ago',
      '原本预计在 2025年12月19日 前后，已过 13 天',
    ],
    ['nextPurchase', { churnRisk: 0.99 }, 'expected around 10 Jan', '预计在 1月10日 前后'],
    ['nextPurchase', { churnRisk: 0.9901 }, 'not expected any more', '预计不会再来购买'],
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
      'not known: there is nothing to learn it from',
      '未知：没有可供参考的消费记录',
    ],
  ])('is told of %s %o', (label, changes, english, chinese) => {
    expect(fact(changes, label)).toEqual([english, chinese])
  })

  const sign = (at: Instant | undefined, by?: Threshold['by'], thresholdDays = 90) =>
    VOICES.map((voice) => atRiskFacts({ at, share: 0.7, thresholdDays, by }, NOON, voice)[0])

  test('names the sign that is to come, and the one that has begun', () => {
    expect(sign(NOON + 1).map((one) => one?.told)).toEqual([
      'drifting away from 1 Jan, if they do not buy before',
      '如果没有再买，将从 1月1日 起出现',
    ])
    expect(sign(NOON - days(66)).map((one) => one?.told)).toEqual([
      'drifting away since 27 Oct 2025',
      '自 2025年10月27日 起已出现',
    ])
    expect(sign(NOON)[0]?.told).toBe('drifting away since 1 Jan')
    expect(sign(undefined)).toEqual([undefined, undefined])
  })

  test('says what the sign rests on: the policy’s days, or the customer’s own', () => {
    const ofPolicy = [
      'It comes when 70% of the policy’s 90 days have passed without a purchase.',
      '策略规定的 90 天期限过去 70% 仍没有购买，就会出现。',
    ]
    const meanings = (...of: Parameters<typeof sign>) => sign(...of).map((one) => one?.meaning)
    expect(meanings(NOON, { kind: 'policy' })).toEqual(ofPolicy)
    expect(meanings(NOON, { kind: 'fallback', why: 'objects-to-profiling' })).toEqual(ofPolicy)
    expect(meanings(NOON, { kind: 'personal', modelVersion: 3 }, 61.4)).toEqual([
      'It comes when 70% of their own 61 days have passed without a purchase.',
      '这位顾客自己的 61 天期限过去 70% 仍没有购买，就会出现。',
    ])
    expect(meanings(NOON, undefined)).toEqual([undefined, undefined])
  })

  test('tells tenths of a day only where days are few', () => {
    const told = [9.94, 9.96, 1, 61.4, 61.5, 1_095].map((count) => daysTold(count, en))
    expect(told).toEqual(['9.9 days', '10 days', '1 day', '61 days', '62 days', '1,095 days'])
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
