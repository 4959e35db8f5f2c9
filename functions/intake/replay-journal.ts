/**
 * Brings an older copy of the rows up to what a journal, or an original table, proves: what was
 * sent, who opted out, who is on hold, which addresses are suppressed and who was erased. Runs before
 * anything is decided.
 */
import type { Instant } from '../domain/time.ts'
import { customerRowKind, datedAt } from '../store/codecs/read-customer-rows.ts'
import { blankProfile, findState, isBlankProfile, tombstone } from '../store/erasure.ts'
import { customerBehind, readState, withId } from '../store/identity.ts'
import { joinCustomers } from '../store/join-customers.ts'
import type { KeptRow } from '../store/journal/kept-rows.ts'
import { erasedAtIn, movedToIn, replayOf } from '../store/journal/replay.ts'
import { type CustomerKey, PROFILE, parseCustomerKey, STATE } from '../store/keys.ts'
import type { Row, Write } from '../store/table.ts'
import { type ErasePorts, eraseCustomer } from './erase-customer.ts'
import { eraseFormer } from './erase-former.ts'

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
const MOST_TRIES = 20

const changedByOthers = (): Error =>
  new Error(`rows were changed by others ${MOST_TRIES} times in a row`)

type Replaying = { readonly entry: KeptRow; readonly write: Write }

/**
 * Safe to repeat, and to stop at any instant: what was written before is left as it is. A row that
 * another process changes meanwhile is read again, and what it says then is not taken back.
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
  const moves: (readonly [CustomerKey, string])[] = []
  let [rows, erased] = [0, 0]
  let waiting: Replaying[] = []
  async function flush(): Promise<void> {
    for (let tried = 0; waiting.length > 0; tried++) {
      if (tried === MOST_TRIES) throw changedByOthers()
      const results = await ports.table.write(waiting.map(({ write }) => write))
      const refused = waiting.filter((_, i) => results[i]?.done !== true)
      rows += waiting.length - refused.length
      waiting = []
      for (const { entry } of refused) await replay(entry)
    }
  }
  async function replay(entry: KeptRow): Promise<void> {
    const write = replayOf(entry, await ports.table.get(entry), ports.now())
    if (write) waiting.push({ entry, write })
  }
  for await (const partition of partitionsIn(entries)) {
    const key = parseCustomerKey(partition[0]?.pk ?? '')?.key
    if (key) customers.add(key)
    const erasure = key && partition.find((entry) => erasedAtIn(entry) !== undefined)
    const erasedAt = erasure && erasedAtIn(erasure)
    if (key && erasedAt !== undefined) {
      // Whom the copy takes them for, though they were parted since.
      customers.add(await customerBehind(ports.table, key))
      // Before the rows: what came after the erasure is a new history, and stays.
      await eraseAgain(key, erasedAt, ports)
      erased++
    }
    const move = partition.map(movedToIn).find((to) => to !== undefined)
    if (key && move !== undefined) moves.push([key, move])
    for (const entry of partition) {
      if (entry === erasure || isBefore(entry, erasure)) continue
      await replay(entry)
      if (waiting.length >= ROWS_AT_A_TIME) await flush()
    }
  }
  await flush()
  // Last: by then the present id has what was mailed under the former one.
  for (const [from, to] of moves) {
    customers.add(withId(from, to))
    await moveAgain(from, to, ports)
  }
  return { rows, erased, customers }
}

/** The copy may still know someone by an id that they were joined under since. */
async function moveAgain(
  from: CustomerKey,
  to: string,
  { table, now }: ReplayPorts,
): Promise<void> {
  const { erasedAt } = await readState(table, from)
  if (erasedAt === undefined) await joinCustomers(table, { from, to: withId(from, to) }, now())
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
  for (let tried = 0; tried < MOST_TRIES; tried++)
    if (await isErasedNow(key, erasedAt, ports)) {
      // Also where no row is left: an erasure that was cut short has not come to the mails, and the
      // inbox of a backup is a little later than its rows.
      await ports.eraseMails?.(key)
      return
    }
  throw changedByOthers()
}

/** @returns false if others changed the customer meanwhile */
async function isErasedNow(
  key: CustomerKey,
  erasedAt: Instant,
  ports: ReplayPorts,
): Promise<boolean> {
  const { table } = ports
  const rows = await table.query(key)
  const { state, erasedAt: known = Number.NEGATIVE_INFINITY } = findState(rows)
  // One that was cut short has left rows of before it; those of a new history stay.
  if (state?.movedTo !== undefined) return eraseFormer(key, Math.max(known, erasedAt), table)
  const left = rows.filter((row) => isOfBefore(row, Math.max(known, erasedAt)))
  const blank: Write = { put: blankProfile(key, Math.max(known, erasedAt)), on: { absent: true } }
  if (known >= erasedAt && !left.some(({ sk }) => sk === PROFILE)) {
    await table.write([blank, ...left.map(({ pk, sk }): Write => ({ remove: { pk, sk } }))])
    return true
  }
  if (rows.some(({ sk }) => sk !== STATE)) {
    await eraseCustomer(key, { ...ports, now: () => erasedAt })
    return true
  }
  const [buried] = await table.write([
    {
      put: tombstone(key, erasedAt, (state?.version ?? 0) + 1),
      on: state ? { equals: { version: state.version } } : { absent: true },
    },
  ])
  if (buried?.done) await table.write([blank])
  return buried?.done === true
}

const isOfBefore = (row: Row, erasedAt: Instant): boolean =>
  customerRowKind(row.sk) !== undefined &&
  row.sk !== STATE &&
  !isBlankProfile(row) &&
  datedAt(row) <= erasedAt
