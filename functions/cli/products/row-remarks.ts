/** What is said of single rows of a feed, for the report on standard error. */
import type { FeedRow } from '../../intake/feeds/feed-row.ts'
import type { ImportFault } from '../../intake/import/import-fault.ts'
import type { CommandWords } from '../../language/command/command-words.ts'
import type { FaultSentence } from '../../language/faults/fault-words.ts'
import { refusedLines } from '../import/refused-lines.ts'

/** Of the first rows, and of how many. */
type Remarks = {
  readonly first: { readonly line: number; readonly problem: FaultSentence }[]
  count: number
}

const REMARKS_KEPT = 10

export type RowRemarks = {
  readonly note: (row: FeedRow) => void
  /** How many were noted, read or not. */
  readonly rows: () => number
  /** @param file or the name of the feed */
  readonly text: (file: string, words: CommandWords) => string
}

/** @example const remarks = makeRowRemarks(); remarks.note(row); io.stderr.write(remarks.text('feed.csv', io.words)) */
export function makeRowRemarks(): RowRemarks {
  let rows = 0
  const unread: Remarks = { first: [], count: 0 }
  /** Of rows that were read, and something of them left away. */
  const notes: Remarks = { first: [], count: 0 }

  function remark(on: Remarks, line: number, problem: FaultSentence): void {
    on.count++
    if (on.first.length < REMARKS_KEPT) on.first.push({ line, problem })
  }

  return {
    note(row) {
      rows++
      if (row.kind === 'unread') remark(unread, row.line, row.problem)
      else if (row.note) remark(notes, row.line, row.note)
    },
    rows: () => rows,
    text(file, words) {
      const { moreRefused, moreNotes } = words.import.products
      const linesOf = ({ first, count }: Remarks, more: (others: number) => string) =>
        refusedLines(
          file,
          first.map((one) => ({ ...one, problem: one.problem(words.faults) })),
          more,
          count,
        )
      return linesOf(unread, moreRefused) + linesOf(notes, moreNotes)
    },
  }
}

/** What stopped the reading, with its line. */
export const faultText = ({ line, sentence }: ImportFault, { faults }: CommandWords): string =>
  line === undefined ? sentence(faults) : faults.rows.inLine(line, sentence(faults))
