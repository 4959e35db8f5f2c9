/** Whether limits of their own are right for a shop's customers, in English. */
import type { RuleTestWords } from '../rule-test-words.ts'
import { counted } from './plural.ts'

export const enRuleTest: RuleTestWords = {
  title: 'Personal limits or fixed days?',
  findings: {
    'model-unusable': 'Rekindle cannot learn how your customers buy yet.',
    'history-too-short': (from) =>
      from === undefined
        ? 'Your history is too short to say whether personal limits do better.'
        : `Your history is too short to say whether personal limits do better: it is long enough from ${from} on.`,
    'too-few-customers': 'You have too few customers yet to say whether personal limits do better.',
    'horizon-too-short': (within, better) =>
      better === undefined
        ? `Even after several purchases, most of your customers are unlikely to buy again within ${within}.`
        : `Even after several purchases, most of your customers are unlikely to buy again within ${within}: try ${better} (withinDays).`,
    'customers-alike': (within) =>
      `Your customers are about equally likely to buy again within ${within}, so fixed days do just as well.`,
    'most-at-bounds': (share) =>
      `${share} of your customers would have the minimum or maximum limit, so few limits would really be personal.`,
    'fixed-better': 'On your own history, fixed days were right more often.',
    'no-difference':
      'On your own history, personal predictions and the best fixed days were right about equally often: the difference is within chance.',
    'timing-worse': (low, high) =>
      `On your own history, personal predictions were right ${low} to ${high} percentage points more often than the best fixed days, but the limits came too late or reached too many customers who would have come back anyway.`,
    advised: (low, high) =>
      `On your own history, personal predictions were right ${low} to ${high} percentage points more often than the best fixed days.`,
  },
  advice: {
    fixed: {
      advised: 'We recommend personal limits.',
      notAdvised: 'We recommend keeping fixed days.',
    },
    personal: {
      advised: 'Personal limits are switched on: keep them.',
      notAdvised: 'Personal limits are switched on, but your history does not support them.',
    },
    alive: {
      advised:
        'The personal limits that are switched on are of the earlier kind (theta), which was not tested here. We recommend personal limits by the chance to buy again.',
      notAdvised:
        'The personal limits that are switched on are of the earlier kind (theta), which was not tested here. We recommend fixed days.',
    },
  },
  about: (instants, customers, within) =>
    `Tested on ${customers}: at ${counted(instants, 'point')} in time, Rekindle predicted who would buy again within ${within} from what was known then, and compared the predictions with what followed.`,
  right: 'Predicted correctly',
  by: {
    chance: 'Personal prediction',
    bestFixed: (days) => `Best fixed limit, chosen in hindsight (${days})`,
    bestNever: 'Best fixed limit, chosen in hindsight (never)',
    fixed: (days) => `Your fixed limit (${days})`,
  },
  difference: (points, low, high) =>
    `Difference to the best fixed limit: ${points} percentage points (95% interval ${low} to ${high}).`,
  level: (within, expected, actual) =>
    `In the last ${within}, ${expected} of customers were expected to buy again and ${actual} did.`,
  timing: (meanDays, wasted, within) =>
    `With personal limits, lost customers became dormant after ${meanDays} on average, and ${wasted} of all who became dormant bought again within ${within}.`,
  fixedTiming: (wasted) => `With a fixed limit of the same average it was ${wasted}.`,
  timingDifference: (points, low, high) =>
    `The difference is ${points} percentage points (95% interval ${low} to ${high}; below zero is better).`,
  noTiming: 'Your history is too short to test the timing.',
  bounds: (least, most) =>
    `${least} of customers would have the minimum limit, ${most} the maximum.`,
  preview: {
    classes: (into, out) =>
      `If you switch personal limits on now, ${counted(into, 'customer')} would become dormant and ${counted(out, 'customer')} would no longer be dormant.`,
    none: 'If you switch personal limits on now, no customer changes class.',
    mails: (mails, customers) =>
      `Up to ${counted(mails, 'marketing e-mail')} to ${counted(customers, 'customer')} would be sent right away: consent, quiet hours and frequency caps still apply.`,
    laterMails: (mails) => `Up to ${mails} more would follow later.`,
    noMails: 'No marketing e-mail would be sent right away.',
  },
  setIt: 'To switch them on, add this line to the shop’s policy:',
  putInForce: 'Then an engineer can run',
}
