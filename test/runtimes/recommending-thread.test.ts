import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import {
  type MailThread,
  startMailThread,
} from '../../functions/runtimes/one-machine/mail-thread.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { makeSecretFile } from '../../functions/runtimes/one-machine/sqlite/secret-file.ts'
import { sqliteThreads } from '../../functions/runtimes/one-machine/sqlite/threads.ts'
import { putNeighbours, putPopular } from '../../functions/store/counted-items.ts'
import { recordProduct } from '../../functions/store/items.ts'
import { linesSort } from '../../functions/store/keys.ts'
import { templateRow } from '../../functions/store/published-campaigns.ts'
import { loadRecommended } from '../../functions/store/recommended.ts'
import { openDatabase, openForReading } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import { decidedShop, keyOf, messageKey } from '../support/decided-shop.ts'
import { portsOf } from '../support/due-welcome.ts'
import { campaign, days, order, settings } from '../support/given.ts'

const TEMPLATES = new URL('../../templates/dormant', import.meta.url).pathname
const SOLD = ['cup', 'mug', 'caddy', 'tray', 'whisk', 'bowl', 'spoon', 'kettle', 'tin']
/** The thread uses the real clock. */
const now = Date.now()

const folder = mkdtempSync(join(tmpdir(), 'rekindle-thread-'))
const file = join(folder, 'shop.sqlite')
const database = openDatabase(file)
const table = makeSqliteTable(database)
let mail: MailThread

const product = (sku: string, available = true) => ({
  available,
  locales: {
    en: {
      title: `The ${sku} & more`,
      url: `https://shop.example/p/${sku}`,
      imageUrl: `https://shop.example/p/${sku}.jpg`,
      price: '€12.50',
    },
  },
})

/** The win-back that ships, with its picks sent twice, so that the second follows the first. */
const winBack = campaign({
  id: 'dormant',
  steps: [
    { id: 'picks', template: 'picks', afterMs: 0 },
    { id: 'more', template: 'picks', afterMs: 0 },
  ],
})
const shop = decidedShop(table, {
  campaigns: [winBack],
  shop: { ...settings().shop, url: 'https://shop.example' },
})
shop.clock.now = now

beforeAll(async () => {
  makeSecretFile(file)
  const compilation = await compileCampaign(await readCampaignFolder(TEMPLATES), makeRenderer())
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.faults))
  const { templates, content } = compilation.campaign
  const picks = templates.find((one) => one.template === 'picks' && one.locale === 'en')
  if (!picks) throw new Error('the shipped win-back has no picks in English')
  const words = { subject: picks.subject, html: picks.html, text: picks.text }
  await table.write([
    {
      put: templateRow('acme', winBack, 'picks', 'en', { ...words, content: content.en ?? {} }),
    },
    putNeighbours('acme', 'tea', [{ sku: 'cup', score: 0.5, demand: 1 }], now),
    putPopular('acme', ['tea', ...SOLD.slice(1)], now),
  ])
  for (const sku of ['tea', ...SOLD]) await recordProduct(table, 'acme', sku, product(sku), now)
  mail = startMailThread({
    entry: sqliteThreads(file).mail,
    publicUrl: 'https://mail.acme.example',
    now: () => now,
  })
})
afterAll(async () => {
  await mail?.close()
  database.close()
  rmSync(folder, { recursive: true })
})

/** Bought tea 90 days ago to the millisecond, so that both mails are due now. */
async function dormantCustomer(customer: string): Promise<void> {
  await shop.recordConsenting(customer, { orders: [order('o-1', now - days(90))] })
  const lines = [{ sku: 'tea', quantity: 1 }]
  await table.write([
    { put: { pk: keyOf(customer), sk: linesSort('o-1'), lines, updatedAt: now - days(90) } },
  ])
  await shop.react(customer)
}

/** @returns the articles that the mail in the inbox leads to */
async function received(customer: string, step: string): Promise<readonly string[]> {
  const key = messageKey(customer, `message#dormant#1#${step}`)
  const ports = portsOf(shop, mail.inbox, { writeMail: mail.writeMail })
  expect(await sendMessage(key, ports)).toMatchObject({ outcome: 'accepted' })
  const inbox = openForReading(inboxFileOf(file))
  const { source } = inbox
    .prepare('SELECT source FROM inbox WHERE message_id = ?')
    .get(`${keyOf(customer)}/dormant#1#${step}`) as { readonly source: Uint8Array }
  inbox.close()
  const text = Buffer.from(source).toString().replaceAll(/=\r\n/g, '')
  return ['tea', ...SOLD].filter((sku) => text.includes(`https://shop.example/p/${sku}`))
}

const remembered = async (customer: string) =>
  (await loadRecommended(table, keyOf(customer))).map(({ sku }) => sku)

describe('a win-back that is written in a thread of its own', () => {
  it('recommends, is remembered, and the next one recommends other products', async () => {
    await dormantCustomer('lin')
    expect(await received('lin', 'picks')).toEqual(SOLD.slice(0, 6))
    expect(await remembered('lin')).toEqual(SOLD.slice(0, 6))
    expect(await received('lin', 'more')).toEqual(SOLD.slice(6))
    expect(await remembered('lin')).toEqual([...SOLD.slice(6), ...SOLD.slice(0, 6)])
  })

  it('shows nothing that was sold out after it was decided on', async () => {
    await dormantCustomer('mei')
    await recordProduct(table, 'acme', 'cup', product('cup', false), now + 1)
    expect(await received('mei', 'picks')).toEqual(SOLD.slice(1, 7))
  })
})
