/** The pages of campaigns, of several shops, and of messages that are not in an inbox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { pauseCampaign } from '../../functions/campaigns/pause-campaign.ts'
import { publishCampaign } from '../../functions/campaigns/publish-campaign.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import { campaignPath, messagePath, messagesPath } from '../../functions/console/paths.ts'
import { demoShop } from '../../functions/demo/catalogue.ts'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS, HOUR_MS } from '../../functions/domain/time.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { addShop } from '../../functions/store/shops.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { busyShopInAFile, type ShopInAFile, unhashed } from './shop-in-a-file.ts'

let shop: ShopInAFile
let ask: Console

const get = async (path: string, language = 'en') => {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const headers = { 'accept-language': language }
  const answer = await ask({ method: 'GET', path: pathname, query: searchParams, headers })
  const body = String(answer.body)
  return { status: answer.status, body, text: body.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ') }
}

beforeAll(async () => {
  shop = await busyShopInAFile(80, 4)
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  ask = makeConsole({
    reads,
    now: () => shop.until,
    settings: shop.settings,
    addressHash: unhashed,
  })
})

afterAll(() => shop.close())

/** Publishes the shipped campaign again, changed. */
async function publishAgain(change: (yaml: string) => string, at: number): Promise<void> {
  const files = new Map(await readCampaignFolder('templates/dormant'))
  files.set('campaign.yaml', change(files.get('campaign.yaml') ?? ''))
  const compilation = await compileCampaign(files, makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  await publishCampaign(shop.table, 'demo', compilation.campaign, at)
}

describe('The page of a campaign', () => {
  test('shows its steps by name, the customers in it, and why messages were not sent', async () => {
    const { text, body } = await get(campaignPath('demo', 'dormant'))
    expect(text).toContain('News from the shop Live')
    expect(text).toContain('In this campaign now')
    expect(text).toContain('Not sent, by reason')
    expect(text).toContain('Version 1 Live')
    expect(body).toMatch(/group=sent&amp;campaign=dormant&amp;step=picks/)
    expect(body).toMatch(/href="\/shops\/demo\/customers\/c-\d+"/)
  })

  test('describes its conditions if it has any, as the overview does', async () => {
    await publishAgain(
      (yaml) => yaml.replace('priority: 40', 'priority: 40\neligible: { minPurchases: 5 }'),
      shop.until - HOUR_MS,
    )
    const asked = 'for customers who have bought at least 5 times'
    expect((await get(campaignPath('demo', 'dormant'))).text).toContain(asked)
    expect((await get('/')).text).toContain(asked)
    expect((await get('/', 'zh-CN')).text).toContain('仅限至少购买过 5 次的顾客')
    expect((await get(campaignPath('demo', 'dormant'))).text).toMatch(/Version 2 Live.*Version 1/)
  })

  test('says that it is paused, and what that means', async () => {
    await pauseCampaign(shop.table, 'demo', 'dormant', true)
    expect((await get(campaignPath('demo', 'dormant'))).text).toContain(
      'Nothing is sent while the campaign is paused.',
    )
    await pauseCampaign(shop.table, 'demo', 'dormant', false)
  })

  test('is linked from messages, customers and the overview', async () => {
    const link = `href="${campaignPath('demo', 'dormant')}"`
    const listed = await get(messagesPath('demo', { campaign: 'dormant', group: 'sent' }))
    expect(listed.body).toContain(link)
    expect((await get('/')).body).toContain(link)
    const [, message = ''] = /class="subject" href="([^"]+)"/.exec(listed.body) ?? []
    expect((await get(message)).body).toContain(link)
    expect((await get(message.replace(/\/messages\/.*/, ''))).body).toContain(link)
  })
})

describe('A message whose mail is not in an inbox', () => {
  test('is rendered again, from the version published at that time', async () => {
    const { messages } = await makeConsoleReads(
      openForReading(shop.file, inboxFileOf(shop.file)),
    ).messages('demo', { group: 'sent', campaign: 'dormant', limit: 1 })
    const { customer, message, subject } = messages[0] ?? {}
    if (!customer || !message) throw new Error('nothing was sent')
    shop.inbox.sqlite.exec('DELETE FROM inbox')
    const path = messagePath('demo', customer, message)
    const page = await get(path)
    expect(page.text).toContain('rendered again from version 1')
    expect(page.text).toContain(subject?.replaceAll('&', '&amp;'))
    expect(page.body).toContain(`src="${path}/html"`)
    expect(page.body).not.toContain('preview.invalid')
    expect((await get(`${path}/html`)).body).toContain('<html')
    expect((await get(messagesPath('demo'))).text).not.toContain('No messages yet')
  })
})

describe('Two shops', () => {
  beforeAll(async () => {
    await addShop(
      shop.table,
      { ...demoShop, id: 'coffee', name: 'Bean & Cup', openedAt: shop.until - DAY_MS },
      defaultPolicy('EUR'),
    )
  })

  test('are listed on the first page, and switched between on every other', async () => {
    const home = await get('/')
    expect(home.text).toContain('Bean &amp; Cup')
    expect(home.text).toContain('Kettle &amp; Leaf')
    const { body } = await get('/shops/demo/customers')
    expect(body).toContain('class="switcher"')
    expect(body).toContain('href="/shops/coffee/customers"')
  })

  test('never mix their messages', async () => {
    expect((await get('/shops/demo/messages')).body).toContain('class="mail-row"')
    expect((await get('/shops/coffee/messages')).body).not.toContain('class="mail-row"')
    expect((await get('/shops/coffee')).text).toContain('No messages yet')
    expect((await get('/shops/coffee')).body).not.toContain('/shops/demo/customers/')
  })
})
