/** The rows in a customer's partition, each by the codec of its kind. */
import type { Instant } from '../../domain/time.ts'
import { BEYOND_DECISIONS, type CustomerKey, STATE } from '../keys.ts'
import type { Row } from '../table.ts'
import { decode, newerThan } from './codec.ts'
import type { CustomerRowKind, CustomerRows } from './customer-row-types.ts'
import { CUSTOMER_ROWS } from './customer-rows.ts'

const BY_SORT: ReadonlyMap<string, CustomerRowKind> = new Map(
  Object.values(CUSTOMER_ROWS).map(({ kind, sort }) => [
    'exact' in sort ? sort.exact : sort.prefix,
    kind,
  ]),
)

/**
 * The kind of a row in a customer's partition; undefined if this build knows none.
 *
 * @example customerRowKind('order#o-1') // 'order'
 */
export function customerRowKind(sk: string): CustomerRowKind | undefined {
  const cut = sk.indexOf('#')
  return BY_SORT.get(cut < 0 ? sk : sk.slice(0, cut + 1))
}

/** Whether a row is a fact, after which its customer is decided for again. */
export function isFact(sk: string): boolean {
  const kind = customerRowKind(sk)
  return kind !== undefined && CUSTOMER_ROWS[kind].isFact
}

/** The instant that an erasure compares; what belongs to no instant belongs to the past. */
export function datedAt(row: Row): Instant {
  const kind = customerRowKind(row.sk)
  const at = row[kind === undefined ? 'updatedAt' : CUSTOMER_ROWS[kind].datedBy]
  return typeof at === 'number' ? at : 0
}

/** Whether a row only says that its order, lines or refund are another customer's by now. */
export const isMarker = ({ sk, movedTo }: Row): boolean => movedTo !== undefined && sk !== STATE

/**
 * A value as the row that is stored of it.
 *
 * @example encode('journey', key, journey).sk // 'journey#care#1'
 */
export const encode = <K extends CustomerRowKind>(
  kind: K,
  pk: CustomerKey,
  value: CustomerRows[K],
): Row => ({ pk, sk: CUSTOMER_ROWS[kind].sortOf(value), ...CUSTOMER_ROWS[kind].write(value) })

/**
 * The data of the person's in a value: what an answer or an export shows of it.
 *
 * @example shownFieldsOf('hold', hold) // without its content hash
 */
export function shownFieldsOf<K extends CustomerRowKind>(
  kind: K,
  value: CustomerRows[K],
): Readonly<Record<string, unknown>> {
  const hidden: ReadonlySet<string> = new Set(CUSTOMER_ROWS[kind].bookkeeping)
  return Object.fromEntries(Object.entries(value).filter(([field]) => !hidden.has(field)))
}

/** Kinds that a decision reads. */
export type DecidingKind = Exclude<
  CustomerRowKind,
  'coupon' | 'event-body' | 'former' | 'lines' | 'recommended'
>

const isDeciding = (kind: CustomerRowKind): kind is DecidingKind =>
  kind !== 'coupon' &&
  kind !== 'event-body' &&
  kind !== 'former' &&
  kind !== 'lines' &&
  kind !== 'recommended'

/** The values of a customer's rows, by kind, and what of them this build does not understand. */
export type FoundRows = {
  readonly values: { readonly [K in DecidingKind]: CustomerRows[K][] }
  readonly notUnderstood: readonly string[]
}

/**
 * Reads a customer's rows as decisions need them. Rows dated up to `erasedAt` are omitted, unless a
 * newer build wrote them: this one does not know how they are dated.
 */
export function readCustomerRows(rows: readonly Row[], erasedAt: Instant | undefined): FoundRows {
  const values: FoundRows['values'] = {
    attribute: [],
    consent: [],
    event: [],
    hold: [],
    journey: [],
    lifecycle: [],
    message: [],
    order: [],
    preferences: [],
    profile: [],
    refund: [],
    state: [],
  }
  const faults = new Set<string>()
  for (const row of rows) {
    if (row.sk >= BEYOND_DECISIONS || isMarker(row)) continue
    const fault = take(row)
    if (fault !== undefined) faults.add(fault)
  }
  return { values, notUnderstood: [...faults] }

  function take(row: Row): string | undefined {
    const kind = customerRowKind(row.sk)
    if (kind === undefined || !isDeciding(kind)) return unknownKind(row)
    return add(kind, row)
  }

  function add<K extends DecidingKind>(kind: K, row: Row): string | undefined {
    const codec = CUSTOMER_ROWS[kind]
    const isForgotten =
      erasedAt !== undefined &&
      kind !== 'state' &&
      newerThan(codec, row) === undefined &&
      datedAt(row) <= erasedAt
    if (isForgotten) return undefined
    const { value, fault } = decode(codec, row)
    if (value !== undefined) values[kind].push(value)
    return fault
  }
}

const unknownKind = ({ sk }: Row): string => {
  const [name = ''] = sk.split('#', 1)
  return `row kind ${/^[a-z][a-z0-9-]{0,39}$/.test(name) ? name : 'of another form'}`
}
