/** What is known of an article, and what of it a mail may show. */
import { chooseLocale } from './locale.ts'

/** An article in one language. Without a title, a page and a picture it is incomplete. */
export type ProductWords = {
  readonly title?: string
  /** Its page in the shop. */
  readonly url?: string
  readonly imageUrl?: string
  readonly priceMinor?: number
  /** ISO 4217. */
  readonly currency?: string
  /** The price as readers of this language write it, such as `12,50 €`. */
  readonly price?: string
}

export type Product = {
  readonly available: boolean
  /** By language tag (BCP 47). */
  readonly locales: Readonly<Record<string, ProductWords>>
}

/** An article as a mail shows it; `price` is empty where nobody told one. */
export type ShownProduct = {
  readonly title: string
  readonly url: string
  readonly imageUrl: string
  readonly price: string
}

/**
 * The article for a reader of `locale`: undefined where it is not available, or not complete in
 * their language. A language that the shop did not write it in is never taken instead.
 *
 * @example productIn({ available: true, locales: { en: { title, url, imageUrl } } }, 'en-GB')
 *   // { title, url, imageUrl, price: '' }
 */
export function productIn(product: Product, locale: string): ShownProduct | undefined {
  if (!product.available) return undefined
  const complete = Object.entries(product.locales).flatMap(([tag, words]) => {
    const shown = shownOf(words)
    return shown ? [{ tag, shown }] : []
  })
  const chosen = chooseLocale(
    locale,
    complete.map(({ tag }) => tag),
    [],
  )
  return complete.find(({ tag }) => tag === chosen)?.shown
}

/** Undefined where something is missing. */
export function shownOf({ title, url, imageUrl, price }: ProductWords): ShownProduct | undefined {
  if (!title || !url || !imageUrl) return undefined
  return { title, url, imageUrl, price: price ?? '' }
}
