/**
 * The store port: rows under a partition key and a sort key, written on condition.
 * Both engines carry it out alike, and one contract suite holds them to it.
 */
import type { Instant } from '../domain/time.ts'

export type RowKey = { readonly pk: string; readonly sk: string }

/** A row as it is stored: its key, and fields that are plain JSON. */
export type Row = RowKey & Readonly<Record<string, unknown>>

/** A row before and after a committed write; one of both is absent where it came or went. */
export type RowChange = { readonly before?: Row; readonly after?: Row }

/** A row of which only the key and the fields in `T` matter to the reader. */
export type RowOf<T> = RowKey & Readonly<T>

/** What must hold of the stored row, if there is one, for a write to be carried out. */
export type Condition =
  | { readonly absent: true }
  /** No row yet, or one that this version supersedes: see `supersedes` in the domain. */
  | { readonly newer: { readonly updatedAt: Instant; readonly contentHash: string } }
  /** A row whose named fields have these values; undefined stands for a field that is not there. */
  | { readonly equals: Readonly<Record<string, string | number | undefined>> }

export type Write =
  | { readonly put: Row; readonly on?: Condition }
  /** Sets these fields and keeps the others of the stored row. */
  | { readonly merge: Row; readonly on?: Condition }
  | { readonly remove: RowKey; readonly on?: Condition }

/** What became of one write; `stored` is the row as it was before, if there was one. */
export type WriteResult = { readonly done: boolean; readonly stored?: Row }

/** A customer who asked to be woken. */
export type DueWake = { readonly pk: string; readonly wakeAt: Instant }

export type QueryRange = {
  /** Only sort keys that begin with this. */
  readonly prefix?: string
  /** Only sort keys below this. */
  readonly below?: string
}

export type ScanRange = QueryRange & {
  /**
   * Asked before each read, whether or not it brings anything: once true, the scan ends, be it in
   * the middle of a partition.
   */
  readonly enough?: () => boolean
  /**
   * What was written in the last second may be missing. In DynamoDB that costs half, and leaves
   * half of a partition's throughput to those who decide.
   */
  readonly mayLag?: true
}

export type Table = {
  /** All rows of a partition in the order of their sort keys, as of all writes that returned. */
  query(pk: string, range?: QueryRange): Promise<readonly Row[]>
  get(key: RowKey): Promise<Row | undefined>
  /**
   * Carries out each write on its own; those of one partition in their order. A condition that
   * fails is a result, not an error.
   */
  write(writes: readonly Write[]): Promise<readonly WriteResult[]>
  /** Carries out all writes (at most 100, each of another row) or none. */
  writeTogether(writes: readonly Write[]): Promise<'committed' | 'conflict'>
  /** Rows of the wake index in one shard with `wakeAt` up to `until`, earliest first. */
  due(shard: number, until: Instant, limit: number): Promise<readonly DueWake[]>
  /**
   * Every row whose partition key begins with `prefix`, a partition's rows together. DynamoDB reads
   * the whole table for that.
   */
  scan(prefix: string, range?: ScanRange): AsyncIterable<Row>
}

/** Rows with `wakeShard` and `wakeAt` stand in the wake index, which is spread over these shards. */
export const WAKE_SHARDS = 64

/** DynamoDB's limit of one transaction, which both engines keep to. */
export const MOST_WRITES_TOGETHER = 100

/** Whether a condition holds of the stored row: what the engines' own conditions must agree with. */
export function holds(condition: Condition | undefined, stored: Row | undefined): boolean {
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
