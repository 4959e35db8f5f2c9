import { describe, expect } from 'vitest'
import type { Product } from '../../functions/domain/recommend/product.ts'
import {
  changeProduct,
  eachProduct,
  loadProduct,
  loadProductsPage,
  loadStoredProduct,
  recordProduct,
  removeProduct,
} from '../../functions/store/items.ts'
import type { Table } from '../../functions/store/table.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const TEA: Product = { available: true, locales: { en: { title: 'Tea' } } }

describe.each(STORE_ENGINES)('products on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })

  check(`that are removed come back by a newer version alone${because}`, async () => {
    const record = (at: number) => recordProduct(table, 'tea', 'cup', TEA, at)
    expect(await removeProduct(table, 'tea', 'cup', 10)).toBe('unknown')
    expect(await record(10)).toBe('recorded')
    expect(await removeProduct(table, 'tea', 'cup', 20)).toBe('removed')
    expect(await loadStoredProduct(table, 'tea', 'cup')).toBeUndefined()
    expect(await loadProduct(table, 'tea', 'cup')).toBeUndefined()
    for await (const { sku } of eachProduct(table, 'tea')) expect(sku).not.toBe('cup')
    expect(await record(15)).toBe('stale')
    expect(await removeProduct(table, 'tea', 'cup', 30)).toBe('removed')
    expect(await record(25)).toBe('stale')
    expect(await record(31)).toBe('recorded')
    expect(await loadStoredProduct(table, 'tea', 'cup')).toMatchObject({
      ...{ sku: 'cup', updatedAt: 31, product: TEA },
    })
  })

  check(`are removed even where their version is dated ahead${because}`, async () => {
    await recordProduct(table, 'tea', 'ahead', TEA, 100)
    await removeProduct(table, 'tea', 'ahead', 50)
    expect(await recordProduct(table, 'tea', 'ahead', TEA, 100)).toBe('stale')
    expect(await loadProduct(table, 'tea', 'ahead')).toBeUndefined()
  })

  check(`that are removed come back when a feed names them${because}`, async () => {
    await recordProduct(table, 'tea', 'fed', TEA, 10)
    await removeProduct(table, 'tea', 'fed', 20)
    const unread = (known: Product | undefined) => known && { ...known, available: false }
    expect(await changeProduct(table, 'tea', 'fed', unread, 30)).toBeUndefined()
    expect((await changeProduct(table, 'tea', 'fed', () => TEA, 30))?.became).toBe('recorded')
    expect(await loadProduct(table, 'tea', 'fed')).toEqual(TEA)
  })

  check(`are listed once each, a page at a time, without those removed${because}`, async () => {
    const skus = Array.from({ length: 30 }, (_, i) => `P/${i} 茶`)
    for (const sku of skus) await recordProduct(table, 'paged', sku, TEA, 10)
    await recordProduct(table, 'paged2', 'other', TEA, 10)
    for (const sku of skus.slice(0, 9)) await removeProduct(table, 'paged', sku, 20)
    const seen: string[] = []
    let pages = 0
    for (let after: string | undefined, more = true; more; pages++) {
      const page = await loadProductsPage(table, 'paged', { ...(after && { after }), limit: 7 })
      expect(page.products.length).toBeLessThanOrEqual(7)
      seen.push(...page.products.map(({ sku }) => sku))
      after = page.next
      more = after !== undefined
    }
    expect(seen.toSorted()).toEqual(skus.slice(9).toSorted())
    expect(pages).toBe(5)
    expect(await loadProductsPage(table, 'none', { limit: 7 })).toEqual({ products: [] })
  })
})
