/** Words of `rekindle store check`. */
import type { StoreCheck } from '../../domain/store-check.ts'
import type { VerbWords } from './verb-words.ts'

export type StoreVerbs = {
  readonly 'store check': VerbWords<never, never, 'file' | 'table'>
}

export type StoreWords = {
  readonly checked: (shops: number, customers: number, messages: number) => string
  readonly findings: Readonly<Record<StoreCheck, string>>
  readonly more: (findings: number) => string
  readonly failed: (findings: number, store: string) => string
}
