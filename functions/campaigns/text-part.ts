/** The text part of a mail, for readers and spam filters that prefer it. */
import { compile, type FormatCallback, htmlToText } from 'html-to-text'
import { closeTagLines } from './liquid-tokens.ts'
import {
  customerNameIn,
  endsConditions,
  endsLoop,
  holdsState,
  isBalanced,
  mayBeEmpty,
  type Restore,
  unseen,
  unseenAsTags,
  withBracesAsWords,
  withoutUnseen,
  withPrintingTags,
  withUnseenLiquid,
} from './text-liquid.ts'

/** Around each address, because only the finished text shows what is next to it. */
const [ADDRESS, BARE_ADDRESS, ADDRESS_END] = ['\uE003', '\uE00F', '\uE004']
/** Between the cells of a row; the second one after the last cell of a loop. */
const [GAP, LOOP_GAP] = ['\uE00A', '\uE016']
/** Around a name without which there is no colon. */
const [IF_NAMED, IF_NAMED_END] = ['\uE019', '\uE01A']
/** The same between links and images. */
const LOOP_SPACE = '\uE018'
/** After the text of an image, so that two images in a row stay apart. */
const IMAGE_END = '\uE017'
/** What a loop repeats, but not after its last turn. */
const unlessLast = (text: string): string => `{% unless forloop.last %}${text}{% endunless %}`

type Node = Parameters<FormatCallback>[0]['children'][number]

/** The Liquid of the mail whose text is being made: formatters are given nothing but HTML. */
let restored: Restore = (text) => text

/** What a reader sees of it, and its Liquid tags. */
const wordsOf = (node: Node): string => {
  if (node.type === 'text') return withoutUnseen(node.data ?? '')
  if (node.name === 'img') return node.attribs?.alt ?? ''
  return (node.children ?? []).map(wordsOf).join('')
}

/** `words: address`, or only the address if the words are empty or equal to it. */
const linkThenAddress: FormatCallback = (element, walk, builder) => {
  const href: string = element.attribs.href ?? ''
  const written = wordsOf(element)
  const words = written.replace(/\uE001\d+\uE002/g, '').trim()
  walk(element.children, builder)
  const addresses = [href, href.replace(/^(?:mailto|tel|sms):/, '')]
  const leadsNowhereElse = href === '' || href.startsWith('#')
  if (leadsNowhereElse || addresses.some((one) => restored(one) === restored(words))) return
  const name = customerNameIn(words, restored)
  const start = name
    ? `${IF_NAMED}${name}${IF_NAMED_END}`
    : words === ''
      ? BARE_ADDRESS
      : mayBeEmpty(written, restored)
        ? ` ${BARE_ADDRESS}`
        : ADDRESS
  builder.addInline(`${start}${href}${ADDRESS_END}`, { noWordTransform: true })
}

const lineOfItsOwn: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 })
  linkThenAddress(element, walk, builder, {})
  builder.closeBlock({ trailingLineBreaks: 1 })
}

const altText: FormatCallback = (element, _, builder) => {
  const alt = element.attribs.alt?.trim()
  if (alt) builder.addInline(alt + IMAGE_END, { noWordTransform: true })
}

const isCell = ({ name }: Node): boolean => name === 'td' || name === 'th'

/** Placed after a cell, so that a cell that a condition leaves out does not move others. */
const cellThenGap: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder)
  const siblings: readonly Node[] = element.parent?.children ?? []
  const later = siblings.slice(siblings.indexOf(element) + 1)
  if (later.some(isCell)) builder.addInline(GAP)
  else if (endsLoop(later.map(({ data = '' }) => data).join(''), restored))
    builder.addInline(LOOP_GAP)
}

/** Its whole content, including Liquid. */
const sourceOf = (node: Node): string =>
  node.type === 'text' ? (node.data ?? '') : (node.children ?? []).map(sourceOf).join('')

const hiddenWords: FormatCallback = (element, walk, builder) => {
  const source = sourceOf(element)
  if (!holdsState(source, restored) || !isBalanced(source, restored)) return
  const [start = '', end = ''] = unseen(' ').split(' ')
  builder.addInline(start, { noWordTransform: true })
  walk(element.children, builder)
  builder.addInline(end, { noWordTransform: true })
}

const HAS_TAG = /\uE001\d+\uE002/

/** Whether Liquid decides how many items there are. */
const isCounted = (list: Node): boolean =>
  /[\uE000\uE001]/.test(list.attribs?.start ?? '') ||
  (list.children ?? []).some((child) =>
    child.name === 'li' ? !isBalanced(sourceOf(child), restored) : HAS_TAG.test(sourceOf(child)),
  )

/** An item has no number if its number depends on the customer's values. */
const numbered: FormatCallback = (element, walk, builder, options) => {
  const name = isCounted(element) ? 'ul' : undefined
  if (name) walk([Object.create(element, { name: { value: name } })], builder)
  else builder.options.formatters?.orderedList?.(element, walk, builder, options)
}

const heading = { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 }
const line = { leadingLineBreaks: 1, trailingLineBreaks: 1 }
const paragraph = { leadingLineBreaks: 2, trailingLineBreaks: 2 }

/** Reading the selectors takes longer than most mails do, so it is done once. */
const convert = compile({
  wordwrap: false,
  formatters: { linkThenAddress, lineOfItsOwn, altText, cellThenGap, hiddenWords, numbered },
  selectors: [
    { selector: '[style*="display:none"]', format: 'hiddenWords' },
    { selector: 'div[style*="display:none"]', format: 'hiddenWords' },
    // Each <mj-text> is a separate div, which reads as a paragraph.
    { selector: 'div', options: paragraph },
    { selector: 'img', format: 'altText' },
    { selector: 'a', format: 'linkThenAddress' },
    { selector: 'a.mj-link', format: 'lineOfItsOwn' },
    // Every image of a carousel once, including those not shown first.
    { selector: 'a[class*="mj-carousel-thumbnail"]', format: 'skip' },
    { selector: 'div.mj-carousel-image[class]', format: 'block', options: line },
    // Its plus and minus icons.
    { selector: 'td.mj-accordion-ico', format: 'skip' },
    { selector: 'tr', format: 'block', options: line },
    { selector: 'td', format: 'cellThenGap' },
    { selector: 'th', format: 'cellThenGap' },
    { selector: 'h1', options: { ...heading, trailingLineBreaks: 2 } },
    ...['h2', 'h3', 'h4'].map((selector) => ({ selector, options: heading })),
    ...['dt', 'dd'].map((selector) => ({ selector, format: 'block', options: line })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'ol', format: 'numbered' },
  ],
})

/** Between cells, where white space is none. */
const IN_ROW = /(?<=<tr\b[^>]*>|<\/t[dh]>)(?:\s|[\uE000\uE001]\d+\uE002)+(?=<t[dh]\b|<\/tr>)/gi
const withoutGaps = (between: string): string => between.replace(/\s/g, '')

/** A link on lines of its own, and what begins the next one. */
const NAMED_AGAIN =
  /(?<=^|\n|\uE001\d+\uE002)[^\n\uE001\uE004]+\uE003[^\n\uE004]*\uE004([ \t]*\n+)(?=([^\n\uE001\uE004]+\uE003[^\n\uE004]*)\uE004)/g

const sayingOf = (link: string, restore: Restore): string =>
  restore(link.replace(/\s*\uE003/, '\uE003').trim())

/** As MJML spells it. */
const HIDES = /(?<![\w-])display\s*:\s*none\b(?<=\sstyle=(?:"[^"]*|'[^']*))/gi

/**
 * Converts HTML with hidden Liquid to text. Lines are never wrapped: email clients do it better,
 * and a line break inside Liquid would break it.
 *
 * @param restore restores the Liquid as written; tags that something later depends on are kept
 * @example textPart('<h1>Hello</h1><p><a href="https://a.example">Read</a></p>', 'en')
 * // 'Hello\n\nRead: https://a.example\n'
 */
export function textPart(
  hiddenHtml: string,
  locale: string,
  restore: Restore = (text) => text,
): string {
  const colon = /^(?:zh|ja)\b/.test(locale) ? '：' : ': '
  const shown = withPrintingTags(hiddenHtml.replace(HIDES, 'display:none'), restore)
  const html = withUnseenLiquid(shown.replace(IN_ROW, withoutGaps), restore)
  restored = restore
  const { text, restore: withUnseen } = unseenAsTags(convert(html), restore)
  const trimmed = text
    .replace(/\uE017(?=\s*(?:\uE001\d+\uE002)*[\uE003\uE00F])/g, '')
    .replace(/\uE017(?=(?:\uE001\d+\uE002)*[\p{L}\p{N}\uE000])/gu, ' ')
    // An icon and the words next to it often lead to the same place.
    .replace(/\uE00F([^\uE004]*)\uE004\s*\uE00A?\s*(?=[^\n\uE001]*\uE003\1\uE004)/g, '')
    // So do a picture of a product and its name below.
    .replace(NAMED_AGAIN, (link: string, _gap: string, next: string) =>
      sayingOf(link, restore) === sayingOf(`${next}\uE004`, restore) ? '' : link,
    )
    .replace(/[ \t]*\uE00A[ \t]*(?=\n|$)|(?<=^|\n)(?:[ \t]*\uE00A)+[ \t]*/g, '')
    .replace(/(?:[ \t]*\uE00A)+[ \t]*/g, '  ')
    .replaceAll(BARE_ADDRESS, '')
    .replace(/([:：.!?。！？→»])\s*\uE003/g, '$1 ')
    .replace(/\s*\uE003/g, colon)
    .replace(/\uE004(?=[,.;:!?)]+(?:\s|$)|[。，、！？；：）」])/g, '')
    .replace(/\uE004(?=\uE016)/g, '')
    .replace(
      /\uE004((?:\uE001\d+\uE002)+)(?=[,.;:!?)]+(?:\s|$)|[。，、！？；：）」])/g,
      (all, tags: string) => (endsConditions(tags, restore) ? tags : all),
    )
    // Without a space a mail program takes what follows for a part of the address.
    .replace(/\uE004(?=(?:\uE001\d+\uE002)*[^\s\uE001])/g, ' ')
    .replace(/[\uE004\uE017]((?:\uE001\d+\uE002)+)(?=\s|$)/g, (_, tags: string) =>
      endsLoop(tags, restore) ? LOOP_SPACE + tags : tags,
    )
    .replace(/[\uE004\uE017]/g, '')
    .replace(/[ \t\u00A0\u2000-\u200A]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const written = withUnseen(withBracesAsWords(closeTagLines(trimmed), restore))
  return `${written
    .replace(/\s*\uE019([\w.]+)\uE01A/g, `{% if $1 %}${colon}{% endif %}`)
    .replaceAll(LOOP_GAP, unlessLast('  '))
    .replaceAll(LOOP_SPACE, unlessLast(' '))}\n`
}

/** As html-to-text takes it. */
const WHITE_SPACE = /[ \t\r\n\f\u200b]+/g

/** The plain words of a scrap of HTML such as a title, its entities decoded. */
export const plainWords = (hiddenHtml: string, restore: Restore = (text) => text): string => {
  if (!/[<&]/.test(hiddenHtml))
    return withBracesAsWords(hiddenHtml.replace(WHITE_SPACE, ' ').trim(), restore)
  const { text, restore: withUnseen } = unseenAsTags(
    htmlToText(withUnseenLiquid(hiddenHtml, restore), {
      wordwrap: false,
      baseElements: { selectors: [] },
    }),
    restore,
  )
  return withUnseen(withBracesAsWords(text, restore))
}
