import { makeNoteKeyUse } from '../../../http/note-key-use.ts'
import { byRoute } from '../../../http/requests.ts'
import { answeringUnavailable } from '../../../http/unavailable.ts'
import { makePutProduct } from '../../../intake/products.handler.ts'
import { reportUnavailable } from '../../report-unavailable.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()

export const handler = answeringUnavailable(
  byRoute({
    'PUT /v1/shops/{shop}/products/{sku}': makePutProduct({
      ...{ table, shop: shops.shop, now },
      noteKeyUse: makeNoteKeyUse(table, now),
    }),
  }),
  reportUnavailable(),
)
