/** A customer's value, and the model of the shop, in English. */
import type { ValueWords } from '../value-words.ts'
import { counted } from './plural.ts'

export const enValue: ValueWords = {
  days: (count) => counted(count, 'day'),
  fitReasons: {
    'no-customers': 'no customer had made a purchase yet',
    'no-time-observed': 'every first purchase was less than a day old',
    'all-on-one-day': 'all purchases were made on the same day',
    'one-customer': 'there was only one customer to learn from',
    'no-repeaters': 'no customer had made a second purchase yet',
    'few-repeaters': 'fewer than ten customers have made a second purchase',
    'repeated-customers':
      'every purchase history appears several times, as if orders were imported more than once',
    'nobody-leaves':
      'inactive customers only look late, so it can be predicted how likely they are to buy again, but not whether they have left for good',
    'everybody-leaves':
      'every customer seems to leave right after a purchase, so it can be predicted how likely they are to buy again, but not whether they have left for good',
    'nobody-returns': 'no customer seems likely to buy again, yet there is no sign that they left',
    'all-alike': 'customers buy so similarly that individual differences can hardly be measured',
    'no-maximum': 'very different explanations fit the purchases equally well',
    'flat-optimum': 'some aspects of how customers buy cannot be determined from the purchases',
    'leans-on-prior':
      'some estimates rely more on what is typical for shops than on this shop’s customers',
    'not-converged': 'the calculation could not be completed',
    'horizon-too-short':
      'the time in which customers are expected to buy again is too short for how seldom they buy',
    'customers-alike':
      'customers are about equally likely to buy again, so one limit for all does as well',
    'equal-spend': 'all customers spend the same amount, so there is no difference to learn from',
    'no-mean-spend': 'order amounts vary too much for a reliable average',
    'spend-follows-frequency':
      'spend per purchase depends on how often customers buy, while the model assumes it does not',
  },
  listSeparator: '; ',
  fitVerdicts: { fitted: 'Reliable', doubtful: 'Rough guide', unusable: 'Not usable' },
  threshold: {
    over: (days, origin) => `The limit is ${days} (${origin}).`,
    ahead: (days, origin) => `Dormant after ${days} without a purchase (${origin}).`,
    policy: 'the shop’s fixed limit',
    personal: (version) => `the customer’s own limit, from model version ${version}`,
    personalByChance: (version, chance, within) =>
      `the customer’s own limit, when the chance to buy again within ${within} falls to ${chance}, from model version ${version}`,
    asRoughGuide: (origin) => `${origin}, a rough guide`,
    bounds: {
      least: (version) =>
        `the minimum in the shop’s policy; by model version ${version}, the customer’s own limit would be shorter`,
      most: (version) =>
        `the maximum in the shop’s policy; by model version ${version}, the customer’s own limit would be longer`,
    },
    boundsByChance: {
      least: (version, chance, within) =>
        `the minimum in the shop’s policy; by model version ${version}, the chance to buy again within ${within} is ${chance} or less even before that`,
      most: (version, chance, within) =>
        `the maximum in the shop’s policy; by model version ${version}, the chance to buy again within ${within} falls to ${chance} later`,
    },
    fallback: {
      'no-model': 'the shop’s fixed limit, as there was no model at the last purchase',
      'model-unusable': 'the shop’s fixed limit, as the model at the last purchase was not usable',
      'objects-to-profiling': 'the shop’s fixed limit, as the customer opted out of profiling',
      'bought-once':
        'the shop’s fixed limit, which has proved better for customers with a single purchase',
    },
    because: (why, reasons) => `${why}: ${reasons}`,
  },
  value: {
    title: 'Value',
    scoresHint: 'Compared with all customers of this shop, in fifths; 5 is best.',
    scores: { recency: 'Recency', frequency: 'Frequency', monetary: 'Spend' },
    score: (name, score) => `${name}: ${score} of 5`,
    under: (least) => `less than ${least}`,
    over: (most) => `more than ${most}`,
    nextPurchase: 'Next purchase',
    around: (day) => `expected around ${day}`,
    aboutNow: 'expected about now',
    wasAround: (day, ago) => `was expected around ${day}, ${ago} ago`,
    tooFar: 'no date can be predicted',
    notExpected: 'not expected',
    expectedPurchases: 'Expected purchases',
    within: (count, days) => `${count} in the next ${days}`,
    spend: 'Spend per purchase',
    lifetimeValue: 'Lifetime value',
    lifetimeMeaning: (days) => `The present value of purchases expected in the next ${days}.`,
    spendUnknown: 'unknown, as there is no spending data to learn from',
    measured: {
      notYet: 'These figures have not been checked against this shop’s own orders yet.',
      purchases: (length, share) =>
        `In the last test on this shop’s own orders, over ${length}, the purchases expected were ${share} of those that came.`,
      money: (share, off) =>
        `The money expected was ${share} of what came; for a single customer it was off by ${off} on average.`,
    },
    atRisk: 'At risk',
    atRiskFrom: (day) => `from ${day}, unless they buy before then`,
    atRiskSince: (day) => `since ${day}`,
    atRiskBy: {
      policy: (after, share, limit) =>
        `After ${after} without a purchase, ${share} of the shop’s fixed limit of ${limit}.`,
      own: (after, share, limit) =>
        `After ${after} without a purchase, ${share} of the customer’s own limit of ${limit}.`,
    },
    byModelOf: (version, day, customers) =>
      `From model version ${version} (${day}, based on ${customers}).`,
    roughGuide: (reasons) => `Treat as a rough guide: ${reasons}.`,
    spendDoubts: (reasons) => `Spending estimates are less reliable: ${reasons}.`,
    noForecast: {
      'no-purchase': 'No value is calculated without a purchase.',
      'objects-to-profiling':
        'The customer opted out of profiling, so no value is calculated for them.',
      'no-model': 'No value is calculated yet, as this shop has no model of how its customers buy.',
      'model-unusable': 'No value is calculated, as this shop’s model is not usable',
    },
    because: (sentence, reasons) => `${sentence}: ${reasons}.`,
    holdsFrom: (moment) => `The new model takes effect on ${moment}.`,
    createdWhenOpened: 'The model is created when the shop opens and updated every week.',
    createdSoon: 'The model is created automatically within a day and updated every week.',
    createNow: 'To create it now, an engineer can run',
  },
  model: {
    title: 'How customers buy',
    none: 'There is no model yet, so no value is calculated for any customer.',
    learned: (version, day, customers) =>
      `Model version ${version}, ${day}, based on ${customers}.`,
    meanings: {
      fitted: 'The model fits the purchases well.',
      doubtful: 'Treat its predictions as a rough guide:',
      unusable: 'It cannot be used for predictions:',
    },
    certainty: (days, low, high) =>
      `Under this model the median customer becomes dormant after ${days} without a purchase (plausible range ${low} to ${high}).`,
    again: 'It is updated every week.',
    thresholdTitle: 'When customers become dormant',
    fixed: (days) => `After ${days} without a purchase, the same limit for every customer.`,
    personal: (chance, within) =>
      `Each customer has their own limit: when the probability that they buy again within ${within} falls to ${chance}.`,
    personalByAlive: (chance) =>
      `Each customer has their own limit: when the probability that they are still a customer falls to ${chance}.`,
    bounds: (least, most) => `It lies between ${least} and ${most} after their last purchase.`,
    betterWithin: (days) =>
      `Half of the customers who have bought repeatedly are likely to buy again within ${days}: consider that as the time in the shop’s policy (withinDays).`,
    meanwhile: (days) =>
      `If there was no usable model at a customer’s last purchase, the limit is ${days}.`,
  },
  customerCount: (count) => counted(count, 'customer'),
}
