import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { NotUnderstoodError } from '../../../functions/pipeline/decisions/not-understood.ts'
import { changeAddress, loadAddress } from '../../../functions/store/addresses.ts'
import { UnreadableRowError } from '../../../functions/store/codecs/codec.ts'
import { addressKey, STATE, shopKey } from '../../../functions/store/keys.ts'
import { addShop, loadShop, pauseRow, putKey } from '../../../functions/store/shops.ts'
import type { Row } from '../../../functions/store/table.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import { NOON, order, policy } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

const stores: TemporaryTable[] = []
let store: TemporaryTable
beforeEach(() => {
  store = temporaryTable()
  stores.push(store)
})
afterAll(() => Promise.all(stores.map(({ stop }) => stop())))

/** Stores a row again as a newer build would write it. */
async function asNewer(key: { readonly pk: string; readonly sk: string }): Promise<Row> {
  const put = { ...((await store.table.get(key)) as Row), v: 9 }
  await store.table.write([{ put }])
  return put
}

describe('during a deployment', () => {
  it('nothing is decided for a customer whose state a newer build wrote, and nothing is written', async () => {
    const shop = decidedShop(store.table, { campaigns: [] })
    await shop.record('li', { orders: [order('o-1', NOON)] })
    await shop.react('li')
    const newer = await asNewer({ pk: keyOf('li'), sk: STATE })
    await shop.record('li', { orders: [order('o-2', NOON + 1)] })
    const before = await store.table.query(keyOf('li'))
    await expect(shop.react('li')).rejects.toThrow(NotUnderstoodError)
    expect(shop.notUnderstood).toContain('state row: version 9')
    expect(await store.table.query(keyOf('li'))).toEqual(before)
    expect(before).toContainEqual(newer)
  })
})

describe('a shop', () => {
  const details = {
    id: 'tea',
    name: 'Tea',
    zone: 'Europe/London',
    postalAddress: '1 Leaf Lane',
    from: { name: 'Tea', address: 'tea@example.com' },
  }

  it('is not loaded if it has a pause that this build cannot read', async () => {
    await addShop(store.table, details, policy())
    const pause = pauseRow('tea', { provider: 'gmail', reason: 'bounces', at: NOON })
    await store.table.write([{ put: { ...pause, reason: 'spam-traps' } }])
    await expect(loadShop(store.table, 'tea')).rejects.toThrow(
      new UnreadableRowError('pause row: reason spam-traps'),
    )
  })

  it('grants nothing by a scope that this build does not know', async () => {
    await addShop(store.table, details, policy())
    const key = { keyId: 'k', secretHash: 'h', scopes: ['read'], createdAt: NOON } as const
    const { put } = putKey('tea', key) as { readonly put: Row }
    await store.table.write([{ put: { ...put, scopes: ['everything', 'read'] } }])
    expect((await loadShop(store.table, 'tea'))?.keys).toEqual([key])
  })
})

describe('an address', () => {
  it('whose row this build cannot read is never taken for an unknown one', async () => {
    await changeAddress(store.table, 'tea', 'hash', (facts) => ({ ...facts, withdrawnAt: NOON }))
    await asNewer({ pk: addressKey('hash'), sk: shopKey('tea') })
    await expect(loadAddress(store.table, 'tea', 'hash')).rejects.toThrow(/address row: version 9/)
  })
})
