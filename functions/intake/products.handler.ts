/** PUT, GET, DELETE and list products: what mails may show of them, and why they do not. */
import type { ShowingRule } from '../domain/recommend/product.ts'
import { json, Problem } from '../http/problem.ts'
import {
  type HttpHandler,
  jsonBody,
  parsed,
  type RequestPorts,
  type ShopRequest,
  shopHandler,
} from '../http/requests.ts'
import {
  loadProductsPage,
  loadStoredProduct,
  recordProduct,
  removeProduct,
} from '../store/items.ts'
import type { Table } from '../store/table.ts'
import { faultsAhead } from './clock-ahead.ts'
import {
  MOST_PRODUCTS_A_PAGE,
  PRODUCTS_A_PAGE,
  productSummary,
  productView,
} from './product-view.ts'
import { languagesNamedTwice, ProductUpdate } from './product-wire.ts'
import { productOf, shownLocales } from './product-words.ts'
import { Id } from './wire-parts.ts'
import { withoutEmpty } from './without-empty.ts'

type ProductPorts = RequestPorts & { readonly table: Table }

/** Products are no one's personal data: a key that may post them may read them too. */
const READERS = ['read', 'ingest'] as const

export const makePutProduct = (ports: ProductPorts): HttpHandler =>
  shopHandler(ports, 'ingest', async (request) => {
    const { event, shop } = request
    const sku = skuOf(request)
    const body = jsonBody(event)
    const { available, locales, updatedAt } = parsed(
      ProductUpdate,
      withoutEmpty(ProductUpdate, body),
    )
    const twice = languagesNamedTwice(body)
    if (twice.length > 0)
      throw new Problem(400, 'the body is invalid; see "errors"', { faults: twice })
    const ahead = faultsAhead({ ...(updatedAt !== undefined && { updatedAt }) }, '$', ports.now())
    if (ahead.length > 0)
      throw new Problem(400, 'the body is invalid; see "errors"', { faults: ahead })
    const product = productOf(available, locales)
    const status = await recordProduct(
      ports.table,
      shop.settings.shop.id,
      sku,
      product,
      updatedAt ?? ports.now(),
    )
    if (status === 'stale')
      throw new Problem(409, 'a newer version of this product is stored', {
        faults: [{ path: '$.updatedAt', detail: 'must be later than the stored version' }],
      })
    return json(status === 'recorded' ? 201 : 200, {
      status,
      shownIn: shownLocales(product, ruleFor(request, ports)),
    })
  })

export const makeGetProduct = (ports: ProductPorts): HttpHandler =>
  shopHandler(ports, READERS, async (request) => {
    const { id } = request.shop.settings.shop
    const stored = await loadStoredProduct(ports.table, id, skuOf(request))
    if (!stored) throw unknownProduct()
    return json(200, productView(stored, ruleFor(request, ports)))
  })

export const makeRemoveProduct = (ports: ProductPorts): HttpHandler =>
  shopHandler(ports, 'ingest', async (request) => {
    const { id } = request.shop.settings.shop
    const outcome = await removeProduct(ports.table, id, skuOf(request), ports.now())
    if (outcome === 'unknown') throw unknownProduct()
    return { statusCode: 204, headers: {}, body: '' }
  })

export const makeListProducts = (ports: ProductPorts): HttpHandler =>
  shopHandler(ports, READERS, async (request) => {
    const { id } = request.shop.settings.shop
    const { products, next } = await loadProductsPage(ports.table, id, pageWanted(request))
    const rule = ruleFor(request, ports)
    return json(200, {
      products: products.map((stored) => productSummary(stored, rule)),
      ...(next !== undefined && { next }),
    })
  })

function skuOf({ event }: ShopRequest): string {
  const sku = Id.safeParse(event.pathParameters?.sku)
  if (!sku.success) throw new Problem(400, `the product's id: ${sku.error.issues[0]?.message}`)
  return sku.data
}

function pageWanted({ event }: ShopRequest): { readonly after?: string; readonly limit: number } {
  const { after, limit = String(PRODUCTS_A_PAGE) } = event.queryStringParameters ?? {}
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > MOST_PRODUCTS_A_PAGE)
    throw new Problem(400, `limit: must be a whole number from 1 to ${MOST_PRODUCTS_A_PAGE}`)
  if (after === undefined) return { limit: Number(limit) }
  if (!Id.safeParse(after).success)
    throw new Problem(400, 'after: must be the "next" of the page before, percent-encoded')
  return { after, limit: Number(limit) }
}

const ruleFor = ({ shop }: ShopRequest, { now }: ProductPorts): ShowingRule => ({
  now: now(),
  unseenAfterDays: shop.settings.policy.recommend.unseenAfterDays,
})

const unknownProduct = (): Problem => new Problem(404, 'there is no product with this ID')
