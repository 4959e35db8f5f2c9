/**
 * Brings an older copy of the rows up to what a journal, or an original table, proves: what was
 * sent, who opted out, who is on hold, which addresses are suppressed and who was erased. Runs before
 * anything is decided.
 */
import type { Instant } from '../domain/time.ts'
import { customerRowKind, datedAt } from '../store/codecs/read-customer-rows.ts'
import { blankProfile, findState, isBlankProfile, tombstone } from '../store/erasure.ts'
import type { KeptRow } from '../store/journal/kept-rows.ts'
import { erasedAtIn, replayOf } from '../store/journal/replay.ts'
import { type CustomerKey, PROFILE, parseCustomerKey, STATE } from '../store/keys.ts'
import type { Row, Write } from '../store/table.ts'
import { type ErasePorts, eraseCustomer } from './erase-customer.ts'

export type ReplayPorts = Pick<ErasePorts, 'table' | 'now' | 'eraseMails'>

export type Replayed = {
  /** Rows that the copy had otherwise, or not at all. */
  readonly rows: number
  readonly erased: number
  /** Customers for whom something has changed: they must be decided for again. */
  readonly customers: ReadonlySet<CustomerKey>
}

/** An entry of a journal has a number, a row of an original table has none. */
type Numbered = KeptRow & { readonly seq?: number }

const ROWS_AT_A_TIME = 500

/**
 * Safe to repeat, and to stop at any instant: what was written before is left as it is.
 *
 * @param entries the latest of each row; those of a partition come one after the other
 * @throws if the store fails
 * @example await replayJournal(entries, { table, now, eraseMails })
 */
export async function replayJournal(
  entries: Iterable<Numbered> | AsyncIterable<Numbered>,
  ports: ReplayPorts,
): Promise<Replayed> {
  const customers = new Set<CustomerKey>()
  let [rows, erased] = [0, 0]
  let waiting: Write[] = []
  async function flush(): Promise<void> {
    rows += waiting.length
    await ports.table.write(waiting)
    waiting = []
  }
  for await (const partition of partitionsIn(entries)) {
    const key = parseCustomerKey(partition[0]?.pk ?? '')?.key
    if (key) customers.add(key)
    const erasure = key && partition.find((entry) => erasedAtIn(entry) !== undefined)
    const erasedAt = erasure && erasedAtIn(erasure)
    if (key && erasedAt !== undefined) {
      // Before the rows: what came after the erasure is a new history, and stays.
      await eraseAgain(key, erasedAt, ports)
      erased++
    }
    for (const entry of partition) {
      if (entry === erasure || isBefore(entry, erasure)) continue
      const write = replayOf(entry, await ports.table.get(entry), ports.now())
      if (write && waiting.push(write) >= ROWS_AT_A_TIME) await flush()
    }
  }
  await flush()
  return { rows, erased, customers }
}

/** A journal is in the order of its numbers; an original table has nothing that is older than an erasure. */
const isBefore = (entry: Numbered, erasure: Numbered | undefined): boolean =>
  (entry.seq ?? Number.POSITIVE_INFINITY) < (erasure?.seq ?? Number.NEGATIVE_INFINITY)

async function* partitionsIn(
  entries: Iterable<Numbered> | AsyncIterable<Numbered>,
): AsyncIterable<readonly Numbered[]> {
  let partition: Numbered[] = []
  for await (const entry of entries) {
    if (partition[0] && partition[0].pk !== entry.pk) {
      yield partition
      partition = []
    }
    partition.push(entry)
  }
  if (partition.length > 0) yield partition
}

/**
 * Erases what the copy still has of a customer. Of one whom it does not know the record of the
 * erasure is kept, so that nothing that arrives late restores them.
 */
async function eraseAgain(key: CustomerKey, erasedAt: Instant, ports: ReplayPorts): Promise<void> {
  const { table } = ports
  const rows = await table.query(key)
  const { erasedAt: known = Number.NEGATIVE_INFINITY } = findState(rows)
  // One that was cut short has left rows of before it; those of a new history stay.
  const left = rows.filter((row) => isOfBefore(row, Math.max(known, erasedAt)))
  if (known >= erasedAt && !left.some(({ sk }) => sk === PROFILE)) {
    await table.write(left.map(({ pk, sk }): Write => ({ remove: { pk, sk } })))
    return
  }
  if (rows.some(({ sk }) => sk !== STATE)) {
    await eraseCustomer(key, { ...ports, now: () => erasedAt })
    return
  }
  const { state } = findState(rows)
  await table.write([
    { put: tombstone(key, erasedAt, (state?.version ?? 0) + 1) },
    { put: blankProfile(key, erasedAt) },
  ])
}

const isOfBefore = (row: Row, erasedAt: Instant): boolean =>
  customerRowKind(row.sk) !== undefined &&
  row.sk !== STATE &&
  !isBlankProfile(row) &&
  datedAt(row) <= erasedAt
