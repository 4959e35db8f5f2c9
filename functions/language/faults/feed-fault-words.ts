/** Words of the faults of a product feed. */

/** Cells are in quotes already. */
export type FeedFaultWords = {
  readonly noColumns: (missing: readonly string[], header: readonly string[]) => string
  readonly id: (cell: string) => string
  readonly language: (cell: string) => string
  readonly availability: (cell: string) => string
  readonly price: (cell: string) => string
}
