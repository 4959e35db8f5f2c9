import { describe, expect, it } from 'vitest'
import {
  type CatalogueProduct,
  demoShop,
  products,
  TEA_FAMILIES,
} from '../../functions/demo/catalogue.ts'

describe("the demonstration shop's catalogue", () => {
  it('has about forty products, each with its own number and its own title in both languages', () => {
    expect(products).toHaveLength(40)
    for (const key of [
      (product: CatalogueProduct) => product.sku,
      (product: CatalogueProduct) => product.title.en,
      (product: CatalogueProduct) => product.title['zh-CN'],
    ])
      expect(new Set(products.map(key)).size).toBe(products.length)
  })

  it('prices everything in whole pence and has several teas of every family', () => {
    for (const { unitMinor } of products) {
      expect(Number.isInteger(unitMinor)).toBe(true)
      expect(unitMinor).toBeGreaterThan(0)
    }
    for (const family of TEA_FAMILIES)
      expect(products.filter((product) => product.family === family).length).toBeGreaterThan(2)
  })

  it('can reach no real person: its addresses are reserved for examples', () => {
    expect(demoShop.from.address).toMatch(/@shop\.example\.com$/)
    expect(demoShop.url).toBe('https://shop.example.com')
    expect(demoShop.openedAt).toBeUndefined()
  })
})
