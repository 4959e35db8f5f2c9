/** Entries of very many customers in columns of numbers, so that one takes some thirty bytes. */
import type { Instant } from '../../domain/time.ts'

export type Entry = {
  /** Customers are numbered from zero. */
  readonly customer: number
  /** Distinguishes one customer's entries: 32 bits. */
  readonly id: number
  readonly currency: number
  readonly at: Instant
  readonly minor: number
}

export type Ledger = {
  readonly add: (entry: Entry) => void
  /** A customer's entries, in the order in which they came. */
  readonly of: (customer: number) => readonly Entry[]
  readonly size: () => number
  readonly all: () => Iterable<Entry>
}

type LedgerColumns = {
  readonly customer: Uint32Array
  readonly id: Uint32Array
  readonly currency: Uint8Array
  readonly at: Float64Array
  readonly minor: Float64Array
}

const FIRST_ROOM = 1024

/** @example const ledger = openLedger(); ledger.add({ customer: 0, id: 7, currency: 0, at: 0, minor: 900 }) */
export function openLedger(): Ledger {
  let columns = columnsFor(FIRST_ROOM)
  let size = 0
  let index: Index | undefined
  const entry = (i: number): Entry => ({
    customer: columns.customer[i] ?? 0,
    id: columns.id[i] ?? 0,
    currency: columns.currency[i] ?? 0,
    at: columns.at[i] ?? 0,
    minor: columns.minor[i] ?? 0,
  })
  return {
    add({ customer, id, currency, at, minor }) {
      if (size === columns.at.length) columns = columnsFor(2 * size, columns)
      columns.customer[size] = customer
      columns.id[size] = id
      columns.currency[size] = currency
      columns.at[size] = at
      columns.minor[size] = minor
      size++
      index = undefined
    },
    of(customer) {
      index ??= indexOf(columns.customer.subarray(0, size))
      const [from, to] = [index.starts[customer], index.starts[customer + 1]]
      return from === undefined ? [] : Array.from(index.entries.subarray(from, to), entry)
    },
    size: () => size,
    *all() {
      for (let i = 0; i < size; i++) yield entry(i)
    },
  }
}

function columnsFor(room: number, before?: LedgerColumns): LedgerColumns {
  const columns: LedgerColumns = {
    customer: new Uint32Array(room),
    id: new Uint32Array(room),
    currency: new Uint8Array(room),
    at: new Float64Array(room),
    minor: new Float64Array(room),
  }
  if (!before) return columns
  for (const name of Object.keys(columns) as (keyof LedgerColumns)[])
    columns[name].set(before[name])
  return columns
}

type Index = {
  /** Where each customer's entries begin in `entries`, and after the last where they end. */
  readonly starts: Uint32Array
  readonly entries: Uint32Array
}

/** Puts entries in the order of customers, by counting. */
function indexOf(customers: Uint32Array): Index {
  const most = customers.reduce((greatest, one) => Math.max(greatest, one), -1)
  const starts = new Uint32Array(most + 2)
  for (const customer of customers) starts[customer + 1] = (starts[customer + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const entries = new Uint32Array(customers.length)
  for (const [i, customer] of customers.entries()) {
    const at = next[customer] ?? 0
    entries[at] = i
    next[customer] = at + 1
  }
  return { starts, entries }
}
