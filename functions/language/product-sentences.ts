/** What a product is called, and what is said of it. */

import { chooseLocale } from '../domain/locale.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import type { BoughtAgain } from '../domain/recommend/buy-again.ts'
import type {
  NotShownReason,
  Product,
  ProductStanding,
  ProductWords,
  Sale,
  UnreadMark,
} from '../domain/recommend/product.ts'
import type { Instant } from '../domain/time.ts'
import type { Voice } from './voice.ts'

/** Its words in the language of the page, else in the first that it has. */
export function wordsToShow({ locales }: Product, { language }: Voice): ProductWords {
  const tags = Object.keys(locales)
  return locales[chooseLocale(language, tags, tags) ?? ''] ?? {}
}

/** @example productName('tea-7', product, voice) // 'Green tea', or its id where it has no title */
export function productName(sku: string, product: Product | undefined, voice: Voice): string {
  const own = product && onOneLine(wordsToShow(product, voice).title ?? '')
  const other = Object.values(product?.locales ?? {}).find(({ title }) => title)?.title ?? ''
  return own || onOneLine(other) || onOneLine(sku)
}

/** @example standingName({ because: 'no-link' }, voice) // 'No link' */
export const standingName = ({ because }: ProductStanding, { words }: Voice): string =>
  words.products.standings[because ?? 'shown']

/** @example standingSentence({ because: 'no-link' }, voice) // 'Mail does not show it: ...' */
export const standingSentence = ({ because }: ProductStanding, { words }: Voice): string =>
  because === undefined ? words.products.shown : words.products.whyNot[because]

/** @param cell as it is to be shown; the page puts it apart from the sentence around it */
export function unreadSentence(mark: UnreadMark, cell: string, { words, formats }: Voice): string {
  const { unread, unreadReasons } = words.products
  return unread({
    line: formats.number(mark.line),
    why: unreadReasons[mark.why],
    cell,
    moment: formats.moment(mark.at),
  })
}

/** Of languages with one standing, the languages in words, those that mails show first. */
export function standingsInWords(
  standings: Readonly<Record<string, ProductStanding>>,
  voice: Voice,
): readonly { readonly because: NotShownReason | undefined; readonly languages: string }[] {
  const groups = Map.groupBy(Object.entries(standings), ([, { because }]) => because)
  return [...groups]
    .sort(([a], [b]) => Number(a !== undefined) - Number(b !== undefined))
    .map(([because, all]) => ({
      because,
      languages: voice.formats.list(all.map(([tag]) => voice.formats.languageName(tag))),
    }))
}

/** When a lower price holds. */
export function saleSentence(
  { from, until }: Sale,
  now: Instant,
  { words, formats }: Voice,
): string {
  const { inForce, coming, over } = words.products.sale
  const facts = {
    from: from === undefined ? '' : formats.moment(from),
    until: until === undefined ? '' : formats.moment(until),
  }
  if (until !== undefined && until <= now) return over(facts)
  return from !== undefined && now < from ? coming(facts) : inForce(facts)
}

/** How customers buy a product again, and from when on mail shows it again. */
export const againSentence = (
  { share, usualDays, earliestDays }: BoughtAgain,
  { words, formats }: Voice,
): string =>
  words.products.boughtAgain(formats.percent(share), Math.round(usualDays), Math.ceil(earliestDays))
