import { byRoute } from '../http/requests.ts'
import { awsSecret } from '../runtimes/aws/secret.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { makePostPurchases, makePostRefunds } from './post-facts.handler.ts'

const { table, shops, now } = awsStore()
const { addressHash } = await awsSecret()
const ports = { table, shop: shops.shop, now, addressHash }

export const handler = byRoute({
  'POST /v1/shops/{shop}/purchases': makePostPurchases(ports),
  'POST /v1/shops/{shop}/refunds': makePostRefunds(ports),
})
