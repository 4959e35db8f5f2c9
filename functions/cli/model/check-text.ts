/** The test of a model as a page of text. */
import type { RuleOutcome } from '../../domain/models/holdout-rules.ts'
import type { Tracked } from '../../domain/models/holdout-tracking.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { Holdout, ModelCheck, Rolling } from '../../insight/learning/check-model.ts'
import type { BuyingFit } from '../../insight/learning/fit-family.ts'
import { columns, counted, figure } from '../words.ts'
import type { OrderSource } from './source.ts'
import {
  dayOrInstant,
  decimals,
  FAMILY_NAMES,
  fileInWords,
  offBy,
  percent,
  verdictInWords,
} from './words.ts'

export type CheckFound = {
  readonly source: OrderSource
  readonly check: ModelCheck
  readonly fit: BuyingFit['fit']
  readonly holdout: Holdout
  readonly rolling?: Rolling
}

export function tellCheck(found: CheckFound): string {
  const { source, check, fit, holdout, rolling } = found
  const { report, tracking, dormancy } = holdout
  return [
    ...heading(found),
    verdictInWords(fit),
    '',
    ...frequencyTable(report),
    '',
    ...errorLines(report),
    '',
    ...calibrationTable(report),
    '',
    ...trackingTable(tracking, check.until),
    '',
    `Who is dormant on ${dayOrInstant(check.until)}: right where "dormant" bought nothing in the test, and "not dormant" something.`,
    ...ruleTable(dormancy, check.rules),
    ...(rolling ? ['', ...eachMonth(rolling, check)] : []),
    ...fileInWords(source.file, source.book.refundsOfNoOrder()),
  ].join('\n')
}

function heading({ source, check, fit, holdout: { report } }: CheckFound): readonly string[] {
  const { actual, expected } = report.purchases
  const off = offBy(expected, actual)
  return [
    `${FAMILY_NAMES[fit.family]} on ${source.name}, fitted up to ${dayOrInstant(check.until)}, tested up to ${dayOrInstant(check.to)} (${counted(Math.round(report.days), 'day')}).`,
    `${counted(report.customers, 'customer')} made ${counted(actual, 'purchase')} in the test; ${decimals(expected, 1)} were expected${off && ` (${off})`}.`,
  ]
}

const frequencyTable = ({ byFrequency }: Holdout['report']): readonly string[] => [
  'Purchases a customer in the test, by how often they had bought again before:',
  columns([
    ['times', 'customers', 'expected', 'actual'],
    ...byFrequency.map(({ x, orMore, customers, expected, actual }) => [
      `${x}${orMore ? ' or more' : ''}`,
      figure(customers),
      decimals(expected, 3),
      decimals(actual, 3),
    ]),
  ]),
]

function errorLines({ error, auc }: Holdout['report']): readonly string[] {
  const { meanAbsolute, rootMeanSquare, bias } = error
  const told = (area: number | undefined) => (area === undefined ? 'none' : decimals(area, 3))
  return [
    `Error of a customer's expected purchases: ${decimals(meanAbsolute, 3)} mean absolute, ${decimals(rootMeanSquare, 3)} root mean square, ${decimals(bias, 3)} bias.`,
    `AUC for "buys again in the test": ${told(auc.alive)} by P(alive), ${told(auc.again)} by the chance to buy again.`,
  ]
}

const calibrationTable = ({ deciles }: Holdout['report']): readonly string[] => [
  'Calibration, by tenths of the customers from the least chance to buy again to the greatest:',
  columns([
    ['tenth', 'customers', 'chance', 'bought'],
    ...deciles.map(({ decile, customers, expected, actual }) => [
      String(decile),
      figure(customers),
      percent(expected),
      percent(actual),
    ]),
  ]),
]

const TRACKED_SHOWN = 12

function trackingTable(tracking: readonly Tracked[], until: Instant): readonly string[] {
  const every = Math.ceil(tracking.length / TRACKED_SHOWN)
  const last = tracking.length - 1
  return [
    'Repeat purchases of all as they add up:',
    columns([
      ['up to', 'expected', 'actual', 'off by'],
      ...tracking
        .filter(({ day }, i) => i > 0 && ((last - i) % every === 0 || day === 0))
        .map(({ day, expected, actual }) => [
          dayOrInstant(until + day * DAY_MS),
          decimals(expected, 1),
          figure(actual),
          offBy(expected, actual),
        ]),
    ]),
  ]
}

function ruleTable(rules: Holdout['dormancy'], asked: ModelCheck['rules']): readonly string[] {
  const { theta, minDays, maxDays, fixedDays } = asked
  const { personalHindsight: best, fixedBefore: before, fixedHindsight } = rules
  const rows: (readonly [string, RuleOutcome])[] = [
    [`personal: P(alive) at most ${theta}`, rules.personal],
    [`personal, after ${minDays} to ${maxDays} days`, rules.personalBounded],
    [`fixed: ${fixedDays} days`, rules.fixed],
    ...(before ? ([[`fixed, best before: ${daysIn(before.thresholds)}`, before]] as const) : []),
    [`fixed, best in hindsight: ${daysIn([fixedHindsight.threshold])}`, fixedHindsight],
    ...(best
      ? ([[`personal, best in hindsight: at most ${decimals(best.threshold, 3)}`, best]] as const)
      : []),
    ['everyone is dormant', rules.allDormant],
  ]
  return [
    columns([
      ['rule', 'dormant', 'came back', 'right'],
      ...rows.map(([name, { dormant, cameBack, accuracy }]) => [
        name,
        figure(dormant),
        figure(cameBack),
        percent(accuracy),
      ]),
    ]),
    `AUC: ${areas(rules.auc)}. What is best in hindsight nobody knows beforehand: it is a ceiling.`,
    ...(rules.fallbacks > 0
      ? [
          `The personal rules fell back to ${fixedDays} days for ${figure(rules.fallbacks)} of ${figure(rules.customers)}, since the model was unusable.`,
        ]
      : []),
  ]
}

function areas({ alive, recency }: Holdout['dormancy']['auc']): string {
  const told = [
    ...(alive === undefined ? [] : [`${decimals(alive, 3)} by P(alive)`]),
    ...(recency === undefined ? [] : [`${decimals(recency, 3)} by recency alone`]),
  ]
  return told.length > 0 ? told.join(', ') : 'none, since all did the same'
}

/** @example daysIn([9, 26]) // '9 to 26 days' */
function daysIn(days: readonly number[]): string {
  const [least = 0, most = least] = [days[0], days.at(-1)]
  if (!Number.isFinite(most)) return 'never'
  return least === most ? `${most} days` : `${least} to ${most} days`
}

function eachMonth(
  { instants, days, dormancy }: Rolling,
  { rules }: ModelCheck,
): readonly string[] {
  const [first = 0, last = 0] = [instants[0], instants.at(-1)]
  return [
    `The same rules, asked ${instants.length} times, on the first of each month from ${dayOrInstant(first)} to ${dayOrInstant(last)}, each with the model of that day and a test of ${days} days:`,
    ...ruleTable(dormancy, rules),
  ]
}
