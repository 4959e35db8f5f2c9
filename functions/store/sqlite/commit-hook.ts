/** What takes part in every commit of a SQLite file: its journal. */
import type { RowChange } from '../table.ts'

export type CommitHook = {
  /** If nothing can be committed now: resolves once it can be tried again. */
  readonly ready: () => Promise<void> | undefined
  /** A transaction begins, perhaps in place of one that was undone. */
  readonly begin: () => void
  /** @returns whether its write has to wait until the journal is on disk */
  readonly note: (changes: readonly RowChange[]) => boolean
  /** Still in the transaction; if it throws, the transaction is undone. */
  readonly beforeEnd: () => void
  /** After the commit, whose writes are answered once this resolves. */
  readonly afterEnd: () => Promise<void> | undefined
  readonly close: () => void
}

/** Where nothing takes part. */
export const NO_JOURNAL: CommitHook = {
  ready: () => undefined,
  begin: () => {},
  note: () => false,
  beforeEnd: () => {},
  afterEnd: () => undefined,
  close: () => {},
}
