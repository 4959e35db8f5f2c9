/** The articles that a mail recommends: asked for only where its words have a place for them. */
import type { ShownProduct } from '../domain/product.ts'
import type { MailParts, Renderer } from './render.ts'
import type { Recipient } from './send-message.ts'

export type RecommendedProduct = { readonly sku: string; readonly product: ShownProduct }

/** What to recommend to a customer now in a language, the best first; none where there is nothing. */
export type RecommendationsFor = (
  recipient: Recipient,
  locale: string,
) => Promise<readonly RecommendedProduct[]>

/** Whether a mail uses `recommendations` anywhere. */
export const asksForRecommendations = (
  { subject, html, text }: MailParts,
  { check }: Renderer,
): boolean =>
  [subject, html, text].some((source) =>
    check(source).uses.some((path) => /^recommendations(\.|$)/.test(path)),
  )

/** Those whose pages the finished mail leads to: words may show fewer than there were. */
export const shownIn = (
  { html, text }: MailParts,
  recommended: readonly RecommendedProduct[],
): readonly string[] =>
  recommended
    .filter(({ product: { url } }) => text.includes(url) || html.includes(escaped(url)))
    .map(({ sku }) => sku)

/** As the renderer writes it into HTML; what else it escapes is in no address. */
const escaped = (url: string): string => url.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
