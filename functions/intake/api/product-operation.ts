/** Description of the route on which shops post products: see operations.ts. */
import { MOST_BODY_BYTES } from '../../http/requests.ts'
import { ProductAnswer, ProductUpdate } from '../product-wire.ts'
import { Id } from '../wire-parts.ts'
import type { ApiOperation } from './operation.ts'

const PRODUCT_EXAMPLE = {
  available: true,
  locales: {
    en: {
      title: 'Green tea',
      url: 'https://shop.example.com/tea-7',
      imageUrl: 'https://shop.example.com/tea-7.jpg',
      priceMinor: 1245,
      currency: 'EUR',
    },
    'zh-CN': {
      title: '绿茶',
      url: 'https://shop.example.com/zh/tea-7',
      imageUrl: 'https://shop.example.com/tea-7.jpg',
    },
  },
}

export const putProduct: ApiOperation = {
  id: 'putProduct',
  tag: 'Products',
  summary: 'Record a product',
  description: `Replaces what mails show when they recommend this product; its id is the "sku" of the lines of purchases. A product that is unavailable, or incomplete in a reader's language, is not shown to them. A body has at most ${MOST_BODY_BYTES} bytes.`,
  scope: 'ingest',
  path: { sku: Id },
  body: {
    oneOf: [ProductUpdate],
    examples: {
      product: { summary: 'A product in two languages', value: PRODUCT_EXAMPLE },
      'sold-out': { summary: 'Sold out', value: { ...PRODUCT_EXAMPLE, available: false } },
    },
  },
  answers: {
    200: {
      description: 'The product was replaced, or was unchanged.',
      schema: ProductAnswer,
      example: { status: 'updated', shownIn: ['en', 'zh-CN'] },
    },
    201: {
      description: 'A new product was recorded.',
      schema: ProductAnswer,
      example: { status: 'recorded', shownIn: ['en'] },
    },
  },
  problems: [400, 401, 403, 409, 413, 415, 503],
}
