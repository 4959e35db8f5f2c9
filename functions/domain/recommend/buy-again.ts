/**
 * Which of a customer's own items to show again: those that customers of the shop buy again, once
 * they may be needed.
 */
import { DAY_MS, type Instant } from '../time.ts'
import type { RecommendPolicy } from './recommend-policy.ts'
import type { Recommended } from './remembered.ts'

/** An item that the customer bought, and when. */
export type Bought = { readonly sku: string; readonly at: Instant }

/** How customers of a shop buy one of its items again. */
export type BoughtAgain = {
  /** The share of its purchases that the same customer followed by another, from 0 to 1. */
  readonly share: number
  /** How many days later, at the median. */
  readonly usualDays: number
  /** How many days later for the quickest quarter: it is not shown again sooner. */
  readonly earliestDays: number
}

/** Purchases of an item, or of all items: days apart, and by customers that are known. */
export type RepeatCounts = {
  readonly purchases: number
  /** Those that the same customer made after an earlier one of the same item. */
  readonly again: number
  /** The sum of the natural logarithms of the days in between. */
  readonly logDays: number
  /** The sum of their squares. */
  readonly squaredLogDays: number
}

/** Of the lines of orders after a customer's first, those of items that the customer had before. */
export type RepeatLines = { readonly lines: number; readonly again: number }

/** An item is judged as if it had so many purchases more that were like those of the whole shop. */
const PRIOR_PURCHASES = 20
/** And so many more days in between. */
const PRIOR_GAPS = 10
/** Of an item that is bought again more rarely, no second one is wanted. */
const LEAST_SHARE = 0.05
/** Standard deviations from the median of a normal distribution to its lower quartile. */
const QUARTILE = 0.6745

/**
 * How an item is bought again, by its own repeat purchases and, where there are few, by the shop's.
 * The days in between are taken to be log-normal. Where the item's own are the longer ones they
 * count as they are: a kettle of a tea shop, bought again as a gift, is not needed as soon as tea.
 *
 * @returns undefined if it is not: fewer than `minimumSupport` times, or after less than a twentieth
 *   of its purchases
 * @example boughtAgain(counts, ofShop, { minimumSupport: 3 })
 *   // { share: 0.22, usualDays: 35, earliestDays: 19 }
 */
export function boughtAgain(
  item: RepeatCounts,
  shop: RepeatCounts,
  { minimumSupport }: Pick<RecommendPolicy, 'minimumSupport'>,
): BoughtAgain | undefined {
  const ownShare = item.again / item.purchases
  if (item.again < minimumSupport || ownShare < LEAST_SHARE) return undefined
  const mean = (of: number, gaps: number, ofShop: number): number =>
    (of + (PRIOR_GAPS * ofShop) / shop.again) / (gaps + PRIOR_GAPS)
  const share =
    (item.again + (PRIOR_PURCHASES * shop.again) / shop.purchases) /
    (item.purchases + PRIOR_PURCHASES)
  if (share < LEAST_SHARE) return undefined
  // Towards the shop's.
  const drawn = mean(item.logDays, item.again, shop.logDays)
  const logDays = Math.max(drawn, item.logDays / item.again)
  const squared = mean(item.squaredLogDays, item.again, shop.squaredLogDays)
  const deviation = Math.sqrt(Math.max(0, squared - drawn ** 2))
  return {
    share,
    usualDays: Math.exp(logDays),
    earliestDays: Math.max(1, Math.exp(logDays - QUARTILE * deviation)),
  }
}

/**
 * `auto` shows no more. On Online Retail the first three places for own items add 21, 8 and 6 points
 * to the share of later baskets that are met, the other three 5 together, and mail would no longer
 * show anything new.
 */
const MOST_AUTOMATIC = 3
/** The share of repeated lines for each place. */
const SHARE_FOR_EACH = 0.05
/** A shop is judged as if it had so many lines more, all of them new to the customer. */
const PRIOR_LINES = 100

/**
 * How many places of a mail show items again. `auto`: one for each twentieth of the lines that
 * repeat an earlier purchase, and at most three; none in a shop that was not counted for it.
 *
 * @example buyAgainPlaces('auto', { lines: 1_000, again: 363 }) // 3
 * @example buyAgainPlaces('auto', { lines: 1_000, again: 20 }) // 0: furniture
 */
export const buyAgainPlaces = (
  setting: RecommendPolicy['buyAgain'],
  repeats: RepeatLines | undefined,
): number =>
  setting !== 'auto'
    ? setting
    : Math.min(MOST_AUTOMATIC, Math.floor(repeatShare(repeats) / SHARE_FOR_EACH))

const repeatShare = (repeats: RepeatLines = { lines: 0, again: 0 }): number =>
  repeats.again / (repeats.lines + PRIOR_LINES)

/** What a customer bought of an item: purchases less than a day apart are one. */
export type OwnPurchases = {
  readonly sku: string
  readonly purchases: number
  readonly lastAt: Instant
}

/** In no order to rely on. @example ownPurchases([{ sku: 'tea', at }]) // [{ sku: 'tea', purchases: 1, lastAt: at }] */
export function ownPurchases(bought: readonly Bought[]): readonly OwnPurchases[] {
  const found = new Map<string, OwnPurchases>()
  for (const { sku, at } of bought.toSorted((a, b) => a.at - b.at)) {
    const { purchases = 0, lastAt = Number.NEGATIVE_INFINITY } = found.get(sku) ?? {}
    const isAnother = at - lastAt >= DAY_MS
    found.set(sku, { sku, purchases: purchases + Number(isAnother), lastAt: at })
  }
  return [...found.values()]
}

/** Each item once, by its last purchase. @example latestFirst([tea, cup, tea]) // ['tea', 'cup'] */
export const latestFirst = (bought: readonly Bought[]): readonly string[] =>
  bestFirst(ownPurchases(bought), ({ lastAt }) => lastAt).map(({ sku }) => sku)

/** By what speaks for each, the most first; of equals those that sort first. */
export const bestFirst = <T extends { readonly sku: string }>(
  items: readonly T[],
  weightOf: (item: T) => number,
): readonly T[] => items.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.sku < b.sku ? -1 : 1))

const HALF_LIFE_DAYS = 90

/**
 * How much speaks for an item by the customer's purchases of it: their number, half of it for every
 * 90 days since the last, or for every two of its usual intervals where those are longer.
 */
const weightOf = ({ purchases, lastAt }: OwnPurchases, now: Instant, usualDays = 0): number =>
  purchases * 2 ** (-(now - lastAt) / (Math.max(HALF_LIFE_DAYS, 2 * usualDays) * DAY_MS))

/**
 * The items that a customer is most likely to buy again, before it is known how each is.
 *
 * @example likeliestAgain([{ sku: 'tea', at }], now, 20) // ['tea']
 */
export const likeliestAgain = (
  bought: readonly Bought[],
  now: Instant,
  most: number,
): readonly string[] =>
  bestFirst(ownPurchases(bought), (own) => weightOf(own, now))
    .slice(0, most)
    .map(({ sku }) => sku)

export type ToBuyAgain = {
  /** In any order. */
  readonly bought: readonly Bought[]
  /** An item that is missing is not shown again. */
  readonly again: ReadonlyMap<string, BoughtAgain>
  /** What mails showed the customer. */
  readonly recommended: readonly Recommended[]
  readonly now: Instant
  readonly policy: Pick<RecommendPolicy, 'notAgainForDays'>
}

/** An item that the customer bought and may need again. */
export type OwnItem = {
  readonly sku: string
  readonly purchases: number
  /** Whole days since the last of them. */
  readonly daysAgo: number
  /** Whole days after which it is usually bought again. */
  readonly usualDays: number
}

/**
 * The customer's items that may be shown again, the likeliest first: how often they bought it, times
 * how often it is bought again, halved as time passes. An item is left out until a quarter of those
 * who buy it again have done so, and as long after a mail showed it, though at most for
 * `notAgainForDays`: a reminder is welcome each time that it is due.
 *
 * @example ownItems({ bought, again, recommended: [], now, policy })
 *   // [{ sku: 'tea', purchases: 4, daysAgo: 56, usualDays: 41 }]
 */
export function ownItems(known: ToBuyAgain): readonly OwnItem[] {
  const { now, policy, recommended } = known
  const isDue = ({ sku, lastAt }: OwnPurchases, { earliestDays }: BoughtAgain): boolean => {
    const quietMs = Math.min(earliestDays, policy.notAgainForDays) * DAY_MS
    const isShown = recommended.some((shown) => shown.sku === sku && shown.at > now - quietMs)
    return now - lastAt >= earliestDays * DAY_MS && !isShown
  }
  const due = ownPurchases(known.bought).flatMap((own) => {
    const again = known.again.get(own.sku)
    return again && isDue(own, again) ? { ...own, again } : []
  })
  return bestFirst(due, (own) => weightOf(own, now, own.again.usualDays) * own.again.share).map(
    ({ sku, purchases, lastAt, again: { usualDays } }) => ({
      sku,
      purchases,
      daysAgo: Math.floor((now - lastAt) / DAY_MS),
      usualDays: Math.round(usualDays),
    }),
  )
}
