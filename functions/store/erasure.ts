/**
 * What an erasure leaves, so that nothing that comes late brings a customer back: their `state` as
 * a tombstone, which no decision in hand can be committed over, and a blank profile of that
 * instant, which no older telling of an address is newer than.
 */
import type { Instant } from '../domain/time.ts'
import type { CustomerState, LoadedCustomer } from './customers.ts'
import { type CustomerKey, PROFILE, STATE } from './keys.ts'
import type { Row, RowOf, Table } from './table.ts'

/** Sorts after every content hash, so that of one instant the erasure is the latest word. */
const LAST_HASH = '~'

type Tombstone = RowOf<{ erasedAt: Instant; version: number; class?: string }>

export const tombstone = (key: CustomerKey, erasedAt: Instant, version: number): Row => ({
  pk: key,
  sk: STATE,
  erasedAt,
  version,
})

export const blankProfile = (key: CustomerKey, erasedAt: Instant): Row => ({
  pk: key,
  sk: PROFILE,
  updatedAt: erasedAt,
  replacedAt: erasedAt,
  contentHash: LAST_HASH,
})

export const isBlankProfile = ({ sk, contentHash }: Row): boolean =>
  sk === PROFILE && contentHash === LAST_HASH

export const isTombstone = (row: Row): boolean =>
  row.sk === STATE && row.erasedAt !== undefined && row.class === undefined

/** The field that says when the thing itself was, whenever it was told. */
const DATED_BY: Readonly<Record<string, string>> = {
  order: 'paidAt',
  refund: 'at',
  consent: 'at',
  hold: 'at',
  journey: 'startedAt',
  message: 'dueAt',
  lifecycle: 'noticedAt',
  '~lines': 'paidAt',
}

/** The instant that a row tells of; what belongs to no instant belongs to the past. */
export function toldAt(row: Row): Instant {
  const field = DATED_BY[row.sk.split('#', 1)[0] ?? ''] ?? 'updatedAt'
  return (row[field] as Instant | undefined) ?? 0
}

/**
 * The rows that count: of a customer who was erased, those that tell of a later instant. Their
 * state is that of somebody new, under the tombstone's version.
 */
export function sinceErasure(rows: readonly Row[]): readonly Row[] {
  const state = rows.findLast(({ sk }) => sk === STATE) as Tombstone | undefined
  const erasedAt = state?.erasedAt
  if (state === undefined || erasedAt === undefined) return rows
  return rows.flatMap((row) => {
    if (row.sk === STATE) return [state.class === undefined ? { ...NEW, ...state } : row]
    return toldAt(row) > erasedAt ? [row] : []
  })
}

const NEW = {
  class: 'prospect',
  purchases: 0,
  monetaryMinor: 0,
  settingsVersion: 0,
} as const satisfies Partial<CustomerState>

/** Erased, and nothing began anew: only a purchase or a profile does that. */
export const isErased = ({ state, facts }: Pick<LoadedCustomer, 'state' | 'facts'>): boolean =>
  state?.erasedAt !== undefined && facts.orders.length === 0 && facts.profile === undefined

export type Erasure = {
  readonly at: Instant
  /** Nobody has decided for them since. */
  readonly isBare: boolean
}

const READS_AT_A_TIME = 32

/** Which of these customers were erased, and when. */
export async function erasuresOf(
  table: Table,
  keys: Iterable<CustomerKey>,
): Promise<ReadonlyMap<CustomerKey, Erasure>> {
  const found = new Map<CustomerKey, Erasure>()
  const queue = new Set(keys).values()
  async function read(): Promise<void> {
    for (const key of queue) {
      const rows = await table.query(key, { prefix: STATE })
      const state = rows.find(({ sk }) => sk === STATE) as Tombstone | undefined
      if (state?.erasedAt !== undefined)
        found.set(key, { at: state.erasedAt, isBare: state.class === undefined })
    }
  }
  await Promise.all(Array.from({ length: READS_AT_A_TIME }, read))
  return found
}
