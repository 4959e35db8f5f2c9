/** Words of the faults of a mail: its head, its HTML and styles, its text part, and how it renders. */
import type { FaultText } from './fault-text.ts'

/** Elements that no mail may have. */
/** The closed set of HTML elements that a mail may not have. */
export const REFUSED_ELEMENTS = [
  'script',
  'form',
  'input',
  'select',
  'textarea',
  'iframe',
  'object',
  'embed',
  'base',
  'plaintext',
  'xmp',
] as const
export type RefusedElement = (typeof REFUSED_ELEMENTS)[number]

/** Elements that are refused for one of their attributes. */
export type RefusedByAttribute = '<meta http-equiv="refresh">' | '<link rel="stylesheet">'

export type HeadPart = 'subject' | 'preheader'

/** Where a style is written: in an element, or in an attribute of one. */
export type StylePlace = { readonly element: string; readonly attribute?: string }

export type MailFaultWords = {
  readonly head: {
    /** @param element where it belongs */
    readonly missing: (part: HeadPart, element: string) => FaultText
    readonly language: (locale: string) => FaultText
    readonly inTag: (source: string, part: HeadPart) => FaultText
  }
  /** Of <mj-include>. @param names of the parts that there are */
  readonly partials: {
    readonly path: (path: string, names: readonly string[]) => FaultText
    readonly unknown: (path: string, names: readonly string[]) => FaultText
    readonly noLanguage: (name: string, locale: string) => FaultText
    readonly ofItself: (path: string) => FaultText
    readonly tooDeep: (most: number) => FaultText
  }
  readonly unsafe: {
    readonly element: (name: RefusedElement) => FaultText
    readonly byAttribute: (shown: RefusedByAttribute) => FaultText
    readonly handler: (name: string) => FaultText
    readonly address: (address: string) => FaultText
    readonly becomesTag: (source: string, bracket: string) => FaultText
    readonly partOfTag: (source: string, tag: string) => FaultText
    readonly addsAttributes: (source: string, tag: string) => FaultText
  }
  readonly styles: {
    readonly customers: (source: string, place: StylePlace) => FaultText
    readonly tagInCopied: (source: string) => FaultText
    readonly inSelector: (source: string) => FaultText
    readonly classOfStyle: (source: string, name: string) => FaultText
    readonly classOfAttributes: (source: string, name: string) => FaultText
  }
  readonly comments: {
    readonly unclosed: FaultText
    readonly inAttribute: FaultText
    readonly endsNothing: FaultText
    readonly neverEnds: FaultText
    /** An Outlook comment with all of its content inside. */
    readonly neverEndsItself: FaultText
    readonly belongsOutside: (source: string) => FaultText
    readonly valueUsed: (source: string, name: string) => FaultText
    readonly turnsUsed: (source: string) => FaultText
  }
  readonly textPart: {
    readonly address: (source: string, tag: string) => FaultText
    readonly chosenAddress: (source: string) => FaultText
    readonly hides: (source: string, element: string) => FaultText
  }
  /** Such as U+F8FF. */
  readonly privateUse: (character: string) => FaultText
  readonly rendered: {
    readonly emptySubject: (customer: string) => FaultText
    readonly tooLarge: (kilobytes: number, customer: string, most: number) => FaultText
    /** From the renderer, which does not know for whom and where. */
    readonly refusedLink: (address: string) => FaultText
    /** @param customer for whom; absent if for all. The address may be empty. */
    readonly unsafeLink: (address: string, customer: string | undefined) => FaultText
    /** @param customer for whom the picture has no address; absent if for all */
    readonly noPicture: (customer: string | undefined) => FaultText
  }
}
