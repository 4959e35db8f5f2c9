/** The whole road on AWS, by the very bundles that are deployed, everything delivered twice. */
import { statSync } from 'node:fs'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sentSince } from '../../functions/domain/pace/pace-shop.ts'
import { RULES_VERSION } from '../../functions/domain/rules-version.ts'
import { DAY_MS, isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import type { HttpAnswer } from '../../functions/http/problem.ts'
import { loadAddress } from '../../functions/store/addresses.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { FORMAT, loadDeployment, noteDeployment } from '../../functions/store/format.ts'
import { loadNeighbours, loadProduct, putNeighbours } from '../../functions/store/items.ts'
import { joinCustomers } from '../../functions/store/join-customers.ts'
import { customerKey, linesSort, PROFILE } from '../../functions/store/keys.ts'
import { loadShopPace } from '../../functions/store/pace.ts'
import { changeShop, loadShop, putKey } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import {
  type Deployment,
  deploy,
  PUBLIC_URL,
  SECRET_ARN,
  TABLE_NAME,
} from '../support/deployment.ts'
import { dynamodbEngineMissing } from '../support/dynamodb-engine.ts'
import { type EventSources, makeEventSources } from '../support/event-sources.ts'
import { startLambda } from '../support/lambda-process.ts'
import { startSecretsEndpoint } from '../support/secrets-endpoint.ts'
import type { ReceivedMail } from '../support/ses-endpoint.ts'
import { routesOf } from '../support/templates.ts'
import { httpEvent, inboundMailEvent, queuedTwice, sesEvent } from './aws-events.ts'
import { granted, openShop, purchase, SHOP, storeCustomer, storeSleeper } from './tea-shop.ts'

const start = Date.now()

let cloud: Deployment
let sources: EventSources
let table: Table
let bearer: string
/** May erase, which `bearer` may not. */
let admin: string

describe.skipIf(dynamodbEngineMissing)(`the bundles (${dynamodbEngineMissing ?? 'here'})`, () => {
  beforeAll(async () => {
    cloud = await deploy()
    table = makeDynamoDbTable({ client: cloud.client, tableName: TABLE_NAME })
    bearer = await openShop(table, start)
    // Marketing waits for the check of the domain, and for the country whose law applies.
    await changeShop(table, SHOP, ({ settings: { shop, policy } }) => ({
      shop: { ...shop, domainCheck: { domain: 'tea.example', passedAt: start } },
      policy: { ...policy, countryWhereUnknown: 'GB' },
    }))
    const issued = issueKey(['admin'], start)
    await table.write([putKey(SHOP, issued.key)])
    admin = issued.bearer
    await storeSleeper(table, 'sleeper', start - 91 * DAY_MS)
    sources = makeEventSources(cloud, 20_260_301)
    await sources.passOver()
  }, 120_000)
  afterAll(() => cloud?.stop())

  test('each is small and loads in no time', () => {
    const measured = [...cloud.functions].map(([name, { file, process }]) => ({
      name,
      kilobytes: Math.round(statSync(file).size / 1000),
      loadedInMs: Math.round(process.loadedInMs),
    }))
    for (const { name, kilobytes, loadedInMs } of measured) {
      expect.soft(kilobytes, `${name}, kilobytes`).toBeLessThan(500)
      // About 100 ms alone; ten times that is not the machine's load but another bundle.
      expect.soft(loadedInMs, `${name}, milliseconds`).toBeLessThan(1_000)
    }
  })

  test('a purchase without the key of its shop is turned away', async () => {
    const answer = await http('POST /v1/shops/{shop}/purchases', { body: {}, bearer: 'rk_no' })
    expect(answer.statusCode).toBe(401)
  })

  test('purchases that are posted twice are kept once', async () => {
    const paidAt = start - MINUTE_MS
    const purchases = [
      purchase('o-1', paidAt, { id: 'lin', email: 'lin@example.com', name: 'Lin', locale: 'en' }),
      purchase('o-2', paidAt, {
        id: 'mei',
        email: 'mei@example.com',
        name: '小美',
        locale: 'zh-CN',
      }),
      purchase('o-3', paidAt, { id: 'kim', email: 'kim@example.com', locale: 'en' }, 'not-asked'),
      ...['o-4', 'o-5', 'o-6'].map((id) =>
        purchase(id, paidAt, { id: 'ada', email: 'ada@example.com', locale: 'en' }),
      ),
    ]
    const post = () => http('POST /v1/shops/{shop}/purchases', { body: { purchases } })
    expect(statusesOf(await post())).toEqual(purchases.map(() => 'recorded'))
    expect(statusesOf(await post())).toEqual(purchases.map(() => 'unchanged'))
  })

  test('each first-time customer who agreed gets one mail, in their language', async () => {
    await sources.settle()
    expect(recipients()).toEqual(['lin@example.com', 'mei@example.com'])
    expect(cloud.ses.attempts()).toBe(2)
    const [lin, mei] = [await mailTo('lin@example.com'), await mailTo('mei@example.com')]
    expect(lin.html).toContain('The first ten minutes')
    expect(mei.html).toContain('开箱后的头十分钟')
    expect(mei.to).toEqual([{ name: '小美', address: 'mei@example.com' }])
  })

  test('the mail is what a mailbox provider asks of bulk senders', async () => {
    const mail = await mailTo('lin@example.com')
    const headers = (name: string) => mail.headers.filter(({ key }) => key === name)
    expect(mail.subject).toBeTruthy()
    expect(mail.from).toEqual({ name: 'Tea House', address: 'post@tea.example' })
    expect(mail.text).toContain('1 Harbour Street, Testville')
    expect(mail.html).toContain('<html')
    expect(headers('list-unsubscribe').map(({ value }) => value)).toEqual([
      expect.stringContaining(`<${PUBLIC_URL}/unsubscribe/`),
    ])
    expect(headers('list-unsubscribe-post').map(({ value }) => value)).toEqual([
      'List-Unsubscribe=One-Click',
    ])
    expect(cloud.ses.received[0]).toMatchObject({
      source: 'post@tea.example',
      configurationSet: 'rekindle-mail',
    })
  })

  test('every change of class is published, each under one id', () => {
    expect(announcedClasses()).toEqual({
      lin: ['first-time'],
      mei: ['first-time'],
      kim: ['first-time'],
      ada: ['frequent'],
    })
    const buses = new Set(cloud.events.entries.map(({ EventBusName }) => EventBusName))
    expect(buses).toEqual(new Set(['rekindle']))
  })

  test('who agrees later gets the mail that was held for them', async () => {
    const body = { consents: [granted(Date.now() - 1000)] }
    const put = await http('PUT /v1/shops/{shop}/customers/{customer}', { body, customer: 'kim' })
    expect(put.statusCode).toBe(200)
    await sources.settle()
    expect(recipients()).toEqual(['kim@example.com', 'lin@example.com', 'mei@example.com'])
  })

  test('a purchase that is refunded counts no more', async () => {
    const refund = {
      refundId: 'r-1',
      orderId: 'o-2',
      customer: { id: 'mei' },
      at: isoInstant(Date.now()),
      currency: 'EUR',
      minor: 4_200,
    }
    const answer = await http('POST /v1/shops/{shop}/refunds', { body: refund })
    expect(answer.statusCode).toBe(201)
    await sources.settle()
    expect(announcedClasses().mei).toEqual(['first-time', 'prospect'])
  })

  test('following an unsubscribe link only asks', async () => {
    const before = await table.query(customerKey(SHOP, 'lin'))
    const answer = await http('GET /unsubscribe/{token}', { token: await tokenOf('lin') })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('<form method="post">')
    expect(await table.query(customerKey(SHOP, 'lin'))).toEqual(before)
  })

  test('one click unsubscribes, and once is enough', async () => {
    const token = await tokenOf('lin')
    for (const _ of [1, 2])
      expect((await http('POST /unsubscribe/{token}', { token })).statusCode).toBe(200)
    await sources.settle()
    const lin = await lookUp('lin')
    expect(lin).toMatchObject({
      class: 'first-time',
      consent: { marketing: 'withdrawn' },
      messages: [{ step: 'introduction', status: 'accepted' }],
    })
    expect(lin.consents).toHaveLength(2)
  })

  test('the events of a mail, twice and in any order, end on its message', async () => {
    const timestamp = isoInstant(Date.now())
    await reportTwice('lin', {
      'Email Opened': { open: { timestamp } },
      'Email Delivered': { delivery: { timestamp } },
    })
    expect(await feedbackOf('lin')).toEqual({
      openedAt: expect.any(Number),
      deliveredAt: expect.any(Number),
    })
  })

  test('that there is no such mailbox ends all mail to it', async () => {
    const reply = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 unknown' }
    const bouncedRecipients = [{ emailAddress: 'mei@example.com', ...reply }]
    const bounce = { bounceType: 'Permanent', bounceSubType: 'NoEmail', bouncedRecipients }
    await reportTwice('mei', { 'Email Bounced': { bounce } })
    expect(await feedbackOf('mei')).toMatchObject({ bounce: 'no-such-mailbox' })
    const [profile] = await table.query(customerKey(SHOP, 'mei'), { prefix: PROFILE })
    const address = await loadAddress(table, SHOP, String(profile?.addressHash))
    expect(address.facts.suppression).toMatchObject({ reason: 'no-such-mailbox' })
  })

  test('a complaint is an opt-out', async () => {
    const complaint = { complainedRecipients: [{ emailAddress: 'kim@example.com' }] }
    await reportTwice('kim', { 'Email Complaint Received': { complaint } })
    expect((await lookUp('kim')).consent).toEqual({
      marketing: 'withdrawn',
      marketingByLaw: 'withdrawn',
    })
  })

  test('a link with another signature does nothing', async () => {
    const token = `${await tokenOf('kim')}x`
    expect((await http('POST /unsubscribe/{token}', { token })).statusCode).toBe(404)
  })

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

  test('a product is recorded, and is what mails may show of it', async () => {
    const address = 'https://tea.example/pot'
    const english = { title: 'Teapot', url: address, imageUrl: `${address}.jpg` }
    const route = 'PUT /v1/shops/{shop}/products/{sku}'
    const body = { available: true, locales: { en: english } }
    expect((await http(route, { sku: 'pot', body })).statusCode).toBe(201)
    expect(await loadProduct(table, SHOP, 'pot')).toEqual(body)
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

  test('however often everything was delivered, every mail was sent once and nothing failed', async () => {
    expect(cloud.ses.attempts()).toBe(4)
    expect(new Set(recipients()).size).toBe(4)
    // Every share of bounces and complaints is a share of these.
    expect(sentSince(await loadShopPace(table, SHOP), 'other', 0)).toBeGreaterThanOrEqual(4)
    const logs = [...cloud.functions].map(([name, { process }]) => [name, process.log()])
    expect(logs.filter(([, log]) => /error/i.test(log ?? ''))).toEqual([])
  })

  test('a function whose secret is not the one of the table does not start, and rings', async () => {
    const { bundle } = cloud.functions.get('unsubscribe') ?? {}
    if (!bundle) throw new Error('there is no such function')
    const other = await startSecretsEndpoint(SECRET_ARN, 'x'.repeat(64))
    const environment = { ...bundle.environment, AWS_ENDPOINT_URL_SECRETS_MANAGER: other.endpoint }
    const started = startLambda({ ...bundle, environment }).then(({ stop }) => stop())
    await expect(started).rejects.toThrow(/"event":"secret-refused","kind":"other-key"/)
    await other.stop()
  })

  test('each function did to the table all that it may, and tried nothing else', () => {
    for (const [name, { door, found }] of cloud.functions) {
      const may = found.permissions
        .map(({ action, on }) => `${action} ${on}`)
        .filter((one) => one.includes(' Table.Arn'))
      expect.soft([...door.refused], name).toEqual([])
      expect.soft([...door.used].toSorted(), name).toEqual(may.toSorted())
    }
  })
})

type Asked = {
  readonly body?: object
  readonly customer?: string
  readonly hold?: string
  readonly sku?: string
  readonly token?: string
  readonly bearer?: string
}

function http(route: string, { customer, hold, sku, token, ...asked }: Asked): Promise<HttpAnswer> {
  const answeredBy = routesOf(cloud.templates).get(route)
  const pathParameters = token === undefined ? { shop: SHOP, customer, hold, sku } : { token }
  return cloud.invoke(String(answeredBy), httpEvent(route, { bearer, ...asked, pathParameters }))
}

async function ordersOf(customer: string): Promise<readonly string[]> {
  const rows = await table.query(customerKey(SHOP, customer), { prefix: 'order#' })
  return rows.map(({ sk }) => sk)
}

async function lookUp(customer: string) {
  const answer = await http('GET /v1/shops/{shop}/customers/{customer}', { customer })
  return JSON.parse(answer.body)
}

/** Has SES report events for the customer's mail, and waits for what follows from them. */
async function reportTwice(customer: string, happened: Readonly<Record<string, object>>) {
  const mail = mailsTo(`${customer}@example.com`)[0] as ReceivedMail
  const events = Object.entries(happened).map(([type, more]) => sesEvent(mail, type, more))
  const answer = await cloud.invoke('record-feedback', queuedTwice(events))
  expect(answer).toEqual({ batchItemFailures: [] })
  await sources.settle()
}

async function feedbackOf(customer: string) {
  const [message] = await table.query(customerKey(SHOP, customer), { prefix: 'message#' })
  return message?.feedback
}

const statusesOf = ({ body }: HttpAnswer): readonly string[] =>
  JSON.parse(body).results.map(({ status }: { status: string }) => status)

const recipients = (): readonly string[] =>
  cloud.ses.received.flatMap(({ destinations }) => destinations).toSorted()

const mailsTo = (address: string): readonly ReceivedMail[] =>
  cloud.ses.received.filter(({ destinations }) => destinations.includes(address))

async function mailTo(address: string) {
  const found = mailsTo(address)
  expect(found).toHaveLength(1)
  return PostalMime.parse(found[0]?.bytes ?? '')
}

async function tokenOf(customer: string): Promise<string> {
  const { headers } = await mailTo(`${customer}@example.com`)
  const link = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
  return /\/unsubscribe\/([^>]+)>/.exec(link)?.[1] ?? ''
}

/** The published changes of class of each customer, repeats left out by their id. */
function announcedClasses(): Readonly<Record<string, readonly string[]>> {
  const changes = cloud.events.entries.map(({ DetailType, Detail }) => {
    expect(DetailType).toBe('LifecycleChanged')
    return JSON.parse(Detail ?? '{}') as { id: string; customer: string; to: string; shop: string }
  })
  const once = [...new Map(changes.map((change) => [change.id, change])).values()]
  return Object.fromEntries(
    [...Map.groupBy(once, ({ customer }) => customer)].map(([customer, events]) => [
      customer,
      events.map(({ to }) => to),
    ]),
  )
}
