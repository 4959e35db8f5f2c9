/** Finding a customer by an address, an order or a name, on a file and on a deployed table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerMeant } from '../../functions/cli/customer/who.ts'
import { Failure } from '../../functions/cli/failure.ts'
import type { Store } from '../../functions/cli/open-store.ts'
import { findCustomers, listedByScan, type Sought } from '../../functions/store/find-customers.ts'
import { guestId } from '../../functions/store/identity.ts'
import { aPurchase, makeApiShop, secret } from '../support/api-shop.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'

const SHARED = 'family@example.com'

describe.each(STORE_ENGINES)('finding a customer, on $name', ({ missing, start }) => {
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''
  let store: StoreUnderTest
  beforeAll(async () => {
    if (missing) return
    store = await start()
    // Another shop, whose rows a scan passes over.
    for (const shop of ['other', 'tea']) {
      const { call } = await makeApiShop(store.table, shop)
      const buy = (orderId: string, customer: object) =>
        call('POST /v1/shops/{shop}/purchases', { body: aPurchase({ orderId, customer }) })
      await buy('A-1', { id: 'ann', email: SHARED, name: 'Ann Lee' })
      await buy('A-2', { id: 'bob', email: SHARED, name: 'Bob Lee' })
      await buy('A-3', { email: 'guest@example.com' })
      await buy('A-4', { email: 'lin@example.com' })
      await buy('1001', { id: 'no-sign' })
      await buy('#1002', { id: 'sign' })
      await buy('#1003', { id: 'both-sign' })
      await buy('1003', { id: 'both-no-sign' })
      await buy('A-5', { id: 'lin', email: 'lin@example.com', name: 'Lin' })
    }
  })
  afterAll(() => store?.stop())

  const byAddress = (email: string): Sought => ({ addressHashes: [secret.addressHash(email)] })
  const found = (sought: Sought) => findCustomers(store.table, 'tea', sought)
  const listed = (sought: Sought) =>
    findCustomers(store.table, 'tea', sought, listedByScan(store.table))
  const guest = guestId(secret.addressHash('guest@example.com'))

  check(`is by key where an address leads to one${because}`, async () => {
    expect(await found(byAddress(SHARED))).toEqual(['ann'])
    expect(await found(byAddress('guest@example.com'))).toEqual([guest])
    expect(await found(byAddress('lin@example.com'))).toEqual(['lin'])
    expect(await found({ orderId: 'A-2' })).toEqual([])
  })

  check(`is by a scan for the rest of a family, an order and a name${because}`, async () => {
    expect(await listed(byAddress(SHARED))).toEqual(['ann', 'bob'])
    expect(await listed({ orderId: 'A-3' })).toEqual([guest])
    expect(await listed({ orderId: 'A-4' })).toEqual(['lin'])
    expect((await listed({ name: 'LEE' })).toSorted()).toEqual(['ann', 'bob'])
    expect(await listed({ orderId: 'A-9' })).toEqual([])
  })

  check(`is by an order with and without the sign before its number${because}`, async () => {
    for (const orderId of ['1001', '#1001']) expect(await listed({ orderId })).toEqual(['no-sign'])
    for (const orderId of ['1002', '#1002']) expect(await listed({ orderId })).toEqual(['sign'])
    expect(await listed({ orderId: '#1003' })).toEqual(['both-sign'])
    expect(await listed({ orderId: '1003' })).toEqual(['both-no-sign'])
  })

  check(`by a command reads a deployed table only with --scan${because}`, async () => {
    const deployed = {
      ...{ table: store.table, name: 'rekindle', scansFreely: false },
      secret: async () => secret,
    } as unknown as Store
    const show = (what: string, mayScan: boolean) =>
      customerMeant({ ...{ shop: 'tea', what, mayScan }, isAddress: false, byName: true }, deployed)
    expect(await show('lin', false)).toBe('lin')
    expect(await show('lin@example.com', false)).toBe('lin')
    for (const [what, id] of [
      ['A-2', 'bob'],
      ['A-4', 'lin'],
      ['bob lee', 'bob'],
    ] as const) {
      await expect(show(what, false)).rejects.toThrow(Failure)
      expect(await show(what, true)).toBe(id)
    }
    await expect(show('lee', true)).rejects.toThrow(Failure)
    expect(await show('no-such', true)).toBe('no-such')
  })
})
