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

/** More than a person has: an id with so many is a till's, a marketplace's or a placeholder. */
const MOST_ADDRESSES = 20

/** Whether an address needs no look any more: see 2. */
export const isClaimed = (addresses: readonly string[], addressHash: string): boolean =>
  addresses.includes(addressHash) || addresses.length >= MOST_ADDRESSES

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

/**
 * A write that has a customer decided for by then; undefined if they will be anyway, or no decision
 * has been made for them yet.
 *
 * @example const woken = await wokenBy(table, key, now)
 */
export async function wokenBy(
  table: Table,
  key: CustomerKey,
  by: Instant,
): Promise<Write | undefined> {
  const found = await readState(table, key)
  if (!found.state || (found.state.wakeAt ?? Number.POSITIVE_INFINITY) <= by) return undefined
  return putIdentity(key, found, {}, by)
}

const NEW: UndecidedState = { version: 0 }

const sameVersion = (state: FoundState['state']) =>
  state ? { equals: { version: state.version } } : ({ absent: true } as const)

/** A row that a move takes along. */
export const isOfPerson = (row: Row): boolean => row.sk !== STATE && !isBlankProfile(row)
