/** What the pages and the command show of the events and attributes of a customer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeConsole } from '../../functions/console/console.ts'
import { customerPath } from '../../functions/console/paths.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import { DAY_MS, isoInstant } from '../../functions/domain/time.ts'
import { PostedEvent } from '../../functions/intake/event-wire.ts'
import { recordEvents } from '../../functions/intake/record-events.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { emptyShopInAFile, type ShopInAFile, UNTIL, unhashed } from './shop-in-a-file.ts'

const HOSTILE = `<b>'"&`
const DECLARED = Declarations.parse({
  events: {
    visited: { keepDays: 30, properties: { rooms: 'number', note: 'text', items: 'lines' } },
  },
  attributes: { tier: 'text', member: 'yes-no' },
})

let shop: ShopInAFile
let page: (language: string) => Promise<string>
beforeAll(async () => {
  shop = await emptyShopInAFile()
  const settings = await shop.settings('demo')
  if (!settings) throw new Error('there is no shop')
  const ports = { table: shop.table, addressHash: unhashed, now: () => UNTIL }
  const event = PostedEvent.parse({
    ...{ eventId: 'e-1', name: 'visited', at: isoInstant(UNTIL - DAY_MS), orderId: 'A-7' },
    properties: { rooms: 2, note: HOSTILE, items: [{ sku: 'tea-7', title: 'Tea', quantity: 3 }] },
    customer: { id: 'c-1', attributes: { tier: HOSTILE, member: true } },
  })
  await recordEvents({ ...settings, declarations: DECLARED }, [event], ports, UNTIL)
  await shop.catchUp(UNTIL)
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  const ask = makeConsole({
    reads,
    settings: shop.settings,
    now: () => UNTIL,
    addressHash: unhashed,
  })
  page = async (language) => {
    const headers = { 'accept-language': language }
    const path = customerPath('demo', 'c-1')
    const answer = await ask({ method: 'GET', path, query: new URLSearchParams(), headers })
    expect(answer.status).toBe(200)
    return String(answer.body)
  }
})
afterAll(() => shop.close())

describe('the page of a customer', () => {
  test('shows events with their properties and products, and the attributes', async () => {
    const body = await page('en')
    const text = body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toContain('Event: visited')
    expect(text).toContain('Order A-7 · rooms: 2 · note: &lt;b&gt;')
    expect(text).toContain('3 × Tea')
    expect(text).toMatch(/member Yes/)
    expect(body).not.toContain(HOSTILE)
  })

  test('says so in Chinese', async () => {
    const text = (await page('zh-CN')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toContain('事件：visited')
    expect(text).toMatch(/member 是/)
  })
})
