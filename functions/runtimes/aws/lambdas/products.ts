import { makePutProduct } from '../../../intake/products.handler.ts'
import { awsStore } from '../store.ts'

const { table, shops, now } = awsStore()

export const handler = makePutProduct({ table, shop: shops.shop, now })
