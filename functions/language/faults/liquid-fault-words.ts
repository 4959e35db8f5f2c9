/** Words of the faults of Liquid: its tags, its filters and what they take. */
import type { FaultText } from './fault-text.ts'

/** What to write in place of an unknown filter. */
export type FilterFix =
  /** Such as `upcase` or `truncate: 20`. */
  | { readonly kind: 'write'; readonly liquid: string }
  | { readonly kind: 'near'; readonly name: string }
  | { readonly kind: 'leave-out'; readonly why: 'escaped' | 'own-languages' | 'unknown' }
  /** The value itself, written in another way. */
  | { readonly kind: 'value'; readonly what: 'variable' | 'picture' | 'field' }

/** How what cannot be read whole is written. */
export type RestFix = 'values' | 'one-value' | 'condition'

export type LiquidFaultWords = {
  /** `{{` or `{%`. */
  readonly openDelimiter: (opening: string, closing: string) => FaultText
  readonly openBlock: (tag: string, name: string) => FaultText
  readonly openBlockBefore: (tag: string, name: string, before: string, line: number) => FaultText
  readonly openBracket: FaultText
  readonly openParenthesis: FaultText
  readonly openQuote: FaultText
  readonly noTagName: FaultText
  /** @param tags all that there are */
  readonly unnamedTag: (tags: readonly string[]) => FaultText
  readonly unknownTag: (name: string, tags: readonly string[]) => FaultText
  readonly misspeltTag: (name: string, near: string) => FaultText
  readonly unknownEnd: (name: string) => FaultText
  readonly elseIf: FaultText
  readonly outsideBlock: (name: string, blocks: readonly string[]) => FaultText
  readonly outsideLoop: (name: string) => FaultText
  readonly nothingAfter: (name: string) => FaultText
  readonly closesOther: (name: string, opened: string, line: number) => FaultText
  readonly notOpened: (name: string, block: string) => FaultText
  readonly afterElse: FaultText
  readonly valueMissing: FaultText
  readonly valueMissingBefore: (found: string) => FaultText
  readonly whenValueMissing: FaultText
  readonly noFilter: FaultText
  readonly notAFilter: FaultText
  readonly noColon: FaultText
  readonly cannotFollow: (found: string) => FaultText
  readonly noName: FaultText
  readonly noEquals: FaultText
  readonly loopForm: FaultText
  readonly emptyCycle: FaultText
  readonly inlineComment: FaultText
  readonly tooMuch: FaultText
  readonly tooManyNumbers: string
  readonly nothingToCompare: FaultText
  readonly comparingWord: FaultText
  readonly assigns: FaultText
  readonly filteredLoop: FaultText
  readonly curlyQuote: (quote: string) => FaultText
  /** @param mark what it stands for */
  readonly entity: (entity: string, mark: string) => FaultText
  readonly decimalComma: (whole: string, decimals: string) => FaultText
  readonly loopTakes: FaultText
  /** @param tag its name; empty for an output. @param value what it falls back from, if known */
  readonly comparesNothing: (tag: string, value: string | undefined) => FaultText
  readonly restUnread: (fix: RestFix) => FaultText
  readonly unknownFilter: (filter: string, fix: FilterFix) => FaultText
  readonly noZone: (zone: string) => FaultText
  readonly noCurrency: (currency: string) => FaultText
  readonly noDateFormat: (format: string, formats: string) => FaultText
  readonly dateFormatWithoutDate: (format: string) => FaultText
  readonly notPartOfDate: (part: string) => FaultText
  readonly noText: FaultText
  readonly byZero: FaultText
  readonly unlessZero: (divisor: string) => string
  readonly takesNumber: (filter: string, value: string, isWhole: boolean) => FaultText
  readonly takesNoLess: (filter: string, value: string) => FaultText
  readonly needsValues: (filter: string, values: number, example: string) => FaultText
  readonly takesValues: (filter: string, most: number, given: number) => FaultText
  readonly takesWords: (filter: string, value: string, words: string) => FaultText
  readonly takesNoName: (filter: string, name: string) => FaultText
  readonly takesField: (filter: string, value: string) => FaultText
  readonly takesItemName: (filter: string, value: string) => FaultText
  readonly cannotRead: (filter: string, source: string, inside: FaultText) => FaultText
  readonly nothingInIt: FaultText
  readonly tooLargeNumber: FaultText
  readonly notBase64: FaultText
  readonly undefinedVariable: (name: string) => FaultText
  /** @param message of the library, in English */
  readonly other: (message: string) => FaultText
}
