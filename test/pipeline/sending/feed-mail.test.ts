/** What a mail shows of a feed by address, a day later: the price of the day, and nothing sold out. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MOST_RECOMMENDED } from '../../../functions/domain/recommend/recommend.ts'
import { DAY_MS, type Instant } from '../../../functions/domain/time.ts'
import { recommendForCustomer } from '../../../functions/insight/learning/recommend-for-customer.ts'
import { FETCH_LIMITS } from '../../../functions/intake/feeds/fetch-feed.ts'
import { runDueFeeds } from '../../../functions/intake/feeds/run-due-feeds.ts'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { makeWriteMail } from '../../../functions/pipeline/sending/write-mail.ts'
import { putPopular } from '../../../functions/store/counted-items.ts'
import { addFeed, loadFeed } from '../../../functions/store/feeds.ts'
import { templateRow } from '../../../functions/store/published-campaigns.ts'
import { addShop } from '../../../functions/store/shops.ts'
import { secret } from '../../support/api-shop.ts'
import { decidedShop, welcome } from '../../support/decided-shop.ts'
import { ACCEPTED, dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { NOON, settings } from '../../support/given.ts'
import { type HttpsEndpoint, startHttpsEndpoint } from '../../support/https-endpoint.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let server: HttpsEndpoint
beforeAll(async () => {
  server = await startHttpsEndpoint()
  const { shop, policy } = settings()
  await addShop(table, shop, policy)
  await table.write([putPopular('acme', ['cup', 'mug', 'pot'], NOON)])
})
afterAll(async () => {
  await server.stop()
  await stop()
})

const HTML =
  '{% for item in recommendations %}[{{ item.title }} {{ item.price }} {{ item.regularPrice }}]{% endfor %}'

/** Reads the feeds that are due at an instant. */
async function readDue(now: Instant, lines: readonly string[]): Promise<void> {
  const body = ['id,title,link,image_link,availability,price,sale_price', ...lines].join('\n')
  server.answer((_, response) => response.end(body))
  await runDueFeeds({
    ...{ table, now: () => now, limits: FETCH_LIMITS },
    network: { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: server.cert },
    remainingMs: () => Number.POSITIVE_INFINITY,
    onEnd: () => {},
    onFailure: (_, error) => {
      throw error
    },
  })
}

const line = (sku: string, availability: string, price: string, sale = '') =>
  `${sku},The ${sku},https://acme.example/${sku},https://acme.example/${sku}.jpg,${availability},${price},${sale}`

let versions = 0
async function mailed(now: Instant): Promise<string> {
  const contentHash = `v${++versions}`
  const campaign = { ...welcome, version: versions, contentHash }
  const words = { subject: 'Hello', html: HTML, text: '{{ unsubscribeUrl }}', content: {} }
  await table.write([
    { put: templateRow('acme', { id: 'welcome', contentHash }, 'hello', 'en', words) },
  ])
  const inForce = decidedShop(table, { version: versions, campaigns: [campaign] })
  const { shop, key } = await dueWelcome(table, inForce)
  const { mailer, sent } = fakeMailer(ACCEPTED)
  const writeMail = makeWriteMail({
    table,
    renderer: makeRenderer(),
    signToken: secret.signToken,
    publicUrl: 'https://mail.acme.example',
    recommendationsFor: (recipient, locale) =>
      recommendForCustomer(recipient, locale, MOST_RECOMMENDED, { table, now: () => now }),
    now: shop.ports.now,
  })
  await sendMessage(key, portsOf(shop, mailer, { writeMail }))
  const source = Buffer.from(sent[0]?.bytes ?? []).toString()
  const [, base64 = ''] = /base64\r\n\r\n([^-]+)/.exec(source) ?? []
  const shown = Buffer.from(base64, 'base64').toString()
  return [...shown.matchAll(/\[(The [^\]]*)\]/g)].map(([, item]) => item?.trim()).join('; ')
}

it('a feed that is added is read, and a day later mails show what it says then', async () => {
  await addFeed(table, 'acme', {
    ...{ name: 'english', locale: 'en', isWhole: true, everyHours: 24, addedAt: NOON },
    url: `https://localhost:${server.port}/feed.csv`,
  })
  await readDue(
    NOON,
    ['cup', 'mug', 'pot', 'jar', 'tin'].map((sku) => line(sku, 'in stock', '9.00 EUR')),
  )
  expect(await mailed(NOON)).toBe('The cup €9.00; The mug €9.00; The pot €9.00')
  const later = NOON + DAY_MS
  await readDue(later, [
    line('cup', 'sold out', '9.00 EUR'),
    line('mug', 'in stock', '12.00 EUR', '8.00 EUR'),
    line('jar', 'in stock', '9.00 EUR'),
    line('tin', 'in stock', '9.00 EUR'),
  ])
  expect((await loadFeed(table, 'acme', 'english'))?.runs[0]?.outcome).toMatchObject({
    withdrawn: 1,
  })
  expect(await mailed(later)).toBe('The mug €8.00 €12.00')
})
