/**
 * PUT and DELETE a hold: support, or any other system that knows of trouble, stops marketing at
 * once.
 */
import { json, Problem } from '../http/problem.ts'
import {
  type HttpHandler,
  jsonBody,
  parsed,
  type ShopRequest,
  shopHandler,
} from '../http/requests.ts'
import { faultsAhead } from './clock-ahead.ts'
import { type CustomerPorts, erasedSince, idOfAnyone } from './customers.handler.ts'
import { type HoldName, liftHold, recordHold } from './record-hold.ts'
import { PostedHold } from './wire.ts'
import { Id } from './wire-parts.ts'
import { withoutEmpty } from './without-empty.ts'

export const makePutHold = (ports: CustomerPorts): HttpHandler =>
  shopHandler(ports, 'ingest', async (request) => {
    const name = holdNamed(request)
    const hold = parsed(PostedHold, withoutEmpty(PostedHold, jsonBody(request.event)))
    const ahead = faultsAhead(hold, '$', ports.now())
    if (ahead.length > 0)
      throw new Problem(400, 'the body is invalid; see "errors"', { faults: ahead })
    const status = await recordHold(name, hold, ports.table, ports.now())
    if (status === 'other')
      throw new Problem(
        409,
        'this id belongs to a different hold, and holds cannot be changed; use a new id',
      )
    if (status === 'erased') throw erasedSince()
    return json(status === 'recorded' ? 201 : 200, { status })
  })

export const makeLiftHold = (ports: CustomerPorts): HttpHandler =>
  shopHandler(ports, 'ingest', async (request) => {
    if (!(await liftHold(holdNamed(request), ports.table, ports.now())))
      throw new Problem(404, 'this customer has no hold with this id')
    return json(200, { status: 'lifted' })
  })

function holdNamed({ event: { pathParameters }, shop }: ShopRequest): HoldName {
  const hold = Id.safeParse(pathParameters?.hold)
  if (!hold.success) throw new Problem(400, `the hold's id: ${hold.error.issues[0]?.message}`)
  return {
    shop: shop.settings.shop.id,
    customer: idOfAnyone(pathParameters?.customer),
    hold: hold.data,
  }
}
