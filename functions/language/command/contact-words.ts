/** Words of `rekindle import contacts`. */
import type { AttributeType } from '../../domain/declarations.ts'
import type { ValueFault } from '../../domain/declared-value.ts'
import type { VerbWords } from './verb-words.ts'

export type ContactVerbs = {
  readonly 'import contacts': VerbWords<'FILE', 'ignore' | 'consent-evidence', 'file' | 'consent'>
}

export type ContactWords = {
  /** Rows of the file, and what was done with them. */
  readonly imported: (rows: number, recorded: number, erased: number, refused: number) => string
  readonly allRefused: (rows: number) => string
  readonly moreRefused: (others: number) => string
  /** @param meant a column that there is, if the name is like it */
  readonly unknownColumn: (place: string, name: string, meant: string | undefined) => string
  /** Of a mapping of orders: an attribute that the shop has not declared. */
  readonly undeclared: (name: string, meant: string | undefined) => string
  /** Values of an attribute that are not of its type. */
  readonly leftOut: (attribute: string, values: number) => string
  readonly notOverHttp: string
  readonly noWho: (place: string) => string
  readonly noConsentAt: (place: string) => string
  readonly badValue: (column: string, mustBe: string) => string
  readonly ahead: (field: string) => string
  /** What a value must be. */
  readonly values: Readonly<Record<ValueFault, (type: AttributeType) => string>>
}
