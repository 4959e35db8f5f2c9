/** What other systems and our own queues are handed, as the bytes that leave us. */
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { afterAll, describe, expect, it } from 'vitest'
import { makeRelayHandler } from '../../functions/pipeline/reactions/relay.handler.ts'
import { makeSendToRepair } from '../../functions/pipeline/reactions/repair-queue.ts'
import type { RowChange } from '../../functions/store/table.ts'
import { decidedShop, keyOf, welcome } from '../support/decided-shop.ts'
import { campaign, days, order, policy, refund, shopModel } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'
import { golden } from './golden.ts'

const { table, changes, stop } = temporaryTable()
afterAll(stop)

const receipt = campaign({
  id: 'receipt',
  kind: 'service',
  start: { kind: 'purchase' },
  steps: [{ id: 'thanks', template: 'thanks', afterMs: 0 }],
  locales: { thanks: ['en'] },
})

/** A client that keeps what it is asked to send. */
function keeping<Client>() {
  const sent: unknown[] = []
  const client = {
    async send({ input }: { readonly input: unknown }) {
      sent.push(input)
      return {}
    },
  }
  return { client: client as unknown as Client, sent }
}

const recordOf = ({ before, after }: RowChange): DynamoDBRecord =>
  JSON.parse(
    JSON.stringify({
      dynamodb: {
        ...(before && { OldImage: marshall(before) }),
        ...(after && { NewImage: marshall(after) }),
      },
    }),
  )

describe('what leaves the system', () => {
  it('is put on the bus and in the queues in these words', async () => {
    const shop = decidedShop(table, {
      campaigns: [welcome, receipt],
      models: [shopModel()],
      policy: policy({
        quietHours: null,
        personalThreshold: { theta: 0.5, minDays: 30, maxDays: 365 },
      }),
    })
    const { clock } = shop
    const start = clock.now
    await shop.recordConsenting('c/17 客', { orders: [order('o-1', start)] })
    await shop.recordConsenting('gmail-reader', {
      orders: [order('o-1', start)],
      profile: {
        email: 'reader@gmail.com',
        addressHash: 'hash of reader',
        locale: 'en',
        country: 'GB',
      },
    })
    for (const customer of ['c/17 客', 'gmail-reader']) await shop.react(customer)
    clock.now += days(1)
    await shop.record('c/17 客', { refunds: [refund('o-1', clock.now)] })
    await shop.react('c/17 客')
    clock.now += days(200)
    await shop.react('gmail-reader')

    const queue = keeping<SQSClient>()
    const events = keeping<EventBridgeClient>()
    const relay = makeRelayHandler({
      queue: { client: queue.client, url: 'https://queue.example/send' },
      events: { client: events.client, busName: 'rekindle' },
    })
    await relay({ Records: changes.map(recordOf) } as DynamoDBStreamEvent)

    const repair = keeping<SQSClient>()
    const sendToRepair = makeSendToRepair({
      client: repair.client,
      url: 'https://queue.example/repair',
    })
    await sendToRepair(keyOf('c/17 客'), new TypeError('of lin@example.com'))
    await sendToRepair(keyOf('c-2'), 'no error at all')

    await expect(
      golden({ events: events.sent, sendQueue: queue.sent, repairQueue: repair.sent }),
    ).toMatchFileSnapshot('./bus-events.json')
  })
})
