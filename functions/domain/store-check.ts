/** What a check of a store looks for, and what it found. */
export const STORE_CHECKS = [
  /** The file itself: its pages, its indexes, and what is kept of the rows in other tables. */
  'file',
  /** Every row is understood by this version. */
  'row-unreadable',
  /** Facts were decided for, or wait for their reaction. */
  'reaction-lost',
  /** No customer is woken later than the decision would change. */
  'wake-late',
  /** A marketing message occupies its place under the caps at its address. */
  'slot-missing',
  /** An open message belongs to a journey. */
  'journey-missing',
  /** The secret is the one that the stored addresses were hashed with. */
  'fingerprint',
] as const

export type StoreCheck = (typeof STORE_CHECKS)[number]

/** One thing that is not as it must be; ids and kinds only. */
export type StoreFinding = {
  readonly check: StoreCheck
  readonly shop?: string
  readonly customer?: string
  /** `campaign#n#step`. */
  readonly message?: string
  readonly detail?: string
}
