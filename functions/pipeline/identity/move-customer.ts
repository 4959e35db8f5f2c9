/**
 * Moves the rows of a customer who turned out to be another one: see store/identity.ts, which begins
 * it. Killed at any instant, it goes on with the next wake or reaction of either.
 *
 * 1. Each step is committed together with a new version of the state of `to`, so that an erasure or
 *    another move meanwhile stops this one, and a row is in one place at any moment.
 * 2. What a sender has in its hands is waited for, five minutes at most. A message of unknown
 *    fate is not: it moves as it is, and its event finds it.
 * 3. The places under the caps stay in force throughout; they get the customer's present id with the
 *    last step.
 */
import type { AddressSlot } from '../../domain/address.ts'
import type { Settings } from '../../domain/policy.ts'
import { nextJourneyNumber } from '../../domain/restore.ts'
import { earliest, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { loadAddress, putAddress } from '../../store/addresses.ts'
import { readRows } from '../../store/codecs/codec.ts'
import { CUSTOMER_ROWS } from '../../store/codecs/customer-rows.ts'
import { encode } from '../../store/codecs/read-customer-rows.ts'
import { customerFromRows, type LoadedCustomer, putMessage } from '../../store/customers.ts'
import { type FoundState, findState } from '../../store/erasure.ts'
import {
  customerBehind,
  hashOfGuest,
  idOf,
  isOfPerson,
  putIdentity,
  putMoved,
  readState,
  withId,
} from '../../store/identity.ts'
import { type CustomerKey, parseCustomerKey, STATE } from '../../store/keys.ts'
import { shortenedChains } from '../../store/move-guests.ts'
import { journeyRemovals, journeySteps, numbersOf } from '../../store/move-journeys.ts'
import { profileStep } from '../../store/move-profile.ts'
import { rowSteps } from '../../store/move-rows.ts'
import { erasureOf, type Moving, type Step } from '../../store/moving.ts'
import { partedIds } from '../../store/parted-rows.ts'
import { MOST_WRITES_TOGETHER, type Row, type Table, type Write } from '../../store/table.ts'
import { type ExpirePorts, endClaim } from '../decisions/expire-claim.ts'
import { deferDecision } from '../decisions/not-understood.ts'
import { settleArrived } from '../decisions/settle-arrived.ts'

export type MovePorts = ExpirePorts

/** Done: nothing is on its way to the customer. Otherwise they are woken again. */
export type Moved = 'done' | 'waits' | 'not-understood'

const MOST_CONFLICTS = 50

/**
 * Brings everything here that is on its way to a customer. One read of nothing where nothing is.
 *
 * @param customer as it was just read
 * @throws if the store fails, or others keep changing the customers
 * @example if ((await finishMoves(loaded, ports)) === 'done') // decide
 */
export async function finishMoves(customer: LoadedCustomer, ports: MovePorts): Promise<Moved> {
  let adopting = customer.state?.adopting
  for (let tried = 0; adopting && tried < MOST_CONFLICTS; ) {
    const [first] = adopting
    if (first === undefined) return 'done'
    const outcome = await moveStep(withId(customer.key, first), customer.key, ports)
    if (outcome === 'waits' || outcome === 'not-understood') return outcome
    tried = outcome === 'conflict' ? tried + 1 : 0
    adopting = outcome === 'moved' ? await adoptingNow(customer.key, ports.table) : adopting
  }
  if (!adopting) return 'done'
  throw new Error(`${customer.key} was changed by others ${MOST_CONFLICTS} times in a row`)
}

async function adoptingNow(key: CustomerKey, table: Table): Promise<readonly string[] | undefined> {
  return (await readState(table, key)).state?.adopting
}

/** As much as fits one transaction; all of it where that is little. */
async function moveStep(
  from: CustomerKey,
  to: CustomerKey,
  ports: MovePorts,
): Promise<'moved' | 'conflict' | Exclude<Moved, 'done'>> {
  const { table, now } = ports
  const [source, target] = await Promise.all([table.query(from), table.query(to)])
  const [mover, own] = [moverOf(from, source), customerFromRows(to, target)]
  const blocked = await settleFirst(mover, own, ports)
  if (blocked) return blocked
  const settings = await ports.settings(own.facts.shop, own.state?.settingsVersion)
  const releasing = mover.state?.releasing
  const moving: Moving = {
    ...{ from, to, source, target, now: now(), nextNumber: numbering(settings) },
    ...(releasing !== undefined && { parted: partedIds(releasing, source) }),
  }
  const journeys = journeySteps(moving)
  const withJourneys = { ...moving, target: [...target, ...putRows(journeys)] }
  const steps = [...journeys, ...rowSteps(withJourneys), ...journeyRemovals(moving)]
  const state = findState(target)
  const room = MOST_WRITES_TOGETHER - 1
  const page = fitting(steps, room)
  if (page.length < steps.length) return commitPages(steps, to, state, table)
  const last = await lastStep(withJourneys, table)
  if (page.flat().length + last.length > MOST_WRITES_TOGETHER && page.length > 0)
    return committed(table, [...page.flat(), putIdentity(to, state, {})])
  return committed(table, [...page.flat(), ...last])
}

/** Of a customer who was erased as an id was being parted from them, what goes back with it is left. */
function moverOf(from: CustomerKey, source: readonly Row[]): LoadedCustomer {
  const { state } = findState(source)
  if (state?.releasing === undefined || state.erasedAt === undefined)
    return customerFromRows(from, source)
  const { erasedAt: _at, ...spared } = state
  const rest = source.filter(({ sk }) => sk !== STATE)
  return customerFromRows(from, [...rest, encode('state', from, spared)])
}

/**
 * Many rows in their pages, from one read of them: a till has thousands. Each page is on condition of
 * the state that the one before left, and each row of being as it was read.
 */
async function commitPages(
  steps: readonly Step[],
  to: CustomerKey,
  { state }: FoundState,
  table: Table,
): Promise<'moved' | 'conflict'> {
  let [left, latest, hasMoved] = [steps, state, false]
  while (left.length > 0) {
    const page = fitting(left, MOST_WRITES_TOGETHER - 1)
    const own: FoundState = latest ? { state: latest } : {}
    const outcome = await committed(table, [...page.flat(), putIdentity(to, own, {})])
    if (outcome === 'conflict') return hasMoved ? 'moved' : 'conflict'
    left = left.slice(page.length)
    latest = latest && { ...latest, version: latest.version + 1 }
    hasMoved = true
  }
  return 'moved'
}

async function committed(table: Table, writes: readonly Write[]): Promise<'moved' | 'conflict'> {
  return (await table.writeTogether(writes)) === 'committed' ? 'moved' : 'conflict'
}

const numbering =
  (settings: Settings | undefined): Moving['nextNumber'] =>
  (before) =>
    nextJourneyNumber(before, settings?.restore)

const putRows = (steps: readonly Step[]): readonly Row[] =>
  steps.flatMap((step) => step.flatMap((write) => ('put' in write ? [write.put] : [])))

function fitting(steps: readonly Step[], room: number): readonly Step[] {
  let left = room
  const count = steps.findIndex((step) => {
    left -= step.length
    return left < 0
  })
  return count < 0 ? steps : steps.slice(0, count)
}

/** What a step has to wait for: see 2. */
async function settleFirst(
  mover: LoadedCustomer,
  own: LoadedCustomer,
  ports: MovePorts,
): Promise<'moved' | 'conflict' | Exclude<Moved, 'done'> | undefined> {
  const { table, now } = ports
  const unread = [...mover.notUnderstood, ...own.notUnderstood]
  if (unread.length > 0) {
    ports.onNotUnderstood(own.key, unread)
    return (await deferDecision(table, own, now())) === 'conflict' ? 'conflict' : 'not-understood'
  }
  const id = mover.facts.customer
  const adopting = own.state?.adopting ?? []
  if (!adopting.includes(id)) return 'moved'
  const { movedTo, releasing } = mover.state ?? {}
  const isComing =
    (movedTo ?? releasing) === own.facts.customer ||
    // By way of another id.
    (movedTo !== undefined && (await customerBehind(table, mover.key)) === own.key)
  if (!isComing) return stopAdopting(own, id, table)
  const inner = mover.state?.adopting ? await finishMoves(mover, ports) : 'done'
  if (inner === 'not-understood') return inner
  const claims = mover.facts.messages.filter((message) => message.status === 'claimed')
  const until = earliest(claims.map(({ leaseUntil }) => leaseUntil).filter((at) => at > now()))
  if (until !== undefined || inner === 'waits') return wait(own, until ?? now() + MINUTE_MS, table)
  if (claims.length > 0) {
    for (const message of claims) await endClaim(mover.key, message, ports)
    return 'moved'
  }
  return (await settleArrived(mover, ports)) ? 'moved' : undefined
}

/** Erased, or joined with another customer, in the meantime. */
async function stopAdopting({ key }: LoadedCustomer, id: string, table: Table) {
  const state = await readState(table, key)
  const adopting = (state.state?.adopting ?? []).filter((one) => one !== id)
  return committed(table, [putIdentity(key, state, { adopting })])
}

async function wait({ key }: LoadedCustomer, until: Instant, table: Table) {
  const outcome = await committed(table, [putIdentity(key, await readState(table, key), {}, until)])
  return outcome === 'moved' ? 'waits' : 'conflict'
}

/** See 3; and the customer is decided for now. */
async function lastStep(moving: Moving, table: Table): Promise<readonly Write[]> {
  const { from, to, source, target, parted, now } = moving
  const [before, after] = [findState(source), findState(target)]
  const [fromId, toId] = [idOf(from), idOf(to)]
  const adopting = (after.state?.adopting ?? []).filter((one) => one !== fromId)
  return [
    ...profileStep(moving),
    ...(await slotWrites(moving, table)),
    ...relays(customerFromRows(to, target), now),
    ...(parted
      ? relays(customerFromRows(from, source), now)
      : await shortenedChains(before.state?.addresses ?? [], moving, table)),
    parted
      ? putIdentity(from, before, { releasing: undefined }, now)
      : putMoved(from, withoutAdopting(before), toId, undefined),
    putIdentity(to, after, { adopting }, now),
  ]
}

/** No sender takes a message of a customer who is moving: what is due is relayed again. */
const relays = ({ key, facts }: LoadedCustomer, now: Instant): readonly Write[] =>
  facts.messages.flatMap((before) =>
    before.status === 'due' && before.relayAt > now
      ? [putMessage(key, { before, after: { ...before, relayAt: now } })]
      : [],
  )

function withoutAdopting({ state }: FoundState): FoundState {
  if (!state) return {}
  const { adopting: _done, ...left } = state
  return { state: left }
}

/** The places that the customer's mails occupy at their addresses, under their present id. */
async function slotWrites(moving: Moving, table: Table): Promise<readonly Write[]> {
  const { from, to, source, parted } = moving
  const who = parseCustomerKey(from)
  if (!who) return []
  const numbers = numbersOf(moving)
  function relabelled(slot: AddressSlot): AddressSlot {
    const n = numbers(slot.campaign, slot.n)
    if (slot.customer !== who?.customer || (n === undefined && parted)) return slot
    return { ...slot, customer: idOf(to), n: n ?? slot.n }
  }
  const erasedAt = Math.max(erasureOf(source), erasureOf(moving.target))
  const isForgotten = (slot: AddressSlot) =>
    !parted && slot.customer === who.customer && slot.at <= erasedAt
  const writes: Write[] = []
  for (const hash of hashesOf(from, source, parted)) {
    const address = await loadAddress(table, who.shop, hash)
    const slots = address.own.slots.filter((slot) => !isForgotten(slot)).map(relabelled)
    if (
      slots.length < address.own.slots.length ||
      slots.some((slot, i) => slot !== address.own.slots[i])
    )
      writes.push(putAddress(address, { ...address.own, slots }))
  }
  return writes
}

/** Where they were mailed, also by the ids that are parted from them. */
function hashesOf(
  from: CustomerKey,
  source: readonly Row[],
  parted: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const former = readRows(CUSTOMER_ROWS.former, source).filter(({ id }) => parted.has(id))
  const hashes = [
    customerFromRows(from, source).addressHash,
    ...former.map(({ profile }) => profile?.addressHash),
    ...[idOf(from), ...parted].map(hashOfGuest),
  ]
  return new Set(hashes.filter((hash) => hash !== undefined))
}

/**
 * A customer whose rows are another's: whatever a recording left here that had read their state
 * before goes the same way.
 *
 * @returns the customer to decide for; undefined if nothing is left here
 */
export async function sweepMoved(
  { key, state }: LoadedCustomer,
  { table, now }: Pick<MovePorts, 'table' | 'now'>,
): Promise<CustomerKey | undefined> {
  if (state?.movedTo === undefined) return undefined
  const to = await customerBehind(table, key)
  if (!(await table.query(key)).some(isOfPerson)) {
    if (state.wakeAt !== undefined)
      await table.write([putMoved(key, await readState(table, key), state.movedTo, undefined)])
    return undefined
  }
  for (let tried = 0; tried < MOST_CONFLICTS; tried++) {
    const own = await readState(table, to)
    const adopting = own.state?.adopting ?? []
    const id = idOf(key)
    if (adopting.includes(id)) return to
    const sweeping = putIdentity(to, own, { adopting: [...adopting, id] }, now())
    const [result] = await table.write([sweeping])
    if (result?.done) return to
  }
  throw new Error(`${to} was changed by others ${MOST_CONFLICTS} times in a row`)
}
