import { afterAll, describe, expect, it, vi } from 'vitest'
import { DAY_MS, dayOf } from '../../functions/domain/time.ts'
import { issueKey } from '../../functions/http/keys.ts'
import { makeNoteKeyUse } from '../../functions/http/note-key-use.ts'
import { shopHandler } from '../../functions/http/requests.ts'
import { loadKeyUses } from '../../functions/store/key-use.ts'
import { addShop, loadShop, putKey } from '../../functions/store/shops.ts'
import type { Table } from '../../functions/store/table.ts'
import { shopOf } from '../support/api-shop.ts'
import { NOON, policy } from '../support/given.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

describe.each(STORE_ENGINES)('the last use of a key, on $name', (engine) => {
  const starting = engine.start()
  afterAll(async () => (await starting).stop())

  /** A route for anyone with the scope `read`, and the key to it. */
  async function route(id: string, writing: (table: Table) => Table['write']) {
    const { table } = await starting
    const clock = { now: NOON }
    await addShop(table, shopOf(id), policy())
    const { bearer, key } = issueKey(['read'], NOON)
    await table.write([putKey(id, key)])
    const write = vi.fn(writing(table))
    const now = () => clock.now
    const noteKeyUse = makeNoteKeyUse({ ...table, write }, now)
    const ports = { shop: (shop: string) => loadShop(table, shop), now, noteKeyUse }
    const handler = shopHandler(ports, 'read', async () => ({
      ...{ statusCode: 200, headers: {}, body: '' },
    }))
    const ask = (authorization = `Bearer ${bearer}`) =>
      handler({ headers: { authorization }, pathParameters: { shop: id } })
    const lastDay = async () => (await loadKeyUses(table, id)).get(key.keyId)?.day
    return { ask, lastDay, write, clock }
  }

  it('is written once a day, however often the key is used', async () => {
    const { ask, lastDay, write, clock } = await route('tea', (table) => table.write)
    for (let i = 0; i < 3; i++) await ask()
    expect(write).toHaveBeenCalledTimes(1)
    expect(await lastDay()).toBe(dayOf(NOON))
    clock.now += DAY_MS
    for (let i = 0; i < 3; i++) await ask()
    expect(write).toHaveBeenCalledTimes(2)
    expect(await lastDay()).toBe(dayOf(NOON) + 1)
  })

  it('is not noted for a bearer that opens nothing', async () => {
    const { ask, lastDay, write } = await route('coffee', (table) => table.write)
    expect((await ask('Bearer rk_nothing'))?.statusCode).toBe(401)
    expect(write).not.toHaveBeenCalled()
    expect(await lastDay()).toBeUndefined()
  })

  it('fails no request if it cannot be written, and is tried with the next one', async () => {
    let isDown = true
    const { ask, lastDay } = await route('cocoa', (table) => async (writes) => {
      if (isDown) throw new Error('the table is down')
      return table.write(writes)
    })
    expect((await ask())?.statusCode).toBe(200)
    isDown = false
    await ask()
    expect(await lastDay()).toBe(dayOf(NOON))
  })
})
