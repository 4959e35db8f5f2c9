/** POST a lookup: which customers have an address or an order, or which one an id leads to. */
import * as z from 'zod/mini'
import { maskedAddress } from '../domain/masked-address.ts'
import { json, Problem } from '../http/problem.ts'
import { type HttpHandler, jsonBody, parsed, shopHandler } from '../http/requests.ts'
import { loadPerson } from '../store/customers.ts'
import { findCustomers, type ListedCustomers, type Sought } from '../store/find-customers.ts'
import { loadFormerIds } from '../store/former-ids.ts'
import { customerKey } from '../store/keys.ts'
import type { Secret } from '../store/secret.ts'
import type { Table } from '../store/table.ts'
import { type CustomerPorts, isKnown } from './customers.handler.ts'
import { described, Email, Id, KnownId } from './wire-parts.ts'
import { withoutEmpty } from './without-empty.ts'

export const CustomerLookup = z
  .strictObject({
    email: z.exactOptional(Email),
    orderId: z.exactOptional(Id),
    id: z.exactOptional(KnownId),
  })
  .check(
    z.refine((asked) => Object.keys(asked).length === 1, {
      error: 'must have exactly one of email, orderId and id',
    }),
  )
  .register(described, {
    id: 'CustomerLookup',
    description:
      'Exactly one of the three. An address is sent in the body, so that no log has it. An order is found with and without the "#" before its number.',
  })

export type LookupPorts = CustomerPorts &
  Pick<Secret, 'addressHash' | 'addressKeys'> & {
    /** Left out where the whole table would have to be read. */
    readonly listed?: ListedCustomers
  }

export const makeLookupCustomers = (ports: LookupPorts): HttpHandler =>
  shopHandler(ports, 'read', async ({ event, shop }) => {
    const asked = parsed(CustomerLookup, withoutEmpty(CustomerLookup, jsonBody(event)))
    const { id } = shop.settings.shop
    const { table, listed } = ports
    if (asked.orderId !== undefined && !listed)
      throw new Problem(
        400,
        'an order cannot be looked up here: the whole table would be read; run "rekindle customer show ORDER --scan"',
        { faults: [{ path: '$.orderId', detail: 'cannot be looked up on a deployed table' }] },
      )
    const ids =
      asked.id === undefined
        ? await findCustomers(table, id, soughtOf(asked, ports), listed)
        : [asked.id]
    const found = await Promise.all(ids.map((one) => summaryOf(table, id, one)))
    return json(200, {
      customers: found.flatMap((one) => one ?? []),
      complete: asked.email === undefined || listed !== undefined,
    })
  })

const soughtOf = (
  { email = '', orderId }: z.output<typeof CustomerLookup>,
  { addressKeys }: LookupPorts,
): Sought => (orderId === undefined ? { addressHashes: addressKeys().hashes(email) } : { orderId })

/**
 * Enough to choose one of several people.
 *
 * @param id theirs, or one that leads to them
 * @returns undefined if there is no such customer
 */
export async function summaryOf(table: Table, shop: string, id: string) {
  const customer = await loadPerson(table, customerKey(shop, id))
  if (!isKnown(customer)) return undefined
  const { facts, state, key } = customer
  const { name, email } = facts.profile ?? {}
  return {
    customer: facts.customer,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { maskedAddress: maskedAddress(email) }),
    ...(state && { class: state.class }),
    purchases: facts.orders.length,
    formerIds: await loadFormerIds(table, key),
  }
}
