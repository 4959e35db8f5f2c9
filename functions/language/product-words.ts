/** Words for a shop's products: whether mail shows them in each language, and why not. */
import type { NotShownReason, UnreadReason } from '../domain/recommend/product.ts'

export type SaleFacts = {
  /** Empty where the sale has no such end. */
  readonly from: string
  readonly until: string
}

/** The line of a feed that was refused; the cell is empty where there is none to show. */
export type UnreadFacts = {
  readonly line: string
  readonly why: string
  readonly cell: string
  readonly moment: string
}

export type ProductsWords = {
  readonly products: {
    readonly title: string
    readonly lookUp: string
    readonly empty: string
    readonly emptyHint: string
    /** Where all products of a page were removed. */
    readonly emptyPage: string
    readonly noSuch: (id: string) => string
    /** The same id in another letter case. */
    readonly otherCase: (id: string) => string
    readonly columns: {
      readonly product: string
      readonly price: string
      readonly inMail: string
      readonly updated: string
    }
    readonly page: (page: string) => string
    /** In a word or two. */
    readonly standings: Readonly<Record<NotShownReason | 'shown', string>>
    /** As sentences. */
    readonly whyNot: Readonly<Record<NotShownReason, string>>
    readonly shown: string
    /** What of a row could not be read, inside of `unread`. */
    readonly unreadReasons: Readonly<Record<UnreadReason, string>>
    readonly unread: (facts: UnreadFacts) => string
    readonly until: (moment: string) => string
    readonly seen: (day: string) => string
    readonly shownIn: (languages: string) => string
    readonly shownNowhere: string
    /** It may be shown, and no purchase and no list leads to it. */
    readonly notReached: string
    readonly onlyOrdered: string
    readonly regularPrice: string
    readonly salePrice: string
    readonly sale: {
      readonly inForce: (facts: SaleFacts) => string
      readonly coming: (facts: SaleFacts) => string
      readonly over: (facts: SaleFacts) => string
    }
    readonly noPrice: string
    readonly picture: (title: string) => string
    /** One that is not at an https:// address. */
    readonly pictureNotShown: string
    readonly shopPage: string
    readonly id: string
    readonly version: string
    readonly recommendations: string
    readonly bestSellers: string
    readonly rank: (rank: string, of: string) => string
    readonly noRank: (of: string) => string
    readonly notCounted: string
    readonly build: string
    readonly counted: string
    /** Heads how it is bought again. */
    readonly again: string
    readonly boughtAgain: (share: string, usualDays: number, earliestDays: number) => string
    readonly together: string
    readonly togetherHint: string
    readonly alone: string
    readonly neighbours: {
      readonly similarity: string
      readonly demand: string
      readonly bothWays: string
      readonly yes: string
      readonly no: string
    }
  }
}
