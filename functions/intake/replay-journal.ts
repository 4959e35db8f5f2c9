/**
 * Brings an older copy of the rows up to what a journal, or an original table, proves: what was
 * sent, who opted out, who is on hold, which addresses are suppressed and who was erased. Runs before
 * anything is decided.
 */
import type { Instant } from '../domain/time.ts'
import { blankProfile, findState, tombstone } from '../store/erasure.ts'
import type { KeptRow } from '../store/journal/kept-rows.ts'
import { erasedAtIn, replayOf } from '../store/journal/replay.ts'
import { type CustomerKey, parseCustomerKey, STATE } from '../store/keys.ts'
import type { Write } from '../store/table.ts'
import { type ErasePorts, eraseCustomer } from './erase-customer.ts'

export type ReplayPorts = Pick<ErasePorts, 'table' | 'now' | 'eraseMails'>

export type Replayed = {
  /** Rows that the copy had otherwise, or not at all. */
  readonly rows: number
  readonly erased: number
  /** Customers for whom something has changed: they must be decided for again. */
  readonly customers: ReadonlySet<CustomerKey>
}

const ROWS_AT_A_TIME = 500

/**
 * Safe to repeat, and to stop at any instant: what was written before is left as it is.
 *
 * @param entries the latest of each row
 * @throws if the store fails
 * @example await replayJournal(entries, { table, now, eraseMails })
 */
export async function replayJournal(
  entries: Iterable<KeptRow> | AsyncIterable<KeptRow>,
  ports: ReplayPorts,
): Promise<Replayed> {
  const customers = new Set<CustomerKey>()
  const erasures: { readonly key: CustomerKey; readonly erasedAt: Instant }[] = []
  let rows = 0
  let waiting: Write[] = []
  async function flush(): Promise<void> {
    rows += waiting.length
    await ports.table.write(waiting)
    waiting = []
  }
  for await (const entry of entries) {
    const key = parseCustomerKey(entry.pk)?.key
    if (key) customers.add(key)
    const erasedAt = erasedAtIn(entry)
    if (key && erasedAt !== undefined) {
      erasures.push({ key, erasedAt })
      continue
    }
    const write = replayOf(entry, await ports.table.get(entry), ports.now())
    if (write && waiting.push(write) >= ROWS_AT_A_TIME) await flush()
  }
  await flush()
  for (const { key, erasedAt } of erasures) await eraseAgain(key, erasedAt, ports)
  return { rows, erased: erasures.length, customers }
}

/**
 * Erases what the copy still has of a customer. Of one whom it does not know the record of the
 * erasure is kept, so that nothing that arrives late restores them.
 */
async function eraseAgain(key: CustomerKey, erasedAt: Instant, ports: ReplayPorts): Promise<void> {
  const { table } = ports
  const rows = await table.query(key)
  const { erasedAt: known = Number.NEGATIVE_INFINITY } = findState(rows)
  if (known >= erasedAt) return
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
