/** The HTML tags in the words of a mail, and their attributes. */

type Range = { readonly start: number; readonly end: number }

export type HtmlAttribute = Range & {
  readonly name: string
  /** Including its quotes. */
  readonly value: string
}

export type HtmlTag = Range & {
  readonly name: string
  readonly attributes: readonly HtmlAttribute[]
}

/** Excludes the elements of MJML. */
const TAG = /<(?!mj)([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi
/** The name can follow hidden Liquid. */
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

/** Whether a style hides its element. */
export const isHiddenStyle = (style: string): boolean =>
  /(?<![\w-])display\s*:\s*none\b/i.test(style)
