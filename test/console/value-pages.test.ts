/** What the pages show of a customer's value and of the shop's model, through the real console. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import { customerPath, modelPath } from '../../functions/console/paths.ts'
import { messageSort } from '../../functions/domain/message-ref.ts'
import type { Policy, Settings } from '../../functions/domain/policy.ts'
import type { ShopModel } from '../../functions/domain/shop-model.ts'
import { DAY_MS, MINUTE_MS } from '../../functions/domain/time.ts'
import { LANGUAGES } from '../../functions/language/language-tags.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { customerKey, journeySort } from '../../functions/store/keys.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { campaign, message, shopModel, unusableModel } from '../support/given.ts'
import { emptyShopInAFile, type ShopInAFile, UNTIL, unhashed } from './shop-in-a-file.ts'

const NOW = UNTIL
const HOSTILE = `<b>'"&`

const MODEL = shopModel({ version: 3, fittedAt: NOW - 5 * DAY_MS })
const UNUSABLE = unusableModel({ ...MODEL, reasons: ['nobody-leaves'] })
const DOUBTFUL = shopModel({
  ...MODEL,
  verdict: 'doubtful',
  reasons: ['few-repeaters', 'leans-on-prior'],
})
const OWN = { theta: 0.5, minDays: 30, maxDays: 365 }

let shop: ShopInAFile
let ask: Console
let opened: Settings
let current: Settings

const within = (models: readonly ShopModel[], policy: Partial<Policy> = {}): void => {
  current = { ...opened, models, policy: { ...opened.policy, ...policy } }
}

const get = async (path: string, language = 'en') => {
  const headers = { 'accept-language': language }
  const answer = await ask({ method: 'GET', path, query: new URLSearchParams(), headers })
  expect(answer.status).toBe(200)
  const body = String(answer.body)
  expect(body).not.toMatch(/undefined|NaN|\[object/)
  return body
}

const text = (body: string): string =>
  body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

/** What stands between the heading of a card and the next. */
const card = (body: string, heading: string): string => {
  const from = body.indexOf(`>${heading}<`)
  expect(from, heading).toBeGreaterThan(0)
  return body.slice(from + 1, body.indexOf('</section>', from))
}

const valueCard = async (customer: string, language?: string) =>
  card(await get(customerPath('demo', customer), language), language === 'zh-CN' ? '价值' : 'Value')

const howTheyBuy = async (language?: string) =>
  card(
    await get(modelPath('demo'), language),
    language === 'zh-CN' ? '购买习惯' : 'How customers buy',
  )

const PICKY = campaign({
  eligible: { minLifetimeValueMinor: 1_000 },
  steps: [{ id: 'picks', template: 'picks', afterMs: 0, conditions: { recencyScores: [1, 2] } }],
})

const skippedWinBack = (customer: string) => {
  const skipped = message({ status: 'skipped', reason: 'not-eligible', at: NOW - DAY_MS })
  const start = { kind: 'class-entered', class: 'dormant', since: NOW - DAY_MS }
  const pk = customerKey('demo', customer)
  return [
    {
      ...{ pk, sk: journeySort('win-back', 1), campaign: 'win-back', n: 1 },
      ...{ startedAt: NOW - DAY_MS, start },
    },
    { pk, sk: messageSort(skipped), ...skipped },
  ]
}

beforeAll(async () => {
  shop = await emptyShopInAFile()
  const order = (customer: string, ago: number) => ({
    pk: customerKey('demo', customer),
    sk: `order#${ago}`,
    paidAt: NOW - ago * DAY_MS,
    updatedAt: 0,
    currency: 'GBP',
    grossMinor: 2_000,
  })
  const rows = [
    ...[300, 260, 210, 150, 20].map((ago) => order('robin', ago)),
    ...[300, 260].map((ago) => order('gone', ago)),
    ...[100, 50].map((ago) => order('private', ago)),
    {
      pk: customerKey('demo', 'private'),
      sk: 'consent#a',
      purpose: 'profiling',
      act: 'withdrawn',
      at: 0,
      source: 'form',
    },
    ...skippedWinBack('gone'),
    { pk: customerKey('demo', 'new'), sk: 'profile', locale: 'en', updatedAt: 0 },
  ]
  await shop.table.write(rows.map((row) => ({ put: row })))
  const settings = (await shop.settings('demo')) as Settings
  opened = { ...settings, shop: { ...settings.shop, openedAt: NOW - 400 * DAY_MS } }
  current = opened
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  ask = makeConsole({ reads, now: () => NOW, settings: async () => current, addressHash: unhashed })
})

afterAll(() => shop.close())

describe('The page of a customer', () => {
  test('shows their scores, their forecast, and the model behind it', async () => {
    within([MODEL])
    const value = await valueCard('robin')
    expect(
      [...value.matchAll(/role="img" aria-label="([^"]+)"/g)].map(([, label]) => label),
    ).toEqual(['Recency: 4 of 5', 'Frequency: 5 of 5', 'Spend: 5 of 5'])
    // Four segments of five.
    expect(value.match(/class="bar-all"/g)).toHaveLength(1)
    expect(text(value)).toMatch(/Next purchase (was )?expected around \d+ \w{3}/)
    expect(text(value)).toMatch(/Expected purchases \d+\.\d in the next 365 days/)
    expect(text(value)).toMatch(
      /Spend per purchase £\d+\.\d\d Lifetime value £\d+\.\d\d The present/,
    )
    expect(text(value)).toMatch(
      /At risk from 2 Jan 2027, unless they buy before then After 63 days without a purchase, 70% of the shop’s fixed limit of 90 days\./,
    )
    expect(text(value)).toContain('From model version 3 (15 Nov 2026, based on 1,240 customers).')
    expect(text(value)).toContain('have not been checked against this shop’s own orders yet.')
    expect(text(value)).not.toContain('rough guide')
  })

  test('shows it in Chinese too', async () => {
    within([DOUBTFUL])
    const value = text(await valueCard('robin', 'zh-CN'))
    expect(value).toMatch(/预计购买次数 今后 365 天内 \d+\.\d 次/)
    expect(value).toMatch(/生命周期价值 £\d+\.\d\d/)
    expect(value).toContain(
      '依据第 3 版模型（2026 年 11 月 15 日根据 1,240 位顾客的购买记录生成）。仅供参考：',
    )
  })

  test('says why a doubtful model is only a rough guide', async () => {
    within([DOUBTFUL])
    expect(text(await valueCard('robin'))).toContain(
      'Treat as a rough guide: fewer than ten customers have made a second purchase; some estimates',
    )
  })

  test('forecasts over the horizon of the policy, and values only purchases in its currency', async () => {
    const years = { horizonDays: 1_095, discountAYear: 0 }
    within([MODEL], { lifetimeValue: years })
    const value = text(await valueCard('robin'))
    expect(value).toContain('in the next 1,095 days')
    expect(value).toMatch(/Lifetime value £\d/)
    within([MODEL], { lifetimeValue: years, currency: 'JPY' })
    expect(text(await valueCard('robin'))).toContain('Lifetime value unknown')
  })

  test('shows how the chance to buy again falls, in words and as a drawing', async () => {
    within([MODEL], { personalThreshold: { chance: 'auto' } })
    const body = await get(customerPath('demo', 'robin'))
    const chance = card(body, 'Chance to buy again within 90 days: 54%')
    expect(text(chance)).toMatch(
      /This customer bought on 5 days within 9 months\. .+ 1 in 4 still do\. This customer becomes dormant on \d+ \w+ 202\d, unless/,
    )
    expect(chance).toContain(
      'role="img" aria-labelledby="chance-title" aria-describedby="chance-story"',
    )
    expect(text(chance)).toMatch(
      /within 90 days, by how long ago the last purchase was 0% 25% .* dormant at 25% fixed 90 days dormant: \d+ .* today: 54%/,
    )
    const chinese = await get(customerPath('demo', 'robin'), 'zh-CN')
    expect(text(card(chinese, '90 天内再次购买的可能性：54%'))).toMatch(/降到 25% 即为沉睡/)
    within([MODEL])
    const fixed = text(
      card(await get(customerPath('demo', 'gone')), 'Chance to buy again within 90 days: 8%'),
    )
    expect(fixed).toContain('After 90 days without a purchase, the shop’s fixed limit,')
    expect(fixed).not.toMatch(/fixed 90 days|dormant at/)
  })

  test('shows no chance where none may be known, and says so where only a model was missing', async () => {
    within([{ ...MODEL, from: NOW - DAY_MS }])
    expect(text(card(await get(customerPath('demo', 'robin')), 'Chance to buy again'))).toContain(
      'is not known, as there was no usable model at the last purchase.',
    )
    within([MODEL])
    for (const customer of ['private', 'new'])
      expect(await get(customerPath('demo', customer))).not.toContain('Chance to buy again')
  })

  test('offers value where no customer seems to leave, since the chance does not depend on it', async () => {
    within([{ ...MODEL, verdict: 'doubtful', reasons: ['nobody-leaves'] }])
    expect(text(await valueCard('robin'))).toMatch(/Lifetime value £\d/)
    expect(await get(customerPath('demo', 'robin'))).toContain(
      'Chance to buy again within 90 days:',
    )
  })

  test('does not announce an early sign for a customer who is already dormant', async () => {
    within([MODEL])
    const value = text(await valueCard('gone'))
    expect(value).toMatch(/was expected around 22 Apr 2026, 212 days ago/)
    expect(value).not.toContain('At risk')
  })

  test('says if spending could not be modelled', async () => {
    const { spend: _spend, ...without } = MODEL
    within([without])
    expect(text(await valueCard('robin'))).toContain(
      'Lifetime value unknown, as there is no spending data to learn from',
    )
  })

  test.each<[string, string, readonly ShopModel[], string]>([
    ['who never bought', 'new', [MODEL], 'No value is calculated without a purchase'],
    [
      'who objects to profiling',
      'private',
      [MODEL],
      'The customer opted out of profiling, so no value',
    ],
    ['before a first model', 'robin', [], 'rekindle model fit --shop demo'],
    [
      'in the minute before a first model holds',
      'robin',
      [{ ...MODEL, from: NOW + MINUTE_MS }],
      'The new model takes effect on 20 Nov 2026, 12:01.',
    ],
    [
      'by a model that is unusable',
      'robin',
      [UNUSABLE],
      'No value is calculated, as this shop’s model is not usable: inactive customers only look late',
    ],
  ])('says why there is no forecast for a customer %s', async (_who, customer, models, why) => {
    within(models)
    const value = text(await valueCard(customer))
    expect(value).toContain(why)
    expect(value).not.toContain('Chance to buy again')
    const chinese = text(await valueCard(customer, 'zh-CN'))
    expect(chinese).not.toContain('再次购买的可能性')
    expect(chinese).toMatch(/。/)
  })

  test('shows an early sign that has begun, which follows the policy’s days for customers who object to profiling', async () => {
    within([MODEL], { dormantAfterDays: 60, personalThreshold: OWN })
    const value = text(await valueCard('private'))
    expect(value).toContain(
      'The customer opted out of profiling, so no value is calculated for them.',
    )
    expect(value).toContain(
      'At risk since 12 Nov 2026 After 42 days without a purchase, 70% of the shop’s fixed limit of 60 days.',
    )
    expect(text(await valueCard('private', 'zh-CN'))).toContain(
      '已于 2026 年 11 月 12 日出现 连续 42 天没有购买时出现，即店铺统一期限（60 天）的 70%。',
    )
  })

  test('gives no score to a customer who objects to profiling', async () => {
    within([MODEL])
    expect(await valueCard('private')).not.toContain('role="img"')
    expect(await valueCard('robin')).toContain('role="img"')
  })

  test('keeps the scores if the model is unusable, because they do not need one', async () => {
    within([UNUSABLE])
    expect(await valueCard('robin')).toContain('Recency: 4 of 5')
  })

  test('says at the top which threshold applies, and why it is not a personal one', async () => {
    const head = async () => text(card(await get(customerPath('demo', 'robin')), 'robin'))
    within([MODEL], { personalThreshold: OWN })
    expect(await head()).toMatch(/\(the customer’s own limit, from model version 3\)/)
    within([UNUSABLE], { personalThreshold: OWN })
    expect(await head()).toContain(
      'Dormant after 90 days without a purchase (the shop’s fixed limit, as the model at the last purchase was not usable: inactive customers',
    )
  })
})

test('The page of a customer lists the conditions of a campaign next to the mail they did not get', async () => {
  within([MODEL])
  current = { ...current, campaigns: [PICKY] }
  const page = async (language?: string) =>
    text(await get(customerPath('demo', 'gone'), language)).replace(/\s+/g, ' ')
  expect(await page()).toContain(
    'the customer does not meet the conditions. Only for customers who have a lifetime value of at least £10.00 and have a recency score of 1 or 2.',
  )
  expect(await page('zh-CN')).toContain(
    '仅限生命周期价值不低于 £10.00 和最近购买得分为 1 或 2 的顾客。',
  )
})

describe('The page of the model', () => {
  test.each<[string, readonly ShopModel[], RegExp, RegExp]>([
    [
      'one with nothing wrong in it',
      [MODEL],
      /Reliable The model fits the purchases well\. Model version 3, 15 Nov 2026, based on 1,240 customers\./,
      /可靠 模型与购买记录吻合良好。 第 3 版模型，2026 年 11 月 15 日根据 1,240 位顾客的购买记录生成。/,
    ],
    [
      'one that is doubtful',
      [DOUBTFUL],
      /Rough guide Treat its predictions as a rough guide: fewer than ten .* some estimates rely more on/,
      /仅供参考 预测仅供参考： 再次购买的顾客不到十位 部分估计/,
    ],
    [
      'one that is unusable',
      [UNUSABLE],
      /Not usable It cannot be used for predictions: inactive customers only look late/,
      /不可用 无法用于预测： 不活跃的顾客/,
    ],
  ])('says how reliable the model is and why: %s', async (_which, models, english, chinese) => {
    within(models)
    expect(text(await howTheyBuy())).toMatch(english)
    expect(text(await howTheyBuy('zh-CN'))).toMatch(chinese)
  })

  test('says whether customers have personal thresholds, and within which bounds', async () => {
    within([MODEL])
    expect(text(await howTheyBuy())).toContain(
      'After 90 days without a purchase, the same limit for every customer',
    )
    within([MODEL], { personalThreshold: OWN })
    const own = text(await howTheyBuy())
    expect(own).toContain(
      'when the probability that they are still a customer falls to 50%. It lies between 30 days and 365 days after their last purchase.',
    )
    expect(own).not.toContain('no usable model')
    const learned = { withinDays: 60, auto: 0.31, boughtOnce: 'personal' } as const
    within([{ ...MODEL, chance: { ...learned, betterWithinDays: 141 } }], {
      personalThreshold: { chance: 'auto', withinDays: 60 },
    })
    const byChance = text(await howTheyBuy())
    expect(byChance).toContain(
      'when the probability that they buy again within 60 days falls to 31%. It lies between 20 days and 120 days after their last purchase.',
    )
    expect(byChance).toContain('are likely to buy again within 141 days')
    within([MODEL, { ...UNUSABLE, version: 4, from: NOW }], { personalThreshold: OWN })
    expect(text(await howTheyBuy())).toContain(
      'If there was no usable model at a customer’s last purchase, the limit is 90 days',
    )
  })

  test('says when the first model will be created', async () => {
    within([])
    expect(text(await howTheyBuy())).toContain('The model is created automatically within a day')
    const { openedAt: _openedAt, ...loading } = opened.shop
    current = { ...current, shop: loading }
    const shown = text(await howTheyBuy())
    expect(shown).toContain('The model is created when the shop opens')
    expect(shown).toContain('rekindle model fit --shop demo')
  })

  test.each(LANGUAGES)('handles any shop id safely, in %s', async (language) => {
    within([])
    current = { ...current, shop: { ...current.shop, id: HOSTILE } }
    const body = await get(modelPath('demo'), language)
    expect(body).not.toContain(HOSTILE)
    expect(text(body)).toContain('model fit --shop')
    expect(body).toContain('&lt;b&gt;')
  })
})
