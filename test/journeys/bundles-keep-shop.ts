/** What the shop lives through next: wakes, joins, what is learned each week, an upgrade, an erasure. */
import { expect, test } from 'vitest'
import { RULES_VERSION } from '../../functions/domain/rules-version.ts'
import { DAY_MS, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { noteWaiter } from '../../functions/store/code-waiters.ts'
import { loadNeighbours, putNeighbours } from '../../functions/store/counted-items.ts'
import { addFeed, loadFeed } from '../../functions/store/feeds.ts'
import { FORMAT, loadDeployment, noteDeployment } from '../../functions/store/format.ts'
import { loadProduct } from '../../functions/store/items.ts'
import { joinCustomers } from '../../functions/store/join-customers.ts'
import { CODES_PREFIX, customerKey, eventBodySort, linesSort } from '../../functions/store/keys.ts'
import { changeShop, loadShop } from '../../functions/store/shops.ts'
import { inboundMailEvent, queuedTwice } from './aws-events.ts'
import {
  admin,
  announcedClasses,
  cloud,
  http,
  lookUp,
  mailTo,
  ordersOf,
  reportTwice,
  sources,
  start,
  table,
  tokenOf,
} from './tea-cloud.ts'
import { purchase, SHOP, storeCustomer } from './tea-shop.ts'

/** In this order: each goes on from what those before it left. */
export function testUpkeep(): void {
  test('who has not bought for 90 days is woken, found dormant and written to', async () => {
    const wake = () => cloud.invoke<{ woken: number }>('wake', {})
    expect.soft(await wake()).toEqual({ woken: 1 })
    expect.soft(await wake()).toEqual({ woken: 0 })
    await sources.settle()
    expect(announcedClasses().sleeper).toEqual(['dormant'])
    expect((await mailTo('sleeper@example.com')).html).toContain('The everyday tote')
  })

  test('a customer whose decision failed is decided for by the repair queue', async () => {
    const key = await storeCustomer(table, 'missed', start - 95 * DAY_MS)
    await sources.passOver()
    const order = { customer: key, problem: 'TimeoutError' }
    expect(await cloud.invoke('repair', queuedTwice([order]))).toEqual({ batchItemFailures: [] })
    await sources.settle()
    expect(announcedClasses().missed).toEqual(['dormant'])
  })

  test('two ids of one person become one customer, whichever function comes to it', async () => {
    const bought = start - 30 * DAY_MS
    async function twoIds(name: string) {
      const from = await storeCustomer(table, `${name}-before`, bought)
      const to = await storeCustomer(table, name, bought)
      await sources.passOver()
      await joinCustomers(table, { from, to }, start - MINUTE_MS)
      return to
    }
    const hasBoth = async (name: string) =>
      expect(await ordersOf(name)).toEqual([`order#o-${name}`, `order#o-${name}-before`])

    await twoIds('woken')
    await cloud.invoke('wake', {})
    await hasBoth('woken')
    const customer = await twoIds('repaired')
    await cloud.invoke('repair', queuedTwice([{ customer, problem: 'TimeoutError' }]))
    await hasBoth('repaired')
    await twoIds('reacted-to')
    await http('POST /v1/shops/{shop}/purchases', {
      body: purchase('o-third', bought, { id: 'reacted-to-before' }, 'not-asked'),
    })
    await sources.settle()
    expect(await ordersOf('reacted-to')).toHaveLength(3)
  })

  test('who asks for it by mail is left alone, and asking once is enough', async () => {
    const asked = inboundMailEvent(`Re: ${await tokenOf('sleeper')}`)
    for (const _ of [1, 2]) await cloud.invoke('unsubscribe-by-mail', asked)
    await sources.settle()
    const sleeper = await lookUp('sleeper')
    expect(sleeper.consent).toEqual({ marketing: 'withdrawn', marketingByLaw: 'withdrawn' })
    expect(sleeper.consents).toHaveLength(2)
  })

  test('a customer who opens their preferences sees the campaigns by name', async () => {
    const answer = await http('GET /preferences/{token}', { token: await tokenOf('lin') })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<form method="post">')
  })

  test('a hold is put and lifted', async () => {
    const hold = { customer: 'lin', hold: 'case-1' }
    const body = { reason: 'support-complaint', at: isoInstant(Date.now()) }
    const route = 'v1/shops/{shop}/customers/{customer}/holds/{hold}'
    expect((await http(`PUT /${route}`, { ...hold, body })).statusCode).toBe(201)
    expect((await http(`DELETE /${route}`, hold)).statusCode).toBe(200)
    expect((await lookUp('lin')).holds).toMatchObject([{ liftedAt: expect.any(String) }])
  })

  test('a product is recorded, is what mails may show of it, and is listed until it is removed', async () => {
    const address = 'https://tea.example/pot'
    const english = { title: 'Teapot', url: address, imageUrl: `${address}.jpg` }
    const path = '/v1/shops/{shop}/products'
    const body = { available: true, locales: { en: english } }
    for (const sku of ['pot', 'lid'])
      expect((await http(`PUT ${path}/{sku}`, { sku, body })).statusCode).toBe(201)
    expect(await loadProduct(table, SHOP, 'pot')).toEqual(body)
    expect((await http(`DELETE ${path}/{sku}`, { sku: 'lid' })).statusCode).toBe(204)
    expect((await http(`GET ${path}/{sku}`, { sku: 'lid' })).statusCode).toBe(404)
    expect(JSON.parse((await http(`GET ${path}`, {})).body)).toMatchObject({
      products: [{ sku: 'pot', shownIn: ['en'] }],
    })
  })

  test('codes are added, and a customer who waited for one is noted no more', async () => {
    const pool = { shop: SHOP, pool: 'win-back' }
    await table.write([noteWaiter(customerKey(SHOP, 'waiting'), pool, start)])
    const body = { pool: pool.pool, codes: [{ code: 'WB-100' }] }
    const answer = await http('POST /v1/shops/{shop}/codes', { body })
    expect(answer).toMatchObject({ statusCode: 200 })
    expect(JSON.parse(answer.body)).toEqual({ pool: pool.pool, added: 1, known: 0 })
    for await (const { sk } of table.scan(CODES_PREFIX)) expect(sk).not.toContain('waiting#')
  })

  test('an event is kept once, whole, and never changed', async () => {
    const event = (note: string) => ({
      ...{ eventId: 'e-1', name: 'checkout-started', at: isoInstant(start) },
      ...{ customer: { id: 'lin' }, properties: { note } },
    })
    const post = async (body: object) =>
      (await http('POST /v1/shops/{shop}/events', { body })).statusCode
    expect(await post(event('first'))).toBe(201)
    expect(await post(event('first'))).toBe(200)
    // Its text was written before it was known that the event is another one.
    await table.write([{ remove: { pk: customerKey(SHOP, 'lin'), sk: eventBodySort('e-1') } }])
    expect(await post(event('second'))).toBe(400)
    expect(await post(event('first'))).toBe(200)
    expect((await lookUp('lin')).events).toMatchObject([{ properties: { note: 'first' } }])
    await sources.settle()
  })

  test('how customers buy is fitted once a week, however often it is looked after', async () => {
    const fitDue = () => cloud.invoke('fit-model', {})
    expect(await fitDue()).toEqual({ done: 1, failed: 0, left: 0 })
    expect(await fitDue()).toEqual({ done: 0, failed: 0, left: 0 })
    const models = (await loadShop(table, SHOP))?.settings.models
    expect(models?.map(({ version }) => version)).toEqual([1])
    expect(cloud.functions.get('fit-model')?.process.log()).toContain('"event":"model-fitted"')
  })

  test('what is bought together is counted once a week, and what is not any more forgotten', async () => {
    const baskets = ['o-4', 'o-5', 'o-6'].map((orderId) => ({
      ...{ pk: customerKey(SHOP, 'ada'), sk: linesSort(orderId) },
      ...{ lines: [{ sku: 'pot' }, { sku: 'cup' }], paidAt: start, updatedAt: start },
    }))
    const vanished = putNeighbours(
      SHOP,
      'gone',
      [{ sku: 'pot', score: 1, demand: 1 }],
      start - DAY_MS,
    )
    await table.write([...baskets.map((put) => ({ put })), vanished])
    const buildDue = () => cloud.invoke('build-recommendations', {})
    expect(await buildDue()).toEqual({ done: 1, failed: 0, left: 0 })
    expect(await buildDue()).toEqual({ done: 0, failed: 0, left: 0 })
    const boughtWithPot = await loadNeighbours(table, SHOP, 'pot')
    expect(boughtWithPot.map(({ sku }) => sku)).toEqual(['cup'])
    expect(await loadNeighbours(table, SHOP, 'gone')).toEqual([])
  })

  test('a feed is fetched when it is due, and never from this machine', async () => {
    await addFeed(table, SHOP, {
      ...{ name: 'english', url: 'https://localhost/feed.xml?key=s3cret', locale: 'en' },
      ...{ isWhole: false, everyHours: 24, addedAt: start },
    })
    const readDue = () => cloud.invoke('read-feeds', {})
    expect(await readDue()).toEqual({ done: 1, failed: 0, left: 0 })
    expect(await readDue()).toEqual({ done: 0, failed: 0, left: 0 })
    const [run] = (await loadFeed(table, SHOP, 'english'))?.runs ?? []
    expect(run).toMatchObject({ status: 'failed', why: 'not-public' })
    const log = cloud.functions.get('read-feeds')?.process.log()
    expect(log).toContain('"event":"feed-failed"')
    expect(log).not.toContain('s3cret')
  })

  test('customers are re-evaluated after a deployment that decides by other rules', async () => {
    await changeShop(table, SHOP, () => ({ rules: { rulesVersion: RULES_VERSION + 1 } }))
    await cloud.invoke('follow-upgrade', { source: 'aws.cloudformation' })
    const deployed = await loadDeployment(table)
    expect(deployed).toMatchObject({ format: FORMAT, rulesVersion: RULES_VERSION })
    // As if it were longer ago than what waits for its decision may take.
    await noteDeployment(table, {
      ...{ format: FORMAT, rulesVersion: RULES_VERSION },
      at: start - 60 * MINUTE_MS,
    })
    const [from, to] = [
      await storeCustomer(table, 'upgraded-before', start - 30 * DAY_MS),
      await storeCustomer(table, 'upgraded', start - 30 * DAY_MS),
    ]
    await joinCustomers(table, { from, to }, start - MINUTE_MS)
    await cloud.invoke('follow-upgrade', { source: 'aws.scheduler' })
    expect(await ordersOf('upgraded')).toHaveLength(2)
    expect(cloud.functions.get('follow-upgrade')?.process.log()).toContain('"status":"done"')
    expect((await loadShop(table, SHOP))?.settings.rulesSince).toBe(start - 60 * MINUTE_MS)
  })

  test('an erased customer stays erased, whatever events SES still sends', async () => {
    const route = 'DELETE /v1/shops/{shop}/customers/{customer}'
    expect((await http(route, { customer: 'kim', bearer: admin })).statusCode).toBe(200)
    const rows = await table.query(customerKey(SHOP, 'kim'))
    await reportTwice('kim', { 'Email Delivered': {} })
    expect(await table.query(customerKey(SHOP, 'kim'))).toEqual(rows)
    expect(rows.map(({ sk }) => sk)).toEqual(['profile', 'state'])
    expect(JSON.stringify(rows)).not.toContain('example.com')
  })
}
