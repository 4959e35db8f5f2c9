/**
 * Begins to join customers, or to part them: marks both states in one transaction. The numbers refer
 * to store/identity.ts; pipeline/identity/move-customer.ts moves the rows.
 */
import { isGuest } from '../domain/identity.ts'
import type { Instant } from '../domain/time.ts'
import { readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { encode } from './codecs/read-customer-rows.ts'
import { type FoundState, findState } from './erasure.ts'
import {
  customerBehind,
  guestId,
  hashOfGuest,
  idOf,
  isClaimed,
  isOfPerson,
  knowsIdentity,
  putIdentity,
  putMoved,
  readState,
  withId,
} from './identity.ts'
import { type CustomerKey, customerKey } from './keys.ts'
import { partedIds } from './parted-rows.ts'
import type { Row, Table, Write } from './table.ts'

const MOST_CONFLICTS = 20

/**
 * Notes that a customer with an id bought at an address: a guest who bought there is this
 * customer, before and from now on, unless the address is another's (2). Safe to repeat. Does nothing
 * in a store that cannot say so yet (4), or for a customer whose state is not understood.
 *
 * @param key of the customer, as `knownCustomer` has it
 * @throws if others keep changing the customer
 */
export async function claimAddress(
  table: Table,
  key: CustomerKey,
  addressHash: string,
  now: Instant,
): Promise<void> {
  if (!knowsIdentity(table)) return
  const guest = withId(key, guestId(addressHash))
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const [own, guestRows] = await Promise.all([readState(table, key), table.query(guest)])
    const known = findState(guestRows)
    if (own.fault !== undefined || known.fault !== undefined) return
    if (own.state?.movedTo !== undefined || isClaimed(own.state?.addresses ?? [], addressHash))
      return
    // Rows are on their way from one of them, perhaps to the other, and each would wait for the
    // other's: the next purchase claims the address.
    if (known.state?.releasing !== undefined || own.state?.releasing !== undefined) return
    // Led on to the same address under a newer key, which this process may not know yet.
    const newerHash = hashOfGuest(known.state?.movedTo ?? '')
    if (newerHash !== undefined) return claimAddress(table, key, newerHash, now)
    const addresses = [...(own.state?.addresses ?? []), addressHash]
    // Or they are known by that guest's id themselves, since another was joined with it.
    if (known.state?.movedTo !== undefined || guest === key) {
      const [result] = await table.write([putIdentity(key, own, { addresses })])
      if (result?.done) return
      continue
    }
    const outcome = await table.writeTogether(
      beginning({
        // Rows that are on their way there count.
        hasRows: hasRows(guestRows) || known.state?.adopting !== undefined,
        ...{ guest, known, key, own, addresses, now },
      }),
    )
    if (outcome === 'committed') return
  }
  throw new Error(`a customer was changed by others ${MOST_CONFLICTS} times in a row`)
}

type Beginning = {
  readonly guest: CustomerKey
  readonly known: FoundState
  readonly hasRows: boolean
  readonly key: CustomerKey
  readonly own: FoundState
  readonly addresses: readonly string[] | undefined
  readonly now: Instant
}

/** See 3. */
function beginning({ guest, known, hasRows: moves, key, own, addresses, now }: Beginning): Write[] {
  const adopting = [...(own.state?.adopting ?? []), ...(moves ? [idOf(guest)] : [])]
  return [
    putMoved(guest, known, idOf(key), moves ? now : undefined),
    putIdentity(
      key,
      own,
      { ...(addresses && { addresses }), ...(adopting.length > 0 && { adopting }) },
      moves ? now : undefined,
    ),
  ]
}

/** Whether anything of a customer is there but their state and what an erasure leaves. */
const hasRows = (rows: readonly Row[]): boolean => rows.some(isOfPerson)

export type Joined =
  /** From now on the rows of `from` are on their way. */
  | 'begun'
  /** They are one customer already. */
  | 'same'
  /** Nothing is known under that id. */
  | 'unknown'
  /** One of them is being split. */
  | 'moving'

/**
 * Begins to join two customers: `from` becomes `to`. Safe to repeat. Where one of them was joined
 * before, its present id is meant, so that no circle can come of it and no chain grows.
 *
 * @throws if others keep changing them, or the store cannot say so yet (4)
 */
export async function joinCustomers(
  table: Table,
  first: { readonly from: CustomerKey; readonly to: CustomerKey },
  now: Instant,
): Promise<Joined> {
  if (!knowsIdentity(table)) throw new Error('finish the upgrade before customers are joined')
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const [from, to] = await Promise.all([
      customerBehind(table, first.from),
      customerBehind(table, first.to),
    ])
    if (from === to) return 'same'
    const [own, rows] = await Promise.all([readState(table, to), table.query(from)])
    if (rows.length === 0) return 'unknown'
    const known = findState(rows)
    if (own.fault !== undefined || known.fault !== undefined)
      throw new Error('a newer build wrote the state of one of these customers')
    // Since it was looked up. Written over, each would lead to the other.
    if (own.state?.movedTo !== undefined || known.state?.movedTo !== undefined) continue
    if (own.state?.releasing !== undefined || known.state?.releasing !== undefined) return 'moving'
    const addresses = [...(own.state?.addresses ?? []), ...(known.state?.addresses ?? [])]
    const outcome = await table.writeTogether(
      beginning({
        ...{ guest: from, known, hasRows: true, key: to, own, now },
        addresses: addresses.length > 0 ? [...new Set(addresses)] : undefined,
      }),
    )
    if (outcome === 'committed') return 'begun'
  }
  throw new Error(`customers were changed by others ${MOST_CONFLICTS} times in a row`)
}

/**
 * Leads the guest at an address to the same address under a newer key, since a guest's id is made of
 * the hash. Where the older id leads to a customer, the newer one does. Safe to repeat.
 *
 * @param evenIfUnknown whether an id under which nothing is known is led as well: a process that does
 * not know the newer key may still record under it
 * @throws if others keep changing them
 */
export async function leadGuest(
  table: Table,
  shop: string,
  hashes: { readonly from: string; readonly to: string; readonly evenIfUnknown: boolean },
  now: Instant,
): Promise<void> {
  if (!knowsIdentity(table)) return
  const from = customerKey(shop, guestId(hashes.from))
  const to = guestId(hashes.to)
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const state = await readState(table, from)
    const movedTo = state.state?.movedTo
    if (state.fault !== undefined || movedTo === to) return
    if (movedTo !== undefined)
      return isGuest(movedTo)
        ? undefined
        : claimAddress(table, await customerBehind(table, from), hashes.to, now)
    if (hasRows(await table.query(from))) {
      await joinCustomers(table, { from, to: customerKey(shop, to) }, now)
      return
    }
    if (!hashes.evenIfUnknown && !state.state) return
    const [result] = await table.write([putMoved(from, state, to, undefined)])
    if (result?.done) return
  }
  throw new Error(`a guest was changed by others ${MOST_CONFLICTS} times in a row`)
}

export type Split =
  /** From now on the rows that came from that id are on their way back. */
  | 'begun'
  /** The id leads to no customer, or to another. */
  | 'not-joined'
  /** Rows of one of them are on their way somewhere already. */
  | 'moving'

/**
 * Begins to undo a join: what was recorded or mailed under `id` goes back to it. Later purchases at
 * their address join them no more.
 *
 * @throws if others keep changing them
 */
export async function splitCustomer(
  table: Table,
  { key, id }: { readonly key: CustomerKey; readonly id: string },
  now: Instant,
): Promise<Split> {
  const other = withId(key, id)
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
    const [rows, former] = await Promise.all([table.query(key), readState(table, other)])
    const own = findState(rows)
    const { adopting, releasing, forgetting } = own.state ?? {}
    // Or an erasure of both is not finished: repeated, it must find them both.
    if (releasing === id || forgetting) return 'moving'
    const isJoined = former.state?.movedTo !== undefined && own.state?.movedTo === undefined
    if (!isJoined || (await customerBehind(table, other)) !== key) return 'not-joined'
    if (adopting || releasing !== undefined || former.state.adopting) return 'moving'
    const outcome = await table.writeTogether([
      putIdentity(other, former, { movedTo: undefined, adopting: [idOf(key)] }, now),
      putIdentity(key, own, { releasing: id }, now),
      ...(await ledAlong(key, id, rows, table, now)),
    ])
    if (outcome === 'committed') return 'begun'
  }
  throw new Error(`customers were changed by others ${MOST_CONFLICTS} times in a row`)
}

/**
 * The ids that led to the parted one before lead to it again. One of which nothing had moved has no
 * row as a former id: with one, what was bought under it since goes along.
 */
async function ledAlong(
  key: CustomerKey,
  id: string,
  rows: readonly Row[],
  table: Table,
  now: Instant,
): Promise<readonly Write[]> {
  const parted = partedIds(id, rows)
  const known = new Set(readRows(CUSTOMER_ROWS.former, rows).map((former) => former.id))
  const posted = rows.flatMap(({ movedFrom }) => (typeof movedFrom === 'string' ? [movedFrom] : []))
  const writes = [...new Set([...parted, ...posted])].map(
    async (one): Promise<readonly Write[]> => {
      if (one === id || (known.has(one) && !parted.has(one))) return []
      const state = await readState(table, withId(key, one))
      const { movedTo } = state.state ?? {}
      if (movedTo === idOf(key) && parted.has(one))
        return [putMoved(withId(key, one), state, id, undefined)]
      const isInner = movedTo === id && !known.has(one)
      return isInner ? [{ put: encode('former', key, { id: one, movedAt: now, via: id }) }] : []
    },
  )
  return (await Promise.all(writes)).flat()
}
