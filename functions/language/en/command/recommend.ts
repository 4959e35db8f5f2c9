/** Words of `rekindle recommend`, in English. */
import { MOST_RECOMMENDED } from '../../../domain/recommend/recommend.ts'
import type { RecommendVerbs, RecommendWords } from '../../command/recommend-words.ts'
import { figure, percent } from '../../figures.ts'
import { count } from '../count.ts'

export const enRecommendVerbs: RecommendVerbs = {
  'recommend show': {
    summary: 'Show what is bought together with a product, or what mail would recommend a customer',
    about: [
      'Uses the latest counts; update them with: rekindle recommend build. Customers are recommended products that are available and complete in their language, and that they have not returned or been recommended recently. Products that they have bought, and not returned unless they kept them twice, are shown once they may need them again, at most as many as recommend.buyAgain in the policy allows. Customers who object to profiling get best sellers. Of a product it also says whether mail shows it in each of its languages, and why not. Nothing is changed.',
    ],
    arguments: {},
    options: {
      item: 'The product, by the SKU used in orders',
      customer: 'The id of the customer in the shop',
      locale: 'With --customer: the language of the mail (default: the language of the customer)',
    },
    examples: {
      item: 'Products bought together with one',
      customer: 'Recommendations for a customer',
    },
  },
  'recommend build': {
    summary: 'Rebuild the recommendations of a shop from its orders',
    about: [
      'Counts which products are bought together, which are bought again and which sell best, over the lines of all orders, in bounded memory. Mail uses the latest counts; during a rebuild it may use both old and new counts. If the command is interrupted, run it again.',
    ],
    arguments: {},
    options: {},
    examples: { build: 'Rebuild the recommendations' },
  },
}

export const enRecommend: RecommendWords = {
  choose: 'Use either --item SKU or --customer ID',
  noLanguage: 'The language of this customer is unknown: choose one with --locale TAG',
  notBuilt: (shop) =>
    `The recommendations of ${shop} have not been built yet. Build them with: rekindle recommend build --shop ${shop}`,
  columns: { item: 'bought together', score: 'cosine', sells: 'sells' },
  noNeighbours: (item) => `No product is known to be bought together with ${item}.`,
  otherCase: (item, other) =>
    `No product is known to be bought together with ${item}. Did you mean ${other}?`,
  unknownItem: (item) =>
    `No product is known to be bought together with ${item}, and the shop has no such product.`,
  nothing: (customer) =>
    `Nothing to recommend to ${customer}: no matching product or best seller is available and complete in their language and was not recommended recently.`,
  sellsBest: '(best seller)',
  boughtWith: (item, score) => `(bought together with ${item}: ${score})`,
  buyAgain: (purchases, daysAgo, usualDays) =>
    `(bought ${purchases === 1 ? 'once' : `${figure(purchases)} times`}, last ${count(daysAgo, 'day')} ago; usually bought again after ${count(usualDays, 'day')})`,
  repeats: (lines, again, places) =>
    `Of what customers order after their first order, ${percent(again / lines)} is what they had bought before: ${places === 0 ? 'mail shows them only products that they have not bought' : `of ${MOST_RECOMMENDED} products, mail shows up to ${places} that they may need again`} (recommend.buyAgain in the policy).`,
  built: (orders, items, pairs, withNeighbours) =>
    `${count(orders, 'order')} with ${count(items, 'product')}, ${count(pairs, 'pair')} bought together: ${count(withNeighbours, 'product')} ${withNeighbours === 1 ? 'has' : 'have'} recommendations.`,
  incomplete: 'Not all orders were counted: earlier counts are kept where they are higher.',
  missed: (orders) =>
    `There were too many pairs to count them all: each count may be too low by up to ${count(orders, 'order')}.`,
  sampled: (orders) => `Only a sample was counted of ${count(orders, 'very large order')}.`,
  itemsLeftOut: 'There were too many products: the latest ones were excluded.',
  notInCatalogue: (counted, named, missing) =>
    `Of the ${figure(counted)} best-selling products, ${figure(named)} ${named === 1 ? 'is' : 'are'} in the catalogue that mail shows products from. Not in it: ${missing.join(', ')}${missing.length < counted - named ? ', …' : ''}. A product is shown only if its id in the feed is the SKU in the orders.`,
}
