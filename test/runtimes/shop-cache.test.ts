import { afterAll, expect, it } from 'vitest'
import { makeShopCache } from '../../functions/runtimes/shop-cache.ts'
import { UnreadableRowError } from '../../functions/store/codecs/codec.ts'
import { shopKey } from '../../functions/store/keys.ts'
import { addShop } from '../../functions/store/shops.ts'
import { NOON, policy, settings } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

it('records facts for a shop whose settings a newer build changed, and decides nothing by them', async () => {
  await addShop(table, settings().shop, policy())
  await table.write([
    {
      put: {
        ...{ pk: shopKey('acme'), sk: 'pause#full-moon' },
        ...{ provider: 'full-moon', reason: 'bounces', at: NOON },
      },
    },
  ])
  const shops = makeShopCache(table, () => NOON)
  expect((await shops.shop('acme'))?.settings.shop.id).toBe('acme')
  await expect(shops.settings('acme')).rejects.toThrow(UnreadableRowError)
})

it('does the same if the policy has a field that it does not know', async () => {
  await addShop(table, { ...settings().shop, id: 'newer' }, policy())
  const key = { pk: shopKey('newer'), sk: 'shop' }
  const row = await table.get(key)
  const stored = row?.policy as object
  await table.write([{ put: { ...row, ...key, policy: { ...stored, fullMoon: true } } }])
  const shops = makeShopCache(table, () => NOON)
  expect((await shops.shop('newer'))?.settings.shop.id).toBe('newer')
  await expect(shops.settings('newer')).rejects.toThrow(UnreadableRowError)
})
