/** The articles that a mail recommends: asked for only where its words have a place for them. */
import type { ShownProduct } from '../../domain/recommend/product.ts'
import type { RecommendPolicy } from '../../domain/recommend/recommend-policy.ts'
import type { Recipient } from './mail-writer.ts'
import type { MailParts, Renderer } from './render.ts'

export type RecommendedProduct = { readonly sku: string; readonly product: ShownProduct }

/** What to recommend to a customer now in a language, best first; empty if there is nothing. */
export type RecommendationsFor = (
  recipient: Recipient,
  locale: string,
  /** The shop's own. */
  policy: RecommendPolicy,
) => Promise<readonly RecommendedProduct[]>

/** Whether a mail uses `recommendations` anywhere. */
export const asksForRecommendations = (
  { subject, html, text }: MailParts,
  { check }: Renderer,
): boolean =>
  [subject, html, text].some((source) =>
    check(source).uses.some((path) => /^recommendations(\.|$)/.test(path)),
  )

/**
 * The products whose pages the finished mail links to: a template may show fewer than it was given.
 * The longest address is searched first, and removed, since another may be a prefix of it.
 */
export function shownIn(
  { html, text }: MailParts,
  recommended: readonly RecommendedProduct[],
): readonly string[] {
  const shown = new Set<string>()
  let left = { html, text }
  for (const { sku, product } of recommended.toSorted(longestAddressFirst)) {
    const without = {
      html: left.html.replaceAll(escaped(product.url), ' '),
      text: left.text.replaceAll(product.url, ' '),
    }
    if (without.html !== left.html || without.text !== left.text) shown.add(sku)
    left = without
  }
  return recommended.map(({ sku }) => sku).filter((sku) => shown.has(sku))
}

const longestAddressFirst = (a: RecommendedProduct, b: RecommendedProduct): number =>
  b.product.url.length - a.product.url.length

/**
 * As the renderer writes it into HTML; no address contains the other characters that it escapes.
 */
const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
