/** Descriptions of the routes of products: see operations.ts. */
import { MOST_BODY_BYTES } from '../../http/requests.ts'
import {
  MOST_PRODUCTS_A_PAGE,
  PRODUCTS_A_PAGE,
  ProductFound,
  ProductsFound,
} from '../product-view.ts'
import { ProductAnswer, ProductUpdate } from '../product-wire.ts'
import { Id } from '../wire-parts.ts'
import type { ApiOperation, ApiRoute } from './operation.ts'

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

const FOUND_EXAMPLE = {
  sku: 'tea-7',
  updatedAt: '2026-02-01T08:00:00.000Z',
  available: true,
  shownIn: ['en'],
  locales: {
    en: {
      standing: 'shown',
      available: true,
      title: 'Green tea',
      url: 'https://shop.example.com/tea-7',
      imageUrl: 'https://shop.example.com/tea-7.jpg',
      priceMinor: 1245,
      currency: 'EUR',
      price: '€12.45',
      sale: { priceMinor: 990, price: '€9.90', until: '2026-02-08T00:00:00.000Z' },
    },
    'zh-CN': {
      standing: 'unread',
      available: false,
      title: '绿茶',
      unread: { at: '2026-02-01T06:00:00.000Z', line: 214, why: 'price', value: '12,345 EUR' },
      seenAt: '2026-02-01T06:00:00.000Z',
    },
  },
}

type ProductRoute = Extract<ApiRoute, `${string}/products${string}`>

export const productOperations: Readonly<Record<ProductRoute, ApiOperation>> = {
  'PUT /v1/shops/{shop}/products/{sku}': {
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
  },
  'GET /v1/shops/{shop}/products/{sku}': {
    id: 'getProduct',
    tag: 'Products',
    summary: 'Look up a product',
    description:
      'Everything that is known about it, and for each of its languages whether mails may show it at the time of the request, or why not.',
    scope: ['read', 'ingest'],
    path: { sku: Id },
    answers: {
      200: { description: 'The product.', schema: ProductFound, example: FOUND_EXAMPLE },
    },
    problems: [400, 401, 403, 404, 503],
  },
  'DELETE /v1/shops/{shop}/products/{sku}': {
    id: 'removeProduct',
    tag: 'Products',
    summary: 'Remove a product',
    description:
      'Mails show it no more, and nothing is known about it. Only that it was removed is kept, so that a version from before which arrives late is answered 409; a later one, or a feed that names it, brings it back. Removing it again is safe: the removal is then dated by the later request.',
    scope: 'ingest',
    path: { sku: Id },
    answers: { 204: { description: 'The product is removed.' } },
    problems: [400, 401, 403, 404, 503],
  },
  'GET /v1/shops/{shop}/products': {
    id: 'listProducts',
    tag: 'Products',
    summary: 'List products',
    description: `The products of the shop, a page at a time, in no particular order. A page reads at most 64 partitions of the store and one product more than "limit". Products that are recorded or removed while the pages are read may be missing from them or be on them; all others are on one page.`,
    scope: ['read', 'ingest'],
    query: {
      limit: {
        description: `How many products a page has at most; ${PRODUCTS_A_PAGE} where left out.`,
        schema: { type: 'integer', minimum: 1, maximum: MOST_PRODUCTS_A_PAGE },
      },
      after: {
        description: 'The "next" of the page before, percent-encoded; left out for the first page.',
        schema: { type: 'string', minLength: 1, maxLength: 128 },
      },
    },
    answers: {
      200: {
        description: 'A page of products.',
        schema: ProductsFound,
        example: {
          products: [
            {
              sku: 'tea-7',
              updatedAt: '2026-02-01T08:00:00.000Z',
              available: true,
              shownIn: ['en'],
              locales: {
                en: { standing: 'shown', title: 'Green tea' },
                'zh-CN': { standing: 'unread', title: '绿茶' },
              },
            },
          ],
          next: 'tea-7',
        },
      },
    },
    problems: [400, 401, 403, 503],
  },
}
