import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadShop } from '../../functions/store/shops.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { makeWorkplace, SHOP_DETAILS, TEMPLATES } from './run-command.ts'
import { here } from './run-here.ts'
import { IMPORT, writeSmallShop } from './small-shop.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, path, remove } = workplace
afterAll(remove)

const TEA = `segments:
  tea:
    name: { en: Tea drinkers, zh-CN: 茶客 }
    conditions:
      bought: { skus: [TEA] }
  keen:
    name: { en: Keen }
    conditions:
      any:
        - orders: { withinDays: 14, min: 2 }
        - class: [frequent]
      not: { segment: away }
  away:
    name: { en: Away }
    conditions: { not: { orders: { withinDays: 90, min: 1 } } }
`

const writeSegments = (text: string) => writeFileSync(path('templates/segments.yaml'), text)

const PUBLISH = ['publish', 'templates', '--shop', 'acme']

async function settingsNow() {
  const database = openDatabase(path('rekindle.sqlite'))
  const shop = await loadShop(makeSqliteTable(database), 'acme')
  database.close()
  if (!shop) throw new Error('no shop')
  return shop.settings
}

const definedAt = async (id: string) =>
  (await settingsNow()).segments?.find((segment) => segment.id === id)?.definedAt

type Published = { readonly segments?: readonly { readonly outcome: string }[] }

function writeCampaign(start: string): void {
  cpSync(`${TEMPLATES}/first-time`, path('templates/first-time'), { recursive: true })
  const file = path('templates/first-time/campaign.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('{ entering: first-time }', start))
}

beforeAll(async () => {
  mkdirSync(path('templates'))
  writeSmallShop(workplace)
  await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
  await json(IMPORT)
  writeSegments(TEA)
})

describe('segments.yaml', () => {
  it('is published with the folder of campaigns, and keeps the instant of what is unchanged', async () => {
    const first = await json<Published>(PUBLISH)
    expect(first.segments?.map(({ outcome }) => outcome)).toEqual(Array(3).fill('published'))
    const before = await definedAt('tea')
    writeSegments(TEA.replace('Keen', 'Very keen').replace('min: 2', 'min: 3'))
    const { out } = await rekindle(PUBLISH)
    expect(out).toContain('Segment tea stays live (unchanged)')
    expect(out).toContain('Segment keen is live')
    expect(await definedAt('tea')).toBe(before)
    expect(await definedAt('keen')).toBeGreaterThanOrEqual(before ?? Number.NaN)
    writeSegments(TEA)
    await json(PUBLISH)
  })

  it.each([
    ['skus: [TEA]', 'skus: []', 'segments.yaml:5'],
    ['segment: away', 'segment: awai', 'Use away'],
    ['{ not: { orders: { withinDays: 90, min: 1 } } }', '{ segment: keen }', 'leads back to it'],
    [
      'bought: { skus: [TEA] }',
      'event: { name: viewed, withinDays: 3 }',
      'The shop declares no event "viewed"',
    ],
    [
      'bought: { skus: [TEA] }',
      'attribute: { name: tier, known: true }',
      'The shop declares no attribute "tier"',
    ],
    ['bought: { skus: [TEA] }', 'any: [{ minPurchase: 3 }]', 'minPurchases'],
    [
      'bought: { skus: [TEA] }',
      'campaign: { id: welcom, neverSent: true }',
      'There is no campaign "welcom". Publish the campaign first',
    ],
    ['bought: { skus: [TEA] }', 'orders: { min: 3, max: 2 }', 'Use min, max or both'],
  ])('is refused with %s replaced by %s, and says: %s', async (from, to, says) => {
    writeSegments(TEA.replace(from, to))
    const { code, err } = await rekindle(PUBLISH)
    expect(code).toBe(1)
    expect(err).toContain(says)
    writeSegments(TEA)
  })

  it('names the segment that a campaign means, and what cannot start one', async () => {
    writeCampaign('{ segment: kene }')
    expect((await rekindle(PUBLISH)).err).toMatch(/There is no segment "kene".*\n?.*Use keen/)
    writeCampaign('{ segment: keen }\nlate: true')
    expect((await rekindle(PUBLISH)).err).toContain('late is for campaigns that start on a class')
    writeCampaign('{ segment: keen }')
    writeSegments(TEA.replace('segment: away', 'monetaryScores: [5]'))
    expect((await rekindle(PUBLISH)).err).toContain('monetaryScores can change on any day')
    writeSegments(TEA.replace('bought: { skus: [TEA] }', 'countries: [DE]'))
    writeCampaign('{ segment: tea }')
    expect((await rekindle(PUBLISH)).err).toContain('nothing in it has a date')
    writeSegments(TEA)
  })

  it('removes what it leaves out, unless a campaign uses it', async () => {
    writeCampaign('{ segment: keen }')
    await json(PUBLISH)
    writeSegments(TEA.split('  keen:')[0] ?? '')
    const { code, err } = await rekindle(['publish', 'templates/first-time', '--shop', 'acme'])
    expect([code, err]).toEqual([0, expect.stringContaining('example shop')])
    mkdirSync(path('alone'))
    writeFileSync(path('alone/segments.yaml'), TEA.split('  keen:')[0] ?? '')
    const refused = await rekindle(['publish', 'alone', '--shop', 'acme'])
    expect(refused.err).toContain('The segment "keen" is missing, but used by first-time')
    writeFileSync(path('alone/segments.yaml'), TEA.replace(/ {2}tea:[\s\S]*?(?= {2}keen:)/, ''))
    const { out } = await rekindle(['publish', 'alone', '--shop', 'acme'])
    expect(out).toContain('Segment tea was removed')
    expect((await settingsNow()).segments?.map(({ id }) => id)).toEqual(['away', 'keen'])
    writeSegments(TEA)
    await json(PUBLISH)
  })
})

describe('rekindle segments', () => {
  const AS_OF = ['--as-of', '2026-07-01']

  it('counts segments next to classes, by their names', async () => {
    expect(await json(['segments', '--shop', 'acme', ...AS_OF])).toMatchObject({
      customers: 5,
      segments: { tea: 2, keen: 1, away: 2 },
    })
    const { out } = await rekindle(['segments', '--shop', 'acme', ...AS_OF])
    expect(out).toMatch(/^Tea drinkers +2 +40\.0%$/m)
    const chinese = await rekindle(['segments', '--shop', 'acme', ...AS_OF, '--lang', 'zh-CN'])
    expect(chinese.out).toMatch(/^茶客 +2 +40\.0%$/m)
  })

  it('lists the members of a segment or a class as CSV', async () => {
    const { out } = await rekindle(['segments', '--shop', 'acme', ...AS_OF, '--members', 'tea'])
    expect(out.split('\r\n').map((line) => line.trim())).toEqual([
      'customer,email,name',
      'ann,ann@example.org,',
      'bea,,',
    ])
    const dormant = await json(['segments', '--shop', 'acme', ...AS_OF, '--members', 'dormant'])
    expect(dormant).toEqual([{ customer: 'cem', email: 'cem@example.org' }])
    const { code, err } = await rekindle(['segments', '--shop', 'acme', '--members', 'coffee'])
    expect(code).toBe(1)
    expect(err).toContain('There is no segment or class “coffee”. Known: away, keen, tea, prospect')
  })

  it('shows who moved between two instants', async () => {
    const between = ['--from', '2026-06-05', '--to', '2026-06-21']
    expect(await json(['segments', '--shop', 'acme', ...between])).toMatchObject({
      classes: { 'first-time': { entered: 2, left: 1, stayed: 0 }, frequent: { entered: 1 } },
      segments: {
        tea: { entered: 1, left: 0, stayed: 1 },
        keen: { entered: 1, left: 0, stayed: 0 },
      },
    })
    const { out } = await rekindle(['segments', '--shop', 'acme', ...between])
    expect(out).toMatch(/^ +Entered +Left +Stayed$/m)
    expect(out).toMatch(/^Tea drinkers +1 +0 +1$/m)
    const wrong = await rekindle(['segments', '--shop', 'acme', '--from', '2026-06-05'])
    expect(wrong.code).toBe(2)
  })

  it('remembers since when the policy sees customers as it does', async () => {
    writeFileSync(path('policy.yaml'), 'quietHours: null\n')
    await json(['shop', 'policy', 'acme', '--policy', 'policy.yaml'])
    const before = (await settingsNow()).classesSince ?? 0
    writeFileSync(path('policy.yaml'), 'caps: []\n')
    await json(['shop', 'policy', 'acme', '--policy', 'policy.yaml'])
    expect((await settingsNow()).classesSince ?? 0).toBe(before)
    writeFileSync(path('policy.yaml'), 'dormantAfterDays: 60\n')
    await json(['shop', 'policy', 'acme', '--policy', 'policy.yaml'])
    expect((await settingsNow()).classesSince).toBeGreaterThan(before)
  })
})
