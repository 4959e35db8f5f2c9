/** What is known about a product, and what a mail may show of it. */
import { chooseLocale } from '../locale.ts'
import { onOneLine } from '../looks-like-name.ts'
import type { Instant } from '../time.ts'

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

/** A product as a mail shows it; `price` is empty if the shop gave none. */
export type ShownProduct = {
  readonly title: string
  readonly url: string
  readonly imageUrl: string
  readonly price: string
}

/**
 * The product for a reader of `locale`: undefined if it is not available to them, or not complete
 * in their language. Another language is never used instead.
 *
 * @example productIn({ available: true, locales: { en: { title, url, imageUrl } } }, 'en-GB')
 *   // { title, url, imageUrl, price: '' }
 */
export function productIn(
  { available, locales }: Product,
  locale: string,
): ShownProduct | undefined {
  if (!available) return undefined
  const worded = Object.entries(locales).filter(
    ([, words]) => words.available === false || shownProductOf(words),
  )
  const tags = worded.map(([tag]) => tag)
  const words = locales[chooseLocale(locale, tags, []) ?? '']
  return words && shownProductOf(words)
}

/** Undefined where something is missing, or it is not available. */
export function shownProductOf({
  available = true,
  title = '',
  url,
  imageUrl,
  price = '',
}: ProductWords): ShownProduct | undefined {
  const shown = onOneLine(title)
  if (!available || shown === '' || !url || !imageUrl) return undefined
  return { title: shown, url, imageUrl, price: onOneLine(price) }
}
