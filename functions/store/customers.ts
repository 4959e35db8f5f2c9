/** One customer's rows: read as facts, and the writes of each. */
import { type ConsentFact, countsAt } from '../domain/consent.ts'
import type { CustomerFacts, Profile } from '../domain/customer.ts'
import type { Attribute } from '../domain/customer-event.ts'
import type { MessageChange } from '../domain/decide-messages.ts'
import type { Journey } from '../domain/journey.ts'
import type { Message } from '../domain/message.ts'
import type { Instant } from '../domain/time.ts'
import type { LoadedAddress } from './addresses.ts'
import { readRow } from './codecs/codec.ts'
import type {
  CustomerState,
  Identity,
  LifecycleChange,
  StoredAttribute,
} from './codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { datedAt, encode, readCustomerRows } from './codecs/read-customer-rows.ts'
import { findState } from './erasure.ts'
import { customerBehind } from './identity.ts'
import { BEYOND_DECISIONS, type CustomerKey, PROFILE, parseCustomerKey } from './keys.ts'
import { addressIdOf } from './merge-profile.ts'
import { eachPartition } from './partitions.ts'
import type { Row, RowKey, ScanRange, Table, Write } from './table.ts'

export type LoadedCustomer = {
  readonly key: CustomerKey
  readonly facts: CustomerFacts
  readonly state?: CustomerState
  /** No decision was made for them yet, though they have a state: it holds only their identity. */
  readonly isUndecided?: true
  readonly lifecycle: readonly LifecycleChange[]
  /** Grants that count at another address only, which `facts` has not; left out if there are none. */
  readonly grantsElsewhere?: readonly ConsentFact[]
  /** The keyed hash of their address; absent if they have none. */
  readonly addressHash?: string
  /** The keyed hash by which grants name the address, whatever the current key is. */
  readonly addressId?: string
  /** If it was read; `facts.address` has its facts. */
  readonly address?: LoadedAddress
  /**
   * Descriptions, without ids, of rows that this build does not understand: `row kind gift`,
   * `message row: status snoozed`. No decision may be made for a customer who has any.
   */
  readonly notUnderstood: readonly string[]
  /**
   * Their state is one of those rows: it is not to be written over, so not even a wake can be
   * moved.
   */
  readonly stateIsUnreadable?: true
}

/** Everything that a decision reads of one customer, in one query. */
export async function loadCustomer(table: Table, key: CustomerKey): Promise<LoadedCustomer> {
  return customerFromRows(key, await table.query(key, { below: BEYOND_DECISIONS }))
}

/**
 * The same, where the id may be one that its customer had before: see identity.ts.
 *
 * @example (await loadPerson(table, customerKey('tea', '~guest:PFAJ…'))).facts.customer // 'c-17'
 */
export async function loadPerson(table: Table, key: CustomerKey): Promise<LoadedCustomer> {
  const customer = await loadCustomer(table, key)
  if (customer.state?.movedTo === undefined) return customer
  return loadCustomer(table, await customerBehind(table, key))
}

/**
 * The customer that their rows make up.
 *
 * @throws if the key is not a customer's
 */
export function customerFromRows(key: CustomerKey, rows: readonly Row[]): LoadedCustomer {
  const who = parseCustomerKey(key)
  if (!who) throw new Error(`not a customer's key: ${key}`)
  const { state, fault, erasedAt } = findState(rows)
  const { values, notUnderstood } = readCustomerRows(rows, erasedAt)
  const addressHash = values.profile.at(-1)?.addressHash ?? hashInProfile(rows, erasedAt)
  const profile = values.profile.at(-1)
  const addressId = addressIdOf(profile) ?? addressHash
  const counts = (consent: ConsentFact) => countsAt(consent, addressId)
  const grantsElsewhere = values.consent.filter((consent) => !counts(consent))
  const preferences = values.preferences.at(-1)
  return {
    key,
    facts: {
      shop: who.shop,
      customer: who.customer,
      ...(profile && { profile: profileOf(profile) }),
      consents: grantsElsewhere.length > 0 ? values.consent.filter(counts) : values.consent,
      orders: values.order,
      refunds: values.refund,
      journeys: values.journey,
      messages: values.message,
      holds: values.hold,
      events: values.event,
      attributes: values.attribute.flatMap(attributeOf),
      ...(isMoving(state) && { isMoving: true }),
      ...(preferences && { preferences }),
    },
    ...(state && { state: state.class === undefined ? { ...NEW_STATE, ...state } : state }),
    ...(state?.class === undefined &&
      state?.erasedAt === undefined &&
      state && { isUndecided: true }),
    lifecycle: values.lifecycle,
    ...(grantsElsewhere.length > 0 && { grantsElsewhere }),
    ...(addressHash !== undefined && { addressHash }),
    ...(addressId !== undefined && { addressId }),
    notUnderstood,
    ...(fault !== undefined && { stateIsUnreadable: true }),
  }
}

/** One that was taken back is none. */
const attributeOf = ({ name, value, since, arrivedAt }: StoredAttribute): readonly Attribute[] =>
  value === undefined ? [] : [{ name, value, since, arrivedAt }]

const isMoving = ({ movedTo, adopting, releasing }: Identity = {}): boolean =>
  movedTo !== undefined || adopting !== undefined || releasing !== undefined

/** Of a profile that is not understood: an opt-out must reach its address all the same. */
function hashInProfile(rows: readonly Row[], erasedAt: Instant | undefined): string | undefined {
  const row = rows.findLast(({ sk }) => sk === PROFILE)
  if (!row || (erasedAt !== undefined && datedAt(row) <= erasedAt)) return undefined
  return typeof row.addressHash === 'string' ? row.addressHash : undefined
}

/** A new customer, or one who was erased: then under the tombstone's version. */
const NEW_STATE = {
  class: 'prospect',
  purchases: 0,
  monetaryMinor: 0,
  settingsVersion: 0,
} as const satisfies Partial<CustomerState>

/** The profile without the versions of its fields, which only writing asks for. */
const profileOf = (stored: Profile): Profile => {
  const { email, emailFault, name, locale, zone, country, updatedAt } = stored
  return {
    ...(email !== undefined && { email }),
    ...(email === undefined && emailFault !== undefined && { emailFault }),
    ...(name !== undefined && { name }),
    ...(locale !== undefined && { locale }),
    ...(zone !== undefined && { zone }),
    ...(country !== undefined && { country }),
    updatedAt,
  }
}

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
    const [{ pk }] = rows
    const customer = customerFromRows(pk as CustomerKey, rows)
    // One person is one customer, while their rows move as well.
    if (customer.state?.movedTo === undefined) yield customer
  }
}

/**
 * One message; undefined if there is none.
 *
 * @throws UnreadableRowError
 */
export const loadMessage = async (table: Table, key: RowKey): Promise<Message | undefined> =>
  readRow(CUSTOMER_ROWS.message, await table.get(key))

type PutWrite = Write & { readonly put: Row }

/** On condition that there was no decision since the customer was loaded. */
export function putState(customer: LoadedCustomer, state: CustomerState): PutWrite {
  return {
    put: encode('state', customer.key, state),
    on: customer.state ? { equals: { version: customer.state.version } } : { absent: true },
  }
}

export const putJourney = (pk: CustomerKey, journey: Journey): PutWrite => ({
  put: encode('journey', pk, journey),
})

/** On condition that the message is as it was read. */
export function putMessage(pk: CustomerKey, { before, after }: MessageChange): PutWrite {
  return {
    put: encode('message', pk, after),
    on: before ? { equals: { status: before.status, attempt: before.attempt } } : { absent: true },
  }
}

export const putLifecycleChange = (pk: CustomerKey, change: LifecycleChange): PutWrite => ({
  put: encode('lifecycle', pk, change),
})
