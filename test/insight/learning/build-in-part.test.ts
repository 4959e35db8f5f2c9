import { describe, expect } from 'vitest'
import {
  type BuildPorts,
  buildRecommendations,
} from '../../../functions/insight/learning/build-recommendations.ts'
import { PAIR_LIMITS } from '../../../functions/insight/learning/count-pairs.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { loadCounted, loadNeighbours, loadPopular } from '../../../functions/store/counted-items.ts'
import { customerKey, orderSort } from '../../../functions/store/keys.ts'
import type { Table } from '../../../functions/store/table.ts'
import { days, NOON } from '../../support/given.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'
import { order, ports, skusBoughtWith } from './counted-orders.ts'

describe.each(STORE_ENGINES)(
  'building recommendations of a part of the orders on $name',
  (engine) => {
    let table: Table
    const { check, because } = onEngine(engine, (store) => {
      table = store.table
    })
    let shops = 0
    const newShop = () => `shop ${shops++}`

    const build = (shop: string, at = NOON, over = table, more: Partial<BuildPorts> = {}) =>
      buildRecommendations(shop, { table: over, now: () => at, ...more })

    /** So many orders of one customer, returned whole by one read. */
    const onlyFirst = (baskets: number) => {
      let asked = 0
      return { enough: () => asked++ > baskets }
    }

    check(`uses what it counted if that is enough, and reports it${because}`, async () => {
      const shop = newShop()
      const orders = ['1', '2', '3', '4'].map((id) => order(id, 'tea', 'cup'))
      await recordPurchases(shop, orders, ports(table))
      const first = await build(shop, NOON, table, onlyFirst(3))
      expect(first).toMatchObject({ complete: false, baskets: 3, withNeighbours: 2 })
      expect(await skusBoughtWith(table, shop, 'tea')).toEqual(['cup'])
      expect(await loadPopular(table, shop)).toMatchObject({ skus: ['cup', 'tea'], builtAt: NOON })
      const all = await build(shop, NOON + 1, table, onlyFirst(5))
      expect(all).toMatchObject({ complete: true, baskets: 4 })
    })

    check(`forgets nothing by what a part of the orders does not know${because}`, async () => {
      const shop = newShop()
      const orders = ['1', '2', '3'].flatMap((id) => [
        order(`${id}-a`, 'tea', 'cup'),
        order(`${id}-b`, 'tea', 'tray'),
        order(`${id}-c`, 'mug', 'pot'),
      ])
      await recordPurchases(shop, orders, ports(table))
      await build(shop)
      const known = { skus: ['tea', 'cup', 'mug', 'pot', 'tray'], builtAt: NOON }
      expect(await loadPopular(table, shop)).toMatchObject(known)
      await build(shop, NOON + 1, table, onlyFirst(0))
      const part = await build(shop, NOON + 2, table, onlyFirst(7))
      expect(part).toMatchObject({ complete: false, baskets: 7, withNeighbours: 2, forgotten: 0 })
      expect(await loadNeighbours(table, shop, 'tea')).toHaveLength(2)
      expect(await skusBoughtWith(table, shop, 'mug')).toEqual(['pot'])
      // All five articles were among them, so that they are the news of what sells best.
      expect(await loadPopular(table, shop)).toMatchObject({ builtAt: NOON + 2 })
      await build(shop, NOON + 3, table, onlyFirst(1))
      expect(await loadPopular(table, shop)).toMatchObject({ builtAt: NOON + 2 })
    })

    check(`keeps how an item is bought again, if a part does not know that${because}`, async () => {
      const shop = newShop()
      const orders = [90, 60, 30, 0].map((ago) => ({
        ...order(`${ago} days`, 'tea'),
        paidAt: NOON - days(ago + 1),
      }))
      await recordPurchases(shop, orders, ports(table))
      await build(shop)
      const known = await loadCounted(table, shop, 'tea')
      expect(known).toMatchObject({ neighbours: [], again: { usualDays: expect.closeTo(30, 9) } })
      await build(shop, NOON + 1, table, onlyFirst(3))
      expect(await loadCounted(table, shop, 'tea')).toEqual(known)
    })

    check(`keeps weights, and how often lines repeat, if a part knows less${because}`, async () => {
      const shop = newShop()
      const orders = ['1', '2', '3', '4', '5', '6'].map((id) => ({
        ...order(id, 'tea', 'cup', ...(Number(id) > 2 ? ['tray'] : [])),
        paidAt: NOON - days(id === '6' ? 40 : 10),
      }))
      await recordPurchases(shop, orders, ports(table))
      await build(shop)
      const known = await loadCounted(table, shop, 'tray')
      const { repeats } = (await loadPopular(table, shop)) ?? {}
      expect(known.weights).toHaveLength(2)
      expect(repeats).toEqual({ lines: 3, again: 3 })
      const limits = { ...PAIR_LIMITS, mostWeighed: 2 }
      const part = await build(shop, NOON + 1, table, { ...onlyFirst(5), limits })
      expect(part).toMatchObject({ complete: false, buyAgainPlaces: 0 })
      expect(await loadCounted(table, shop, 'tray')).toEqual(known)
      expect(await loadPopular(table, shop)).toMatchObject({ repeats, builtAt: NOON + 1 })
    })

    check(`replaces by a part of the orders what it knows as much of${because}`, async () => {
      const shop = newShop()
      const orders = ['1', '2', '3', '4'].map((id) => order(id, 'tea', 'cup'))
      await recordPurchases(shop, orders.slice(0, 3), ports(table))
      await build(shop)
      await recordPurchases(shop, [order('0', 'tea'), ...orders, order('9', 'cup')], ports(table))
      await build(shop, NOON + 1, table, onlyFirst(5))
      expect(await loadNeighbours(table, shop, 'cup')).toEqual([
        { sku: 'tea', score: 4 / Math.sqrt(5 * 4), demand: 1 },
      ])
    })

    check(`has enough of a shop that never posted lines${because}`, async () => {
      const shop = newShop()
      await table.write(
        ['a', 'b'].map((id) => {
          const { orderId, lines: _, customer: _c, ...fields } = order(id)
          return { put: { pk: customerKey(shop, id), sk: orderSort(orderId), ...fields } }
        }),
      )
      expect(await build(shop, NOON, table, { enough: () => true })).toMatchObject({
        complete: false,
        baskets: 0,
      })
    })
  },
)
