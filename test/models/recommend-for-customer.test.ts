import { afterAll, describe, expect, it } from 'vitest'
import type { Product } from '../../functions/domain/product.ts'
import {
  type RecommendTo,
  recommendForCustomer,
} from '../../functions/models/recommend-for-customer.ts'
import { putNeighbours, putPopular, recordProduct } from '../../functions/store/items.ts'
import { customerKey, linesSort } from '../../functions/store/keys.ts'
import { loadRecommended, rememberRecommended } from '../../functions/store/recommended.ts'
import type { Table } from '../../functions/store/table.ts'
import { days, NOON } from '../support/given.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const words = (title: string) => ({
  title,
  url: `https://shop.example/${title}`,
  imageUrl: `https://shop.example/${title}.jpg`,
})
const product = (title: string, rest: Partial<Product> = {}): Product => ({
  available: true,
  locales: { en: words(title) },
  ...rest,
})

let shops = 0
/** A shop in which cup and tray are bought with tea, and everything it sells is complete. */
async function teaShop(...sold: readonly string[]) {
  const shop = `tea-${shops++}`
  const beside = [
    { sku: 'cup', score: 0.6, demand: 1 },
    { sku: 'tray', score: 0.4, demand: 1 },
  ]
  await table.write([
    putNeighbours(shop, 'tea', beside, NOON),
    putPopular(shop, ['mug', 'tea', 'cup', 'caddy'], NOON),
  ])
  for (const sku of sold) await recordProduct(table, shop, sku, product(sku), NOON)
  return shop
}

const ALL = ['tea', 'cup', 'tray', 'mug', 'caddy'] as const

async function lin(shop: string, ...bought: readonly string[]): Promise<RecommendTo> {
  const key = customerKey(shop, 'lin')
  const lines = bought.map((sku) => ({ sku, quantity: 1 }))
  await table.write([{ put: { pk: key, sk: linesSort('A-1'), lines, updatedAt: NOON } }])
  return { key, shop, objectsToProfiling: false }
}

const skusFor = async (to: RecommendTo, locale = 'en', over: Table = table, at = NOON) =>
  (await recommendForCustomer(to, locale, 6, { table: over, now: () => at })).map(({ sku }) => sku)

describe('recommendations for a customer', () => {
  it('are what goes with what they bought, then what sells best, with all that a mail shows', async () => {
    const shop = await teaShop(...ALL)
    const to = await lin(shop, 'tea')
    expect(await skusFor(to)).toEqual(['cup', 'tray', 'mug', 'caddy'])
    const [first] = await recommendForCustomer(to, 'en', 1, { table, now: () => NOON })
    expect(first).toEqual({
      sku: 'cup',
      because: { kind: 'bought-together', with: 'tea', score: 0.6 },
      product: { ...words('cup'), price: '' },
    })
  })

  it('leave out what nobody told of, what is incomplete and what is not available', async () => {
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

  it('are what sells best for who objects to profiling, and their purchases are not even read', async () => {
    const shop = await teaShop(...ALL)
    const to = { ...(await lin(shop, 'tea')), objectsToProfiling: true }
    const blind: Table = {
      ...table,
      query: () => Promise.reject(new Error('the purchases were read')),
    }
    expect(await skusFor(to, 'en', blind)).toEqual(['mug', 'tea', 'cup', 'caddy'])
  })

  it('are what sells best for newcomers, and none in a shop where nothing was counted yet', async () => {
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
    expect(reads.filter((sk) => sk.startsWith('product#'))).toHaveLength(4)
  })

  it('are given up in a shop that sells hundreds of things and told of none', async () => {
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
  it('is kept with the latest first, each item once, and a hundred at the most', async () => {
    const key = customerKey('tea', 'remembered')
    await rememberRecommended(table, key, ['a', 'b'], NOON)
    await rememberRecommended(table, key, ['b', 'c'], NOON + 1)
    await rememberRecommended(table, key, [], NOON + 2)
    expect(await loadRecommended(table, key)).toEqual([
      { sku: 'b', at: NOON + 1 },
      { sku: 'c', at: NOON + 1 },
      { sku: 'a', at: NOON },
    ])
    const many = Array.from({ length: 99 }, (_, i) => `i${i}`)
    await rememberRecommended(table, key, many, NOON + 3)
    const kept = await loadRecommended(table, key)
    expect(kept).toHaveLength(100)
    expect(kept.at(-1)).toEqual({ sku: 'b', at: NOON + 1 })
  })

  it('loses nothing where two mails note theirs at once', async () => {
    const key = customerKey('tea', 'twice')
    await Promise.all([
      rememberRecommended(table, key, ['a'], NOON),
      rememberRecommended(table, key, ['b'], NOON),
    ])
    expect((await loadRecommended(table, key)).map(({ sku }) => sku).toSorted()).toEqual(['a', 'b'])
  })

  it('sorts after all that a decision reads', async () => {
    const key = customerKey('tea', 'sorted')
    await rememberRecommended(table, key, ['a'], NOON)
    expect(await table.query(key, { below: '~' })).toEqual([])
    expect(await table.query(key)).toHaveLength(1)
  })
})
