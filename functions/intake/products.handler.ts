/** PUT a product: what mails may show of it. */
import { json, Problem } from '../http/problem.ts'
import {
  type HttpHandler,
  jsonBody,
  parsed,
  type RequestPorts,
  shopHandler,
} from '../http/requests.ts'
import { recordProduct } from '../store/items.ts'
import type { Table } from '../store/table.ts'
import { faultsAhead } from './clock-ahead.ts'
import { languagesNamedTwice, ProductUpdate } from './product-wire.ts'
import { productOf, shownLocales } from './product-words.ts'
import { Id } from './wire-parts.ts'
import { withoutEmpty } from './without-empty.ts'

export const makePutProduct = (ports: RequestPorts & { readonly table: Table }): HttpHandler =>
  shopHandler(ports, 'ingest', async ({ event, shop }) => {
    const sku = Id.safeParse(event.pathParameters?.sku)
    if (!sku.success) throw new Problem(400, `the product's id: ${sku.error.issues[0]?.message}`)
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
    const { unseenAfterDays } = shop.settings.policy.recommend
    const rule = { now: ports.now(), unseenAfterDays }
    const status = await recordProduct(
      ports.table,
      shop.settings.shop.id,
      sku.data,
      product,
      updatedAt ?? ports.now(),
    )
    if (status === 'stale')
      throw new Problem(409, 'a newer version of this product is stored', {
        faults: [{ path: '$.updatedAt', detail: 'must be later than the stored version' }],
      })
    return json(status === 'recorded' ? 201 : 200, { status, shownIn: shownLocales(product, rule) })
  })
