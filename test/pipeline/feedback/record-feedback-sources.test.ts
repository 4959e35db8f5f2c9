/** The two sources of SES events: a queue, or HTTP if there is no queue. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { mailTagsOf } from '../../../functions/domain/message-ref.ts'
import { issueKey } from '../../../functions/http/keys.ts'
import { makePostSesEvent } from '../../../functions/pipeline/feedback/post-ses-event.handler.ts'
import { makeFeedbackHandler } from '../../../functions/pipeline/feedback/record-feedback.handler.ts'
import type { Scope } from '../../../functions/store/codecs/shop-rows.ts'
import { loadShop, putKey } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { acceptingPipeline } from '../../support/accepting-pipeline.ts'
import { secret } from '../../support/api-shop.ts'
import { NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { type MailedShop, mailedShop, SHOP, WARY, wipe } from './record-feedback-shop.ts'
import { delivery, detailOf, hardBounce, mail, onTheBus } from './ses-fixtures.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
let shop: MailedShop
beforeEach(async () => {
  await wipe(table)
  shop = await mailedShop(table)
  await shop.has('li', { email: 'li@example.com' })
})

/** The delivery event of Li's welcome, from EventBridge. */
function delivered(messageId = `${SHOP}/li/welcome#1#hello`) {
  const ours = mailTagsOf({ messageId, shop: SHOP, campaign: 'welcome', step: 'hello' })
  const tags = Object.fromEntries(ours.map(({ Name, Value }) => [Name, [Value]]))
  const detail = { ...detailOf('Delivery', { delivery }), mail: { ...mail, tags } }
  return onTheBus('Email Delivered', detail)
}
const bounced = () => {
  const { detail } = delivered()
  return onTheBus('Email Bounced', { ...detail, eventType: 'Bounce', bounce: hardBounce })
}

describe('a batch of the queue', () => {
  async function handle(bodies: readonly string[], through: Table = table) {
    const ignored: string[] = []
    const failed: string[] = []
    const handler = makeFeedbackHandler({
      ...shop.ports,
      table: through,
      onIgnored: (reason) => ignored.push(reason),
      onFailure: (queued, error) => failed.push(`${queued} ${(error as Error).name}`),
    })
    const Records = bodies.map((body, i) => ({ messageId: `q-${i}`, body }))
    const { batchItemFailures } = await handler({ Records } as never)
    return { kept: batchItemFailures.map((one) => one.itemIdentifier), ignored, failed }
  }

  it('is recorded, each event separately, and twice as once', async () => {
    const event = JSON.stringify(delivered())
    expect(await handle([event, JSON.stringify(bounced()), event])).toEqual({
      kept: [],
      ignored: [],
      failed: [],
    })
    expect(await shop.message('li')).toMatchObject({
      feedback: { deliveredAt: expect.any(Number), bounce: 'no-such-mailbox' },
      heard: 2,
    })
    expect((await shop.address('li@example.com')).facts.suppression).toBeDefined()
  })

  it('lets go of what is of no use, and says why', async () => {
    const { tags: _tags, ...untagged } = mail
    const others = onTheBus('Email Delivered', { ...detailOf('Delivery'), mail: untagged })
    const unknown = delivered(`${SHOP}/stranger/welcome#1#hello`)
    const bodies = [{ source: 'aws.health' }, 'text', null, others, unknown]
    expect(await handle(bodies.map((body) => JSON.stringify(body)))).toEqual({
      kept: [],
      ignored: ['not-ses', 'not-ses', 'not-ses', 'not-ours', 'no-such-message'],
      failed: [],
    })
  })

  it('leaves invalid JSON for the dead-letter queue, and records the rest', async () => {
    expect(await handle(['{"source":', JSON.stringify(delivered())])).toEqual({
      kept: ['q-0'],
      ignored: ['not-json'],
      failed: ['q-0 SyntaxError'],
    })
    expect(await shop.message('li')).toMatchObject({ heard: 1 })
  })

  it('keeps the events whose store failed, and they are recorded when they come again', async () => {
    const broken: Table = {
      ...table,
      async write(writes) {
        if (writes.some((write) => 'put' in write && write.put.pk.startsWith('~address')))
          throw new TypeError('the store does not answer')
        return table.write(writes)
      },
    }
    const bodies = [delivered(), bounced()].map((body) => JSON.stringify(body))
    expect(await handle(bodies, broken)).toMatchObject({ kept: ['q-1'], failed: ['q-1 TypeError'] })
    expect((await shop.message('li')).feedback).not.toHaveProperty('bounce')
    expect(await handle(bodies.slice(1))).toMatchObject({ kept: [] })
    expect(await shop.message('li')).toMatchObject({ feedback: { bounce: 'no-such-mailbox' } })
  })
})

describe('an event that is posted', () => {
  const ignored: string[] = []
  const subscriptions: unknown[] = []
  beforeEach(() => {
    ignored.length = 0
    subscriptions.length = 0
  })

  async function post(body: unknown, { scopes = ['feedback'] as Scope[], raw = false } = {}) {
    const { bearer, key } = issueKey(scopes, NOON)
    await table.write([putKey(SHOP, key)])
    const handler = makePostSesEvent({
      ...shop.ports,
      shop: (id) => loadShop(table, id),
      onIgnored: (reason) => ignored.push(reason),
      onSubscription: (about) => subscriptions.push(about),
    })
    const answer = await handler({
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${bearer}`,
      },
      pathParameters: { shop: SHOP },
      body: raw ? body : JSON.stringify(body),
      isBase64Encoded: false,
    } as never)
    return { status: answer.statusCode, body: JSON.parse(answer.body) }
  }

  it('is recorded, and reported again it is known', async () => {
    expect(await post(delivered())).toEqual({ status: 200, body: { status: 'recorded' } })
    expect(await post(delivered())).toEqual({ status: 200, body: { status: 'known' } })
    expect(await shop.message('li')).toMatchObject({ heard: 1 })
  })

  it.each([
    ['not-ses', { source: 'aws.health' }],
    ['no-such-message', delivered(`${SHOP}/stranger/welcome#1#hello`)],
    ['other-shop', delivered('other/li/welcome#1#hello')],
    ['other-shop', delivered('acme2/li/welcome#1#hello')],
  ])('is answered 200 and %s if it changes nothing', async (reason, body) => {
    expect(await post(body)).toEqual({ status: 200, body: { status: 'ignored', reason } })
  })

  it('changes nothing of another shop, though that has such a message', async () => {
    const pk = 'other/li'
    const row = await table.get({ pk: `${SHOP}/li`, sk: 'message#welcome#1#hello' })
    await table.write([{ put: { ...row, pk, sk: 'message#welcome#1#hello' } }])
    await post(delivered('other/li/welcome#1#hello'))
    expect(await table.get({ pk, sk: 'message#welcome#1#hello' })).toEqual({ ...row, pk })
  })

  it('asks for a key with the scope "feedback", and for JSON', async () => {
    expect(await post(delivered(), { scopes: ['ingest', 'read', 'consent'] })).toMatchObject({
      status: 403,
    })
    expect(await post('{"source":', { raw: true })).toMatchObject({ status: 400 })
    expect((await shop.message('li')).feedback).toBeUndefined()
  })
})

describe('on one machine', () => {
  it('an event is posted to the pipeline, and its log reports a pause', async () => {
    const { store, stop: close } = temporaryTable()
    const logged: unknown[] = []
    const pipeline = acceptingPipeline(store, {
      secret,
      now: () => NOON,
      log: (...line) => logged.push(line),
    })
    const here = await mailedShop(pipeline.table, WARY)
    await here.has('li', { email: 'li@example.com' })
    await here.sent('other', 1)
    const { bearer, key } = issueKey(['feedback'], NOON)
    await pipeline.table.write([putKey(SHOP, key)])
    const at = new Date(NOON).toISOString()
    const { detail, ...bus } = bounced()
    const bounce = { ...hardBounce, timestamp: at }
    const answer = await pipeline.handlers['POST /v1/shops/{shop}/events/ses']?.({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      pathParameters: { shop: SHOP },
      body: JSON.stringify({ ...bus, detail: { ...detail, bounce } }),
    } as never)
    expect(answer?.statusCode).toBe(200)
    expect((await here.address('li@example.com')).facts.suppression).toBeDefined()
    expect(logged).toEqual([
      ['error', 'marketing-paused', { shop: SHOP, provider: 'other', reason: 'bounces' }],
    ])
    expect((await pipeline.shops.settings(SHOP))?.pauses).toHaveLength(1)
    await pipeline.stop()
    close()
  })
})
