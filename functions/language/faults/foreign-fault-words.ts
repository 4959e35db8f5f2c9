/** Words of the faults of what other tools write: their placeholders, tags, filters and names. */

/** Why something of another tool is left out. */
export type RemoveReason =
  | 'no-web-version'
  | 'no-address'
  | 'subject-elsewhere'
  | 'no-orders'
  | 'nothing-to-load'
  | 'one-file'
  | 'own-languages'
  | 'links-tracked'
  | 'conditions-elsewhere'
  | 'no-fetching'
  | 'no-forms'
  | 'no-pages'
  | 'no-scripts'
  | 'no-settings'
  | 'no-macros'

/** What to write in more words than a piece of Liquid. */
export type ForeignAdvice =
  | 'first-name'
  | 'full-name'
  | 'coupon'
  | 'colour'
  | 'image'
  | 'products'
  | 'any-variable'
  | 'conditions'
  | 'conditions-or-nothing'
  | 'conditions-and-loops'
  | 'loops'
  | 'loops-and-items'
  | 'comment'
  | 'copy-content'
  | 'loop-index'
  | 'and'
  | 'or'
  | 'equals'
  | 'filter-colon'
  | 'tag-for-each-line'
  | 'style-element'
  | 'table-rows'

/** What to write here. */
export type ForeignFix =
  | { readonly kind: 'write'; readonly liquid: string }
  /** A variable that is the address of a link. */
  | { readonly kind: 'link'; readonly variable: string }
  | { readonly kind: 'remove'; readonly why: RemoveReason }
  | { readonly kind: 'advice'; readonly about: ForeignAdvice }

/** Such as Klaviyo; undefined for what many tools have. */
export type Tool = string | undefined

export type ForeignFaultWords = {
  readonly fix: (fix: ForeignFix) => string
  readonly placeholder: (shown: string, tool: Tool) => string
  readonly tag: (name: string, tool: Tool) => string
  readonly variable: (path: string, tool: Tool) => string
}
