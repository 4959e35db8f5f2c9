import { expect, it } from 'vitest'
import { fed } from './feeding.ts'

const products = (...variants: readonly object[]): string =>
  JSON.stringify(variants.map((variant) => ({ handle: 'tea', title: 'Tea', variants: [variant] })))

it.each([
  [
    "Shopify's export",
    `Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty
tea,Tea,sold-out,12.00,0
tea,Tea,in-stock,12.00,3
tea,Tea,not-known,12.00,`,
  ],
  [
    "Shopify's products",
    products(
      { sku: 'sold-out', price: '12.00', inventory_quantity: 0 },
      { sku: 'in-stock', price: '12.00', inventory_management: null },
      { sku: 'not-known', price: '12.00' },
    ),
  ],
])('of %s that say not what counts the stock, none is taken for in stock', async (_, file) => {
  const { articles, unreadRows } = await fed(file)
  expect(articles.map(({ sku, available }) => [sku, available])).toEqual([
    ['sold-out', false],
    ['in-stock', true],
  ])
  expect(unreadRows).toMatchObject([{ sku: 'not-known', why: 'availability' }])
})
