/** Words of `rekindle codes`. */
import type { VerbWords } from './verb-words.ts'

export type CodeVerbs = {
  readonly 'codes add': VerbWords<'POOL' | 'FILE', never, 'add'>
  readonly 'codes make': VerbWords<'POOL', 'count' | 'pattern' | 'to', 'make'>
  readonly 'codes list': VerbWords<never, 'redeemed', 'list' | 'redeemed'>
}

export type CodeWords = {
  readonly added: (pool: string, added: number, known: number) => string
  readonly made: (pool: string, added: number, file: string) => string
  readonly none: string
  /** Pool, free, given to customers. */
  readonly columns: readonly string[]
  readonly redeemed: string
  readonly faults: {
    readonly inFile: (place: string, problem: string) => string
    readonly noColumn: string
    readonly notACode: (code: string) => string
    readonly notAnInstant: (cell: string) => string
    readonly poolName: (name: string) => string
    readonly count: (typed: string, most: number) => string
    readonly pattern: (pattern: string, needed: number) => string
  }
}
