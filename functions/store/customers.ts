/** One customer's rows: read as facts, and a decision's rows written back together. */
import type { ConsentFact } from '../domain/consent.ts'
import type { CustomerFacts, CustomerHold, Preferences, Profile } from '../domain/customer.ts'
import type { Decision, MessageChange } from '../domain/decide.ts'
import type { Journey } from '../domain/journey.ts'
import type { Assessment } from '../domain/lifecycle.ts'
import type { LifecycleClass } from '../domain/lifecycle-class.ts'
import type { Message } from '../domain/message.ts'
import type { Settings } from '../domain/policy.ts'
import type { Order, Refund } from '../domain/purchase.ts'
import type { Instant } from '../domain/time.ts'
import { type LoadedAddress, slotsWrite } from './addresses.ts'
import { sinceErasure } from './erasure.ts'
import {
  BEYOND_DECISIONS,
  type CustomerKey,
  journeySort,
  lifecycleSort,
  messageSort,
  PREFERENCES,
  PROFILE,
  parseCustomerKey,
  STATE,
  wakeShardOf,
} from './keys.ts'
import { eachPartition } from './partitions.ts'
import {
  MOST_WRITES_TOGETHER,
  type Row,
  type RowKey,
  type ScanRange,
  type Table,
  type Write,
} from './table.ts'

/** A cache of the last decision, for pages, segments and the wake index. */
export type CustomerState = {
  readonly class: LifecycleClass
  readonly since?: Instant
  readonly purchases: number
  readonly lastPurchaseAt?: Instant
  readonly monetaryMinor: number
  /** In the wake index; may be earlier than the decision asked for, never later. */
  readonly wakeAt?: Instant
  readonly wakeShard?: number
  readonly settingsVersion: number
  /** Of the shop's models, the one whose threshold this customer is judged by; absent for none. */
  readonly modelVersion?: number
  /** What is dated up to here is of a history that was erased, and counts no more. */
  readonly erasedAt?: Instant
  readonly version: number
}

/** A change of class as it was noticed. */
export type LifecycleChange = {
  readonly from?: LifecycleClass
  readonly to: LifecycleClass
  readonly since?: Instant
  readonly noticedAt: Instant
  /** The version of the shop's model that the customer's own threshold came from. */
  readonly modelVersion?: number
}

export type LoadedCustomer = {
  readonly key: CustomerKey
  readonly facts: CustomerFacts
  readonly state?: CustomerState
  readonly lifecycle: readonly LifecycleChange[]
  /** The keyed hash of their address; absent where they have none. */
  readonly addressHash?: string
  /** Where it was read; `facts.address` is what it says. */
  readonly address?: LoadedAddress
}

/** Everything that a decision reads of one customer, in one query. */
export async function loadCustomer(table: Table, key: CustomerKey): Promise<LoadedCustomer> {
  return customerOf(key, await table.query(key, { below: BEYOND_DECISIONS }))
}

/** @throws if the key is not a customer's */
export function customerOf(key: CustomerKey, rows: readonly Row[]): LoadedCustomer {
  const who = parseCustomerKey(key)
  if (!who) throw new Error(`not a customer's key: ${key}`)
  const orders: Order[] = []
  const refunds: Refund[] = []
  const consents: ConsentFact[] = []
  const journeys: Journey[] = []
  const messages: Message[] = []
  const lifecycle: LifecycleChange[] = []
  const holds: CustomerHold[] = []
  let preferences: Preferences | undefined
  let profile: (Profile & { readonly addressHash?: string }) | undefined
  let state: CustomerState | undefined
  for (const { pk: _pk, sk, ...fields } of sinceErasure(rows)) {
    const kind = sk.split('#', 1)[0]
    const id = sk.slice(sk.indexOf('#') + 1)
    if (kind === 'order') orders.push({ orderId: id, ...fields } as Order)
    else if (kind === 'refund') refunds.push({ refundId: id, ...fields } as Refund)
    else if (kind === 'consent') consents.push(fields as ConsentFact)
    else if (kind === 'journey') journeys.push(fields as Journey)
    else if (kind === 'message') messages.push(fields as Message)
    else if (kind === 'lifecycle') lifecycle.push(fields as LifecycleChange)
    else if (kind === 'hold') holds.push({ holdId: id, ...fields } as CustomerHold)
    else if (sk === PROFILE) profile = fields as Profile
    else if (sk === PREFERENCES) preferences = fields as Preferences
    else if (sk === STATE) state = fields as CustomerState
  }
  return {
    key,
    facts: {
      shop: who.shop,
      customer: who.customer,
      ...(profile && { profile: profileOf(profile) }),
      consents,
      orders,
      refunds,
      journeys,
      messages,
      holds,
      ...(preferences && { preferences }),
    },
    ...(state && { state }),
    lifecycle,
    ...(profile?.addressHash !== undefined && { addressHash: profile.addressHash }),
  }
}

/** The profile without the versions of its fields, which only writing asks for. */
const profileOf = ({ email, name, locale, zone, country, updatedAt }: Profile): Profile => ({
  ...(email !== undefined && { email }),
  ...(name !== undefined && { name }),
  ...(locale !== undefined && { locale }),
  ...(zone !== undefined && { zone }),
  ...(country !== undefined && { country }),
  updatedAt,
})

/**
 * Every customer of a shop, one at a time, without loading the shop.
 *
 * @param range what may be left to chance where all of them are only counted
 */
export async function* eachCustomer(
  table: Table,
  prefix: string,
  range: Pick<ScanRange, 'enough' | 'mayLag'> = {},
): AsyncIterable<LoadedCustomer> {
  const upTo = { ...range, below: BEYOND_DECISIONS }
  for await (const rows of eachPartition(table, prefix, upTo)) {
    const [{ pk }] = rows as readonly [Row]
    yield customerOf(pk as CustomerKey, rows)
  }
}

export async function loadMessage(table: Table, key: RowKey): Promise<Message | undefined> {
  const row = await table.get(key)
  if (!row) return undefined
  const { pk: _pk, sk: _sk, ...fields } = row
  return fields as Message
}

/**
 * Commits a decision on condition that nobody decided since the customer was loaded and that
 * every message is as it was read. Writes nothing where nothing would change.
 */
export async function commitDecision(
  table: Table,
  customer: LoadedCustomer,
  decision: Decision,
  settings: Settings,
  now: Instant,
): Promise<'committed' | 'unchanged' | 'conflict'> {
  const state = nextState(customer, decision, settings, now)
  const rows = [
    ...lifecycleRows(customer, state, settings, now),
    ...decision.journeys.map((journey) => putJourney(customer.key, journey)),
    ...decision.messages.map((change) => putMessage(customer.key, change)),
  ]
  const { address, facts } = customer
  const slots = address && slotsWrite(address, facts.customer, decision.slots, now)
  if (rows.length === 0 && !slots) {
    if (customer.state && isSameState(customer.state, state)) return 'unchanged'
    const [result] = await table.write([putState(customer, state)])
    return result?.done ? 'committed' : 'conflict'
  }
  const reserved = slots ? [slots] : []
  const fitting = rows.slice(0, MOST_WRITES_TOGETHER - 1 - reserved.length)
  if (fitting.length === rows.length)
    return table.writeTogether([putState(customer, state), ...reserved, ...rows])
  // Hundreds of overdue repeats do not fit one transaction. What fits is committed with a wake
  // for now, and the caller loads and decides the rest.
  const again = { ...state, wakeAt: now, wakeShard: wakeShardOf(customer.key) }
  await table.writeTogether([putState(customer, again), ...reserved, ...fitting])
  return 'conflict'
}

function nextState(
  { key, state }: LoadedCustomer,
  { assessment, wakeAt }: Decision,
  settings: Settings,
  now: Instant,
): CustomerState {
  const wake = wakeToStore(state?.wakeAt, wakeAt, now)
  return {
    class: assessment.class,
    ...(assessment.since !== undefined && { since: assessment.since }),
    purchases: assessment.rfm.purchases,
    ...(assessment.rfm.lastPurchaseAt !== undefined && {
      lastPurchaseAt: assessment.rfm.lastPurchaseAt,
    }),
    monetaryMinor: assessment.rfm.monetaryMinor,
    ...(wake !== undefined && { wakeAt: wake, wakeShard: wakeShardOf(key) }),
    settingsVersion: settings.version,
    ...modelBehind(assessment),
    ...(state?.erasedAt !== undefined && { erasedAt: state.erasedAt }),
    version: (state?.version ?? 0) + 1,
  }
}

const modelBehind = ({ reason: { threshold } }: Assessment): Pick<CustomerState, 'modelVersion'> =>
  threshold.kind === 'personal' ? { modelVersion: threshold.modelVersion } : {}

/**
 * Moving the wake key costs two writes of the index, so a later wake leaves it where it is: the
 * early wake decides again. A key that has come due always moves or goes.
 */
function wakeToStore(
  stored: Instant | undefined,
  asked: Instant | undefined,
  now: Instant,
): Instant | undefined {
  const mayStay = stored !== undefined && stored > now && (asked === undefined || stored <= asked)
  return mayStay ? stored : asked
}

function isSameState(stored: CustomerState, next: CustomerState): boolean {
  const fields = new Set([...Object.keys(stored), ...Object.keys(next)]) as Set<keyof CustomerState>
  return [...fields].every((field) => field === 'version' || stored[field] === next[field])
}

function putState(customer: LoadedCustomer, state: CustomerState): Write {
  return {
    put: { pk: customer.key, sk: STATE, ...state },
    on: customer.state ? { equals: { version: customer.state.version } } : { absent: true },
  }
}

const putJourney = (pk: CustomerKey, journey: Journey): Write => ({
  put: { pk, sk: journeySort(journey.campaign, journey.n), ...journey },
})

export function putMessage(pk: CustomerKey, { before, after }: MessageChange): Write {
  return {
    put: { pk, sk: messageSort(after), ...after },
    on: before ? { equals: { status: before.status, attempt: before.attempt } } : { absent: true },
  }
}

/** The history that a shop loads is not news; after it opened, every change of class is. */
function lifecycleRows(
  { key, state }: LoadedCustomer,
  next: CustomerState,
  settings: Settings,
  now: Instant,
): readonly Write[] {
  if (settings.shop.openedAt === undefined) return []
  if ((state?.class ?? 'prospect') === next.class) return []
  const change: LifecycleChange = {
    ...(state && { from: state.class }),
    to: next.class,
    ...(next.since !== undefined && { since: next.since }),
    noticedAt: now,
    ...(next.modelVersion !== undefined && { modelVersion: next.modelVersion }),
  }
  return [{ put: { pk: key, sk: lifecycleSort(now), ...change } }]
}
