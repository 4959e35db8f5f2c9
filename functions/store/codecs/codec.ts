/**
 * How a kind of row is recognised and read. Everything known about a kind is in its codec.
 *
 * 1. A row without the field `v` is of version 1. A row with a higher `v` than its codec's was
 *    written by a newer build and is not understood; one with a lower is brought to today's form
 *    when it is read (`former`). In which form it is written follows the store: format.ts.
 * 2. A row is checked before it is read, and one that fails is never read as something else.
 * 3. A check looks at the type of each field that the rules use, and at the names of closed sets.
 *    It is not a full schema: a customer with thousands of orders is read for every decision, and
 *    zod would take several times as long as the reading itself.
 * 4. What is wrong with a row is said without the value of any field but a closed set's.
 */
import type { Row, RowKey, RowOf } from '../table.ts'

export type RowCodec<K extends string, V extends object> = {
  readonly kind: K
  /** The rows' sort key, or its prefix. */
  readonly sort: { readonly exact: string } | { readonly prefix: string }
  readonly version: number
  /**
   * By the versions before: how a row of one becomes a row of the next, and back. In all forms these
   * fields have the same names and meaning, since conditions, indexes and the stream read them from
   * the row itself: `version`, `status`, `attempt`, `updatedAt`, `contentHash`, `wakeAt`,
   * `wakeShard`, `erasedAt`, `settingsVersion` and the field that an erasure compares. Rows with
   * several forms are never merged.
   */
  readonly former?: Readonly<Record<number, FormChange>>
  /** What is wrong with a row's fields; undefined if nothing is. */
  readonly faultOf: (row: Row) => string | undefined
  /** The value of a row that has no fault. */
  readonly read: (row: Row) => V
}

export type FormChange = {
  /** The format (format.ts) from which on the newer of the two forms is written. */
  readonly format: number
  readonly upgrade: (row: Row) => Row
  readonly downgrade: (row: Row) => Row
}

export type Decoded<V> =
  | { readonly value: V; readonly fault?: never }
  | { readonly fault: string; readonly value?: never }

/**
 * A row's value, or a description of its fault, such as `order row: version 2`.
 *
 * @example decode(CUSTOMER_ROWS.order, row).value?.paidAt
 */
export function decode<K extends string, V extends object>(
  codec: RowCodec<K, V>,
  row: Row,
): Decoded<V> {
  const newer = newerThan(codec, row)
  const current = newer === undefined && codec.former ? upgraded(codec, row) : row
  const fault = newer ?? codec.faultOf(current)
  return fault === undefined
    ? { value: codec.read(current) }
    : { fault: `${codec.kind} row: ${fault}` }
}

type Forms = Pick<RowCodec<string, object>, 'version' | 'former'>

/** A row in today's form. */
export function upgraded({ version, former = {} }: Forms, row: Row): Row {
  let current = row
  for (let v = typeof row.v === 'number' ? row.v : 1; v < version; v++)
    current = former[v]?.upgrade(current) ?? current
  return current
}

/**
 * A row in the form that the store's format asks for, with the version of that form; the first is
 * not written.
 */
export function storedForm({ version, former = {} }: Forms, row: Row, format: number): Row {
  let [stored, v] = [row, version]
  for (let change = former[v - 1]; change && change.format > format; change = former[v - 1]) {
    stored = change.downgrade(stored)
    v -= 1
  }
  return v === 1 ? stored : { ...stored, v }
}

/** Reports a row that was written by a newer build: see 1. */
export function newerThan({ version }: { readonly version: number }, row: Row): string | undefined {
  const { v } = row
  if (v === undefined || (typeof v === 'number' && v <= version)) return undefined
  return `version ${typeof v === 'number' ? v : 'unknown'}`
}

/** A row that cannot be read, and without which nothing can be done. */
export class UnreadableRowError extends Error {
  override readonly name = 'UnreadableRowError'
  /** @param fault as `decode` says it */
  constructor(fault: string) {
    super(
      `a row cannot be read (${fault}): if a newer build wrote it, finish the deployment; if not, restore the row`,
    )
  }
}

/**
 * The value of a row; undefined if there is no row.
 *
 * @throws UnreadableRowError
 * @example readRow(SHOP_ROWS.import, row).status // 'running'
 */
export function readRow<K extends string, V extends object>(codec: RowCodec<K, V>, row: Row): V
export function readRow<K extends string, V extends object>(
  codec: RowCodec<K, V>,
  row: Row | undefined,
): V | undefined
export function readRow<K extends string, V extends object>(
  codec: RowCodec<K, V>,
  row: Row | undefined,
): V | undefined {
  if (!row) return undefined
  const { value, fault } = decode(codec, row)
  if (fault !== undefined) throw new UnreadableRowError(fault)
  return value
}

/** Whether a row is of this kind, by its sort key. */
export const isOfKind = (
  { sort }: Pick<RowCodec<string, object>, 'sort'>,
  { sk }: Pick<RowKey, 'sk'>,
): boolean => ('exact' in sort ? sk === sort.exact : sk.startsWith(sort.prefix))

/**
 * The values of all rows of one kind, in their order.
 *
 * @throws UnreadableRowError
 */
export const readRows = <K extends string, V extends object>(
  codec: RowCodec<K, V>,
  rows: readonly Row[],
): readonly V[] => rows.filter((row) => isOfKind(codec, row)).map((row) => readRow(codec, row))

/**
 * What of a row's sort key comes after its kind.
 *
 * @example idAfter('order#', { pk: 'tea/17', sk: 'order#o-1' }) // 'o-1'
 */
export const idAfter = (prefix: string, { sk }: RowKey): string => sk.slice(prefix.length)

/** The row as fields of `V`. Only for codecs: the row was checked. */
export const asChecked = <V extends object>(row: Row): RowOf<V> => row as RowOf<V>

/** The row's fields without its key. Only for codecs: the row was checked. */
export function fieldsOf<V extends object>(row: Row): V {
  const { pk: _pk, sk: _sk, v: _v, ...fields } = row
  return fields as unknown as V
}
