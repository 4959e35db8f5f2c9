/** Words of the faults of MJML: its elements, their attributes, and where Liquid can be in it. */
import type { FaultText } from './fault-text.ts'

/** What MJML itself reports. */
export type MjmlReport =
  | { readonly kind: 'illegal'; readonly attributes: readonly string[] }
  | {
      readonly kind: 'invalid'
      readonly attribute: string
      readonly value: string
      /** Such as `Unit`, and after a comma what it accepts. */
      readonly type: string
      readonly accepts: string
    }
  | {
      readonly kind: 'misplaced'
      readonly element: string
      readonly inside: string
      readonly allowed: readonly string[]
    }
  | { readonly kind: 'unknown'; readonly element: string }
  | { readonly kind: 'no-title' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'other' }

/** Where Liquid or a comment stands. */
export type MailPlace =
  | { readonly kind: 'comment' | 'outside' }
  | { readonly kind: 'attribute'; readonly attribute: string; readonly of: string }
  | { readonly kind: 'tag' | 'value' | 'words' | 'between'; readonly of: string }

/** A second place of the same kind. */
export type OtherPlace = MailPlace | { readonly kind: 'after-element' | 'after-mjml' }

/** A mail has only one of each. */
export type OnceElement = 'mj-head' | 'mj-body' | 'mj-title' | 'mj-preview'

/** Where MJML cannot keep Liquid between elements. */
export type NoLiquidPlace =
  | { readonly kind: 'carousel' | 'elements' | 'nothing'; readonly of: string }
  | { readonly kind: 'mjml' }
  | { readonly kind: 'after-mjml' }

export type MjmlFaultWords = {
  /** @param message MJML's own, in English */
  readonly report: (report: MjmlReport, message: string) => FaultText
  readonly cdata: FaultText
  /** Such as `<?php`. */
  readonly code: (mark: string) => FaultText
  readonly link: (attribute: string, address: string) => FaultText
  readonly nesting: {
    readonly misspelt: (closing: string, opened: string, line: number) => FaultText
    readonly notOpened: (closing: string) => FaultText
    readonly closesOther: (closing: string, inner: string, line: number) => FaultText
    readonly notClosed: (name: string) => FaultText
    /** A tag of HTML such as `</b`. */
    readonly openTag: (tag: string) => FaultText
    readonly openValue: (tag: string) => FaultText
    readonly inWords: (name: string, around: string) => FaultText
  }
  readonly structure: {
    readonly second: (name: OnceElement, line: number) => FaultText
    readonly amongAttributes: (source: string) => FaultText
    /** A block that opens in one place and goes on in another. */
    readonly crossing: (
      opening: string,
      at: MailPlace,
      other: string,
      line: number,
      there: { readonly place: OtherPlace; readonly isSecond: boolean },
    ) => string
    readonly sameAttribute: string
    readonly inHeadElement: string
    readonly samePlace: string
    readonly betweenTags: (tag: string) => string
    readonly betweenRepeated: (tag: string) => string
    /** Liquid that sets a value for later. */
    readonly notReadOnce: (source: string, tag: string, at: MailPlace) => FaultText
    readonly noLiquid: (source: string, at: NoLiquidPlace) => FaultText
    readonly notShown: (source: string, at: MailPlace) => FaultText
    /** Words of the mail, outside any element that shows them. */
    readonly wordsNotShown: (words: string, at: MailPlace) => FaultText
  }
  readonly raw: {
    readonly outside: FaultText
    readonly elementsInComment: FaultText
    readonly commentOutside: (at: MailPlace) => FaultText
  }
  readonly values: {
    readonly unknown: (attribute: string, element: string, isDefault: boolean) => FaultText
    readonly refused: (
      attribute: string,
      value: string,
      customer: string,
      type: string,
      accepts: string,
    ) => FaultText
  }
  readonly lost: {
    readonly leftOut: (source: string) => string
    readonly moved: (source: string) => string
    readonly inStyle: string
    readonly inWords: string
    readonly inText: (source: string) => FaultText
  }
}
