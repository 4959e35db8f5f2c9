/** Recommendations in words. */
import type { Recommendation } from '../../domain/recommend/recommend.ts'
import type { Neighbour } from '../../domain/recommend/recommend-neighbours.ts'
import type { BuiltRecommendations } from '../../insight/learning/build-recommendations.ts'
import type { ProductRecommendation } from '../../insight/learning/recommend-for-customer.ts'
import { columns, counted } from '../words.ts'

export function tellBuilt(built: BuiltRecommendations): string {
  const { complete, baskets, items, pairs, withNeighbours } = built
  const { mostMissed, cutBaskets, itemsLeftOut } = built
  const counts = `${counted(baskets, 'order')} with ${counted(items, 'article')}, ${counted(pairs, 'pair')} bought together`
  return [
    `${counts}: ${counted(withNeighbours, 'article')} ${withNeighbours === 1 ? 'has' : 'have'} neighbours.`,
    ...(complete
      ? []
      : ['Not all orders were counted: what was known and is not outdone by them stays.']),
    ...(mostMissed > 0
      ? [`There were too many pairs to count all: each may be ${mostMissed} orders short.`]
      : []),
    ...(cutBaskets > 0 ? [`Of ${counted(cutBaskets, 'very large order')} a sample counts.`] : []),
    ...(itemsLeftOut > 0
      ? ['There were too many articles: those that came last are left out.']
      : []),
  ].join('\n')
}

/** Where nothing goes with an article, what is known of its name may tell why. */
export type NameKnown = {
  /** Whether the shop told of the article. */
  readonly told: boolean
  /** The same in other letter case, of which something is known. */
  readonly otherCase?: string
}

export function tellNeighbours(
  item: string,
  neighbours: readonly Neighbour[],
  name: NameKnown = { told: true },
): string {
  if (neighbours.length > 0)
    return columns([
      ['bought together', 'cosine', 'sells'],
      ...neighbours.map(({ sku, score, demand }) => [
        sku,
        score.toFixed(4),
        `${(100 * demand).toFixed(0)}%`,
      ]),
    ])
  const nothing = `Nothing is known to be bought together with ${item}`
  if (name.otherCase !== undefined) return `${nothing}: did you mean ${name.otherCase}?`
  return name.told ? `${nothing}.` : `${nothing}, and nobody told of such an article.`
}

export const tellRecommended = (
  customer: string,
  recommended: readonly ProductRecommendation[],
): string =>
  recommended.length === 0
    ? `There is nothing to recommend to ${customer}: what goes with their purchases, or sells best, is not known as an article that is available and complete in their language, or was recommended lately.`
    : recommended
        .map(({ sku, product, ...why }) =>
          [`${sku}  ${product.title}`, product.price, becauseText(why)].filter(Boolean).join('  '),
        )
        .join('\n')

const becauseText = ({ because }: Pick<Recommendation, 'because'>): string =>
  because.kind === 'sells-best'
    ? '(sells best)'
    : `(bought together with ${because.with}: ${because.score.toFixed(4)})`
