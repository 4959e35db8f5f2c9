import { byRoute } from '../../../http/requests.ts'
import { answeringUnavailable } from '../../../http/unavailable.ts'
import { makePostPurchases, makePostRefunds } from '../../../intake/post-facts.handler.ts'
import { reportUnavailable } from '../../report-unavailable.ts'
import { awsSecret } from '../secret.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()
const { addressHash } = await awsSecret()
const ports = { table, shop: shops.shop, now, addressHash }

const handlers = byRoute({
  'POST /v1/shops/{shop}/purchases': makePostPurchases(ports),
  'POST /v1/shops/{shop}/refunds': makePostRefunds(ports),
})

export const handler = answeringUnavailable(handlers, reportUnavailable())
