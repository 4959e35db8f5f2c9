/** How faults describe the sample customer for whom a mail fails, in English. */
import type { CustomerFaultWords } from '../../faults/customer-fault-words.ts'
import { counted } from '../plural.ts'

export const enCustomerFaults: CustomerFaultWords = {
  sample: 'the sample customer',
  one: (traits, rest) =>
    `a customer ${traits.join(' and ')}${rest === undefined ? '' : `, ${rest}`}`,
  only: (problem, customer) => `${problem} for ${customer}`,
  noName: 'with no name',
  oneWordName: 'whose name is one word',
  noFirstName: 'whose first name is unknown',
  nameIs: (name) => `whose name is "${name}"`,
  recommendations: (count) => {
    if (count === 0) return 'with no recommendations'
    return count === 1 ? 'with exactly one recommendation' : `with exactly ${count} recommendations`
  },
  mostRecommendations: (count) => `with ${count} recommendations, the maximum`,
  unpriced: 'whose recommendations have no price',
  notOnSale: 'whose recommendations are not on sale',
  onSale: 'whose recommendations are on sale',
  noForecast: 'with no forecast',
  onlyScores: 'with scores but no forecast',
  onlyForecast: 'with a forecast but no scores',
  noChance: 'with a forecast but no chance to buy again',
  noLifetimeValue: 'with a forecast but no lifetime value',
  buysNothing: 'who is expected to buy nothing',
  lowestScores: 'with the lowest scores',
  highestScores: 'with the highest scores',
  valueIs: (field, figure) => `whose value.${field} is ${figure}`,
  neverBought: 'who never bought',
  boughtOnce: 'who bought once',
  classIs: (name) => `whose class is ${name}`,
  purchases: (count) => `with ${counted(count, 'purchase')}`,
  classWithPurchases: (name, count) => `whose class is ${name} with ${counted(count, 'purchase')}`,
  oneItem: 'with exactly one product in the order or event',
  manyItems: (count) => `with ${count} products in the order or event`,
  bareItems: 'whose products have no link, picture or price',
  longTexts: 'with long texts in the event and the attributes',
  otherValues: (nth) => `with value ${nth} of each property and attribute that has several`,
  noContext: 'with no order, event properties or attributes',
  unknown: 'about whom nothing is known',
  littleElse: 'with a one-word name and one recommendation',
  nothingElse: 'about whom nothing else is known',
}
