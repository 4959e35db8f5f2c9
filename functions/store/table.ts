/**
 * The store port: rows under a partition key and a sort key, written on condition. Both engines
 * keep these promises, which one contract suite (test/contracts/table.test.ts) checks:
 *
 * 1. A read is consistent: it sees every write that returned. Only the wake index may lag, and a
 *    scan that `mayLag`.
 * 2. Rows of a partition come in the order of their sort keys, byte by byte in UTF-8.
 * 3. A condition is checked and its write carried out at one instant. A failed condition is a
 *    result, never an error, and returns the row as it is.
 * 4. `write` carries out each write on its own, those of one partition in their order. If it
 *    throws, some may have been carried out: every write must be safe to repeat.
 * 5. `writeTogether` carries out all of its writes or none: at most 100, each of another row.
 * 6. A row with `wakeShard` and `wakeAt` is in the wake index, and leaves it when it loses them.
 * 7. A scan returns a partition's rows together. One that is ended may end in the middle of a
 *    partition.
 * 8. Each row that a committed write changed is reported at least once, with its previous value: by
 *    DynamoDB's stream, or by `onCommitted`.
 */
import type { Instant } from '../domain/time.ts'

export type RowKey = { readonly pk: string; readonly sk: string }

/** A row as it is stored: its key, and fields in plain JSON. */
export type Row = RowKey & Readonly<Record<string, unknown>>

/** A row before and after a committed write; one of both is absent if it came or went. */
export type RowChange = { readonly before?: Row; readonly after?: Row }

/** A row of which the reader uses only the key and the fields in `T`. */
export type RowOf<T> = RowKey & Readonly<T>

/** What must hold of the stored row, if there is one, for a write to be carried out. */
export type WriteCondition =
  | { readonly absent: true }
  /** No row yet, or one that this version supersedes: see `supersedes` in the domain. */
  | { readonly newer: { readonly updatedAt: Instant; readonly contentHash: string } }
  /** A row whose named fields have these values; undefined means that the field is absent. */
  | { readonly equals: Readonly<Record<string, string | number | undefined>> }

export type Write =
  | { readonly put: Row; readonly on?: WriteCondition }
  /** Sets these fields and keeps the others of the stored row. */
  | { readonly merge: Row; readonly on?: WriteCondition }
  | { readonly remove: RowKey; readonly on?: WriteCondition }

/** The result of one write; `stored` is the row as it was before, if there was one. */
export type WriteResult = { readonly done: boolean; readonly stored?: Row }

/** A customer who is due to be woken. */
export type DueWake = { readonly pk: string; readonly wakeAt: Instant }

export type QueryRange = {
  /** Only sort keys that begin with this. */
  readonly prefix?: string
  /** With `prefix`, which it begins with too: only sort keys above this. */
  readonly after?: string
  /** At most so many rows, the first of them; no more are read. */
  readonly limit?: number
  /** Only sort keys below this. */
  readonly below?: string
}

export type ScanRange = Pick<QueryRange, 'prefix' | 'below'> & {
  /**
   * Asked before each read, whether or not it brings anything: once true, the scan ends, even in
   * the middle of a partition.
   */
  readonly enough?: () => boolean
  /**
   * Writes of the last second may be missing. In DynamoDB that costs half, and leaves half of a
   * partition's throughput to decisions.
   */
  readonly mayLag?: true
}

export type Table = {
  /** All rows of a partition: see 1 and 2. */
  query(pk: string, range?: QueryRange): Promise<readonly Row[]>
  get(key: RowKey): Promise<Row | undefined>
  /** Each write on its own: see 3 and 4. */
  write(writes: readonly Write[]): Promise<readonly WriteResult[]>
  /** All writes or none: see 5. */
  writeTogether(writes: readonly Write[]): Promise<'committed' | 'conflict'>
  /** Rows of the wake index in one shard with `wakeAt` up to `until`, earliest first: see 6. */
  due(shard: number, until: Instant, limit: number): Promise<readonly DueWake[]>
  /**
   * Every row whose partition key begins with `prefix`: see 7. DynamoDB reads the whole table for
   * that.
   */
  scan(prefix: string, range?: ScanRange): AsyncIterable<Row>
  /** Of the rows that it writes (format.ts); left out where it is this build's. */
  readonly format?: () => number
}

/** The wake index (6) is spread over these shards. */
export const WAKE_SHARDS = 64

/** DynamoDB's limit of one transaction, which both engines keep to (5). */
export const MOST_WRITES_TOGETHER = 100

/** Whether a condition holds of the stored row (3): the engines' own conditions must agree. */
export function conditionHolds(
  condition: WriteCondition | undefined,
  stored: Row | undefined,
): boolean {
  if (!condition) return true
  if ('absent' in condition) return stored === undefined
  if ('newer' in condition) {
    if (!stored) return true
    const { updatedAt: storedAt, contentHash: storedHash } = stored
    const { updatedAt, contentHash } = condition.newer
    if (storedAt === updatedAt) return typeof storedHash === 'string' && storedHash < contentHash
    return typeof storedAt === 'number' && storedAt < updatedAt
  }
  return (
    stored !== undefined &&
    Object.entries(condition.equals).every(([field, value]) => stored[field] === value)
  )
}

export const keyOf = (write: Write): RowKey =>
  'put' in write ? write.put : 'merge' in write ? write.merge : write.remove
