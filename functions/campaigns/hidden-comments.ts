/** Comments: those that Outlook reads stay in the mail, all others are never sent. */

const COMMENT = /<!--[\s\S]*?-->/g
/** `<!--[if mso]> … <![endif]-->`, `<!--[if !mso]><!-->` and the `<!--<![endif]-->` that ends it. */
const CONDITIONAL = /^<!--(?:\[if\b[^\]]*\]>|<!\[endif\]-->)/i
const LIQUID_COMMENT =
  /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{%-?\s*#[^%]*%\}/g

/** Private-use characters, as for Liquid. */
const [COMMENT_START, COMMENT_END] = ['\uE008', '\uE009']
const HIDDEN = new RegExp(`${COMMENT_START}(\\d+)${COMMENT_END}`, 'g')

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/**
 * Blanks out the comments of HTML and Liquid, keeping every line where it is; what Outlook reads
 * stays.
 *
 * @example withoutComments('a<!-- b -->{% comment %}c{% endcomment %}') // 'a' and spaces
 */
export const withoutComments = (mjml: string): string =>
  mjml
    .replace(COMMENT, (comment) => (CONDITIONAL.test(comment) ? comment : blank(comment)))
    .replace(LIQUID_COMMENT, blank)

export type HiddenComments = {
  readonly text: string
  readonly restore: (text: string) => string
  /** For the text part, which Outlook's own words are no part of. */
  readonly drop: (text: string) => string
}

/**
 * Hides conditional comments from MJML, which drops those that stand between elements and would
 * merge others into its own.
 *
 * @example hideComments('<!--[if mso]>a<![endif]-->').restore(text) // '<!--[if mso]>a<![endif]-->'
 */
export function hideComments(source: string): HiddenComments {
  const found: string[] = []
  const text = source.replace(COMMENT, (comment) => {
    found.push(comment)
    return `${COMMENT_START}${found.length - 1}${COMMENT_END}${comment.replace(/[^\n]/g, '')}`
  })
  return {
    text,
    restore: (hidden) => hidden.replace(HIDDEN, (mark, index) => found[Number(index)] ?? mark),
    drop: (hidden) => hidden.replace(HIDDEN, ''),
  }
}
