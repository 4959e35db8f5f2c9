/** What customers get, do and no longer get, from a purchase to a complaint. */
import { expect, test } from 'vitest'
import { isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { loadAddress } from '../../functions/store/addresses.ts'
import { customerKey, PROFILE } from '../../functions/store/keys.ts'
import { PUBLIC_URL } from '../support/deployment.ts'
import {
  announcedClasses,
  cloud,
  feedbackOf,
  http,
  lookUp,
  mailTo,
  recipients,
  reportTwice,
  sources,
  start,
  statusesOf,
  table,
  tokenOf,
} from './tea-cloud.ts'
import { granted, purchase, SHOP } from './tea-shop.ts'

/** In this order: each goes on from what those before it left. */
export function testMails(): void {
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
}
