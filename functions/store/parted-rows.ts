/**
 * Which rows of a customer are those of an id that was joined with them. An id that had been joined
 * with that one before goes back with it: `via` of its `~former#` row says so.
 */
import { decode, readRows } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { customerRowKind } from './codecs/read-customer-rows.ts'
import type { Row } from './table.ts'

/**
 * An id and those that led to it when it was joined.
 *
 * @param rows of the customer, or their former ids only
 * @example partedIds('c-17', rows) // Set { 'c-17', '~guest:PFAJ…' }
 */
export function partedIds(id: string, rows: readonly Row[]): ReadonlySet<string> {
  const former = readRows(CUSTOMER_ROWS.former, rows)
  const ids = new Set([id])
  // A set yields what is added to it meanwhile.
  for (const one of ids) for (const { id: inner, via } of former) if (via === one) ids.add(inner)
  return ids
}

/**
 * Whether a row came from one of these ids: a fact says so itself, a message by its journey.
 *
 * @param rows of the same customer
 * @example rows.filter(isRowOf(partedIds('c-17', rows), rows))
 */
export function isRowOf(ids: ReadonlySet<string>, rows: readonly Row[]): (row: Row) => boolean {
  const isOne = (id: unknown): boolean => typeof id === 'string' && ids.has(id)
  const journeys = new Set<string>()
  for (const row of rows) {
    if (customerRowKind(row.sk) !== 'journey') continue
    const { value } = decode(CUSTOMER_ROWS.journey, row)
    if (value && isOne(value.mailedAs?.customer)) journeys.add(nameOf(value))
  }
  return (row) => {
    switch (customerRowKind(row.sk)) {
      case 'journey':
        return journeys.has(nameOf(decode(CUSTOMER_ROWS.journey, row).value))
      case 'message':
        return journeys.has(nameOf(decode(CUSTOMER_ROWS.message, row).value))
      case 'coupon':
        return journeys.has(nameOf(decode(CUSTOMER_ROWS.coupon, row).value))
      case 'former':
        return isOne(decode(CUSTOMER_ROWS.former, row).value?.id)
      default:
        return isOne(row.movedFrom)
    }
  }
}

const nameOf = (of: { readonly campaign: string; readonly n: number } | undefined): string =>
  `${of?.campaign}#${of?.n}`
