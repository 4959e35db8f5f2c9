/**
 * Which customer an id leads to. Someone who bought without an id is a guest, under the keyed hash
 * of their address; once a customer with an id buys at that address, the guest is that customer.
 *
 * 1. What an id leads to stands in its state, which every recording reads already: `movedTo`. So a
 *    customer who comes back costs no read more.
 * 2. A customer's state lists the addresses that are known to lead to them, or to another: the first
 *    id keeps an address, so that a family at one address stays apart.
 * 3. One transaction marks both states, `movedTo` and `adopting`, and wakes both; the first to commit
 *    wins. From then on nothing is decided for either (`isMoving`) until the rows have moved:
 *    pipeline/identity/move-customer.ts.
 * 4. A store whose upgrade is not finished gets no such mark, since the build before would drop it.
 */
import { HASHED_GUEST, isGuest } from '../domain/identity.ts'
import type { Instant } from '../domain/time.ts'
import type { Identity, UndecidedState } from './codecs/customer-row-types.ts'
import { encode } from './codecs/read-customer-rows.ts'
import { type FoundState, findState, isBlankProfile } from './erasure.ts'
import { type CustomerKey, customerKey, parseCustomerKey, STATE, wakeShardOf } from './keys.ts'
import type { Row, Table, Write } from './table.ts'

/** The format (format.ts) from which on a state may say where its customer has moved. */
export const FORMAT_OF_IDENTITY = 2

/** The id of the guest at an address. @example guestId(hash) // '~guest:PFAJ…' */
export const guestId = (addressHash: string): string => `${HASHED_GUEST}${addressHash}`

/** The hash in the id of a guest; undefined for any other customer. */
export const hashOfGuest = (customer: string): string | undefined =>
  isGuest(customer) ? customer.slice(HASHED_GUEST.length) : undefined

/** Whether the store can say that an id leads to another customer: see 4. */
export const knowsIdentity = ({ format }: Pick<Table, 'format'>): boolean =>
  format === undefined || format() >= FORMAT_OF_IDENTITY

export type Erasure = {
  readonly at: Instant
  /** There was no decision for them since. */
  readonly isBare: boolean
}

/** What recording must know of a customer. */
export type KnownCustomer = {
  /** Where their rows are: another key than was asked for if they have another id by now. */
  readonly key: CustomerKey
  /** Absent if they were never erased. */
  readonly erasure?: Erasure
  /** Keyed hashes of the addresses that need no look any more (2). */
  readonly addresses: readonly string[]
}

const READS_AT_A_TIME = 32

/**
 * Where these customers' rows are, and whether they were erased. A state that is not understood keeps
 * no fact from being recorded.
 *
 * @example (await knownCustomers(table, [key])).get(key)?.key
 */
export async function knownCustomers(
  table: Table,
  keys: Iterable<CustomerKey>,
): Promise<ReadonlyMap<CustomerKey, KnownCustomer>> {
  const found = new Map<CustomerKey, KnownCustomer>()
  const queue = new Set(keys).values()
  async function read(): Promise<void> {
    for (const key of queue) found.set(key, await knownCustomer(table, key))
  }
  await Promise.all(Array.from({ length: READS_AT_A_TIME }, read))
  return found
}

/** The same for one customer. */
export async function knownCustomer(table: Table, first: CustomerKey): Promise<KnownCustomer> {
  let key = first
  let erasure: Erasure | undefined
  for (const seen = new Set<string>(); !seen.has(key); ) {
    seen.add(key)
    const found = await readState(table, key)
    erasure = latest(erasure, erasureIn(found))
    const next = found.state?.movedTo
    if (next === undefined)
      return { key, ...(erasure && { erasure }), addresses: found.state?.addresses ?? [] }
    key = withId(key, next)
  }
  throw new Error('a customer moved in a circle')
}

/**
 * The key under which a customer's rows are.
 *
 * @example await customerBehind(table, customerKey('tea', '~guest:PFAJ…')) // 'tea/c-17'
 */
export const customerBehind = async (table: Table, key: CustomerKey): Promise<CustomerKey> =>
  (await knownCustomer(table, key)).key

export const readState = async (table: Table, key: CustomerKey): Promise<FoundState> =>
  findState(await table.query(key, { prefix: STATE }))

function erasureIn({ state, erasedAt }: FoundState): Erasure | undefined {
  if (erasedAt === undefined) return undefined
  return { at: erasedAt, isBare: state !== undefined && state.class === undefined }
}

const latest = (a: Erasure | undefined, b: Erasure | undefined): Erasure | undefined =>
  a && b ? { at: Math.max(a.at, b.at), isBare: b.isBare } : (b ?? a)

/** Another customer of the same shop. */
export function withId(key: CustomerKey, customer: string): CustomerKey {
  const who = parseCustomerKey(key)
  if (!who) throw new Error('not a customer')
  return customerKey(who.shop, customer)
}

/** @example idOf(customerKey('acme', 'c-17')) // 'c-17' */
export const idOf = (key: CustomerKey): string => parseCustomerKey(key)?.customer ?? ''

const MOST_CONFLICTS = 20
/** More than a person has: an id with so many is a till's, a marketplace's or a placeholder. */
const MOST_ADDRESSES = 20

/** Whether an address needs no look any more: see 2. */
export const isClaimed = (addresses: readonly string[], addressHash: string): boolean =>
  addresses.includes(addressHash) || addresses.length >= MOST_ADDRESSES

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
    // Led on to the same address under a newer key, which this process may not know yet.
    const newerHash = hashOfGuest(known.state?.movedTo ?? '')
    if (newerHash !== undefined) return claimAddress(table, key, newerHash, now)
    const addresses = [...(own.state?.addresses ?? []), addressHash]
    if (known.state?.movedTo !== undefined) {
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

/** The state of a customer whose rows are another's: no decision is made for them any more. */
export function putMoved(
  key: CustomerKey,
  { state }: FoundState,
  movedTo: string,
  wakeAt: Instant | undefined,
): Write {
  const { erasedAt, adopting, addresses } = state ?? {}
  const moved: UndecidedState = {
    ...(erasedAt !== undefined && { erasedAt }),
    ...(wakeAt !== undefined && { wakeAt, wakeShard: wakeShardOf(key) }),
    ...{ version: (state?.version ?? 0) + 1, movedTo },
    ...(adopting && { adopting }),
    ...(addresses && { addresses }),
  }
  return { put: encode('state', key, moved), on: sameVersion(state) }
}

/**
 * A customer's state with another identity, on condition that it is as it was read.
 *
 * @param wakeAt to be decided for by then; left out, the wake stays as it is
 */
export function putIdentity(
  key: CustomerKey,
  { state }: FoundState,
  identity: { readonly [F in keyof Identity]: Identity[F] | undefined },
  wakeAt?: Instant,
): Write {
  const { movedTo, adopting, releasing, addresses, forgetting } = { ...state, ...identity }
  const { movedTo: _to, adopting: _in, releasing: _out, addresses: _at, ...decided } = state ?? NEW
  const { forgetting: _ids, ...rest } = decided
  const next = {
    ...rest,
    ...(wakeAt !== undefined && { wakeAt, wakeShard: wakeShardOf(key) }),
    version: rest.version + 1,
    ...(movedTo !== undefined && { movedTo }),
    ...(adopting && adopting.length > 0 && { adopting }),
    ...(releasing !== undefined && { releasing }),
    ...(addresses && { addresses }),
    ...(forgetting && { forgetting }),
  }
  return {
    put: encode('state', key, next),
    on: sameVersion(state),
  }
}

const NEW: UndecidedState = { version: 0 }

const sameVersion = (state: FoundState['state']) =>
  state ? { equals: { version: state.version } } : ({ absent: true } as const)

/** Whether anything of a customer is there but their state and what an erasure leaves. */
const hasRows = (rows: readonly Row[]): boolean => rows.some(isOfPerson)

/** A row that a move takes along. */
export const isOfPerson = (row: Row): boolean => row.sk !== STATE && !isBlankProfile(row)

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
    const [own, former] = await Promise.all([readState(table, key), readState(table, other)])
    const { adopting, releasing } = own.state ?? {}
    if (releasing === id) return 'moving'
    if (former.state?.movedTo !== idOf(key) || own.state?.movedTo !== undefined) return 'not-joined'
    if (adopting || releasing !== undefined || former.state.adopting) return 'moving'
    const outcome = await table.writeTogether([
      putIdentity(other, former, { movedTo: undefined, adopting: [idOf(key)] }, now),
      putIdentity(key, own, { releasing: id }, now),
    ])
    if (outcome === 'committed') return 'begun'
  }
  throw new Error(`customers were changed by others ${MOST_CONFLICTS} times in a row`)
}
