/** The text part of a mail, for readers and filters that prefer it. */
import { type FormatCallback, type HtmlToTextOptions, htmlToText } from 'html-to-text'
import { closeTagLines } from './liquid-tokens.ts'

/** Around each address, since only the finished text shows what stands beside it. */
const [ADDRESS, ADDRESS_END] = ['\uE003', '\uE004']

/** `words: address`, or the address alone where the words are the address. */
const linkThenAddress: FormatCallback = (element, walk, builder) => {
  const href: string = element.attribs.href ?? ''
  walk(element.children, builder)
  const [only] = element.children
  const bare = element.children.length === 1 && only?.type === 'text' && only.data?.trim() === href
  if (href === '' || bare) return
  builder.addInline(`${ADDRESS}${href}${ADDRESS_END}`, { noWordTransform: true })
}

const heading = { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 }

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  formatters: { linkThenAddress },
  selectors: [
    { selector: 'div[style*="display:none"]', format: 'skip' },
    // Each <mj-text> is a div of its own: a paragraph to the reader.
    { selector: 'div', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'img', format: 'skip' },
    { selector: 'a', format: 'linkThenAddress' },
    { selector: 'h1', options: { ...heading, trailingLineBreaks: 2 } },
    ...['h2', 'h3', 'h4'].map((selector) => ({ selector, options: heading })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
}

/**
 * Makes text of HTML whose Liquid is hidden. Lines are never wrapped: mail programs do it better,
 * and a break inside Liquid would break it.
 *
 * @example textPart('<h1>Hello</h1><p><a href="https://a.example">Read</a></p>', 'en')
 * // 'Hello\n\nRead: https://a.example\n'
 */
export function textPart(hiddenHtml: string, locale: string): string {
  const colon = /^(?:zh|ja)\b/.test(locale) ? '：' : ': '
  const text = htmlToText(hiddenHtml, OPTIONS)
  const trimmed = text
    .replace(/\s*\uE003/g, colon)
    // Without a space a mail program takes what follows for a part of the address.
    .replace(/\uE004(?=[^\s])/g, ' ')
    .replaceAll(ADDRESS_END, '')
    .replace(/[ \t\u00A0]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return `${closeTagLines(trimmed)}\n`
}

/** The plain words of a scrap of HTML such as a title, its entities decoded. */
export const plainWords = (hiddenHtml: string): string =>
  htmlToText(hiddenHtml, { wordwrap: false, baseElements: { selectors: [] } })
