import { makeNoteKeyUse } from '../../../http/note-key-use.ts'
import { byRoute } from '../../../http/requests.ts'
import { answeringUnavailable } from '../../../http/unavailable.ts'
import { makePostCodes } from '../../../intake/codes.handler.ts'
import {
  makeGetProduct,
  makeListProducts,
  makePutProduct,
  makeRemoveProduct,
} from '../../../intake/products.handler.ts'
import { reportUnavailable } from '../../report-unavailable.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const ports = { table, shop: shops.shop, now, noteKeyUse: makeNoteKeyUse(table, now) }

export const handler = answeringUnavailable(
  byRoute({
    'PUT /v1/shops/{shop}/products/{sku}': makePutProduct(ports),
    'GET /v1/shops/{shop}/products/{sku}': makeGetProduct(ports),
    'DELETE /v1/shops/{shop}/products/{sku}': makeRemoveProduct(ports),
    'GET /v1/shops/{shop}/products': makeListProducts(ports),
    'POST /v1/shops/{shop}/codes': makePostCodes(ports),
  }),
  reportUnavailable(),
)
