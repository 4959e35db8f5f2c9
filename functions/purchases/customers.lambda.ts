import { byRoute } from '../http/requests.ts'
import { awsStore } from '../runtimes/aws/store.ts'
import { makeGetCustomer, makePutCustomer } from './customers.handler.ts'

const { table, shops, now } = awsStore()
const ports = { table, shop: shops.shop, now }

export const handler = byRoute({
  'PUT /v1/shops/{shop}/customers/{customer}': makePutCustomer(ports),
  'GET /v1/shops/{shop}/customers/{customer}': makeGetCustomer(ports),
})
