/** How likely a customer is to buy again, in English. */
import type { ChanceWords, LimitOrigin } from '../chance-words.ts'
import { counted } from './plural.ts'

type AtLimit = ChanceWords['chance']['atLimit'][LimitOrigin]

/** @param origin where the limit comes from, after its number of days */
const atLimit =
  (origin: string): AtLimit =>
  (limit, still) =>
    `After ${limit} without a purchase${origin}, ${still} still do.`

export const enChance: ChanceWords = {
  chance: {
    title: 'Chance to buy again',
    label: (within) => `Chance to buy again within ${within}`,
    heading: (label, chance) => `${label}: ${chance}`,
    column: (within) => `Buys again within ${within}`,
    byModel: (version) => `From model version ${version}, which was in force at the last purchase.`,
    notKnown:
      'The chance to buy again is not known, as there was no usable model at the last purchase. It will be from the next one on.',
    frequency: {
      'almost-all': 'almost all',
      'hardly-any': 'hardly any',
      exactly: (count, of) => `${count} in ${of}`,
      about: (count, of) => `about ${count} in ${of}`,
      more: (count, of) => `more than ${count} in ${of}`,
      fewer: (count, of) => `fewer than ${count} in ${of}`,
    },
    span: {
      days: (count) => counted(count, 'day'),
      weeks: (count) => counted(count, 'week'),
      months: (count) => counted(count, 'month'),
      years: (count) => counted(count, 'year'),
    },
    thisCustomer: 'This customer',
    bought: (who, days, span) => `${who} bought on ${days} within ${span}.`,
    boughtOnce: (who, day) => `${who} bought once, on ${day}.`,
    boughtWithinADay: (who, times, lastDay) =>
      `${who} bought ${times} times within a day, last on ${lastDay}, which counts as one purchase here.`,
    rightAfter: (within, buyers) =>
      `Right after the last purchase, ${buyers} customers with such a history buy again within ${within}.`,
    atLimit: {
      chance: atLimit(''),
      least: atLimit(', the shortest limit in the policy'),
      most: atLimit(', the longest limit in the policy'),
      alive: atLimit(', the customer’s own limit'),
      fixed: atLimit(', the shop’s fixed limit'),
      'bought-once': atLimit(
        ', the shop’s fixed limit, which has proved better for customers with a single purchase',
      ),
    },
    dormantSince: (who, day) => `${who} has therefore been dormant since ${day}.`,
    dormantFrom: (who, day) =>
      `${who} becomes dormant on ${day}, unless there is a purchase before then.`,
    fixedDays: {
      wasSooner: (days, day, still) =>
        `A fixed ${days} would have said so on ${day}, when ${still} such customers still came back.`,
      wasLater: (days, day, still) =>
        `A fixed ${days} would not have said so until ${day}, when ${still} such customers still came back.`,
      isSooner: (days, day, still) =>
        `A fixed ${days} would say so on ${day}, when ${still} such customers still come back.`,
      isLater: (days, day, still) =>
        `A fixed ${days} would not say so until ${day}, when ${still} such customers still come back.`,
    },
    chart: {
      about: (days) =>
        `The chance that the customer buys again within ${days}, by how long ago the last purchase was`,
      axis: 'days since the last purchase',
      threshold: (chance) => `dormant at ${chance}`,
      dormant: (day) => `dormant: ${day}`,
      fixed: (days) => `fixed ${days}`,
      today: (chance) => `today: ${chance}`,
    },
  },
}
