/** Events of SES as they are posted, and what the page of the customer says then. */
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import { customerPath } from '../../functions/console/paths.ts'
import { suppressionCause } from '../../functions/domain/address.ts'
import { mailTagsOf } from '../../functions/domain/message-ref.ts'
import { issueKey } from '../../functions/http/keys.ts'
import type { HttpHandler } from '../../functions/http/requests.ts'
import { makePostSesEvent } from '../../functions/pipeline/feedback/post-ses-event.handler.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { loadShop, putKey } from '../../functions/store/shops.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import {
  HANDED_OVER,
  hashOf,
  type MailedShop,
  mailedShop,
  SHOP,
} from '../pipeline/feedback/record-feedback-shop.ts'
import type { SentMail } from '../pipeline/feedback/ses-case.ts'
import { SES_CASES } from '../pipeline/feedback/ses-cases.ts'
import { mail as sesMail } from '../pipeline/feedback/ses-fixtures.ts'
import { emptyShopInAFile, type ShopInAFile } from './shop-in-a-file.ts'

const ACCEPTED_AT = Date.parse('2026-10-01T08:00:00.400Z')
const NOW = Date.parse('2026-10-01T09:00:00Z')

let file: ShopInAFile
let shop: MailedShop
let post: HttpHandler
let show: Console
let key = ''
const counted: string[] = []

beforeAll(async () => {
  file = await emptyShopInAFile()
  shop = await mailedShop(file.table)
  shop.clock.now = NOW
  const issued = issueKey(['feedback'], NOW)
  key = issued.bearer
  await file.table.write([putKey(SHOP, issued.key)])
  post = makePostSesEvent({
    ...shop.ports,
    shop: (id) => loadShop(file.table, id),
    onIgnored: (reason) => counted.push(reason),
    onTaken: (outcome) => counted.push(outcome),
    onSubscription: () => {},
  })
  show = makeConsole({
    reads: makeConsoleReads(openForReading(file.file, inboxFileOf(file.file))),
    now: () => NOW,
    settings: shop.ports.settings,
    addressHash: hashOf,
  })
})
afterAll(() => file.close())

/** A customer's mail that was handed over, under an id of SES's own. */
async function mailed(customer: string): Promise<SentMail> {
  const to = `${customer}+tea@xn--fsqu00a.xn--55qx5d`
  const mailerMessageId = `0100-${customer}-000000`
  const status = { ...HANDED_OVER, acceptedAt: ACCEPTED_AT, mailerMessageId }
  await shop.has(customer, { email: to, status })
  const start = { kind: 'class-entered', class: 'first-time', since: ACCEPTED_AT } as const
  const journey = { campaign: 'welcome', n: 1, startedAt: ACCEPTED_AT, start }
  // Where the customers of an address are listed by it.
  const slot = { customer, campaign: 'welcome', n: 1, step: 'hello', at: ACCEPTED_AT }
  const address = { pk: `~address/${hashOf(to)}`, sk: SHOP }
  await file.table.write([
    { put: encode('journey', customerKey(SHOP, customer), journey) },
    { put: { ...address, softBounces: [], slots: [slot], version: 1 } },
  ])
  const messageId = `${SHOP}/${customer}/welcome#1#hello`
  const ours = mailTagsOf({ messageId, shop: SHOP, campaign: 'welcome', step: 'hello' })
  const tags = Object.fromEntries(ours.map(({ Name, Value }) => [Name, [Value]]))
  return { to, mail: { ...sesMail, messageId: mailerMessageId, destination: [to], tags } }
}

async function pageOf(customer: string, lang: string) {
  const path = customerPath(SHOP, customer)
  const answer = await show({
    method: 'GET',
    path,
    query: new URLSearchParams({ lang }),
    headers: {},
  })
  return load(String(answer.body))('main').text().replace(/\s+/g, ' ')
}

describe('an event of SES that is posted', () => {
  it.each(SES_CASES.map((one, i) => [one[0], one, `c-${i}`] as const))(
    '%s ends as it must, and the page says so',
    async (_, [, event, ends], customer) => {
      const sent = await mailed(customer)
      counted.length = 0
      const answer = await post({
        headers: { 'content-type': 'text/plain; charset=UTF-8', authorization: `Bearer ${key}` },
        pathParameters: { shop: SHOP },
        body: JSON.stringify(event(sent)),
      })
      const { status = 'recorded', feedback = {}, suppressed, optedOut, says } = ends
      expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([
        200,
        status === 'recorded' ? { status } : { status: 'ignored', reason: status },
      ])
      const stored: object = (await shop.message(customer)).feedback ?? {}
      expect({ ...stored, ...feedback }).toEqual(expect.objectContaining(stored))
      for (const [field, value] of Object.entries(feedback))
        expect((stored as Record<string, unknown>)[field], field).toEqual(value)
      const { facts } = await shop.address(sent.to)
      expect(facts.suppression && suppressionCause(facts.suppression)).toBe(suppressed)
      expect(await shop.marketingOf(customer, NOW)).toBe(optedOut ? 'withdrawn' : 'granted')
      expect(facts.withdrawnAt !== undefined).toBe(optedOut === true)
      if (!says) return
      expect(await pageOf(customer, 'en')).toContain(says[0])
      expect(await pageOf(customer, 'zh')).toContain(says[1])
    },
  )

  it('is counted once, as saying nothing of an address, where it does not', async () => {
    const { mail } = await mailed('nowhere')
    counted.length = 0
    const complaint = { complaintFeedbackType: 'abuse', complainedRecipients: [] }
    await post({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      pathParameters: { shop: SHOP },
      body: JSON.stringify({
        eventType: 'Complaint',
        mail: { ...mail, destination: [] },
        complaint,
      }),
    })
    expect(counted).toEqual(['no-destination'])
    expect(await shop.marketingOf('nowhere', NOW)).toBe('withdrawn')
  })
})
