import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import {
  customerPath,
  type MailView,
  mailFramePath,
  mailPath,
  messagePath,
} from '../../functions/console/paths.ts'
import { drawingAt } from '../../functions/demo/drawing.ts'
import type { CampaignName } from '../../functions/domain/campaign.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import {
  recordCustomer,
  recordPurchases,
  recordRefunds,
} from '../../functions/intake/record-facts.ts'
import { LANGUAGES } from '../../functions/language/language-tags.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { campaignRow, changeShop } from '../../functions/store/shops.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { emptyShopInAFile, publishTemplates, type ShopInAFile, unhashed } from './shop-in-a-file.ts'

const HOSTILE = `<script>alert("x")</script>'&lt;`
const ID = `c/1<b>"'&..%`

let shop: ShopInAFile
let ask: Console

const get = (url: string, headers: Record<string, string> = {}, method = 'GET') => {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  return ask({ method, path: pathname, query: searchParams, headers })
}

beforeAll(async () => {
  shop = await emptyShopInAFile()
  const { table, until } = shop
  const opened = until - 100 * DAY_MS
  await publishTemplates(table, opened)
  await changeShop(table, 'demo', ({ settings }) => ({
    shop: { ...settings.shop, name: HOSTILE, openedAt: opened },
    rows: settings.campaigns.map((campaign) =>
      campaignRow('demo', campaign, { en: `${campaign.id} ${HOSTILE}` } satisfies CampaignName),
    ),
  }))
  const bought = opened + DAY_MS
  const ports = { table, addressHash: (address: string) => address }
  await recordCustomer(
    'demo',
    ID,
    {
      email: 'a@example.com',
      name: HOSTILE,
      locale: 'en',
      zone: 'Europe/London',
      country: 'GB',
      consents: [
        {
          purpose: 'marketing',
          act: 'granted',
          at: bought,
          source: 'checkout',
          wording: HOSTILE,
          evidence: HOSTILE,
        },
      ],
    },
    ports,
    bought,
  )
  const lines = [{ sku: HOSTILE, title: HOSTILE, quantity: 2, unitMinor: 500 }]
  await recordPurchases(
    'demo',
    [
      {
        orderId: `o ${HOSTILE}`,
        customer: { id: ID },
        paidAt: bought,
        currency: 'GBP',
        grossMinor: 1_000,
        lines,
      },
    ],
    ports,
  )
  await recordRefunds(
    'demo',
    [
      {
        refundId: 'r',
        orderId: `o ${HOSTILE}`,
        customer: { id: ID },
        at: bought + 1,
        currency: 'GBP',
        minor: 10,
      },
    ],
    ports,
  )
  for (let at = bought; at <= until; at += DAY_MS / 4) await shop.catchUp(at)
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  ask = makeConsole({ reads, now: () => until, settings: shop.settings, addressHash: unhashed })
})

afterAll(() => shop.close())

const messageId = (): string =>
  shop.inbox.sqlite.prepare('SELECT message_id AS id FROM inbox ORDER BY received_at').get()
    ?.id as string

const messageOf = (id: string) => {
  const [campaign = '', n, step = ''] = id.slice(id.lastIndexOf('/') + 1).split('#')
  return { campaign, n: Number(n), step }
}

const pageOfMessage = (view?: MailView) => messagePath('demo', ID, messageOf(messageId()), view)

const PAGES: readonly (readonly [string, () => string])[] = [
  ['the overview', () => '/'],
  ['the messages', () => '/shops/demo/messages'],
  ['the messages of a step', () => '/shops/demo/messages?group=sent&campaign=dormant&step=picks'],
  ['the campaigns', () => '/shops/demo/campaigns'],
  ['a campaign', () => '/shops/demo/campaigns/dormant'],
  ['a message', () => pageOfMessage()],
  ['a mail as text', () => pageOfMessage('text')],
  ['the headers of a mail', () => pageOfMessage('headers')],
  ['the source of a mail', () => pageOfMessage('source')],
  ['the customers', () => '/shops/demo/customers'],
  ['a class', () => `/shops/demo/customers?class=dormant&search=${encodeURIComponent(HOSTILE)}`],
  ['a customer', () => customerPath('demo', ID)],
]

describe.each(LANGUAGES)('In %s', (language) => {
  test.each(PAGES)('%s shows hostile names as plain text', async (_name, path) => {
    const answer = await get(path(), { 'accept-language': language })
    expect(answer.status).toBe(200)
    const body = String(answer.body)
    expect(body).toContain(`<html lang="${language}">`)
    expect(body).toContain('&lt;script&gt;alert(')
    expect(body).not.toMatch(/<script>|<b>"|undefined|NaN|\[object/)
    expect(body.match(/<script/g)).toHaveLength(1)
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self'; (?!.*unsafe)/,
    )
    expect(body).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/)
  })
})

describe('The pages', () => {
  test('explain why a customer is in a class, and what they got and did not get', async () => {
    const body = String((await get(customerPath('demo', ID))).body)
    expect(body).toMatch(
      /Dormant since 11 Nov 2026: no purchase for more than 90 days \(last purchase: 13 Aug 2026\)/,
    )
    expect(body).toContain('Sent in English.')
    expect(body).toContain('Started because the customer moved to Dormant on 11 Nov 2026')
    expect(body).toContain('Starts when the customer moves to Frequent.')
    expect(body).toMatch(/Next: invitation on 2[12] Nov/)
    expect(body).toContain('£9.90')
    expect(body).toContain('Refund of £0.10')
  })

  test('say why a mail was sent', async () => {
    const body = String((await get(pageOfMessage())).body)
    expect(body).toContain('Started because the customer moved to First-time on 13 Aug 2026')
    expect(body).toContain('The step became due.')
    expect(body).toContain('Sent in English.')
    expect(body).toContain('sandbox=""')
  })

  test('link from a mail to the page of its message', async () => {
    const answer = await get(mailPath(messageId(), 'text'))
    expect(answer.status).toBe(302)
    expect(answer.headers.location).toBe(pageOfMessage('text'))
  })

  test('isolate a mail, whatever it contains', async () => {
    const answer = await get(mailFramePath(messageId()))
    expect(answer.headers['content-security-policy']).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-ancestors 'self'",
    )
    expect(String(answer.body)).toContain('<')
  })

  test('draw the pictures of the demonstration in a mail, and leave all others to their shops', async () => {
    const pictures = ['https://shop.example.com/p/wre-cup-004.jpg', 'https://cdn.example/cup.jpg']
    const html = pictures.map((address) => `<img alt="" src="${address}" width="9">`).join('')
    const source = Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`)
    const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
    const mail = {
      ...{ shop: 'demo', customer: ID, message: messageOf(messageId()), source },
      ...{ messageId: 'any', receivedAt: shop.until, recipient: 'a@example.com', subject: 'Cups' },
    }
    const drawn = makeConsole({
      ...{ reads: { ...reads, mail: async () => mail }, drawingAt },
      ...{ now: () => shop.until, settings: shop.settings, addressHash: unhashed },
    })
    const path = mailFramePath('any')
    const { body } = await drawn({ method: 'GET', path, query: new URLSearchParams(), headers: {} })
    expect(String(body)).toContain('src="data:image/svg+xml,%3Csvg')
    expect(String(body)).toContain('src="https://cdn.example/cup.jpg"')
    expect(String(body)).not.toContain('shop.example.com')
  })

  test('offer the source of a mail as a file', async () => {
    const answer = await get(`${mailPath(messageId())}/eml`)
    expect(answer.headers['content-type']).toBe('message/rfc822')
    expect(String(Buffer.from(answer.body as Uint8Array))).toContain('MIME-Version: 1.0')
  })

  test('refresh only the overview, in the language of the page', async () => {
    const newest = String((await get('/?lang=zh')).body)
    expect(newest).toContain('data-live="/fragments/overview?shop=demo&amp;lang=zh-CN"')
    const fragment = String((await get('/fragments/overview?shop=demo&lang=zh-CN')).body)
    expect(fragment).not.toContain('<html')
    expect(newest).toContain(fragment)
    expect(String((await get('/shops/demo/messages')).body)).not.toContain('data-live')
  })

  test('list how likely each customer is to buy again, and no churn risk', async () => {
    const body = String((await get('/shops/demo/customers')).body)
    expect(body).toMatch(/data-label="Buys again within 90 days" class="number">–</)
    expect(body).not.toMatch(/churn/i)
  })

  test('remember the language that was chosen', async () => {
    expect((await get('/?lang=zh')).headers['set-cookie']).toContain('rekindle_lang=zh-CN')
    expect((await get('/')).headers['set-cookie']).toBeUndefined()
  })

  test('switch the language and stay on the same page', async () => {
    const body = String((await get('/shops/demo/customers?class=active')).body)
    expect(body).toContain('href="/shops/demo/customers?class=active&amp;lang=zh-CN"')
  })

  test.each([
    ['/nothing', 404],
    ['/shops/none/customers', 404],
    ['/shops/demo/customers/stranger', 404],
    ['/shops/demo/nothing', 404],
    ['/shops/demo/customers/a/b', 404],
    ['/inbox/none', 404],
    ['/shops/demo/customers/stranger/messages/dormant%231%23picks', 404],
    ['/shops/none/customers/stranger/messages/dormant%231%23picks', 404],
    ['/shops/demo/customers/stranger/messages/dormant', 400],
    ['/shops/demo/customers/stranger/messages', 404],
    ['/inbox/', 404],
    ['/inbox/a/b/c', 404],
    ['/%E0%A4%A', 400],
    ['/shops/demo/customers?class=rich', 400],
    ['/shops/demo/customers?sort=luck', 400],
    ['/shops/demo/messages?group=lost', 400],
    ['/shops/demo/campaigns/none', 404],
    ['/shops/none', 404],
    ['/shops/none/model', 404],
    ['/fragments/overview?shop=none', 404],
    ['/shops/demo/customers/stranger/messages/dormant%231%23picks/html', 404],
    [`/shops/demo/customers?search=${'x'.repeat(255)}`, 400],
  ])('answer %s with %i and an explanation', async (path, status) => {
    for (const language of LANGUAGES) {
      const answer = await get(path, { 'accept-language': language })
      expect(answer.status).toBe(status)
      expect(String(answer.body)).toMatch(/<h1>\S/)
    }
  })

  test('answer HEAD like GET, without a body', async () => {
    const [whole, head] = [await get('/'), await get('/', {}, 'HEAD')]
    expect(head).toEqual({ ...whole, body: '' })
  })

  test.each(['POST', 'PUT', 'DELETE'])('refuse %s', async (method) => {
    const answer = await get('/', {}, method)
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS')
  })

  test('name their methods when they are asked for them', async () => {
    const allowed = async (path: string) => {
      const { status, headers } = await get(path, {}, 'OPTIONS')
      return [status, headers.allow]
    }
    expect(await allowed('/')).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect(await allowed('/shops/demo/customers')).toEqual([204, 'GET, HEAD, OPTIONS, POST'])
  })

  test.each(['/shops/demo', '/shops/demo/customers', '/shops/demo/messages', '/shops/demo/model'])(
    '%s is the same page with a slash at the end',
    async (path) => {
      const [page, withSlash] = [await get(path), await get(`${path}/`)]
      expect(page.status).toBe(200)
      expect([withSlash.status, withSlash.headers]).toEqual([200, page.headers])
    },
  )

  test('serve their own stylesheet, script and icon, cached permanently', async () => {
    const body = String((await get('/')).body)
    const assets = [...body.matchAll(/(?:href|src)="(\/console\/[^"]+)"/g)].map(([, href]) => href)
    expect(assets).toHaveLength(3)
    for (const href of assets) {
      const answer = await get(href ?? '')
      expect(answer.status).toBe(200)
      expect(answer.headers['cache-control']).toContain('immutable')
      expect(answer.body.length).toBeGreaterThan(100)
    }
  })
})

describe('A server without shops', () => {
  test('says what will happen once there is a shop, and once there is mail', async () => {
    const empty = await emptyShopInAFile()
    const reads = makeConsoleReads(openForReading(empty.file, inboxFileOf(empty.file)))
    const askEmpty = makeConsole({
      reads,
      now: () => empty.until,
      settings: empty.settings,
      addressHash: unhashed,
    })
    const overview = (lang: string) =>
      askEmpty({ method: 'GET', path: '/', query: new URLSearchParams({ lang }), headers: {} })
    expect(String((await overview('en')).body)).toContain('This shop is not open yet')
    expect(String((await overview('zh')).body)).toContain('还没有邮件')
    expect(String((await overview('en')).body)).not.toContain('Longest overdue decision')
    await empty.table.write([{ remove: { pk: '~shops', sk: 'demo' } }])
    const without = await overview('en')
    expect(without.status).toBe(200)
    expect(String(without.body)).toContain('No shops yet')
    empty.close()
  })
})
