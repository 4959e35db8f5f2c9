/** The customer that a verb is about: by id, address, order or name. */

import { onOneLine } from '../../domain/looks-like-name.ts'
import { isKnown } from '../../intake/customers.handler.ts'
import { summaryOf } from '../../intake/lookup.handler.ts'
import { Email } from '../../intake/wire-parts.ts'
import { loadPerson } from '../../store/customers.ts'
import { findCustomers, listedByScan, type Sought } from '../../store/find-customers.ts'
import { customerKey } from '../../store/keys.ts'
import { Failure, UsageError } from '../failure.ts'
import type { Store } from '../open-store.ts'
import type { Options } from '../verb.ts'

export const whoOptions = { 'by-address': {}, scan: {} } as const satisfies Options

type Meant = {
  readonly shop: string
  readonly what: string
  readonly isAddress: boolean
  /** Whether a deployed table may be read from end to end. */
  readonly mayScan: boolean
  /** A name may be part of another's, so that what cannot be undone takes none. */
  readonly byName: boolean
}

/**
 * Exactly this id first, then an address, then an order, then a name.
 *
 * @returns the id as typed where no customer is found
 * @throws Failure that lists several, or says that the whole table would be read
 */
export async function customerMeant(meant: Meant, store: Store): Promise<string> {
  const { shop, what, isAddress } = meant
  const { table } = store
  if (isAddress) return guestAt(what, store)
  if (isKnown(await loadPerson(table, customerKey(shop, what)))) return what
  const mayList = meant.mayScan || store.scansFreely
  const listed = mayList ? listedByScan(table) : undefined
  const email = Email.safeParse(what).data
  if (email !== undefined) {
    const secret = await store.secret()
    if (!secret && !store.scansFreely)
      throw new UsageError((w) => w.customer.byAddress.secretMissing)
    const addressHashes = secret?.addressKeys().hashes(email) ?? []
    const ids = await findCustomers(table, shop, { addressHashes }, listed)
    const [one] = await onlyOne(ids, meant, store, true)
    return one ?? what
  }
  if (!listed) throw new Failure((w) => w.customer.search.needsScan(what, store.name))
  const sought: readonly Sought[] = [{ orderId: what }, { name: what }]
  for (const by of sought) {
    const ids = await findCustomers(table, shop, by, listed)
    const [one] = await onlyOne(ids, meant, store, 'orderId' in by || meant.byName)
    if (one !== undefined) return one
  }
  return what
}

/** @throws UsageError if it is not an address, or if the key of the hashes is missing */
async function guestAt(typed: string, { secret: keysOf }: Store): Promise<string> {
  const secret = await keysOf()
  if (!secret) throw new UsageError((w) => w.customer.byAddress.secretMissing)
  const { data } = Email.safeParse(typed)
  if (data === undefined) throw new UsageError((w) => w.customer.byAddress.notAnAddress)
  return `~guest:${secret.addressHash(data)}`
}

/** @throws Failure that lists them, with enough to choose */
async function onlyOne(
  ids: readonly string[],
  { shop, what }: Meant,
  { table }: Store,
  oneIsEnough: boolean,
): Promise<readonly string[]> {
  const all = await Promise.all(ids.map((id) => summaryOf(table, shop, id)))
  const known = all.flatMap((one) => one ?? [])
  if (known.length === 0 || (known.length === 1 && oneIsEnough))
    return known.map(({ customer }) => customer)
  const lines = known.map(({ customer, name, maskedAddress }) =>
    [name, maskedAddress, customer]
      .flatMap((part) => part ?? [])
      .map((part) => onOneLine(part))
      .join('  '),
  )
  const [line] = lines
  if (line !== undefined && lines.length === 1)
    throw new Failure((w) => w.customer.search.byName(what, line))
  throw new Failure((w) => w.customer.search.several(what, lines))
}
