import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Declarations } from '../../functions/domain/declarations.ts'
import { isoInstant } from '../../functions/domain/time.ts'
import { changeShop, declarationsRow } from '../../functions/store/shops.ts'
import { type ApiShop, aPurchase, makeApiShop, NOW } from '../support/api-shop.ts'
import { dynamodbEngineMissing } from '../support/dynamodb-engine.ts'
import { type StoreUnderTest, startMeteredDynamoDb } from '../support/store-engines.ts'

const DECLARED = Declarations.parse({
  events: { delivered: { properties: { parcels: 'number', note: 'text' } } },
  attributes: { tier: ['silver', 'gold'] },
})

/** As the engine meters them, of the table alone; the shop itself is read by `loadShop`. */
describe.skipIf(dynamodbEngineMissing)('the units of DynamoDB that', () => {
  const units = { read: 0, write: 0 }
  let store: StoreUnderTest
  let api: ApiShop
  beforeAll(async () => {
    store = await startMeteredDynamoDb((used) => {
      units.read += used.read
      units.write += used.write
    })
    api = await makeApiShop(store.table)
    await changeShop(store.table, 'tea', () => ({ rows: [declarationsRow('tea', DECLARED)] }))
  })
  afterAll(() => store.stop())

  async function written(route: 'events' | 'purchases', body: object): Promise<number> {
    const before = units.write
    const { status } = await api.call(`POST /v1/shops/{shop}/${route}`, { body })
    expect(status).toBe(201)
    return units.write - before
  }
  const event = (eventId: string, fields: object = {}) => ({
    ...{ eventId, name: 'delivered', customer: { id: 'c-1' }, at: isoInstant(NOW), orderId: 'A-1' },
    ...fields,
  })

  it('an event takes are one write, and one more for its texts', async () => {
    expect(await written('events', event('e-1', { properties: { parcels: 2 } }))).toBe(1)
    expect(await written('events', event('e-2', { properties: { note: 'a' } }))).toBe(2)
  })

  it('attributes take are one write for each that changes, and none for the same again', async () => {
    const customer = { id: 'c-2', attributes: { tier: 'gold' } }
    expect(await written('events', event('e-3', { customer }))).toBe(2)
    expect(await written('events', event('e-4', { customer }))).toBe(1)
  })

  it('a purchase without them takes are as before: the order and the profile', async () => {
    // The first of a day notes the day, and the first at an address who is known by it.
    await written('purchases', aPurchase({ customer: { id: 'c-3', email: 'c3@example.com' } }))
    const again = aPurchase({ customer: { id: 'c-3', email: 'c3@example.com' } })
    expect(await written('purchases', again)).toBe(2)
  })
})
