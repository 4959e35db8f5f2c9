/** Words of `rekindle products feed`. */
import type { FeedFailureWords } from '../reach-words.ts'
import type { ReadingOption } from './import-words.ts'
import type { VerbWords } from './verb-words.ts'

export type FeedVerbs = {
  readonly 'products feed add': VerbWords<'NAME', ReadingOption | 'url' | 'every', 'daily' | 'full'>
  readonly 'products feed list': VerbWords<never, never, 'list'>
  readonly 'products feed read': VerbWords<'NAME', 'yes', 'read'>
  readonly 'products feed remove': VerbWords<'NAME', never, 'remove'>
}

export type FeedCommandWords = {
  /** @param address without its query, and without a password */
  readonly added: (name: string, address: string, hours: number, read: string) => string
  readonly taken: (name: string) => string
  readonly removed: (name: string) => string
  readonly unknown: (name: string, known: readonly string[]) => string
  readonly none: (shop: string) => string
  readonly name: (typed: string) => string
  readonly every: (typed: string) => string
  readonly url: Readonly<Record<'not-a-url' | 'not-https' | 'not-public', string>>
  readonly columns: {
    readonly name: string
    readonly address: string
    readonly every: string
    readonly lastRun: string
    readonly outcome: string
  }
  readonly hours: (hours: number) => string
  readonly never: string
  readonly read: (products: number, refused: number) => string
  readonly unchanged: string
  readonly failed: (why: string) => string
  /** It was complete, and would have withdrawn too much. */
  readonly cut: string
  /** @param again the command that withdraws all the same */
  readonly nothingWithdrawn: (again: string) => string
  /** @param until when it can be read again at the latest, if that is known */
  readonly busy: (name: string, until: string | undefined) => string
  readonly notRead: (name: string, why: string) => string
  /** Some rows came before what went wrong. */
  readonly partlyRead: (name: string, why: string) => string
  readonly failures: FeedFailureWords
}
