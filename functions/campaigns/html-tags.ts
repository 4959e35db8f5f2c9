/** The tags of HTML that stand in the words of a mail, and their attributes. */

type Range = { readonly start: number; readonly end: number }

export type HtmlAttribute = Range & {
  readonly name: string
  /** With its quotes. */
  readonly value: string
}

export type HtmlTag = Range & {
  readonly name: string
  readonly attributes: readonly HtmlAttribute[]
}

/** MJML's own elements left out. */
const TAG = /<(?!mj)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi
/** The name may follow Liquid, hidden. */
const ATTRIBUTE = /([^\s"'<>/=\uE000-\uE002]+)\s*=\s*("[^"]*"|'[^']*')/g

/** @example htmlTags('<b class="a">B</b>')[0]?.attributes[0]?.value // '"a"' */
export const htmlTags = (hidden: string): readonly HtmlTag[] =>
  [...hidden.matchAll(TAG)].map(({ 0: tag, 1: name = '', index: start }) => ({
    name: name.toLowerCase(),
    start,
    end: start + tag.length,
    attributes: [...tag.matchAll(ATTRIBUTE)].map(
      ({ 0: whole, 1: own = '', 2: value = '', index }) => {
        const end = start + index + whole.length
        return { name: own.toLowerCase(), value, start: end - value.length, end }
      },
    ),
  }))

/** Whether an element of such a tag is not shown, whatever else its style is. */
export const isHiddenStyle = (style: string): boolean =>
  /(?<![\w-])display\s*:\s*none\b/i.test(style)
