/** How likely a customer is to buy again, in the sentences of both languages. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceCourse } from '../../functions/domain/chance-course.ts'
import type { BuyAgain } from '../../functions/domain/dormancy.ts'
import { assess } from '../../functions/domain/lifecycle.ts'
import type { Policy } from '../../functions/domain/policy.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { chanceFacts, chanceStory } from '../../functions/language/chance-sentences.ts'
import { generalFigures, whyThisClass } from '../../functions/language/class-sentences.ts'
import { haveSameFraction, naturalFrequency } from '../../functions/language/natural-frequency.ts'
import { formatChance, measuredSentence } from '../../functions/language/value-sentences.ts'
import { voiceFor } from '../../functions/language/voice.ts'
import { customer, days, NOON, order, policy, settings, shopModel } from '../support/given.ts'

const [en, zh] = [voiceFor('en', 'UTC', NOON), voiceFor('zh-CN', 'UTC', NOON)]
const MODEL = shopModel({ version: 3, fittedAt: NOON - days(5) })

/** Six days within twenty weeks. */
const SIX_DAYS = [140, 110, 85, 50, 21, 0]

type Given = {
  readonly bought?: readonly number[]
  readonly own?: Policy['personalThreshold']
  readonly models?: readonly ShopModel[]
  readonly name?: string
}

/** @param inactive days since the last purchase */
const told = (
  inactive: number,
  { bought = SIX_DAYS, own = { chance: 'auto' }, models = [MODEL], name = 'Ada' }: Given = {},
): readonly string[] => {
  const last = NOON - days(inactive)
  const facts = customer({ orders: bought.map((ago) => order(`o${ago}`, last - days(ago))) })
  const shop = settings({ models, policy: policy({ personalThreshold: own }) })
  const course = chanceCourse(facts, shop, NOON)
  if (!course) throw new Error('no chance is known')
  const { threshold: by, purchases } = assess(facts, NOON, shop.policy, models).reason
  return [en, zh].map((voice) => chanceStory({ course, purchases, by, name }, NOON, voice))
}

describe('A chance as people count', () => {
  test.each([
    [0, 'hardly-any'],
    [0.034, 'hardly-any'],
    [0.05, 'exactly 1 in 20'],
    [0.07, 'more 1 in 20'],
    [0.1, 'exactly 1 in 10'],
    [0.18, 'about 1 in 6'],
    [0.25, 'exactly 1 in 4'],
    [0.26, 'about 1 in 4'],
    [0.364, 'more 1 in 3'],
    [0.46, 'fewer 1 in 2'],
    [0.81, 'about 4 in 5'],
    [0.95, 'more 9 in 10'],
    [0.951, 'almost-all'],
    [1, 'almost-all'],
  ])('%d is %s', (chance, expected) => {
    const natural = naturalFrequency(chance)
    const shown =
      'of' in natural ? `${natural.kind} ${natural.count} in ${natural.of}` : natural.kind
    expect(shown).toBe(expected)
  })

  test('is a fraction near it, on the side that is named', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
        const natural = naturalFrequency(chance)
        if (!('of' in natural)) return
        const fraction = natural.count / natural.of
        expect(Math.abs(chance - fraction)).toBeLessThan(0.06)
        if (natural.kind === 'more') expect(chance).toBeGreaterThan(fraction)
        if (natural.kind === 'fewer') expect(chance).toBeLessThan(fraction)
      }),
    )
  })

  test('is the same as another where only the word before it differs', () => {
    expect(haveSameFraction(0.25, 0.26)).toBe(true)
    expect(haveSameFraction(0.25, 0.36)).toBe(false)
    expect(haveSameFraction(0.01, 0.02)).toBe(true)
    expect(haveSameFraction(0.01, 0.05)).toBe(false)
  })

  test('is in whole percent, and never none or all', () => {
    const shares = [0, 0.0099, 0.01, 0.244, 0.99, 0.9901]
    expect(shares.map((share) => formatChance(share, en))).toEqual([
      ...['less than 1%', 'less than 1%', '1%', '24%', '99%', 'more than 99%'],
    ])
    expect(formatChance(0.0099, zh)).toBe('不到 1%')
  })

  test('is a fact about the customer, by the model of the last purchase', () => {
    const buyAgain: BuyAgain = { chance: 0.241, withinDays: 90, modelVersion: 2 }
    expect(chanceFacts(buyAgain, 2, en)).toEqual([
      { label: 'Chance to buy again within 90 days', text: '24%' },
    ])
    expect(chanceFacts(buyAgain, 3, en)[0]?.meaning).toBe(
      'From model version 2, which was in force at the last purchase.',
    )
    expect(chanceFacts(buyAgain, 3, zh)).toEqual([
      {
        label: '90 天内再次购买的可能性',
        text: '24%',
        meaning: '依据上次购买时生效的第 2 版模型。',
      },
    ])
    expect(chanceFacts(undefined, 3, en)).toEqual([])
  })
})

describe('What is said of a customer’s chance', () => {
  test('of one who is dormant: how it fell, since when, and what fixed days would have said', () => {
    expect(told(200)).toMatchInlineSnapshot(`
      [
        "Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers with such a history buy again within 90 days. After 117 days without a purchase, 1 in 4 still do. Ada has therefore been dormant since 10 Oct 2025. A fixed 90 days would have said so on 13 Sept 2025, when about 1 in 3 such customers still came back.",
        "Ada 在 20 周内有 6 天购买过。购买情况类似的顾客，刚购买之后每 5 位中约有 4 位会在 90 天内再次购买。连续 117 天没有购买之后，每 4 位中有 1 位还会再次购买。因此，Ada 自 2025 年 10 月 10 日起为沉睡顾客。如果统一按 90 天判定，2025 年 9 月 13 日就已是沉睡顾客，而那时类似的顾客每 3 位中约有 1 位还会再次购买。",
      ]
    `)
  })

  test('of one who is not: when they become dormant', () => {
    expect(told(20)).toMatchInlineSnapshot(`
      [
        "Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers with such a history buy again within 90 days. After 117 days without a purchase, 1 in 4 still do. Ada becomes dormant on 8 Apr 2026, unless there is a purchase before then. A fixed 90 days would say so on 12 Mar 2026, when about 1 in 3 such customers still come back.",
        "Ada 在 20 周内有 6 天购买过。购买情况类似的顾客，刚购买之后每 5 位中约有 4 位会在 90 天内再次购买。连续 117 天没有购买之后，每 4 位中有 1 位还会再次购买。如果在此之前没有购买，Ada 将于 2026 年 4 月 8 日成为沉睡顾客。如果统一按 90 天判定，2026 年 3 月 12 日就会成为沉睡顾客，而那时类似的顾客每 3 位中约有 1 位还会再次购买。",
      ]
    `)
  })

  test('of one who bought once', () => {
    expect(told(20, { bought: [0] })).toMatchInlineSnapshot(`
      [
        "Ada bought once, on 12 Dec 2025. Right after the last purchase, more than 1 in 4 customers with such a history buy again within 90 days. After 30 days without a purchase, the shortest limit in the policy, 1 in 5 still do. Ada becomes dormant on 11 Jan 2026, unless there is a purchase before then. A fixed 90 days would not say so until 12 Mar 2026, when more than 1 in 10 such customers still come back.",
        "Ada 只在 2025 年 12 月 12 日购买过一次。购买情况类似的顾客，刚购买之后每 4 位中不止 1 位会在 90 天内再次购买。连续 30 天没有购买之后（策略允许的最短期限），每 5 位中有 1 位还会再次购买。如果在此之前没有购买，Ada 将于 2026 年 1 月 11 日成为沉睡顾客。如果统一按 90 天判定，要到 2026 年 3 月 12 日才会成为沉睡顾客，那时类似的顾客每 10 位中不止 1 位还会再次购买。",
      ]
    `)
  })

  test('of one who bought several times within a day, which is one purchase to the model', () => {
    const [english, chinese] = told(20, { bought: [0.1, 0] })
    expect(english).toMatch(
      /^Ada bought 2 times within a day, last on 12 Dec 2025, which counts as one purchase here\. Right/,
    )
    expect(chinese).toMatch(
      /^Ada 在一天之内购买过 2 次（最近一次：2025 年 12 月 12 日），此处算作一次。/,
    )
  })

  test('with the days of the limit that the reason for the class names', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.8, noNaN: true }), (chance) => {
        const own = { chance, minDays: 20, maxDays: 900 }
        const last = NOON - days(3)
        const facts = customer({
          orders: SIX_DAYS.map((ago) => order(`o${ago}`, last - days(ago))),
        })
        const shop = settings({ models: [MODEL], policy: policy({ personalThreshold: own }) })
        const reason = whyThisClass(assess(facts, NOON, shop.policy, shop.models), shop, en)
        const [limit] = /(?<=After )[\d.,]+ days?/.exec(told(3, { own })[0] ?? '') ?? []
        expect(reason).toContain(`Dormant after ${limit} without a purchase`)
      }),
      { numRuns: 300 },
    )
  })

  test('of one to whom the fixed days apply: the same, with nothing to compare', () => {
    expect(told(100, { own: null })).toMatchInlineSnapshot(`
      [
        "Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers with such a history buy again within 90 days. After 90 days without a purchase, the shop’s fixed limit, about 1 in 3 still do. Ada has therefore been dormant since 22 Dec 2025.",
        "Ada 在 20 周内有 6 天购买过。购买情况类似的顾客，刚购买之后每 5 位中约有 4 位会在 90 天内再次购买。连续 90 天没有购买之后（店铺统一期限），每 3 位中约有 1 位还会再次购买。因此，Ada 自 2025 年 12 月 22 日起为沉睡顾客。",
      ]
    `)
  })

  test('of one who bought once, where fixed days do better for such customers', () => {
    const models = [shopModel({ chance: { withinDays: 90, auto: 0.25, boughtOnce: 'fixed' } })]
    expect(told(100, { bought: [0], models })).toMatchInlineSnapshot(`
      [
        "Ada bought once, on 23 Sept 2025. Right after the last purchase, more than 1 in 4 customers with such a history buy again within 90 days. After 90 days without a purchase, the shop’s fixed limit, which has proved better for customers with a single purchase, more than 1 in 10 still do. Ada has therefore been dormant since 22 Dec 2025.",
        "Ada 只在 2025 年 9 月 23 日购买过一次。购买情况类似的顾客，刚购买之后每 4 位中不止 1 位会在 90 天内再次购买。连续 90 天没有购买之后（店铺统一期限，实测更适合只购买过一次的顾客），每 10 位中不止 1 位还会再次购买。因此，Ada 自 2025 年 12 月 22 日起为沉睡顾客。",
      ]
    `)
  })

  test('at the bounds of the policy', () => {
    expect(told(20, { own: { chance: 0.9, minDays: 30 } })).toMatchInlineSnapshot(`
      [
        "Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers with such a history buy again within 90 days. After 30 days without a purchase, the shortest limit in the policy, about 2 in 3 still do. Ada becomes dormant on 11 Jan 2026, unless there is a purchase before then. A fixed 90 days would not say so until 12 Mar 2026, when about 1 in 3 such customers still come back.",
        "Ada 在 20 周内有 6 天购买过。购买情况类似的顾客，刚购买之后每 5 位中约有 4 位会在 90 天内再次购买。连续 30 天没有购买之后（策略允许的最短期限），每 3 位中约有 2 位还会再次购买。如果在此之前没有购买，Ada 将于 2026 年 1 月 11 日成为沉睡顾客。如果统一按 90 天判定，要到 2026 年 3 月 12 日才会成为沉睡顾客，那时类似的顾客每 3 位中约有 1 位还会再次购买。",
      ]
    `)
    expect(told(200, { own: { chance: 0.05, maxDays: 120 } })).toMatchInlineSnapshot(`
      [
        "Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers with such a history buy again within 90 days. After 120 days without a purchase, the longest limit in the policy, about 1 in 4 still do. Ada has therefore been dormant since 13 Oct 2025. A fixed 90 days would have said so on 13 Sept 2025, when about 1 in 3 such customers still came back.",
        "Ada 在 20 周内有 6 天购买过。购买情况类似的顾客，刚购买之后每 5 位中约有 4 位会在 90 天内再次购买。连续 120 天没有购买之后（策略允许的最长期限），每 4 位中约有 1 位还会再次购买。因此，Ada 自 2025 年 10 月 13 日起为沉睡顾客。如果统一按 90 天判定，2025 年 9 月 13 日就已是沉睡顾客，而那时类似的顾客每 3 位中约有 1 位还会再次购买。",
      ]
    `)
  })

  test('by a policy of before, which asks for P(alive)', () => {
    expect(told(200, { own: { theta: 0.2, minDays: 1, maxDays: 400 } })).toMatchInlineSnapshot(`
      [
        "Ada bought on 6 days within 20 weeks. Right after the last purchase, about 4 in 5 customers with such a history buy again within 90 days. After 155 days without a purchase, the customer’s own limit, fewer than 1 in 6 still do. Ada has therefore been dormant since 17 Nov 2025. A fixed 90 days would have said so on 13 Sept 2025, when about 1 in 3 such customers still came back.",
        "Ada 在 20 周内有 6 天购买过。购买情况类似的顾客，刚购买之后每 5 位中约有 4 位会在 90 天内再次购买。连续 155 天没有购买之后（顾客的个人期限），每 6 位中不到 1 位还会再次购买。因此，Ada 自 2025 年 11 月 17 日起为沉睡顾客。如果统一按 90 天判定，2025 年 9 月 13 日就已是沉睡顾客，而那时类似的顾客每 3 位中约有 1 位还会再次购买。",
      ]
    `)
  })

  test('without a name, and with no pronoun that could be wrong', () => {
    const [english = ''] = told(200, { name: '' })
    expect(english).toMatch(/^This customer bought on 6 days within 20 weeks\./)
    expect(english).toContain(' This customer has therefore been dormant since ')
    expect(english).not.toMatch(/\b(he|she|him|her|his|hers)\b/)
    expect(told(200, { name: '' })[1]).toMatch(/^这位顾客在 20 周内有 6 天购买过。/)
  })

  test('in a length of time that people use', () => {
    const span = (first: number) =>
      /within ([^.]+)\./.exec(told(1, { bought: [first, 0] })[0] ?? '')?.[1]
    expect([1, 13, 14, 181, 182, 729, 731, 2_000].map(span)).toEqual([
      ...[
        '2 days',
        '13 days',
        '2 weeks',
        '26 weeks',
        '6 months',
        '24 months',
        '2 years',
        '5 years',
      ],
    ])
  })
})

describe('The reason for a class', () => {
  const why = (own: Policy['personalThreshold'], model = MODEL, now: Instant = NOON) => {
    const last = NOON - days(20)
    const facts = customer({ orders: [order('a', last - days(40)), order('b', last)] })
    const shop = settings({ models: [model], policy: policy({ personalThreshold: own }) })
    const assessment = assess(facts, now, shop.policy, shop.models)
    return [en, zh].map((voice) =>
      whyThisClass(assessment, shop, voice).replace(/\d+ (days|天)/, '# $1'),
    )
  }

  test('names the chance that a limit of one’s own follows from', () => {
    expect(why({ chance: 'auto' })[0]).toContain(
      '(the customer’s own limit, when the chance to buy again within 90 days falls to 25%, from model version 3).',
    )
    expect(why({ chance: 0.22 })[1]).toContain(
      '（顾客的个人期限，届时 90 天内再次购买的可能性降到 22%，依据第 3 版模型）。',
    )
    const doubtful = shopModel({ ...MODEL, verdict: 'doubtful', reasons: ['few-repeaters'] })
    expect(why({ chance: 'auto' }, doubtful)[0]).toContain('from model version 3, a rough guide).')
  })

  // Of some it is less from the purchase on, and never falls to it.
  test('and says of a bound on which side of it the chance falls so far', () => {
    expect(why({ chance: 0.9, withinDays: 90 })[0]).toContain(
      '(the minimum in the shop’s policy; by model version 3, the chance to buy again within 90 days is 90% or less even before that).',
    )
    expect(why({ chance: 0.01 })[0]).toContain('falls to 1% later).')
  })

  test('is described in general by it too', () => {
    const meaning = (own: Policy['personalThreshold']) => {
      const shop = settings({ models: [MODEL], policy: policy({ personalThreshold: own }) })
      return [en, zh].map((voice) => voice.words.classMeanings.dormant(generalFigures(shop, voice)))
    }
    expect(meaning({ chance: 'auto' })).toEqual([
      'no purchase until the chance to buy again within 90 days fell to 25% (each customer’s own limit, 30 days to 180 days)',
      '一直没有购买，90 天内再次购买的可能性已降到 25%（期限因人而异，30 天至 180 天）',
    ])
    expect(meaning({ theta: 0.5, minDays: 30, maxDays: 365 })[0]).toBe(
      'no purchase within the customer’s own limit (30 days to 365 days)',
    )
  })
})

describe('How accurate a forecast was on the shop’s own history', () => {
  const TEST = { until: NOON - days(90), to: NOON, expected: 91.2, actual: 100 }
  const MONEY = {
    ...{ currency: 'EUR', expectedMinor: 81_900, actualMinor: 100_000 },
    meanAbsoluteErrorMinor: 1_204.4,
  }
  const measured = (of: Parameters<typeof measuredSentence>[0]) =>
    [en, zh].map((voice) => measuredSentence(of, voice))

  test('is said of the purchases and of the money', () => {
    expect(measured({ ...TEST, money: MONEY })).toEqual([
      'In the last test on this shop’s own orders, over 90 days, the purchases expected were 91% of those that came. The money expected was 82% of what came; for a single customer it was off by €12.04 on average.',
      '最近一次用本店订单检验（为期 90 天），预计的购买次数为实际的 91%。预计的消费为实际的 82%；就单个顾客而言，平均相差 €12.04。',
    ])
  })

  test('is said of what was tested', () => {
    expect(measured(TEST)[0]).toMatch(/91% of those that came\.$/)
    expect(measured({ ...TEST, money: { ...MONEY, actualMinor: 0 } })[0]).toMatch(/came\.$/)
    for (const none of [undefined, { ...TEST, actual: 0 }])
      expect(measured(none)).toEqual([
        'These figures have not been checked against this shop’s own orders yet.',
        '这些数字还没有用本店自己的订单检验过。',
      ])
  })
})
