/** Whom campaigns, steps and segments are for, in English. */
import type { ConditionWords, RangeWords } from '../condition-words.ts'
import { counted } from './plural.ts'

const times = (count: string): string => counted(count, 'time')

const rangeOf = ({ least, most }: RangeWords): string => {
  if (least === undefined) return `at most ${most}`
  if (most === undefined) return `at least ${least}`
  return least === most ? `exactly ${least}` : `between ${least} and ${most}`
}

const lately = (days: string | undefined): string =>
  days === undefined ? '' : ` in the last ${counted(days, 'day')}`

/** @example often({ least: '1' }) // 'at least once' */
const often = ({ least, most }: RangeWords): string => {
  if (most === '0') return 'not once'
  if (least === '1' && most === undefined) return 'at least once'
  return `${rangeOf({ least, most })} ${(most ?? least) === '1' ? 'time' : 'times'}`
}

export const enConditions: ConditionWords = {
  asksFor: (conditions) => `Only for customers who ${conditions}.`,
  conditions: {
    countries: (names) => `live in ${names}`,
    locales: (names) => `read ${names}`,
    class: (classes) => `are ${classes} customers`,
    consent: (state) => `have a marketing consent that is ${state}`,
    orders: (asked) => `have ${asked}`,
    spent: (asked) => `have spent ${asked}`,
    bought: (asked) => `have bought ${asked}`,
    event: (asked) => `have had the event ${asked}`,
    attribute: (asked) => `have ${asked}`,
    campaign: (asked) => `were ${asked}`,
    minPurchases: (n) => `have bought at least ${times(n)}`,
    maxPurchases: (n) => `have bought at most ${times(n)}`,
    minMonetaryMinor: (money) => `have spent at least ${money}`,
    recencyScores: (scores) => `have a recency score of ${scores}`,
    frequencyScores: (scores) => `have a frequency score of ${scores}`,
    monetaryScores: (scores) => `have a spend score of ${scores}`,
    minChance: (chance) => `have a chance to buy again of at least ${chance}`,
    maxChance: (chance) => `have a chance to buy again of at most ${chance}`,
    minChurnRisk: (risk) => `have a churn risk of at least ${risk}`,
    maxChurnRisk: (risk) => `have a churn risk of at most ${risk}`,
    minExpectedPurchases: (n) => `are expected to buy at least ${times(n)} more`,
    minLifetimeValueMinor: (money) => `have a lifetime value of at least ${money}`,
    maxLifetimeValueMinor: (money) => `have a lifetime value of at most ${money}`,
  },
  unknownCondition: (name) =>
    `meet the condition “${name}”, which this version of Rekindle does not support`,
  asked: {
    consent: {
      granted: 'given',
      withdrawn: 'withdrawn',
      unknown: 'not given',
      unconfirmed: 'not confirmed yet',
    },
    orders: ({ days, ...range }) => `an order count of ${rangeOf(range)}${lately(days)}`,
    spend: ({ days, ...range }) => `${rangeOf(range)}${lately(days)}`,
    products: ({ names, are, days }) =>
      `${are === 'skus' ? names : `something from the category ${names}`}${lately(days)}`,
    event: ({ name, where, days, ...range }) =>
      `“${name}”${where === undefined ? '' : ` (${where})`} ${often(range)}${lately(days)}`,
    is: (name, values) => `${name} set to ${values}`,
    within: (name, range) => `${name} ${range}`,
    range: rangeOf,
    known: (name) => `a value for ${name}`,
    notKnown: (name) => `no value for ${name}`,
    mailed: (campaign, days) => `mailed by the campaign “${campaign}”${lately(days)}`,
    neverMailed: (campaign) => `never mailed by the campaign “${campaign}”`,
    yes: 'yes',
    no: 'no',
  },
  joined: {
    any: (conditions) => `either ${conditions}`,
    not: (conditions) => `are not among those who ${conditions}`,
    segment: (name) => `are in the segment “${name}”`,
  },
}
