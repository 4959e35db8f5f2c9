import { awsStore } from '../runtimes/aws/store.ts'
import { makePutProduct } from './products.handler.ts'

const { table, shops, now } = awsStore()

export const handler = makePutProduct({ table, shop: shops.shop, now })
