import { afterAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../functions/domain/policy.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { removeExpired } from '../../functions/runtimes/one-machine/remove-expired.ts'
import { encode } from '../../functions/store/codecs/read-customer-rows.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop } from '../../functions/store/shops.ts'
import { shopOf } from '../support/api-shop.ts'
import { NOON } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, changes, store, stop } = temporaryTable()
afterAll(stop)

const both = (key: ReturnType<typeof customerKey>, eventId: string, keptUntil: number) => {
  const fields = { eventId, at: NOON - DAY_MS, keptUntil, contentHash: 'x' }
  return [
    encode('event-body', key, { ...fields, texts: { note: 'a' }, lines: {} }),
    encode('event', key, { ...fields, name: 'visited', asked: {} }),
  ].map((put) => ({ put }))
}

describe('events whose time is over', () => {
  it('are removed, all others stay, and no customer waits for a reaction', async () => {
    await addShop(table, shopOf('tea'), defaultPolicy('EUR'))
    const customers = Array.from({ length: 300 }, (_, i) => customerKey('tea', `c-${i}`))
    for (const key of customers)
      await table.write([...both(key, 'old', NOON), ...both(key, 'kept', NOON + 1_000)])
    const marks = () => customers.map((key) => store.pending.markOf(key).mark)
    const before = marks()
    changes.length = 0
    let logged = 0
    const end = removeExpired({ table, now: () => NOON, log: () => logged++, firstAfterMs: 0 })
    await expect.poll(() => changes.length, { timeout: 10_000 }).toBe(600)
    await end()
    expect(logged).toBe(0)
    expect(changes.every(({ before, after }) => before && !after)).toBe(true)
    expect(marks()).toEqual(before)
    for (const key of customers)
      expect((await table.query(key)).map(({ sk }) => sk)).toEqual(['event#kept', '~event#kept'])
  })

  it('are left as they are where the store fails, which is logged', async () => {
    const logged: unknown[] = []
    const failing = {
      ...table,
      scan: () => {
        throw new Error('down')
      },
    }
    const end = removeExpired({
      ...{ table: failing, now: () => NOON, firstAfterMs: 0 },
      log: (level, event) => logged.push([level, event]),
    })
    await expect.poll(() => logged).toEqual([['error', 'expired-rows-not-removed']])
    await end()
  })
})
