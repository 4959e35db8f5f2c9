/** What a fit says of the chance to buy again within a horizon, for the customers it was fitted to. */
import type { BetaGeometric } from './beta-geometric.ts'
import { chanceToBuyAgain } from './chance-to-buy-again.ts'
import type { FitReason } from './fit-verdict.ts'
import { MOST_DAYS } from './median-threshold.ts'
import { type CountedHistory, customersIn } from './transaction-model.ts'

/** The least chance at which a shop that leaves it to Rekindle calls a customer dormant. */
export const LEAST_AUTO_CHANCE = 0.25

/** When a customer of their own rhythm becomes dormant, in days. */
export type PersonalRule = {
  readonly chance: number | 'auto'
  readonly withinDays: number
  readonly minDays: number
  readonly maxDays: number
  /** What holds where there is no personal limit. */
  readonly fixedDays: number
}

/** Customers with one purchase, between the two limits, and how many of them came back in time. */
export type OneTimeReturns = { readonly customers: number; readonly cameBack: number }

export type LearnedChance = {
  readonly withinDays: number
  /**
   * The larger of `LEAST_AUTO_CHANCE` and the chance at which as many customers are dormant as the
   * fixed days would call.
   */
  readonly auto: number
  /** By which limit customers with a single purchase do better, as measured. */
  readonly boughtOnce: 'personal' | 'fixed'
  /** The share of customers whose own limit is at each bound; kept of recent versions only. */
  readonly atBounds?: { readonly least: number; readonly most: number }
  /**
   * The least horizon, in days, at which half of the repeat buyers are as likely as not to buy again
   * right after a purchase; only where this one is too short, and absent if there is none.
   */
  readonly betterWithinDays?: number
}

/** Fewer say nothing about which limit does better. */
export const LEAST_ONE_TIME_BUYERS = 30
/** What is stored with every version is short: a millionth moves no customer by a day. None is 1. */
const DIGITS = 1e6
/** Between the customers a tenth from either end: a smaller difference is none. */
const ALIKE = 0.1

/**
 * @param histories in days, as `params`
 * @param once as measured between `rule.minDays` and `rule.fixedDays` of inactivity, each followed
 *   for the horizon
 * @example learnChance({ r: 0.525, alpha: 43.3, a: 0.891, b: 1.614 }, [{ x: 0, tx: 0, T: 90, customers: 5 }], { chance: 'auto', withinDays: 90, minDays: 30, maxDays: 180, fixedDays: 90 }, { customers: 0, cameBack: 0 }).learned.auto // 0.25
 */
export function learnChance(
  params: BetaGeometric,
  histories: readonly CountedHistory[],
  rule: PersonalRule,
  once: OneTimeReturns,
): { readonly learned: LearnedChance; readonly reasons: readonly FitReason[] } {
  const { withinDays, minDays, maxDays, fixedDays } = rule
  const chances = weighted(histories, (one) => chanceToBuyAgain(params, one, withinDays))
  const asMany = asManyAs(fixedDays, histories, chances)
  const rounded = Math.min(Math.round(DIGITS * asMany), DIGITS - 1) / DIGITS
  const auto = Math.max(LEAST_AUTO_CHANCE, rounded)
  const chance = rule.chance === 'auto' ? auto : rule.chance
  const isDormantAfter = ({ x, tx }: Pick<CountedHistory, 'x' | 'tx'>, days: number) =>
    chanceToBuyAgain(params, { x, tx, T: tx + days }, withinDays) <= chance
  const isAtLeast = minDays < fixedDays && isDormantAfter({ x: 0, tx: 0 }, minDays)
  const returned = once.cameBack / once.customers
  const boughtOnce =
    isAtLeast && once.customers >= LEAST_ONE_TIME_BUYERS && returned > chance ? 'fixed' : 'personal'
  const bounded = histories.filter(({ x }) => x > 0 || boughtOnce === 'personal')
  const repeaters = histories.filter(({ x }) => x > 0)
  const afresh = weighted(repeaters, ({ x, tx }) =>
    chanceToBuyAgain(params, { x, tx, T: tx }, withinDays),
  )
  const likely = shareOf(afresh, ({ value }) => value > LEAST_AUTO_CHANCE)
  const isTooShort = repeaters.length > 0 && likely < 0.5
  const better = isTooShort ? horizonFor(params, repeaters) : undefined
  const spread = quantile(chances, 0.9) - quantile(chances, 0.1)
  return {
    learned: {
      withinDays,
      auto,
      boughtOnce,
      atBounds: {
        least: boundShare(bounded, histories, (one) => isDormantAfter(one, minDays)),
        most: boundShare(bounded, histories, (one) => !isDormantAfter(one, maxDays)),
      },
      ...(better !== undefined && { betterWithinDays: better }),
    },
    reasons: [
      ...(isTooShort ? (['horizon-too-short'] as const) : []),
      ...(spread < ALIKE ? (['customers-alike'] as const) : []),
    ],
  }
}

/** Ascending by value, each as often as it has customers. */
type Weighted = readonly { readonly value: number; readonly customers: number }[]

const weighted = (
  histories: readonly CountedHistory[],
  of: (history: CountedHistory) => number,
): Weighted =>
  histories
    .map((history) => ({ value: of(history), customers: history.customers }))
    .sort((one, other) => one.value - other.value)

/** The chance at or below which there are as many customers as have been inactive for `days`. */
function asManyAs(days: number, histories: readonly CountedHistory[], chances: Weighted): number {
  const inactive = customersIn(histories.filter(({ tx, T }) => T - tx >= days))
  return inactive === 0 ? 0 : reached(chances, inactive)
}

/** The value at which so many customers have been counted, from the lowest on. */
function reached(all: Weighted, customers: number): number {
  let left = customers
  for (const one of all) {
    left -= one.customers
    if (left <= 0) return one.value
  }
  return all.at(-1)?.value ?? 0
}

const quantile = (all: Weighted, share: number): number => reached(all, share * customersIn(all))

const shareOf = (all: Weighted, is: (one: Weighted[number]) => boolean): number =>
  customersIn(all.filter(is)) / Math.max(1, customersIn(all))

const boundShare = (
  bounded: readonly CountedHistory[],
  all: readonly CountedHistory[],
  isAt: (one: CountedHistory) => boolean,
): number => customersIn(bounded.filter(isAt)) / Math.max(1, customersIn(all))

/** The least whole horizon at which the median of the chances right after a purchase is a half. */
function horizonFor(
  params: BetaGeometric,
  repeaters: readonly CountedHistory[],
): number | undefined {
  const medianWithin = (days: number) =>
    quantile(
      weighted(repeaters, ({ x, tx }) => chanceToBuyAgain(params, { x, tx, T: tx }, days)),
      0.5,
    )
  if (medianWithin(MOST_DAYS) < 0.5) return undefined
  let [short, enough] = [0, MOST_DAYS]
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2)
    if (medianWithin(middle) >= 0.5) enough = middle
    else short = middle
  }
  return enough
}
