/** Recommendations as text. */
import { onOneLine } from '../../domain/looks-like-name.ts'
import { type Product, type ShowingRule, standingIn } from '../../domain/recommend/product.ts'
import type { Recommendation } from '../../domain/recommend/recommend.ts'
import type { Neighbour } from '../../domain/recommend/recommend-neighbours.ts'
import type { BuiltRecommendations } from '../../insight/learning/build-recommendations.ts'
import type { ProductRecommendation } from '../../insight/learning/recommend-for-customer.ts'
import type { RecommendWords } from '../../language/command/recommend-words.ts'
import { standingSentence, unreadSentence } from '../../language/product-sentences.ts'
import type { Voice } from '../../language/voice.ts'
import { columns, leftColumns } from '../columns.ts'

export function builtText(built: BuiltRecommendations, words: RecommendWords): string {
  const { complete, baskets, items, pairs, withNeighbours } = built
  const { mostMissed, cutBaskets, itemsLeftOut, bestSellers } = built
  const { counted, named, missing } = bestSellers
  const { lines, again } = built.boughtAgain
  return [
    words.built(baskets, items, pairs, withNeighbours),
    ...(lines > 0 ? [words.repeats(lines, again, built.buyAgainPlaces)] : []),
    ...(complete ? [] : [words.incomplete]),
    ...(mostMissed > 0 ? [words.missed(mostMissed)] : []),
    ...(cutBaskets > 0 ? [words.sampled(cutBaskets)] : []),
    ...(itemsLeftOut > 0 ? [words.itemsLeftOut] : []),
    ...(missing.length > 0 ? [words.notInCatalogue(counted, named, missing)] : []),
  ].join('\n')
}

/** If no product goes with it, what is known about its name can explain why. */
export type NameKnown = {
  /** Whether the shop has such a product. */
  readonly isKnown: boolean
  /** The same in other letter case, of which something is known. */
  readonly otherCase?: string
}

export function neighboursText(
  item: string,
  neighbours: readonly Neighbour[],
  words: RecommendWords,
  name: NameKnown = { isKnown: true },
): string {
  const { columns: head } = words
  if (neighbours.length > 0)
    return columns([
      [head.item, head.score, head.sells],
      ...neighbours.map(({ sku, score, demand }) => [
        sku,
        score.toFixed(4),
        `${(100 * demand).toFixed(0)}%`,
      ]),
    ])
  if (name.otherCase !== undefined) return words.otherCase(item, name.otherCase)
  return name.isKnown ? words.noNeighbours(item) : words.unknownItem(item)
}

/** Whether mail shows a product to readers of each of its languages, and why not. */
export function standingLines(
  product: Product,
  rule: ShowingRule,
  voice: Voice,
): readonly string[] {
  const lines = Object.entries(product.locales).map(([tag, { unread }]) => {
    const standing = standingSentence(standingIn(product, tag, rule), voice)
    const because = unread && unreadSentence(unread, onOneLine(unread.value), voice)
    return [tag, because ? voice.words.joinSentences(standing, because) : standing]
  })
  return ['', ...(lines.length === 0 ? [voice.words.products.shownNowhere] : leftColumns(lines))]
}

export const recommendedText = (
  customer: string,
  recommended: readonly ProductRecommendation[],
  words: RecommendWords,
): string =>
  recommended.length === 0
    ? words.nothing(customer)
    : recommended
        .map(({ sku, product, ...why }) =>
          [`${sku}  ${product.title}`, product.price, becauseText(why, words)]
            .filter(Boolean)
            .join('  '),
        )
        .join('\n')

function becauseText({ because }: Pick<Recommendation, 'because'>, words: RecommendWords): string {
  switch (because.kind) {
    case 'buy-again':
      return words.buyAgain(because.purchases, because.daysAgo, because.usualDays)
    case 'bought-together':
      return words.boughtWith(because.with, because.score.toFixed(4))
    case 'sells-best':
      return words.sellsBest
  }
}
