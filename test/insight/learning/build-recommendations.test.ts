import { describe, expect } from 'vitest'
import { DEFAULT_RECOMMEND_POLICY } from '../../../functions/domain/recommend/recommend-policy.ts'
import {
  type BuildPorts,
  buildRecommendations,
} from '../../../functions/insight/learning/build-recommendations.ts'
import { PAIR_LIMITS } from '../../../functions/insight/learning/count-pairs.ts'
import { eraseCustomer } from '../../../functions/intake/erase-customer.ts'
import { recordPurchases, recordRefunds } from '../../../functions/intake/record-facts.ts'
import {
  loadCounted,
  loadNeighbours,
  loadPopular,
  putNeighbours,
} from '../../../functions/store/counted-items.ts'
import { recordProduct } from '../../../functions/store/items.ts'
import { customerKey, linesSort, orderSort } from '../../../functions/store/keys.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'
import { order, ports, skusBoughtWith } from './counted-orders.ts'

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

const refund = (orderId: string, minor: number, at = NOON - 1) => ({
  refundId: `refund of ${orderId}, ${minor}`,
  orderId,
  customer: { id: 'lin' },
  at,
  currency: 'EUR',
  minor,
})

describe.each(STORE_ENGINES)('building recommendations on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let shops = 0
  const newShop = () => `shop ${shops++}`

  const build = (shop: string, at = NOON, over = table, more: Partial<BuildPorts> = {}) =>
    buildRecommendations(shop, { table: over, now: () => at, ...more })

  check(`counts the lines of all orders of the shop, and of no other${because}`, async () => {
    const [shop, other] = [newShop(), newShop()]
    await buy(table, shop, ['tea', 'cup'], ['tea', 'cup', 'tray'], ['cup', 'tea'], ['tea'])
    await buy(table, other, ['tea', 'pot'], ['tea', 'pot'], ['tea', 'pot'])
    await recordProduct(table, shop, 'cup', { available: true, locales: {} }, NOON)
    expect(await build(shop)).toEqual({
      complete: true,
      baskets: 4,
      items: 3,
      pairs: 3,
      withNeighbours: 2,
      forgotten: 0,
      mostMissed: 0,
      cutBaskets: 0,
      itemsLeftOut: 0,
      boughtAgain: { lines: 0, again: 0 },
      buyAgainPlaces: 0,
      bestSellers: { counted: 3, named: 1, missing: ['tea', 'tray'] },
    })
    expect(await loadNeighbours(table, shop, 'tea')).toEqual([
      { sku: 'cup', score: 3 / Math.sqrt(4 * 3), demand: 3 / 4 },
    ])
    expect(await skusBoughtWith(table, shop, 'tray')).toEqual([])
    expect(await loadPopular(table, shop)).toEqual({
      skus: ['tea', 'cup', 'tray'],
      builtAt: NOON,
      repeats: { lines: 0, again: 0 },
    })
    expect(await loadPopular(table, other)).toBeUndefined()
  })

  check(`ranks best sellers by when they were paid for, not posted${because}`, async () => {
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

  check(`stores weights of the items that sell most${because}`, async () => {
    const shop = newShop()
    await buy(table, shop, ...Array.from({ length: 5 }, () => ['tea', 'cup']), ['tea', 'tray'])
    await build(shop, NOON, table, { limits: { ...PAIR_LIMITS, mostWeighed: 2 } })
    const score = 5 / Math.sqrt(6 * 5)
    expect((await loadCounted(table, shop, 'tea')).weights).toEqual([
      { sku: 'cup', weight: Number((5 / 206).toPrecision(4)), score },
    ])
    await build(shop, NOON + 1, table, { limits: { ...PAIR_LIMITS, mostWeighed: 1 } })
    expect((await loadCounted(table, shop, 'tea')).weights).toBeUndefined()
    expect(await skusBoughtWith(table, shop, 'tea')).toEqual(['cup'])
  })

  check(`counts how each item is bought again, and by each customer${because}`, async () => {
    const shop = newShop()
    const bought = (id: string, ago: number, ...skus: readonly string[]) => ({
      ...order(`${id} ${ago}`, ...skus),
      customer: { id },
      paidAt: NOON - days(ago),
    })
    const customers = Array.from({ length: 20 }, (_, i) => `c${i}`)
    const orders = customers.flatMap((id) => [
      bought(id, 100, 'coffee', 'mill'),
      bought(id, 70, 'coffee'),
      bought(id, 40, 'coffee'),
      { ...bought(id, 10, 'coffee', 'cup'), grossMinor: 0 },
    ])
    const { customer: _, ...anonymous } = bought('anonymous', 5, 'coffee')
    const till = [3, 2, 1, 0].map((ago) => bought('till', ago, 'mill'))
    await recordPurchases(shop, [...orders, anonymous, ...till], ports(table))
    expect(await build(shop, NOON, table, { mostOrdersOfAPerson: 3 })).toMatchObject({
      boughtAgain: { lines: 40, again: 40 },
      buyAgainPlaces: 3,
    })
    expect((await loadPopular(table, shop))?.repeats).toEqual({ lines: 40, again: 40 })
    const days30 = expect.closeTo(30, 6)
    expect(await loadCounted(table, shop, 'coffee')).toMatchObject({
      neighbours: [{ sku: 'mill' }],
      again: { share: (40 + 20 / 2) / 80, usualDays: days30, earliestDays: days30 },
    })
    expect((await loadCounted(table, shop, 'mill')).again).toBeUndefined()
  })

  check(`reads orders that were kept before instants were kept with lines${because}`, async () => {
    const shop = newShop()
    const pk = customerKey(shop, 'lin')
    const money = { currency: 'EUR', grossMinor: 1_000, contentHash: '' }
    const rows = (orderId: string, sku: string, paidAt: number) => [
      { put: { pk, sk: linesSort(orderId), lines: [{ sku }], updatedAt: NOON } },
      { put: { pk, sk: orderSort(orderId), paidAt, updatedAt: NOON, ...money } },
    ]
    await table.write([
      ...rows('1', 'old', NOON - days(90)),
      ...rows('2', 'old', NOON - days(90)),
      ...rows('3', 'new', NOON - days(1)),
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
    expect(await skusBoughtWith(table, shop, 'gone')).toEqual([])
    expect(await build(shop, NOON + 1)).toMatchObject({ withNeighbours: 2, forgotten: 0 })
    expect(await skusBoughtWith(table, shop, 'cup')).toEqual(['tea'])
  })

  check(
    `leaves usable rows where it is cut short, and finishes when run again${because}`,
    async () => {
      const shop = newShop()
      await buy(table, shop, ['tea', 'cup'], ['tea', 'cup'], ['tea', 'cup'])
      await table.write([
        putNeighbours(shop, 'gone', [{ sku: 'tea', score: 1, demand: 1 }], NOON - days(8)),
      ])
      await build(shop, NOON - 1)
      await buy(table, shop, ['cup', 'tray'], ['cup', 'tray'], ['cup', 'tray'], ['cup', 'tray'])
      const dying: Table = {
        ...table,
        async write([first]) {
          await table.write(first ? [first] : [])
          throw new Error('power lost')
        },
      }
      await expect(build(shop, NOON, dying)).rejects.toThrow('power lost')
      expect(await skusBoughtWith(table, shop, 'tea')).toEqual(['cup'])
      expect(await skusBoughtWith(table, shop, 'cup')).toContain('tea')
      await build(shop, NOON + 1)
      expect(await skusBoughtWith(table, shop, 'cup')).toEqual(['tray', 'tea'])
      expect(await skusBoughtWith(table, shop, 'tray')).toEqual(['cup'])
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
      expect(await skusBoughtWith(table, shop, 'tea')).toEqual(['late'])
      expect(await skusBoughtWith(table, shop, 'only-later')).toEqual(['late'])
      expect(await skusBoughtWith(table, shop, 'cup')).toEqual(['tea'])
    },
  )

  check(`counts no order that was refunded in full, and any other once${because}`, async () => {
    const shop = newShop()
    const orders = ['1', '2', '3', '4', '5'].map((id) => order(id, 'tea', 'cup'))
    const free = { ...order('6', 'tea', 'gift'), grossMinor: 0 }
    await recordPurchases(shop, [...orders, free, order('#7 / é%', 'tea')], ports(table))
    const refunds = [refund('1', 1_000), refund('2', 400), refund('2', 600), refund('3', 999)]
    await recordRefunds(shop, [...refunds, refund('4', 1_000, NOON + 1)], ports(table))
    expect(await build(shop)).toMatchObject({ baskets: 4, items: 2, pairs: 1 })
    expect(await loadNeighbours(table, shop, 'cup')).toEqual([
      { sku: 'tea', score: 3 / Math.sqrt(3 * 4), demand: 1 },
    ])
    expect(await build(shop, NOON + 1)).toMatchObject({ baskets: 3, withNeighbours: 0 })
  })

  check(`counts nothing of who was erased, whatever came or stayed behind${because}`, async () => {
    const shop = newShop()
    const pk = customerKey(shop, 'lin')
    await recordPurchases(shop, [order('1', 'tea', 'cup')], ports(table))
    await eraseCustomer(pk, { table, now: () => NOON })
    expect(await recordPurchases(shop, [order('2', 'tea', 'cup')], ports(table))).toEqual([
      'erased',
    ])
    const { lines, orderId, customer: _, ...paid } = order('3', 'tea', 'cup')
    const version = { updatedAt: NOON + 1, contentHash: '' }
    await table.write([
      { put: { pk, sk: linesSort(orderId), lines, paidAt: paid.paidAt, ...version } },
      { put: { pk, sk: orderSort(orderId), ...paid, ...version } },
    ])
    const later = { ...order('4', 'mug'), paidAt: NOON + 2 }
    await recordPurchases(shop, [later], ports(table))
    expect(await build(shop, NOON + 3)).toMatchObject({ baskets: 1, items: 1, pairs: 0 })
    expect((await loadPopular(table, shop))?.skus).toEqual(['mug'])
  })

  check(`follows the policy of the shop${because}`, async () => {
    const shop = newShop()
    await recordPurchases(
      shop,
      [
        { ...order('1', 'tea', 'cup'), paidAt: NOON - days(40) },
        { ...order('2', 'tea', 'cup', 'tray'), paidAt: NOON - days(40) },
        order('3', 'tray'),
      ],
      ports(table),
    )
    const policy = { ...DEFAULT_RECOMMEND_POLICY, minimumSupport: 1, neighbours: 1 }
    await build(shop, NOON, table, { policy: { ...policy, salesHalveEveryDays: 365 } })
    expect(await skusBoughtWith(table, shop, 'tea')).toEqual(['cup'])
    expect((await loadPopular(table, shop))?.skus).toEqual(['tray', 'cup', 'tea'])
    await build(shop, NOON + 1, table, { policy: { ...policy, minimumSupport: 3 } })
    expect(await skusBoughtWith(table, shop, 'tea')).toEqual([])
  })

  check(`of a shop without lines is empty${because}`, async () => {
    const shop = newShop()
    expect(await build(shop)).toMatchObject({ baskets: 0, items: 0, pairs: 0, withNeighbours: 0 })
    expect((await loadPopular(table, shop))?.skus).toEqual([])
  })
})
