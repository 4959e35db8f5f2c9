/** What stops an import: a fault in the file that a person has to fix. */
import type { FaultSentence } from '../../language/faults/fault-words.ts'

export type ImportFaultCode =
  | 'empty-file'
  | 'not-a-feed'
  | 'no-articles'
  | 'missing-column'
  | 'broken-row'
  | 'broken-archive'
  | 'encoding'
  | 'damaged-id'
  | 'unknown-status'
  | 'unreadable-amount'
  | 'unreadable-instant'
  | 'unreadable-currency'
  | 'too-many-lines'

type Where = { readonly line?: number; readonly column?: string }

/**
 * Thrown before anything is recorded: the whole file is read first, so that a file is either
 * imported or refused. `line` counts from 1 and counts the header. The sentence names neither the
 * file nor the line.
 */
export class ImportFault extends Error {
  readonly code: ImportFaultCode
  readonly sentence: FaultSentence
  readonly line: number | undefined
  readonly column: string | undefined

  constructor(code: ImportFaultCode, sentence: FaultSentence, { line, column }: Where = {}) {
    super(line === undefined ? code : `${code} at line ${line}`)
    this.name = 'ImportFault'
    this.code = code
    this.sentence = sentence
    this.line = line
    this.column = column
  }
}

/** A cell as a message may show it: short, on one line. */
export const quotedCell = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** More do not help to see which of them was meant. */
const MOST_COLUMNS = 50

/**
 * The names of a file's columns for a fault: as many as a person reads.
 *
 * @example columnsShown(['Id', 'Name']) // ['"Id"', '"Name"']
 */
export const columnsShown = (header: readonly string[]): readonly string[] => [
  ...header.slice(0, MOST_COLUMNS).map(quotedCell),
  ...(header.length > MOST_COLUMNS ? ['…'] : []),
]
