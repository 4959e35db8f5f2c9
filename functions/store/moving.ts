/** What every part of a move needs: see move-rows.ts, move-journeys.ts and move-profile.ts. */
import type { Journey } from '../domain/journey.ts'
import type { Instant } from '../domain/time.ts'
import { readRow } from './codecs/codec.ts'
import { CUSTOMER_ROWS } from './codecs/customer-rows.ts'
import { findState } from './erasure.ts'
import { type CustomerKey, PROFILE } from './keys.ts'
import type { Row, Write, WriteCondition } from './table.ts'

/** The rows of both customers, and what is needed to number journeys. */
export type Moving = {
  readonly from: CustomerKey
  readonly to: CustomerKey
  readonly source: readonly Row[]
  readonly target: readonly Row[]
  /** The ids whose rows go back to `to` (parted-rows.ts); left out where everything moves. */
  readonly parted?: ReadonlySet<string>
  readonly now: Instant
  /** @param before the journeys of one campaign that `to` has */
  readonly nextNumber: (before: readonly Journey[]) => number
}

/** Writes that are carried out together. */
export type Step = readonly Write[]

/** @throws UnreadableRowError */
export const profileIn = (rows: readonly Row[]) =>
  readRow(
    CUSTOMER_ROWS.profile,
    rows.find(({ sk }) => sk === PROFILE),
  )

/** When the customer of these rows was erased; before everything if they never were. */
export function erasureOf(rows: readonly Row[]): number {
  const { erasedAt } = findState(rows)
  return erasedAt ?? Number.NEGATIVE_INFINITY
}

/** Up to when nothing moves: of two who are being parted, the erasure of one is not the other's. */
export const lastErasure = ({ source, target, parted }: Moving): number =>
  parted ? erasureOf(target) : Math.max(erasureOf(source), erasureOf(target))

/** Fields that change with every change of a row, as far as its kind has them. */
const VERSION_FIELDS = [
  'updatedAt',
  'contentHash',
  'arrivedAt',
  'status',
  'attempt',
  'heard',
  'liftedAt',
  'movedTo',
]

/** Of a row: as it was read. */
export const unchanged = (row: Row): WriteCondition => ({
  equals: Object.fromEntries(
    VERSION_FIELDS.map((field) => [field, row[field] as string | number | undefined]),
  ),
})
