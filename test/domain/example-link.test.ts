import { expect, it } from 'vitest'
import { leadsToExample } from '../../functions/domain/example-link.ts'

it.each([
  ['<a href="https://shop.example/new">', true],
  ['See http://shop.example', true],
  ['HTTPS://SHOP.EXAMPLE?x=1', true],
  ['https://shop.example.org/new', false],
  ['https://myshop.example/new', false],
  ['https://mail.shop.example/unsubscribe', false],
  ['hello@shop.example', false],
])('%j leads to the example shop: %s', (text, leads) => {
  expect(leadsToExample(text)).toBe(leads)
})
