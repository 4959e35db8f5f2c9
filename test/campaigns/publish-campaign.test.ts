import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { pauseCampaign } from '../../functions/campaigns/pause-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { addShop, campaignRow, loadCampaignNames, loadShop } from '../../functions/store/shops.ts'
import { days, NOON, settings } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

it('a campaign applies to purchases reported for the second in which it was published', async () => {
  const { shop, policy } = settings()
  await addShop(table, shop, policy)
  const compilation = await compileInEnglish(filesWith(), makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  await publishCampaign(table, shop.id, compilation.campaign, NOON + 999)
  const campaigns = (await loadShop(table, shop.id))?.settings.campaigns
  expect(campaigns?.map(({ activeFrom }) => activeFrom)).toEqual([NOON])
})

it('a campaign and its steps keep the names from the file, also after a pause', async () => {
  const named = { from: 'id: greet\n', to: 'id: greet\n    name: { en: Greeting, zh-CN: 问候 }\n' }
  const files = filesWith({ yaml: [[named.from, named.to]] })
  const compilation = await compileInEnglish(files, makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  const { shop } = settings()
  await publishCampaign(table, shop.id, compilation.campaign, NOON + 2_000)
  await pauseCampaign(table, shop.id, 'hello', true)
  expect(await loadCampaignNames(table, shop.id, 'hello')).toEqual({
    name: { en: 'Hello' },
    steps: { greet: { en: 'Greeting', 'zh-CN': '问候' } },
  })
})

it.each([
  ['former', 'purchase: true'],
  ['former-class', 'entering: frequent'],
  ['former-sign', 'atRisk: true'],
])('%s: published again, it asks of its start %s', async (id, start) => {
  const files = filesWith({
    yaml: [
      ['entering: first-time', start],
      ['reentryAfter: never\n', 'reentryAfter: never\neligible: { minPurchases: 5 }\n'],
    ],
  })
  const compilation = await compileInEnglish(files, makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  const { shop, policy } = settings()
  const own = { ...shop, id }
  await addShop(table, own, policy)
  const publish = (at: number) => publishCampaign(table, own.id, compilation.campaign, at)
  const stored = async () => (await loadShop(table, own.id))?.settings.campaigns[0]
  await publish(NOON)
  const fresh = await stored()
  expect(fresh).toMatchObject({ version: 1, eligibleAtStartFrom: 0 })
  if (!fresh) throw new Error('not published')
  const { eligibleAtStartFrom: _, ...former } = fresh
  await table.write([{ put: campaignRow(own.id, former, { en: 'Hello' }, undefined) }])
  expect(await publish(NOON + days(9))).toMatchObject({ outcome: 'published', version: 2 })
  expect(await stored()).toMatchObject({ eligibleAtStartFrom: NOON + days(9) })
  expect(await publish(NOON + days(10))).toMatchObject({ outcome: 'unchanged', version: 2 })
})

describe('what is published again', () => {
  const { shop, policy } = settings()
  const own = { ...shop, id: 'again' }
  const published = async (start: string, at: number, more = '') => {
    const files = filesWith({
      yaml: [
        ['{ entering: first-time }', start],
        ['reentryAfter: never\n', `reentryAfter: never\n${more}`],
      ],
    })
    const declarations = Declarations.parse({ events: { delivered: {} } })
    const compilation = await compileInEnglish(files, makeRenderer(), declarations)
    if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
    await publishCampaign(table, own.id, compilation.campaign, at)
    return (await loadShop(table, own.id))?.settings.campaigns[0]?.activeFrom
  }
  beforeEach(async () => {
    own.id = `${own.id}-`
    await addShop(table, own, policy)
  })

  it('starts nothing for what happened before its start, or who it is for, changed', async () => {
    const delivered = '{ event: { name: delivered } }'
    expect(await published(delivered, NOON)).toBe(NOON)
    expect(await published(delivered, NOON + days(1), 'priority: 7\n')).toBe(NOON)
    const eligible = 'eligible: { minPurchases: 2 }\n'
    expect(await published(delivered, NOON + days(2), eligible)).toBe(NOON + days(2))
    expect(await published(delivered, NOON + days(3), eligible)).toBe(NOON + days(2))
    expect(await published('{ purchase: true }', NOON + days(4), eligible)).toBe(NOON + days(4))
  })

  it('keeps that although the file says that it is active from earlier, but not from later', async () => {
    const from = (count: number) => `activeFrom: ${new Date(NOON + days(count)).toISOString()}\n`
    expect(await published('{ purchase: true }', NOON, from(-2))).toBe(NOON - days(2))
    const nth = '{ purchase: { where: { nth: 2 } } }'
    expect(await published(nth, NOON + days(1), from(-2))).toBe(NOON + days(1))
    expect(await published(nth, NOON + days(2), from(-2))).toBe(NOON + days(1))
    expect(await published(nth, NOON + days(3), from(9))).toBe(NOON + days(9))
  })

  it('takes the hours before a broadcast was published at its time for past', async () => {
    const at = (hour: string, more = '') => `{ at: { local: 2026-02-01T${hour}${more} } }`
    const early = `activeFrom: ${new Date(NOON - days(2)).toISOString()}\n`
    expect(await published(at('10:00'), NOON, early)).toBe(NOON)
    expect(await published(at('10:00'), NOON + days(1), early)).toBe(NOON)
    expect(await published(at('11:00'), NOON + days(2), early)).toBe(NOON + days(2))
  })
})
