/** DELETE a customer: what a person may ask of the shop (GDPR, article 17). */
import { json, Problem } from '../http/problem.ts'
import { type HttpHandler, type RequestPorts, shopHandler } from '../http/requests.ts'
import { customerKey } from '../store/keys.ts'
import { idOfAnyone } from './customers.handler.ts'
import { type ErasePorts, eraseCustomer } from './erase-customer.ts'

export const makeEraseCustomer = (ports: RequestPorts & ErasePorts): HttpHandler =>
  shopHandler(ports, 'admin', async ({ event, shop }) => {
    const key = customerKey(shop.settings.shop.id, idOfAnyone(event.pathParameters?.customer))
    const { outcome, ...found } = await eraseCustomer(key, ports)
    if (outcome === 'unknown') throw new Problem(404, 'there is no customer with this ID')
    return json(200, { status: outcome, ...found })
  })
