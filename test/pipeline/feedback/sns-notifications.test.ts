/** What SNS posts by HTTP, and what is refused with what to send instead. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { issueKey } from '../../../functions/http/keys.ts'
import { makePostSesEvent } from '../../../functions/pipeline/feedback/post-ses-event.handler.ts'
import { mimeIdOf } from '../../../functions/pipeline/mime-id.ts'
import { loadShop, putKey } from '../../../functions/store/shops.ts'
import { NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { type MailedShop, mailedShop, SHOP, wipe } from './record-feedback-shop.ts'
import { delivery, mail } from './ses-fixtures.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
let shop: MailedShop
let bearer = ''
const ignored: string[] = []
const subscriptions: unknown[] = []
/** As SQLite lists them by their address. */
let listed: readonly string[] = []
beforeEach(async () => {
  await wipe(table)
  shop = await mailedShop(table)
  await shop.has('li', { email: 'li@example.com' })
  const issued = issueKey(['feedback'], NOON)
  bearer = issued.bearer
  await table.write([putKey(SHOP, issued.key)])
  ignored.length = 0
  subscriptions.length = 0
  listed = []
})

async function post(
  body: unknown,
  { authorization = `Bearer ${bearer}`, type = 'text/plain; charset=UTF-8' } = {},
) {
  const handler = makePostSesEvent({
    ...shop.ports,
    shop: (id) => loadShop(table, id),
    listed: async () => listed,
    onIgnored: (reason) => ignored.push(reason),
    onSubscription: (about) => subscriptions.push(about),
  })
  const answer = await handler({
    headers: { 'content-type': type, authorization, 'x-amz-sns-message-type': 'Notification' },
    pathParameters: { shop: SHOP },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) }
}

const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ses'
const LINK = 'https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336'
const about = (Type: string, more: object = {}) => ({
  ...{ Type, MessageId: 'm-1', Token: '2336', TopicArn: TOPIC, SubscribeURL: LINK },
  Message: 'You have chosen to subscribe to the topic.',
  ...more,
})

describe('a topic of SNS', () => {
  it.each([
    ['SubscriptionConfirmation', 'confirm-subscription'],
    ['UnsubscribeConfirmation', 'subscription-ended'],
  ])('that posts a %s is answered, and a person is given the link', async (type, reason) => {
    expect(await post(about(type))).toMatchObject({
      ...{ status: 200, body: { status: 'ignored', reason } },
    })
    expect(subscriptions).toEqual([{ reason, topic: TOPIC, open: LINK }])
    expect(ignored).toEqual([reason])
  })

  it.each([
    'http://sns.eu-central-1.amazonaws.com/?Token=1',
    'https://sns.eu-central-1.amazonaws.com.evil.example/',
    'https://sns.eu-central-1.amazonaws.com@evil.example/',
    'https://sns.eu-central-1.amazonaws.com:8443/',
    'https://evil.example/sns.eu-central-1.amazonaws.com',
    'https://s3.eu-central-1.amazonaws.com/',
    'https://169.254.169.254/',
    'file:///etc/passwd',
    '',
  ])('with the link %s is refused', async (SubscribeURL) => {
    const answer = await post(about('SubscriptionConfirmation', { SubscribeURL }))
    expect(answer.status).toBe(400)
    expect(subscriptions).toEqual([])
  })

  it('with a link that would fill the log is refused', async () => {
    const SubscribeURL = `${LINK}${'3'.repeat(3_000)}`
    expect((await post(about('SubscriptionConfirmation', { SubscribeURL }))).status).toBe(400)
    expect(subscriptions).toEqual([])
  })

  it('sends the key as a password, once it is asked for', async () => {
    const first = await post(about('SubscriptionConfirmation'), { authorization: '' })
    expect([first.status, first.headers?.['www-authenticate']]).toEqual([
      401,
      'Basic realm="Rekindle"',
    ])
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    const withKey = { authorization: basic(`sns:${bearer}`) }
    expect(await post(about('SubscriptionConfirmation'), withKey)).toMatchObject({ status: 200 })
    const wrong = { authorization: basic('sns:wrong') }
    expect(await post(about('SubscriptionConfirmation'), wrong)).toMatchObject({ status: 401 })
  })
})

it('SES’s test of a topic with raw delivery is no JSON, and no fault', async () => {
  const text = 'Successfully validated SNS topic for Amazon SES event publishing.'
  const body = { status: 'ignored', reason: 'topic-check' }
  expect(await post(text)).toMatchObject({ status: 200, body })
  expect(ignored).toEqual(['topic-check'])
})

describe('a body that is not one event', () => {
  const event = { eventType: 'Delivery', mail, delivery }
  it.each([
    ['an array', [event], /send each event in a request of its own/],
    ['a batch of SNS', { Records: [{ Sns: { Message: '{}' } }] }, /"Sns.Message"/],
    ['a batch of SQS', { Records: [{ body: '{}' }] }, /"body" of one of SQS/],
    ['no JSON', '{"eventType":', /not JSON/],
  ])('such as %s is answered 400 with what to send', async (_, body, detail) => {
    const answer = await post(body, { type: 'application/json' })
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toMatch(detail)
    expect(ignored).toHaveLength(1)
  })

  it('is refused under another type', async () => {
    expect((await post(event, { type: 'text/html' })).status).toBe(415)
  })
})

describe('a notification of an identity', () => {
  const notification = (more: object = {}) => {
    const { tags: _tags, ...untagged } = mail
    return { notificationType: 'Delivery', mail: { ...untagged, ...more }, delivery }
  }
  const ses1 = { messageId: 'ses-1' }

  it('is of the mail that SES knows by its id, to a customer who has the address', async () => {
    listed = ['li']
    expect(await post(notification(ses1))).toMatchObject({ body: { status: 'recorded' } })
    expect((await shop.message('li')).feedback).toHaveProperty('deliveredAt')
    expect(await post(notification(ses1))).toMatchObject({ body: { status: 'known' } })
  })

  it('is of the mail with our Message-ID, where no answer of SES was kept', async () => {
    listed = ['wu']
    const claimed = { locale: 'en', claimedAt: NOON, at: NOON, giveUpAt: NOON + 1 }
    await shop.has('wu', { email: 'li@example.com', status: { status: 'unknown', ...claimed } })
    const id = mimeIdOf(`${SHOP}/wu/welcome#1#hello`)
    const more = { commonHeaders: { messageId: `<${id}@tea.example>` } }
    expect(await post(notification(more))).toMatchObject({ body: { status: 'recorded' } })
    expect(await shop.message('wu')).toMatchObject({ status: 'accepted', settledBy: 'event' })
  })

  it.each([
    ['of another mail', 'not-ours', {}],
    ['without a recipient', 'no-destination', { ...ses1, destination: [] }],
  ])('%s is counted as %s', async (_, reason, more) => {
    listed = ['li']
    expect(await post(notification(more))).toMatchObject({ body: { status: 'ignored', reason } })
    expect(ignored).toEqual([reason])
    expect((await shop.message('li')).feedback).toBeUndefined()
  })

  it('is not looked for among customers at other addresses', async () => {
    expect(await post(notification(ses1))).toMatchObject({ body: { reason: 'not-ours' } })
  })
})
