import { afterAll, describe, expect, it } from 'vitest'
import { DEFAULT_RECOMMEND_POLICY } from '../../../functions/domain/recommend/recommend-policy.ts'
import { recommendForCustomer } from '../../../functions/insight/learning/recommend-for-customer.ts'
import { eraseCustomer } from '../../../functions/intake/erase-customer.ts'
import { putNeighbours, putPopular } from '../../../functions/store/counted-items.ts'
import { recordProduct } from '../../../functions/store/items.ts'
import { customerKey, refundSort } from '../../../functions/store/keys.ts'
import { loadRecommended, rememberRecommended } from '../../../functions/store/recommended.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { ALL, ordered, product, teaShops, words } from './tea-shops.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
const { teaShop, lin, skusFor } = teaShops(table)

describe('recommendations for a customer', () => {
  it('are what goes with what they bought, then what sells best, with all that a mail shows', async () => {
    const shop = await teaShop(...ALL)
    const to = await lin(shop, 'tea')
    expect(await skusFor(to)).toEqual(['cup', 'tray', 'mug', 'caddy'])
    const [first] = await recommendForCustomer(to, 'en', 1, { table, now: () => NOON })
    expect(first).toEqual({
      sku: 'cup',
      because: { kind: 'bought-together', with: 'tea', score: 0.6 },
      product: { ...words('cup'), price: '', regularPrice: '' },
    })
  })

  it('leave out unknown products, incomplete ones and those that are not available', async () => {
    const shop = await teaShop('mug', 'cup', 'caddy')
    const { imageUrl: _, ...incomplete } = words('mug')
    await recordProduct(
      table,
      shop,
      'mug',
      product('mug', { locales: { en: incomplete } }),
      NOON + 1,
    )
    await recordProduct(table, shop, 'cup', product('cup', { available: false }), NOON + 1)
    expect(await skusFor(await lin(shop, 'tea'))).toEqual(['caddy'])
  })

  it('are in the language of the mail and in no other', async () => {
    const shop = await teaShop('cup')
    const both = { 'zh-CN': words('茶杯'), fr: { title: 'Tasse' } }
    await recordProduct(table, shop, 'tray', product('tray', { locales: both }), NOON)
    const to = await lin(shop, 'tea')
    expect(await skusFor(to, 'en-GB')).toEqual(['cup'])
    expect(await skusFor(to, 'zh-SG')).toEqual(['tray'])
    expect(await skusFor(to, 'zh-TW')).toEqual([])
    expect(await skusFor(to, 'fr')).toEqual([])
  })

  it('are not repeated for 90 days', async () => {
    const shop = await teaShop(...ALL)
    const to = await lin(shop, 'tea')
    await rememberRecommended(table, to.key, ['cup', 'mug'], NOON)
    expect(await skusFor(to)).toEqual(['tray', 'caddy'])
    expect(await skusFor(to, 'en', table, NOON + days(89))).toEqual(['tray', 'caddy'])
    expect(await skusFor(to, 'en', table, NOON + days(90))).toEqual(['cup', 'tray', 'mug', 'caddy'])
  })

  it('are not repeated for as long as the shop says', async () => {
    const shop = await teaShop(...ALL)
    const to = await lin(shop, 'tea')
    await rememberRecommended(table, to.key, ['cup'], NOON)
    const policy = { ...DEFAULT_RECOMMEND_POLICY, notAgainForDays: 7 }
    const again = (at: number) =>
      recommendForCustomer(to, 'en', 1, { table, now: () => at, policy })
    expect(await again(NOON + days(7) - 1)).toMatchObject([{ sku: 'tray' }])
    expect(await again(NOON + days(7))).toMatchObject([{ sku: 'cup' }])
  })

  it('are neither what they sent back nor what goes with it', async () => {
    const shop = await teaShop(...ALL)
    const to = await lin(shop, 'tea')
    const refund = { orderId: 'A-1', at: NOON, currency: 'EUR', minor: 1_000 }
    await table.write([{ put: { pk: to.key, sk: refundSort('r'), ...refund } }])
    expect(await skusFor(to)).toEqual(['mug', 'cup', 'caddy'])
    await table.write(ordered(to.key, 'A-2', [{ sku: 'tea' }]))
    expect(await skusFor(to)).toEqual(['cup', 'tray', 'mug', 'caddy'])
  })

  it('are those of a new customer, for one who was erased', async () => {
    const shop = await teaShop(...ALL)
    const to = await lin(shop, 'tea')
    await eraseCustomer(to.key, { table, now: () => NOON })
    await table.write(ordered(to.key, 'A-1', [{ sku: 'tea' }]))
    expect(await skusFor(to)).toEqual(['mug', 'tea', 'cup', 'caddy'])
  })

  it('show articles that share a page once, the best of them', async () => {
    const shop = await teaShop('mug', 'caddy')
    const page = { ...words('cup'), url: 'https://shop.example/cups' }
    for (const sku of ['cup', 'tray', 'mug'])
      await recordProduct(table, shop, sku, product(sku, { locales: { en: page } }), NOON + 1)
    expect(await skusFor(await lin(shop, 'tea'))).toEqual(['cup', 'caddy'])
  })

  it('do not lead to the page of what they bought, whatever it is called there', async () => {
    const shop = await teaShop(...ALL)
    const tea = { ...words('tea'), url: words('cup').url }
    const soldOut = product('tea', { available: false, locales: { de: tea } })
    await recordProduct(table, shop, 'tea', soldOut, NOON + 1)
    expect(await skusFor(await lin(shop, 'tea'))).toEqual(['tray', 'mug', 'caddy'])
  })

  it('are of this shop alone, whatever its articles are called', async () => {
    const odd = ['a b', '50%', '#1', 'a/b', '茶#é', "o'clock"]
    const shop = await teaShop(...odd)
    const other = await teaShop('mug', 'caddy')
    await table.write([
      putPopular(shop, [...odd, 'mug', 'caddy'], NOON + 1),
      putNeighbours(shop, '茶#é', [{ sku: '50%', score: 1, demand: 1 }], NOON + 1),
    ])
    expect(await skusFor(await lin(shop, '茶#é', 'a b'))).toEqual(['50%', '#1', 'a/b', "o'clock"])
    expect(await skusFor(await lin(other, '茶#é'))).toEqual(['mug', 'caddy'])
  })

  it('are what sells best for who objects to profiling, and their purchases are not even read', async () => {
    const shop = await teaShop(...ALL)
    const to = { ...(await lin(shop, 'tea')), objectsToProfiling: true }
    const blind: Table = {
      ...table,
      query: () => Promise.reject(new Error('the purchases were read')),
    }
    expect(await skusFor(to, 'en', blind)).toEqual(['mug', 'tea', 'cup', 'caddy'])
  })

  it('are what sells best for newcomers, and none in a shop if nothing was counted yet', async () => {
    const shop = await teaShop(...ALL)
    expect(await skusFor(await lin(shop))).toEqual(['mug', 'tea', 'cup', 'caddy'])
    expect(await skusFor(await lin('another-shop', 'tea'))).toEqual([])
  })

  it('read no more than is needed', async () => {
    const shop = await teaShop(...ALL)
    const reads: string[] = []
    const metered: Table = {
      ...table,
      get: (key) => {
        reads.push(key.sk)
        return table.get(key)
      },
    }
    await skusFor(await lin(shop, 'tea'), 'en', metered)
    expect(reads.filter((sk) => sk.startsWith('product#')).toSorted()).toEqual(
      ALL.map((sku) => `product#${sku}`).toSorted(),
    )
  })

  it('are given up in a shop that sells hundreds of products and posted none', async () => {
    const shop = await teaShop()
    const many = Array.from({ length: 100 }, (_, i) => `i${i}`)
    await table.write([putPopular(shop, many, NOON + 1)])
    let reads = 0
    const metered: Table = {
      ...table,
      get: (key) => {
        reads++
        return table.get(key)
      },
    }
    expect(await skusFor(await lin(shop), 'en', metered)).toEqual([])
    expect(reads).toBeLessThan(70)
  })
})

describe('what was recommended', () => {
  it('is kept with the latest first, each item once, and three hundred at the most', async () => {
    const key = customerKey('tea', 'remembered')
    await rememberRecommended(table, key, ['a', 'b'], NOON)
    await rememberRecommended(table, key, ['b', 'c'], NOON + 1)
    await rememberRecommended(table, key, [], NOON + 2)
    expect(await loadRecommended(table, key)).toEqual([
      { sku: 'b', at: NOON + 1 },
      { sku: 'c', at: NOON + 1 },
      { sku: 'a', at: NOON },
    ])
    const many = Array.from({ length: 299 }, (_, i) => `i${i}`)
    await rememberRecommended(table, key, many, NOON + 3)
    const kept = await loadRecommended(table, key)
    expect(kept).toHaveLength(300)
    expect(kept.at(-1)).toEqual({ sku: 'b', at: NOON + 1 })
  })

  it('loses nothing if two mails note theirs at once', async () => {
    const key = customerKey('tea', 'twice')
    await Promise.all([
      rememberRecommended(table, key, ['a'], NOON),
      rememberRecommended(table, key, ['b'], NOON),
    ])
    expect((await loadRecommended(table, key)).map(({ sku }) => sku).toSorted()).toEqual(['a', 'b'])
  })

  it('is not noted of a customer who was erased while the mail left', async () => {
    const { key } = await lin('tea', 'tea')
    await eraseCustomer(key, { table, now: () => NOON })
    await rememberRecommended(table, key, ['cup'], NOON + 1)
    expect(await loadRecommended(table, key)).toEqual([])
  })

  it('sorts after all that a decision reads', async () => {
    const key = customerKey('tea', 'sorted')
    await rememberRecommended(table, key, ['a'], NOON)
    expect(await table.query(key, { below: '~' })).toEqual([])
    expect(await table.query(key)).toHaveLength(1)
  })
})
