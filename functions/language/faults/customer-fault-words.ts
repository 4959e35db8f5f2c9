/**
 * How faults describe the sample customer for whom a mail fails: by the traits in which they differ
 * from the sample of sample.json.
 */

export type CustomerFaultWords = {
  /** The sample itself. */
  readonly sample: string
  /**
   * A customer with these traits, to be read after "for".
   *
   * @param rest what else is known of them, if little is
   */
  readonly one: (traits: readonly string[], rest?: string) => string
  /** A problem that only such a customer has. */
  readonly only: (problem: string, customer: string) => string
  readonly noName: string
  readonly oneWordName: string
  readonly noFirstName: string
  readonly nameIs: (name: string) => string
  readonly recommendations: (count: number) => string
  /** As many as there can be. */
  readonly mostRecommendations: (count: number) => string
  readonly unpriced: string
  readonly notOnSale: string
  readonly onSale: string
  readonly noForecast: string
  readonly onlyScores: string
  readonly onlyForecast: string
  readonly noChance: string
  readonly noLifetimeValue: string
  readonly buysNothing: string
  readonly lowestScores: string
  readonly highestScores: string
  readonly valueIs: (field: string, figure: number) => string
  readonly neverBought: string
  readonly boughtOnce: string
  readonly classIs: (name: string) => string
  readonly purchases: (count: number) => string
  readonly classWithPurchases: (name: string, count: number) => string
  /** What started the journey: an order, or an event, and the attributes of the customer. */
  readonly oneItem: string
  readonly manyItems: (count: number) => string
  readonly bareItems: string
  readonly longTexts: string
  /** The nth choice of each property and attribute. */
  readonly otherValues: (nth: number) => string
  readonly noContext: string
  readonly unknown: string
  readonly littleElse: string
  readonly nothingElse: string
}
