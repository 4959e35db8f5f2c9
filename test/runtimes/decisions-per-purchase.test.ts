/** A purchase that brings a profile and a consent writes three rows, and is decided for once. */
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isoInstant } from '../../functions/domain/time.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../functions/intake/wire.ts'
import { makeReactHandler } from '../../functions/pipeline/reactions/react.handler.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import type { Pipeline } from '../../functions/runtimes/one-machine/pipeline.ts'
import { isFact } from '../../functions/store/codecs/read-customer-rows.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { changeShop } from '../../functions/store/shops.ts'
import { acceptingPipeline } from '../support/accepting-pipeline.ts'
import { dynamodbEngineMissing, startDynamodbEngine } from '../support/dynamodb-engine.ts'
import { NOON } from '../support/given.ts'
import { loadedShop, SHOP } from '../support/loaded-shop.ts'
import { firstPurchase } from '../support/one-machine.ts'
import { clientFor, createRekindleTable } from '../support/store-engines.ts'
import { readTableStream } from '../support/table-stream.ts'
import { type TemporaryTable, temporaryTable } from '../support/temporary-table.ts'

vi.mock('../../functions/pipeline/reactions/react-to-customer.ts', { spy: true })

const reactions = vi.mocked(reactToCustomer)
const purchase = (id: string) => firstPurchase(id, isoInstant(NOON))
const keyOf = (id: string) => customerKey(SHOP, `customer-${id}`)

describe('on one machine', () => {
  let temporary: TemporaryTable
  let pipeline: Pipeline
  let bearer: string
  beforeEach(async () => {
    temporary = temporaryTable()
    pipeline = acceptingPipeline(temporary.store, { now: () => NOON })
    bearer = await loadedShop(pipeline.table, NOON)
    await pipeline.start()
    reactions.mockClear()
  })
  afterEach(async () => {
    await pipeline.stop()
    temporary.stop()
  })

  const call = async (route: string, body: object, customer?: string) => {
    const answer = await pipeline.handlers[route]?.({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      pathParameters: { shop: SHOP, customer },
      body: JSON.stringify(body),
    })
    expect(answer?.statusCode).toBeLessThan(300)
  }
  const post = (body: object) => call('POST /v1/shops/{shop}/purchases', body)
  const message = (id: string) =>
    pipeline.table.get({ pk: keyOf(id), sk: 'message#first-time#1#introduction' })
  /** A mark is cleared in a later commit, which no answer waits for. */
  const noMarkStays = () =>
    vi.waitFor(() => expect(temporary.store.pending.reactions()).toEqual([]))

  it('a purchase with a profile and a consent is decided for once, and mailed', async () => {
    await post(purchase('1'))
    await pipeline.idle()
    expect(reactions.mock.calls.map(([key]) => key)).toEqual([keyOf('1')])
    expect(await message('1')).toMatchObject({ status: 'accepted' })
    await noMarkStays()
  })

  it('a batch is decided for once for each of its customers', async () => {
    const again = { ...purchase('1'), orderId: 'another order of the same customer' }
    await post({ purchases: [purchase('1'), purchase('2'), again] })
    await pipeline.idle()
    expect(reactions.mock.calls.map(([key]) => key)).toEqual([keyOf('1'), keyOf('2')])
  })

  it('several purchases of a customer in one group commit are decided for once', async () => {
    const orders = Array.from({ length: 5 }, (_, i) => ({ ...purchase('1'), orderId: `o-${i}` }))
    await Promise.all(orders.map(post))
    await pipeline.idle()
    expect(reactions).toHaveBeenCalledTimes(1)
    expect(await pipeline.table.get({ pk: keyOf('1'), sk: 'state' })).toMatchObject({
      purchases: 5,
    })
    await noMarkStays()
  })

  it('purchases under the id of a till wait for the next wake, and its opt-out does not', async () => {
    await changeShop(pipeline.table, SHOP, ({ settings: { policy } }) => ({
      policy: { ...policy, mostOrdersOfAPerson: 1 },
    }))
    const order = (orderId: string) => ({ ...purchase('1'), orderId })
    await post({ purchases: [order('o-1'), order('o-2')] })
    await pipeline.idle()
    reactions.mockClear()
    await post(order('o-3'))
    await pipeline.idle()
    expect(reactions).not.toHaveBeenCalled()
    expect(pipeline.figures().decided.get('waits')).toBe(1)
    await noMarkStays()
    const state = () => pipeline.table.get({ pk: keyOf('1'), sk: 'state' })
    expect(await state()).toMatchObject({ purchases: 2, wakeAt: expect.any(Number) })
    const route = 'PUT /v1/shops/{shop}/customers/{customer}'
    const at = isoInstant(NOON)
    const optOut = { purpose: 'marketing', act: 'withdrawn', at, source: 'form' }
    await call(route, { consents: [optOut] }, 'customer-1')
    await pipeline.idle()
    expect(reactions).toHaveBeenCalledTimes(1)
    expect(await state()).toMatchObject({ purchases: 3 })
  })

  it('a profile that is put together with consents is decided for once', async () => {
    const consents = [
      { purpose: 'marketing', act: 'granted', at: isoInstant(NOON), source: 'form' },
      { purpose: 'tracking', act: 'granted', at: isoInstant(NOON), source: 'form' },
    ]
    const route = 'PUT /v1/shops/{shop}/customers/{customer}'
    await call(route, { email: 'lin@example.com', consents }, 'customer-1')
    await pipeline.idle()
    expect(reactions).toHaveBeenCalledTimes(1)
  })

  it('a fact that is committed while a reaction runs causes another one', async () => {
    const { promise: reacting, resolve: begun } = Promise.withResolvers<void>()
    const { promise: untilWritten, resolve: written } = Promise.withResolvers<void>()
    const { reactToCustomer: react } = await vi.importActual<{
      reactToCustomer: typeof reactToCustomer
    }>('../../functions/pipeline/reactions/react-to-customer.ts')
    reactions.mockImplementationOnce(async (key, ports) => {
      const reaction = await react(key, ports)
      begun()
      await untilWritten
      return reaction
    })
    await post(purchase('1'))
    await reacting
    await post({ ...purchase('1'), orderId: 'meanwhile' })
    written()
    await pipeline.idle()
    expect(reactions).toHaveBeenCalledTimes(2)
    expect(await pipeline.table.get({ pk: keyOf('1'), sk: 'state' })).toMatchObject({
      purchases: 2,
    })
    await noMarkStays()
  })
})

describe.skipIf(dynamodbEngineMissing)(`on AWS (${dynamodbEngineMissing ?? 'here'})`, () => {
  it('the rows of a purchase in one batch of the stream are decided for once', async () => {
    const engine = await startDynamodbEngine()
    const client = clientFor(engine.endpoint)
    try {
      await createRekindleTable(client, 'rekindle')
      const { Table } = await client.send(new DescribeTableCommand({ TableName: 'rekindle' }))
      const stream = await readTableStream(engine.endpoint, String(Table?.LatestStreamArn))
      const table = makeDynamoDbTable({ client, tableName: 'rekindle' })
      const purchases = ['1', '2'].map((id) => PostedPurchase.parse(purchase(id)))
      await recordPurchases(SHOP, purchases, { table, addressHash: (address) => address })
      const Records = (await stream.next()).filter(({ dynamodb }) =>
        isFact(String(dynamodb?.Keys?.sk?.S)),
      )
      expect(Records).toHaveLength(6)
      const decided: string[] = []
      const handler = makeReactHandler({
        react: async (key) => decided.push(key),
        sendToRepair: async () => {},
        onFailure: () => {},
      })
      await handler({ Records: [...Records] })
      expect(decided.toSorted()).toEqual([keyOf('1'), keyOf('2')])
    } finally {
      client.destroy()
      await engine.stop()
    }
  })
})
