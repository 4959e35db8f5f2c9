import { afterAll, expect, it } from 'vitest'
import { DAY_MS } from '../../functions/domain/time.ts'
import { issueKey, keyFor } from '../../functions/http/keys.ts'
import { issueDayKey } from '../../functions/runtimes/one-machine/day-key.ts'
import { addShop, loadShop, putKey } from '../../functions/store/shops.ts'
import { decidedShop } from '../support/decided-shop.ts'
import { NOON } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

it('a key for a day opens the shop for a day and leaves none behind that is over', async () => {
  const { shop, policy } = decidedShop(table).inForce.settings
  await addShop(table, shop, policy)
  const lasting = issueKey(['read'], NOON)
  await table.write([putKey('acme', lasting.key)])
  const keys = async () => (await loadShop(table, 'acme'))?.keys ?? []

  const first = await issueDayKey(table, 'acme', NOON)
  expect(first.expiresAt).toBe(NOON + DAY_MS)
  expect(keyFor(first.bearer, await keys(), NOON + DAY_MS - 1)).toBeDefined()
  expect(keyFor(first.bearer, await keys(), NOON + DAY_MS)).toBeUndefined()

  const second = await issueDayKey(table, 'acme', NOON + 1)
  expect(await keys()).toHaveLength(3)
  const third = await issueDayKey(table, 'acme', NOON + DAY_MS + 1)
  const left = await keys()
  expect(left).toHaveLength(2)
  const now = NOON + DAY_MS + 1
  expect(keyFor(third.bearer, left, now)).toBeDefined()
  expect(keyFor(lasting.bearer, left, now)).toBeDefined()
  expect(keyFor(second.bearer, left, now)).toBeUndefined()
})
