import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildRecommendations } from '../../functions/models/build-recommendations.ts'
import { recordPurchases } from '../../functions/purchases/record-facts.ts'
import {
  loadNeighbours,
  loadPopular,
  putNeighbours,
  recordProduct,
} from '../../functions/store/items.ts'
import { customerKey, linesSort } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { days, NOON } from '../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'

let orders = 0
async function buy(table: Table, shop: string, ...baskets: readonly (readonly string[])[]) {
  await recordPurchases(
    shop,
    baskets.map((skus) => ({
      orderId: `A-${++orders}`,
      customer: { id: `c-${orders % 5}` },
      paidAt: NOON - days(1),
      currency: 'EUR',
      grossMinor: 1_000,
      lines: skus.map((sku) => ({ sku, quantity: 1 })),
    })),
    { table, addressHash: (address) => address },
  )
}

const skusBeside = async (table: Table, shop: string, sku: string) =>
  (await loadNeighbours(table, shop, sku)).map((neighbour) => neighbour.sku)

describe.each(STORE_ENGINES)('building recommendations on $name', ({ missing, start }) => {
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''
  let store: StoreUnderTest
  let table: Table
  let shops = 0
  const newShop = () => `shop ${shops++}`

  beforeAll(async () => {
    if (missing) return
    store = await start()
    table = store.table
  })
  afterAll(async () => store?.stop())

  const build = (shop: string, at = NOON, over = table) =>
    buildRecommendations(shop, { table: over, now: () => at })

  check(`counts the lines of all orders of the shop, and of no other${because}`, async () => {
    const [shop, other] = [newShop(), newShop()]
    await buy(table, shop, ['tea', 'cup'], ['tea', 'cup', 'tray'], ['cup', 'tea'], ['tea'])
    await buy(table, other, ['tea', 'pot'], ['tea', 'pot'], ['tea', 'pot'])
    expect(await build(shop)).toEqual({
      baskets: 4,
      items: 3,
      pairs: 3,
      withNeighbours: 2,
      forgotten: 0,
      mostMissed: 0,
      cutBaskets: 0,
      itemsLeftOut: 0,
    })
    expect(await loadNeighbours(table, shop, 'tea')).toEqual([
      { sku: 'cup', score: 3 / Math.sqrt(4 * 3), demand: 3 / 4 },
    ])
    expect(await skusBeside(table, shop, 'tray')).toEqual([])
    expect(await loadPopular(table, shop)).toEqual({ skus: ['tea', 'cup', 'tray'], builtAt: NOON })
    expect(await loadPopular(table, other)).toBeUndefined()
  })

  check(`ranks what sells best by when it was paid for, not told${because}`, async () => {
    const shop = newShop()
    const lines = (sku: string) => [{ sku, quantity: 1 }]
    const order = { currency: 'EUR', grossMinor: 1_000, customer: { id: 'lin' }, updatedAt: NOON }
    const bought = (orderId: string, sku: string, ago: number) => ({
      ...order,
      orderId,
      paidAt: NOON - days(ago),
      lines: lines(sku),
    })
    await recordPurchases(
      shop,
      [bought('1', 'old', 60), bought('2', 'old', 60), bought('3', 'new', 2)],
      { table, addressHash: (address) => address },
    )
    await build(shop)
    expect((await loadPopular(table, shop))?.skus).toEqual(['new', 'old'])
  })

  check(`reads orders that were kept before instants were kept with lines${because}`, async () => {
    const shop = newShop()
    const row = (orderId: string, sku: string, updatedAt: number) => ({
      put: { pk: customerKey(shop, 'lin'), sk: linesSort(orderId), lines: [{ sku }], updatedAt },
    })
    await table.write([
      row('1', 'old', NOON - days(90)),
      row('2', 'old', NOON - days(90)),
      row('3', 'new', NOON - days(1)),
    ])
    await build(shop)
    expect((await loadPopular(table, shop))?.skus).toEqual(['new', 'old'])
  })

  check(`forgets neighbours that are neighbours no more${because}`, async () => {
    const shop = newShop()
    await buy(table, shop, ['tea', 'cup'], ['tea', 'cup'], ['tea', 'cup'])
    await table.write([
      putNeighbours(shop, 'gone', [{ sku: 'tea', score: 1, demand: 1 }], NOON - days(7)),
    ])
    await recordProduct(table, shop, 'gone', { available: true, locales: {} }, NOON)
    expect(await build(shop)).toMatchObject({ withNeighbours: 2, forgotten: 1 })
    expect(await skusBeside(table, shop, 'gone')).toEqual([])
    expect(await build(shop, NOON + 1)).toMatchObject({ withNeighbours: 2, forgotten: 0 })
    expect(await skusBeside(table, shop, 'cup')).toEqual(['tea'])
  })

  check(
    `leaves usable rows where it is cut short, and finishes when run again${because}`,
    async () => {
      const shop = newShop()
      await buy(table, shop, ['tea', 'cup'], ['tea', 'cup'], ['tea', 'cup'])
      await table.write([
        putNeighbours(shop, 'gone', [{ sku: 'tea', score: 1, demand: 1 }], NOON - days(8)),
      ])
      await build(shop, NOON - days(7))
      await buy(table, shop, ['cup', 'tray'], ['cup', 'tray'], ['cup', 'tray'], ['cup', 'tray'])
      const dying: Table = {
        ...table,
        async write([first]) {
          await table.write(first ? [first] : [])
          throw new Error('power lost')
        },
      }
      await expect(build(shop, NOON, dying)).rejects.toThrow('power lost')
      expect(await skusBeside(table, shop, 'tea')).toEqual(['cup'])
      expect(await skusBeside(table, shop, 'cup')).toContain('tea')
      await build(shop, NOON + 1)
      expect(await skusBeside(table, shop, 'cup')).toEqual(['tray', 'tea'])
      expect(await skusBeside(table, shop, 'tray')).toEqual(['cup'])
      expect(await loadPopular(table, shop)).toMatchObject({ builtAt: NOON + 1 })
    },
  )

  check(
    `keeps what a later counting wrote, if an earlier one ends after it${because}`,
    async () => {
      const shop = newShop()
      await buy(table, shop, ['tea', 'cup'], ['tea', 'cup'], ['tea', 'cup'])
      const late = [{ sku: 'late', score: 1, demand: 1 }]
      await table.write([
        putNeighbours(shop, 'tea', late, NOON + 1),
        putNeighbours(shop, 'only-later', late, NOON + 1),
      ])
      expect(await build(shop, NOON)).toMatchObject({ forgotten: 0 })
      expect(await skusBeside(table, shop, 'tea')).toEqual(['late'])
      expect(await skusBeside(table, shop, 'only-later')).toEqual(['late'])
      expect(await skusBeside(table, shop, 'cup')).toEqual(['tea'])
    },
  )

  check(`of a shop without lines has nothing to tell${because}`, async () => {
    const shop = newShop()
    expect(await build(shop)).toMatchObject({ baskets: 0, items: 0, pairs: 0, withNeighbours: 0 })
    expect((await loadPopular(table, shop))?.skus).toEqual([])
  })
})
