/** POST a merge: one person had two ids. */
import * as z from 'zod/mini'
import { json, Problem } from '../http/problem.ts'
import { type HttpHandler, jsonBody, parsed, shopHandler } from '../http/requests.ts'
import { loadPerson } from '../store/customers.ts'
import { joinCustomers } from '../store/join-customers.ts'
import { customerKey } from '../store/keys.ts'
import { type CustomerPorts, idOfAnyone, isKnown } from './customers.handler.ts'
import { described, KnownId } from './wire-parts.ts'

export const CustomerMerge = z.strictObject({ from: KnownId }).register(described, {
  id: 'CustomerMerge',
  description: 'The id whose orders, refunds, consents, journeys and messages move.',
})

export const makeMergeCustomers = (ports: CustomerPorts): HttpHandler =>
  shopHandler(ports, 'admin', async ({ event, shop }) => {
    const { id } = shop.settings.shop
    const [into, { from }] = [
      idOfAnyone(event.pathParameters?.customer),
      parsed(CustomerMerge, jsonBody(event)),
    ]
    if (into === from)
      throw new Problem(400, 'a customer cannot be merged into themselves', {
        faults: [{ path: '$.from', detail: 'must be another customer' }],
      })
    const [to, other] = [customerKey(id, into), customerKey(id, from)]
    const target = await loadPerson(ports.table, to)
    if (!isKnown(target)) throw new Problem(404, 'there is no customer with this ID')
    if (!isKnown(await loadPerson(ports.table, other)))
      throw new Problem(404, 'there is no customer with the ID in "from"')
    const status = await joinCustomers(ports.table, { from: other, to }, ports.now())
    if (status === 'unknown') throw new Problem(404, 'there is no customer with the ID in "from"')
    if (status === 'moving')
      throw new Problem(409, 'one of these customers is being split; try again in a minute')
    return json(200, { status, customer: target.facts.customer })
  })
