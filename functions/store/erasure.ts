/**
 * What an erasure leaves, so that nothing that arrives late restores a customer: their `state` as a
 * tombstone, over which no concurrent decision can be committed, and a blank profile of that
 * instant, which no older profile replaces.
 */
import type { Instant } from '../domain/time.ts'
import { decode } from './codecs/codec.ts'
import type { CustomerState, Identity, UndecidedState } from './codecs/customer-row-types.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { datedAt, encode } from './codecs/read-customer-rows.ts'
import { type CustomerKey, PROFILE, STATE } from './keys.ts'
import type { Row } from './table.ts'

/** Sorts after every content hash, so that of one instant the erasure is the latest word. */
const LAST_HASH = '~'

/** This build does not understand a customer's state, and must not write over it. */
export class NewerStateError extends Error {
  override readonly name = 'NewerStateError'
  /** @param fault what of the row is newer */
  constructor(fault: string) {
    super(
      `this build does not understand the state of this customer (${fault}), so nothing is decided for them here: finish the deployment, or restore the row where no newer build wrote it`,
    )
  }
}

/** The state among a customer's rows, or its fault; neither if there is none yet. */
export type FoundState = {
  readonly state?: CustomerState | UndecidedState
  /** Such as `state row: version 2`. */
  readonly fault?: string
  /** Read from the row itself, whatever else is wrong with it. */
  readonly erasedAt?: Instant
}

export function findState(rows: readonly Row[]): FoundState {
  const row = rows.findLast(({ sk }) => sk === STATE)
  if (!row) return {}
  const { value, fault } = decode(CUSTOMER_ROWS.state, row)
  const { erasedAt } = row
  return {
    ...(value && { state: value }),
    ...(fault !== undefined && { fault }),
    ...(typeof erasedAt === 'number' && { erasedAt }),
  }
}

/**
 * The state among a customer's rows; undefined if there is none yet.
 *
 * @throws NewerStateError if this build does not understand it
 */
export function stateIn(rows: readonly Row[]): CustomerState | UndecidedState | undefined {
  const { state, fault } = findState(rows)
  if (fault !== undefined) throw new NewerStateError(fault)
  return state
}

/** @param identity by which the erasure finds the rest of the customer until it is finished */
export const tombstone = (
  key: CustomerKey,
  erasedAt: Instant,
  version: number,
  identity: Identity = {},
): Row => encode('state', key, { erasedAt, version, ...identity })

export const blankProfile = (key: CustomerKey, erasedAt: Instant): Row =>
  encode('profile', key, {
    updatedAt: erasedAt,
    replacedAt: erasedAt,
    contentHash: LAST_HASH,
  })

export const isBlankProfile = ({ sk, contentHash }: Row): boolean =>
  sk === PROFILE && contentHash === LAST_HASH

export const isTombstone = (row: Row): boolean =>
  row.sk === STATE && row.erasedAt !== undefined && row.class === undefined

/** The rows of the current history: for an erased customer, those dated after the erasure. */
export function sinceErasure(rows: readonly Row[]): readonly Row[] {
  const { erasedAt } = findState(rows)
  return erasedAt === undefined
    ? rows
    : rows.filter((row) => row.sk === STATE || datedAt(row) > erasedAt)
}
