/** What is known about a product, and what a mail may show of it. */
import { chooseLocale } from '../locale.ts'
import { onOneLine } from '../looks-like-name.ts'
import { DAY_MS, type Instant } from '../time.ts'

/** What of a feed's row could not be read. */
export const UNREAD_REASONS = [
  'id',
  'language',
  'availability',
  'price',
  'currency',
  'sale',
  'title',
  'link',
  'image',
  'encoding',
  'cells',
] as const
export type UnreadReason = (typeof UNREAD_REASONS)[number]

/** The row of a feed that named the product last and could not be read. */
export type UnreadMark = {
  readonly at: Instant
  readonly line: number
  readonly why: UnreadReason
  /** The cell at fault, cut to 100 characters. */
  readonly value: string
}

/** A lower price, for a time: from the first instant on, and before the second. */
export type Sale = {
  readonly priceMinor: number
  /** As readers of the language write it. */
  readonly price: string
  readonly from?: Instant
  readonly until?: Instant
}

/** A product in one language. Without a title, a page and a picture it is incomplete. */
export type ProductWords = {
  /** False where readers of this language cannot buy it, whatever others can. */
  readonly available?: boolean
  /** From then on they cannot. */
  readonly availableUntil?: Instant
  readonly title?: string
  /** Its page in the shop. */
  readonly url?: string
  readonly imageUrl?: string
  readonly priceMinor?: number
  /** ISO 4217. */
  readonly currency?: string
  /** The price as readers of this language write it, such as `12,50 €`. */
  readonly price?: string
  /** In the currency of the price. */
  readonly sale?: Sale
  /** It must not be shown until a row about it can be read. */
  readonly unread?: UnreadMark
  /** When a feed named it last, to within some days; absent where none did. */
  readonly seenAt?: Instant
}

export type Product = {
  /** False if it cannot be bought at the moment. */
  readonly available: boolean
  /** By language tag (BCP 47). */
  readonly locales: Readonly<Record<string, ProductWords>>
}

/** A product as a mail shows it. */
export type ShownProduct = {
  readonly title: string
  readonly url: string
  readonly imageUrl: string
  /** The price in force; empty if the shop gave none. */
  readonly price: string
  /** The regular price while a lower one is in force, to be struck through; empty otherwise. */
  readonly regularPrice: string
}

/** Why a mail does not show a product to readers of a language. */
export const NOT_SHOWN_REASONS = [
  'unavailable',
  'unavailable-in-language',
  'unread',
  'not-seen-lately',
  'no-title',
  'no-link',
  'no-picture',
  'other-language',
] as const
export type NotShownReason = (typeof NOT_SHOWN_REASONS)[number]

/** Of a product in a language that it has. */
export type NotShownThere = Exclude<NotShownReason, 'other-language'>
export const LANGUAGE_STANDINGS = [
  'shown',
  ...NOT_SHOWN_REASONS.filter((reason): reason is NotShownThere => reason !== 'other-language'),
] as const
export type LanguageStanding = (typeof LANGUAGE_STANDINGS)[number]

export type ProductStanding<R extends NotShownReason = NotShownReason> =
  | { readonly shown: ShownProduct; readonly because?: never }
  | { readonly because: R; readonly shown?: never }

/** When a mail is written, and after how many days a feed's article that no feed names is not shown. */
export type ShowingRule = {
  readonly now: Instant
  readonly unseenAfterDays: number
}

const INCOMPLETE: ReadonlySet<NotShownReason | undefined> = new Set([
  'no-title',
  'no-link',
  'no-picture',
])

/**
 * Whether something is missing that a mail must show, so that a sister language may speak instead.
 *
 * @example isIncompleteReason('no-picture') // true
 */
export const isIncompleteReason = (reason: NotShownReason | undefined): boolean =>
  INCOMPLETE.has(reason)

/**
 * The product for a reader of `locale`, or why they are not shown it. Another language is never used
 * instead of theirs, and a sister language only where theirs is incomplete.
 *
 * @example standingIn({ available: true, locales: { en: { title, url, imageUrl } } }, 'en-GB', rule)
 *   // { shown: { title, url, imageUrl, price: '', regularPrice: '' } }
 */
export function standingIn(
  { available, locales }: Product,
  locale: string,
  rule: ShowingRule,
): ProductStanding {
  if (!available) return { because: 'unavailable' }
  const standings = new Map(
    Object.entries(locales).map(([tag, words]) => [tag, standingOf(words, rule)]),
  )
  const tags = [...standings.keys()]
  const complete = tags.filter((tag) => !isIncompleteReason(standings.get(tag)?.because))
  const chosen = chooseLocale(locale, complete, []) ?? chooseLocale(locale, tags, [])
  return standings.get(chosen ?? '') ?? { because: 'other-language' }
}

/** @example productIn(product, 'en-GB', { now, unseenAfterDays: 30 })?.title */
export const productIn = (
  product: Product,
  locale: string,
  rule: ShowingRule,
): ShownProduct | undefined => standingIn(product, locale, rule).shown

/**
 * A product's standing in one of its languages, where it can be bought at all.
 *
 * @example standingOf({ title: 'Tea', available: false }, rule) // { because: 'unavailable-in-language' }
 */
export function standingOf(words: ProductWords, rule: ShowingRule): ProductStanding<NotShownThere> {
  const { available = true, availableUntil, title = '', url, imageUrl, unread, seenAt } = words
  if (unread) return { because: 'unread' }
  if (!available || (availableUntil !== undefined && availableUntil <= rule.now))
    return { because: 'unavailable-in-language' }
  if (seenAt !== undefined && seenAt <= rule.now - rule.unseenAfterDays * DAY_MS)
    return { because: 'not-seen-lately' }
  const shown = onOneLine(title)
  if (shown === '') return { because: 'no-title' }
  if (!url) return { because: 'no-link' }
  if (!imageUrl) return { because: 'no-picture' }
  return { shown: { title: shown, url, imageUrl, ...pricesOf(words, rule.now) } }
}

/**
 * A product's standing in each of its languages.
 *
 * @example standingsOf({ available: false, locales: { en } }, rule) // { en: { because: 'unavailable' } }
 */
export const standingsOf = (
  { available, locales }: Product,
  rule: ShowingRule,
): Readonly<Record<string, ProductStanding<NotShownThere>>> =>
  Object.fromEntries(
    Object.entries(locales).map(([tag, words]) => [
      tag,
      available ? standingOf(words, rule) : { because: 'unavailable' },
    ]),
  )

/** @example languageStanding({ because: 'no-link' }) // 'no-link' */
export const languageStanding = ({ because }: ProductStanding<NotShownThere>): LanguageStanding =>
  because ?? 'shown'

/** The price in force, and the regular one where that is another; each empty where there is none. */
export function pricesOf(
  { price = '', sale }: ProductWords,
  now: Instant,
): Pick<ShownProduct, 'price' | 'regularPrice'> {
  const regular = onOneLine(price)
  return sale && isInForce(sale, now)
    ? { price: onOneLine(sale.price), regularPrice: regular }
    : { price: regular, regularPrice: '' }
}

const isInForce = ({ from, until }: Sale, now: Instant): boolean =>
  (from === undefined || from <= now) && (until === undefined || now < until)
