/** Words of `rekindle recommend`. */
import type { VerbWords } from './verb-words.ts'

export type RecommendVerbs = {
  readonly 'recommend show': VerbWords<never, 'item' | 'customer' | 'locale', 'item' | 'customer'>
  readonly 'recommend build': VerbWords<never, never, 'build'>
}

export type RecommendWords = {
  readonly choose: string
  readonly noLanguage: string
  readonly notBuilt: (shop: string) => string
  readonly columns: { readonly item: string; readonly score: string; readonly sells: string }
  readonly noNeighbours: (item: string) => string
  readonly otherCase: (item: string, other: string) => string
  readonly unknownItem: (item: string) => string
  readonly nothing: (customer: string) => string
  readonly sellsBest: string
  readonly boughtWith: (item: string, score: string) => string
  /** Of an item that the customer bought before. */
  readonly buyAgain: (purchases: number, daysAgo: number, usualDays: number) => string
  /** Of the lines of orders after a customer's first, those of items that they had before. */
  readonly repeats: (lines: number, again: number, places: number) => string
  readonly built: (orders: number, items: number, pairs: number, withNeighbours: number) => string
  readonly incomplete: string
  readonly missed: (orders: number) => string
  readonly sampled: (orders: number) => string
  readonly itemsLeftOut: string
  /** Best sellers that the shop has posted or fed no product for. */
  readonly notInCatalogue: (counted: number, named: number, missing: readonly string[]) => string
}
