/** Words of `rekindle model check` on the rule of dormancy, in English. */
import type { RuleCheckWords } from '../../command/rule-check-words.ts'
import { count } from '../count.ts'

export const enRuleCheck: RuleCheckWords = {
  heading: (from, customers, days) =>
    `Dormancy by the chance to buy again within ${count(days, 'day')}, on ${from} (${count(customers, 'customer')}).`,
  sampled: (judged, customers) => `Judged: ${judged} of ${customers} customers.`,
  instants: (times, first, last, cases) =>
    `Rules applied at ${count(times, 'instant')} from ${first} to ${last}, each with the model of that day (${cases} cases). A rule is correct if "dormant" customers bought nothing in the time that followed and the others bought something.`,
  noInstants: 'The history is too short to compare rules at any instant.',
  rules: {
    chance: () => 'chance to buy again at most 50%',
    policy: ({ chance, minDays, maxDays }) =>
      `policy: chance at most ${chance}, ${minDays} to ${maxDays} days`,
    fixed: ({ fixedDays }) => `fixed: ${count(fixedDays, 'day')}`,
    alive: () => 'P(alive) at most 50%',
    everyone: () => 'everyone is dormant',
  },
  bestFixed: (days) => `fixed, best in hindsight: ${count(days, 'day')}`,
  bestNever: 'fixed, best in hindsight: never',
  autoChance: (now) => `${now} (auto)`,
  ruleColumns: {
    rule: 'rule',
    dormant: 'dormant',
    cameBack: 'came back',
    right: 'correct',
    ahead: 'difference',
    low: '95% from',
    high: 'to',
  },
  aheadAbout: (resamples) =>
    `Difference to the best fixed days, in percentage points: bootstrap over customers, ${resamples} resamples, in each of which the best days are chosen again (reflected interval). The policy is not made to be correct most often: it waits until the chance is well below 50%, so that fewer customers are mailed who would have come back anyway.`,
  scores: 'How well the order and the level of the figures fit what followed:',
  scoreColumns: { by: 'by', auc: 'AUC', brier: 'Brier' },
  scoredBy: {
    chance: 'chance to buy again',
    alive: 'P(alive)',
    recency: 'recency',
    base: 'share of all who came back',
  },
  brierAbout:
    'Recency and the share of all are given their levels in hindsight, recency for each tenth.',
  calibration: 'Calibration, by decile of the chance to buy again:',
  levels: 'Expected and actual share of customers who bought again, by instant:',
  levelColumns: { at: 'instant', customers: 'customers', expected: 'expected', actual: 'actual' },
  levelOff: (days, expected, actual, auc) =>
    `The level is off while the order holds: in the last ${count(days, 'day')}, ${expected} were expected to buy again and ${actual} did (AUC ${auc}). A season can do that.`,
  timing: (inactivities, from, to, lapses, watched) =>
    `Timing, on ${inactivities} inactivities that began between ${from} and ${to}, with the model of the first day; ${lapses} of them were true lapses (no purchase within ${count(watched, 'day')}):`,
  noTiming: (from) =>
    from === undefined
      ? 'Timing cannot be measured: too few inactivities were watched long enough.'
      : `Timing cannot be measured yet: the history is long enough from ${from} on.`,
  timingRules: {
    own: 'policy, personal',
    sameDays: (days) => `fixed, same mean days: ${days}`,
    sameWaste: (days) => `fixed, same waste: ${days}`,
    asMany: (days) => `fixed, as many flags: ${days}`,
  },
  timingColumns: {
    rule: 'rule',
    flags: 'flags',
    wasted: 'wasted',
    meanDays: 'mean days',
    waste: 'waste, personal less fixed',
    delay: 'days, personal less fixed',
  },
  range: ({ value, low, high }) => `${value} [${low}, ${high}]`,
  timingAbout: (days) =>
    `A flag is wasted if a purchase follows within ${count(days, 'day')}. Mean days are those to the flag, over true lapses. Fixed days are chosen in hindsight, again in each resample; differences have 95% intervals, in percentage points and days.`,
  bounds: (least, minDays, most, maxDays) =>
    `${least} of customers are at the minimum of ${count(minDays, 'day')}, ${most} at the maximum of ${count(maxDays, 'day')}.`,
  once: {
    later: 'Customers with a single purchase do not start at the minimum: they have personal days.',
    tooFew: (customers, minDays) =>
      `Customers with a single purchase start at the minimum of ${count(minDays, 'day')}. Too few (${customers}) could be followed to compare that with fixed days, so they keep personal days.`,
    fixed: (cameBack, customers, chance, days) =>
      `Customers with a single purchase keep the fixed ${count(days, 'day')}: of ${customers} followed between the minimum and the fixed days, ${cameBack} came back, more than the chance of ${chance}.`,
    personal: (cameBack, customers, chance) =>
      `Customers with a single purchase have personal days: of ${customers} followed between the minimum and the fixed days, ${cameBack} came back, not more than the chance of ${chance}.`,
  },
  money: {
    totals: (from, to, expected, actual, off) =>
      `Money from ${from} to ${to}: ${expected} expected, ${actual} came${off === '' ? '' : ` (${off})`}.`,
    error: (meanAbsolute) => `Mean absolute error per customer: ${meanAbsolute}.`,
    rank: (model, recentSpend) =>
      `Rank agreement with what came (Spearman): ${model} by the expected money, ${recentSpend} by past spend × exp(−inactivity/90 days).`,
  },
}
