import { afterAll, describe, expect, it } from 'vitest'
import { DEFAULT_RECOMMEND_POLICY } from '../../../functions/domain/recommend/recommend-policy.ts'
import { recommendForCustomer } from '../../../functions/insight/learning/recommend-for-customer.ts'
import { putNeighbours } from '../../../functions/store/counted-items.ts'
import { recordProduct } from '../../../functions/store/items.ts'
import { rememberRecommended } from '../../../functions/store/recommended.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { ALL, product, teaShops, words } from './tea-shops.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
const { teaShop, reorderShop, buyer, skusFor } = teaShops(table)

describe('recommendations for a customer', () => {
  it('have, between what is new, what they may need again', async () => {
    const shop = await reorderShop()
    const to = await buyer(shop, ['tea', 60], ['cup', 60], ['tray', 3])
    const found = await recommendForCustomer(to, 'en', 6, { table, now: () => NOON })
    expect(found.map(({ sku, because }) => [sku, because.kind])).toEqual([
      ['tea', 'buy-again'],
      ['mug', 'sells-best'],
      ['caddy', 'sells-best'],
    ])
    const why = { kind: 'buy-again', purchases: 1, daysAgo: 60, usualDays: 40 }
    expect(found[0]).toEqual({
      sku: 'tea',
      because: why,
      product: { ...words('tea'), price: '', regularPrice: '' },
    })
    expect(await skusFor({ ...to, objectsToProfiling: true })).toEqual([
      ...['mug', 'tea', 'cup', 'tray', 'caddy'],
    ])
    const never = { ...DEFAULT_RECOMMEND_POLICY, buyAgain: 0 } as const
    const ports = { table, now: () => NOON, policy: never }
    expect(await recommendForCustomer(to, 'en', 1, ports)).toMatchObject([{ sku: 'mug' }])
  })

  it('have an item again when it is due, however lately a mail showed it for that', async () => {
    const shop = await reorderShop()
    const to = await buyer(shop, ['tea', 60])
    await rememberRecommended(table, to.key, ['tea', 'cup'], NOON)
    const at = (day: number) => skusFor(to, 'en', table, NOON + days(day))
    expect(await at(29)).toEqual(['mug', 'tray', 'caddy'])
    expect(await at(30)).toEqual(['tea', 'mug', 'tray', 'caddy'])
  })

  it('have an item again that was bought before the last forty, at the cost of few reads', async () => {
    const shop = await reorderShop()
    const since = Array.from({ length: 61 }, (_, i) => [`i${i}`, 50] as const)
    const to = await buyer(shop, ['tea', 300], ['tea', 200], ['tea', 100], ...since)
    const reads: string[] = []
    const metered: Table = {
      ...table,
      get: (key) => {
        reads.push(key.sk)
        return table.get(key)
      },
    }
    expect((await skusFor(to, 'en', metered))[0]).toBe('tea')
    expect(reads.filter((sk) => sk.startsWith('item#'))).toHaveLength(41)
  })

  it('show nothing again by rows of a build that did not count it', async () => {
    const shop = await teaShop(...ALL)
    const to = await buyer(shop, ['tea', 60])
    const policy = { ...DEFAULT_RECOMMEND_POLICY, buyAgain: 6 } as const
    const found = await recommendForCustomer(to, 'en', 6, { table, now: () => NOON, policy })
    expect(found.map(({ sku }) => sku)).toEqual(['cup', 'tray', 'mug', 'caddy'])
  })

  it('lead to a page once, whether of what they have or of what is new', async () => {
    const shop = await reorderShop()
    const page = { ...words('tea'), url: words('mug').url }
    for (const sku of ['tea', 'cup'])
      await recordProduct(table, shop, sku, product(sku, { locales: { en: page } }), NOON + 1)
    const again = { share: 0.5, usualDays: 40, earliestDays: 30 }
    await table.write([putNeighbours(shop, 'cup', [], NOON + 1, { again })])
    const to = await buyer(shop, ['tea', 60], ['cup', 70])
    expect(await skusFor(to)).toEqual(['tea', 'tray', 'caddy'])
  })

  it('have an item of a page that another size of it leads to, though that is asked first', async () => {
    const shop = await reorderShop()
    const page = { ...words('tea'), url: words('cup').url }
    await recordProduct(table, shop, 'tea', product('tea', { locales: { en: page } }), NOON + 1)
    const again = { share: 0.6, usualDays: 40, earliestDays: 30 }
    const sizes = [{ sku: 'cup', score: 0.6, demand: 1 }]
    await table.write([putNeighbours(shop, 'tray', sizes, NOON + 1, { again })])
    const to = await buyer(shop, ['tea', 60], ['tray', 50])
    expect(await skusFor(to)).toEqual(['tray', 'mug', 'tea', 'caddy'])
  })

  it('leave out an item of whose page another was bought since', async () => {
    const shop = await reorderShop()
    const page = { ...words('tea'), url: words('cup').url }
    await recordProduct(table, shop, 'tea', product('tea', { locales: { en: page } }), NOON + 1)
    const to = await buyer(shop, ['tea', 60], ['cup', 1])
    expect(await skusFor(to)).toEqual(['mug', 'tray', 'caddy'])
    expect(await skusFor(to, 'en', table, NOON + days(29))).toEqual([
      ...['tea', 'mug', 'tray', 'caddy'],
    ])
  })
})
