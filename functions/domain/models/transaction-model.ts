/** What the models of repeat buying have in common: their inputs and their answers. */

import type { Usual } from './estimate.ts'

/**
 * A customer's purchases in three figures, which is all that the models need. Time may be in any
 * unit, as long as the parameters use the same.
 */
export type History = {
  /** x: purchases after the first one. */
  readonly x: number
  /** t_x: from the first purchase to the last; zero where x is. */
  readonly tx: number
  /** T: from the first purchase to the end of the observation. */
  readonly T: number
}

/** A history that several customers share: a hundred million of them cost only the distinct ones. */
export type CountedHistory = History & { readonly customers: number }

/** @example customersIn([{ customers: 2 }, { customers: 3 }]) // 5 */
export const customersIn = (all: readonly { readonly customers: number }[]): number =>
  all.reduce((sum, { customers }) => sum + customers, 0)

/** The unit of time of parameters and histories, in days. */
export const UNIT_DAYS = { days: 1, weeks: 7 } as const
export type Unit = keyof typeof UNIT_DAYS

export type Family = 'bgnbd' | 'mbgnbd' | 'paretonbd'

/** A model of which customers buy again and which have left. */
export type TransactionModel<P extends Readonly<Record<keyof P, number>>> = {
  readonly family: Family
  /** The parameters, all above zero, in the order that papers give them in. */
  readonly parameters: readonly (keyof P & string)[]
  /** Those of them that are lengths of time. */
  readonly lengths: readonly (keyof P & string)[]
  /** The usual values of shops, with lengths in days: where the search begins, and the prior. */
  readonly usual: Usual<P>
  /** ln of the likelihood of all histories, each as often as it has customers. */
  readonly logLikelihood: (params: P, histories: readonly CountedHistory[]) => number
  /**
   * The share of new customers who have left by T, or at a purchase: 0 or 1 where the fit
   * degenerates.
   */
  readonly leaving: (params: P, T: number) => number
  /** P(alive | x, t_x, T): that the customer is still active at T. */
  readonly probabilityAlive: (params: P, history: History) => number
  /** E[X(t)]: repeat purchases of a new customer within t of the first one. */
  readonly expectedPurchases: (params: P, t: number) => number
  /** E[X(T, T + t) | x, t_x, T]: purchases of this customer within t after the end of T. */
  readonly expectedPurchasesOf: (params: P, history: History, t: number) => number
}
