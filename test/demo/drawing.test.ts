import { describe, expect, it } from 'vitest'
import { productPage, products } from '../../functions/demo/catalogue.ts'
import { drawingAt, drawingOf } from '../../functions/demo/drawing.ts'

describe('the drawings of the demonstration', () => {
  it('are there for each product, each another one, and never refer to anything', () => {
    const drawings = products.map(({ sku }) => drawingOf(sku) ?? '')
    for (const drawing of drawings) {
      expect(drawing).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
      expect(drawing.replace(/ xmlns="[^"]*"/, '')).not.toMatch(
        /http|href|url\(|script|NaN|undefined/,
      )
      expect(drawing.length).toBeLessThan(3_000)
    }
    expect(new Set(drawings).size).toBeGreaterThan(products.length / 2)
  })

  it('stand in for the pictures of the shop, and for no others', () => {
    for (const item of products)
      expect(drawingAt(productPage(item, 'en').imageUrl)).toMatch(/^data:image\/svg\+xml,%3Csvg/)
    expect(drawingAt('https://shop.example.com/p/nothing.jpg')).toBeUndefined()
    expect(drawingAt('https://shop.example/p/wre-cup-004.jpg')).toBeUndefined()
  })
})
