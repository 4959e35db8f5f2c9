/**
 * What some rows of a file say about one order or refund. Parts of the same order merge into
 * one, in whatever portions the rows were met, so that an order may lie scattered over a file.
 */
import type { Instant } from '../../domain/time.ts'
import { addDecimals, type Decimal } from './decimal.ts'

/**
 * A purchased line. The unit price is a decimal not yet rounded, or empty: its currency, and so its
 * decimal places, may be on another row. A tuple, since there are millions of them.
 */
export type PartLine = readonly [sku: string, title: string, quantity: number, unitPrice: string]

/** An empty text is a cell that was empty or a column that the mapping does not name. */
export type OrderPart = {
  readonly kind: 'order' | 'refund'
  /** What the order's rows share. */
  readonly key: string
  /** Of the first row that was met. */
  readonly line: number
  readonly rows: number
  readonly id: string
  readonly customerId: string
  readonly email: string
  readonly name: string
  readonly country: string
  readonly locale: string
  readonly consent: string
  readonly currency: string
  /** The earliest: some tills write the second half of a basket a minute later. */
  readonly at: Instant | undefined
  /** The latest: an order is as new as the newest of its rows. */
  readonly version: Instant | undefined
  /** Summed over rows, where the mapping sums them. */
  readonly sum: Decimal | undefined
  /** Applies to the whole order, if the mapping says so. */
  readonly total: Decimal | undefined
  readonly refunded: Decimal | undefined
  readonly refundedAt: Instant | undefined
  /** The order that a refund names. */
  readonly refundOf: string
  /** The cell that each of the mapping's conditions on orders looks at. */
  readonly conditions: readonly string[]
  /** The cell of each attribute that the mapping names, in that order. */
  readonly attributes: readonly string[]
  readonly lines: readonly PartLine[]
}

/** A part that others are being merged into. */
export type OrderDraft = {
  -readonly [field in keyof Omit<
    OrderPart,
    'conditions' | 'attributes' | 'lines'
  >]: OrderPart[field]
} & { conditions: string[]; attributes: string[]; lines: PartLine[] }

export const draftOf = (part: OrderPart): OrderDraft => ({
  ...part,
  conditions: [...part.conditions],
  attributes: [...part.attributes],
  lines: [...part.lines],
})

/**
 * Merges a later part of the same order into an earlier one, in place, since an order of many
 * rows would otherwise be copied once a row. What can be said only once is said by the first.
 */
export function absorb(draft: OrderDraft, part: OrderPart): void {
  draft.rows += part.rows
  for (const field of SAID_ONCE) draft[field] ||= part[field]
  draft.at = lesser(draft.at, part.at)
  draft.version = greater(draft.version, part.version)
  draft.refundedAt = lesser(draft.refundedAt, part.refundedAt)
  draft.sum = draft.sum && part.sum ? addDecimals(draft.sum, part.sum) : (draft.sum ?? part.sum)
  draft.total ??= part.total
  draft.refunded ??= part.refunded
  part.conditions.forEach((cell, i) => {
    draft.conditions[i] ||= cell
  })
  part.attributes.forEach((cell, i) => {
    draft.attributes[i] ||= cell
  })
  for (const line of part.lines) draft.lines.push(line)
}

const SAID_ONCE = [
  'id',
  'customerId',
  'email',
  'name',
  'country',
  'locale',
  'consent',
  'currency',
  'refundOf',
] as const

const lesser = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)

const greater = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
