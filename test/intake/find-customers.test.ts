import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { listedByScan } from '../../functions/store/find-customers.ts'
import { guestId } from '../../functions/store/identity.ts'
import { customerKey } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { type ApiShop, aPurchase, makeApiShop, secret } from '../support/api-shop.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'
import { understandsAll } from '../support/understands-all.ts'

const LOOKUP = 'POST /v1/shops/{shop}/customers/lookup'
const MERGE = 'POST /v1/shops/{shop}/customers/{customer}/merge'
const GET = 'GET /v1/shops/{shop}/customers/{customer}'

describe.each(STORE_ENGINES)('finding and joining customers, on $name', (engine) => {
  const { missing, start } = engine
  const check = missing ? it.skip : it
  let store: StoreUnderTest
  let table: Table
  let api: ApiShop
  let admin: string
  beforeAll(async () => {
    if (missing) return
    store = await start()
    table = store.table
    api = await makeApiShop(table)
    admin = await api.bearerOf(['admin'])
  })
  afterAll(() => store?.stop())

  const buy = (customer: object, orderId?: string) =>
    api.call('POST /v1/shops/{shop}/purchases', {
      body: aPurchase({ customer, ...(orderId !== undefined && { orderId }) }),
    })
  const react = (id: string) =>
    reactToCustomer(customerKey('tea', id), {
      table,
      settings: api.settings,
      now: () => api.clock.now,
      ...understandsAll,
    })
  const found = async (body: object) => {
    const answer = await api.call(LOOKUP, { body })
    return answer.body.customers.map(({ customer }: { customer: string }) => customer)
  }

  check('finds the customer that an address leads to, adopted guest or not', async () => {
    const email = 'lin@example.com'
    const guest = guestId(secret.addressHash(email))
    await buy({ email })
    await react(guest)
    expect(await found({ email })).toEqual([guest])
    await buy({ id: 'lin', email })
    await react('lin')
    expect(await found({ email })).toEqual(['lin'])
    expect(await found({ id: guest })).toEqual(['lin'])
    const got = await api.call(GET, { customer: guest })
    expect(got.body).toMatchObject({ customer: 'lin', formerIds: [guest] })
    expect(await found({ email: 'stranger@example.com' })).toEqual([])
    // As shop systems send what they do not know.
    expect(await found({ email, id: '', orderId: null })).toEqual(['lin'])
    expect((await api.call(LOOKUP, { body: { id: '~lin' } })).body.errors).toEqual([
      { path: '$.id', detail: 'must be the id of a customer' },
    ])
  })

  check('finds the rest of a family, and an order, where customers are listed', async () => {
    const listing = await makeApiShop(table, 'listed', listedByScan(table))
    for (const [id, orderId] of [
      ['ann', 'F-1'],
      ['bob', 'F-2'],
    ])
      await listing.call('POST /v1/shops/{shop}/purchases', {
        body: aPurchase({ orderId, customer: { id, email: 'family@example.com', name: id } }),
      })
    const lookup = async (body: object) => (await listing.call(LOOKUP, { body })).body
    const family = await lookup({ email: 'Family@example.com' })
    expect(family).toMatchObject({ complete: true })
    expect(family.customers).toMatchObject([
      { customer: 'ann', name: 'ann', maskedAddress: 'f…@example.com', purchases: 1 },
      { customer: 'bob' },
    ])
    expect((await lookup({ orderId: 'F-2' })).customers).toMatchObject([{ customer: 'bob' }])
  })

  check('refuses to read a whole table for an order, and a body that asks for two', async () => {
    expect(await api.call(LOOKUP, { body: { orderId: 'A-1' } })).toMatchObject({ status: 400 })
    const two = { id: 'lin', orderId: 'A-1' }
    expect(await api.call(LOOKUP, { body: two })).toMatchObject({ status: 400 })
    const ingest = await api.bearerOf(['ingest'])
    expect((await api.call(LOOKUP, { body: { id: 'lin' }, bearer: ingest })).status).toBe(403)
  })

  check('merges two customers into one, once, and refuses one that makes no sense', async () => {
    await buy({ id: 'm-1', email: 'm1@example.com' }, 'M-1')
    await buy({ id: 'm-2', email: 'm2@example.com' }, 'M-2')
    for (const id of ['m-1', 'm-2']) await react(id)
    const merge = (customer: string, from: string, bearer = admin) =>
      api.call(MERGE, { customer, body: { from }, bearer })
    const usual = await api.bearerOf(['read', 'ingest'])
    expect((await merge('m-1', 'm-2', usual)).status).toBe(403)
    expect((await merge('m-1', 'm-1')).status).toBe(400)
    expect((await merge('m-1', 'm-none')).status).toBe(404)
    expect((await merge('m-none', 'm-1')).status).toBe(404)
    expect((await merge('m-1', 'm-2')).body).toEqual({ status: 'begun', customer: 'm-1' })
    expect((await merge('m-1', 'm-2')).body).toEqual({ status: 'same', customer: 'm-1' })
    expect((await merge('m-2', 'm-1')).body).toEqual({ status: 'same', customer: 'm-1' })
    await react('m-1')
    const { body } = await api.call(GET, { customer: 'm-2' })
    expect(body).toMatchObject({ customer: 'm-1', formerIds: ['m-2'], rfm: { purchases: 2 } })
    expect(await found({ email: 'm2@example.com' })).toEqual(['m-1'])
  })
})
