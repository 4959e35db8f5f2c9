import { afterAll, expect, it } from 'vitest'
import { json } from '../../functions/http/problem.ts'
import { shopHandler } from '../../functions/http/requests.ts'
import { answeringUnavailable } from '../../functions/http/unavailable.ts'
import { makeShopCache } from '../../functions/runtimes/shop-cache.ts'
import { UnreadableRowError } from '../../functions/store/codecs/codec.ts'
import { FORMAT } from '../../functions/store/format.ts'
import { shopKey } from '../../functions/store/keys.ts'
import { putFormatOfShop } from '../../functions/store/shop-upgrade.ts'
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

it('refuses everything once a newer build has finished its upgrade', async () => {
  await addShop(table, { ...settings().shop, id: 'later' }, policy())
  await putFormatOfShop(table, 'later', FORMAT + 1)
  const shops = makeShopCache(table, () => NOON)
  const refused = { failureCause: 'newer-format' }
  await expect(shops.shop('later')).rejects.toMatchObject(refused)
  await expect(shops.settings('later')).rejects.toMatchObject(refused)
  await expect(shops.settingsAfterFact('later')).rejects.toMatchObject(refused)
  const answered = await answeringUnavailable(
    shopHandler({ shop: shops.shop, now: () => NOON }, 'ingest', async () => json(200, {})),
    () => {},
  )({ headers: { authorization: 'Bearer rk_x' }, pathParameters: { shop: 'later' } } as never)
  expect(answered.statusCode).toBe(503)
  expect(answered.headers['retry-after']).toBe('60')
})
