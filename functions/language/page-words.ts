/** What the pages behind links say; a shop is named as it names itself. */
type OfShop = (shop: string) => string

export type PageWords = {
  /** BCP 47. */
  readonly lang: string
  /** Stands before the address that a page is about. */
  readonly about: string
  /** What a customer agrees to; kept with their consent as its wording. */
  readonly consentWording: OfShop
  readonly invalid: { readonly title: string; readonly advice: string }
  readonly unavailable: { readonly title: string; readonly advice: string }
  readonly noData: { readonly title: string; readonly text: OfShop }
  readonly unsubscribe: {
    readonly ask: string
    readonly explain: OfShop
    readonly button: string
    readonly fewer: string
    readonly choosePreferences: string
    /** The heading above the lengths of a pause, and what a pause is. */
    readonly pauseInstead: string
    readonly pauseMeans: string
    /** By this link nothing can be chosen: it was mailed to another address, or long ago. */
    readonly otherLink: string
    readonly done: string
    readonly goodbye: OfShop
    readonly mistake: string
    readonly changePreferences: string
  }
  readonly preferences: {
    readonly title: string
    readonly marketing: string
    readonly off: string
    readonly stillComes: string
    readonly often: string
    readonly frequencies: Readonly<Record<MailFrequency, string>>
    readonly pause: {
      readonly legend: string
      readonly none: string
      readonly lengths: Readonly<Record<PauseLength, string>>
      /** A notice that marketing is paused. */
      readonly until: (day: string) => string
      /** The option that leaves it so. */
      readonly keep: (day: string) => string
      readonly end: string
    }
    readonly campaigns: string
    readonly cameFrom: string
    readonly language: string
    readonly noLanguage: string
    readonly save: string
    readonly saved: string
    /** Where the law asks for a confirmation. */
    readonly unconfirmed: {
      /** The mail with the link is on its way. */
      readonly toCome: string
      /** It was mailed, or could not be. */
      readonly over: string
      /** The button that asks for another one. */
      readonly send: string
      readonly sendFrom: (instant: string) => string
    }
    readonly conflict: string
    readonly refused: string
    readonly refusedWhy: string
    readonly again: string
  }
  readonly confirm: {
    readonly ask: string
    readonly explain: OfShop
    readonly button: string
    readonly notYou: string
    readonly done: string
    readonly thanks: OfShop
    readonly withdrawn: string
    readonly withdrawnWhy: string
    readonly otherAddress: string
    readonly otherAddressWhy: OfShop
    readonly tooOld: string
    readonly tooOldWhy: OfShop
  }
}

/** The most mail that a customer wants to get from the shop. */
export const MAIL_FREQUENCIES = ['as-it-comes', 'weekly', 'monthly'] as const
export type MailFrequency = (typeof MAIL_FREQUENCIES)[number]

/** How long marketing can be paused, in days. */
export const PAUSE_LENGTHS = ['30', '90', '182'] as const
export type PauseLength = (typeof PAUSE_LENGTHS)[number]
