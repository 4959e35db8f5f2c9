/** The test of a model as a page of text. */
import type { RuleOutcome } from '../../domain/models/holdout-rules.ts'
import type { Tracked } from '../../domain/models/holdout-tracking.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { Holdout, ModelCheck, Rolling } from '../../insight/learning/check-model.ts'
import type { BuyingFit } from '../../insight/learning/fit-family.ts'
import type { ModelWords } from '../../language/command/model-words.ts'
import { decimals, figure, percent } from '../../language/figures.ts'
import { columns } from '../columns.ts'
import type { Speech } from '../verb.ts'
import type { OrderSource } from './source.ts'
import { dayOrInstant, FAMILY_NAMES, fileLines, offBy, verdictText } from './words.ts'

export type CheckFound = {
  readonly source: OrderSource
  readonly check: ModelCheck
  readonly fit: BuyingFit['fit']
  readonly holdout: Holdout
  readonly rolling?: Rolling
}

type CheckWords = ModelWords['check']

export function checkText(found: CheckFound, speech: Speech): string {
  const { words } = speech
  const own = words.model.check
  const { source, check, fit, holdout, rolling } = found
  const { report, tracking, dormancy } = holdout
  const { actual, expected } = report.purchases
  return [
    own.heading(
      FAMILY_NAMES[fit.family],
      source.name(words),
      dayOrInstant(check.until),
      dayOrInstant(check.to),
      Math.round(report.days),
    ),
    own.totals(report.customers, actual, decimals(expected, 1), offBy(expected, actual)),
    verdictText(fit, speech),
    '',
    ...frequencyTable(report, own),
    '',
    ...errorLines(report, own),
    '',
    ...calibrationTable(report, own),
    '',
    ...trackingTable(tracking, check.until, own),
    '',
    own.dormant(dayOrInstant(check.until)),
    ...ruleTable(dormancy, check.rules, own),
    ...(rolling ? ['', ...eachMonth(rolling, check, own)] : []),
    ...fileLines(source.file, source.book.refundsOfNoOrder(), words),
  ].join('\n')
}

const frequencyTable = (
  { byFrequency }: Holdout['report'],
  { frequency, frequencyColumns: head, orMore: more }: CheckWords,
): readonly string[] => [
  frequency,
  columns([
    [head.times, head.customers, head.expected, head.actual],
    ...byFrequency.map(({ x, orMore, customers, expected, actual }) => [
      orMore ? more(x) : String(x),
      figure(customers),
      decimals(expected, 3),
      decimals(actual, 3),
    ]),
  ]),
]

function errorLines({ error, auc }: Holdout['report'], words: CheckWords): readonly string[] {
  const { meanAbsolute, rootMeanSquare, bias } = error
  const shown = (area: number | undefined) => (area === undefined ? words.noAuc : decimals(area, 3))
  return [
    words.errors(decimals(meanAbsolute, 3), decimals(rootMeanSquare, 3), decimals(bias, 3)),
    words.auc(shown(auc.alive), shown(auc.again)),
  ]
}

const calibrationTable = (
  { deciles }: Holdout['report'],
  { calibration, calibrationColumns: head }: CheckWords,
): readonly string[] => [
  calibration,
  columns([
    [head.decile, head.customers, head.chance, head.bought],
    ...deciles.map(({ decile, customers, expected, actual }) => [
      String(decile),
      figure(customers),
      percent(expected),
      percent(actual),
    ]),
  ]),
]

const TRACKED_SHOWN = 12

function trackingTable(
  tracked: readonly Tracked[],
  until: Instant,
  { tracking, trackingColumns: head }: CheckWords,
): readonly string[] {
  const every = Math.ceil(tracked.length / TRACKED_SHOWN)
  const last = tracked.length - 1
  return [
    tracking,
    columns([
      [head.upTo, head.expected, head.actual, head.off],
      ...tracked
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

function ruleTable(
  rules: Holdout['dormancy'],
  asked: ModelCheck['rules'],
  words: CheckWords,
): readonly string[] {
  const { theta, minDays, maxDays, fixedDays } = asked
  const { personalHindsight: best, fixedBefore: before, fixedHindsight } = rules
  const { rules: names, ruleColumns: head } = words
  const days = (thresholds: readonly number[]) => daysIn(thresholds, words)
  const rows: (readonly [string, RuleOutcome])[] = [
    [names.personal(String(theta)), rules.personal],
    [names.bounded(String(minDays), String(maxDays)), rules.personalBounded],
    [names.fixed(String(fixedDays)), rules.fixed],
    ...(before ? ([[names.fixedBefore(days(before.thresholds)), before]] as const) : []),
    [names.fixedHindsight(days([fixedHindsight.threshold])), fixedHindsight],
    ...(best ? ([[names.personalHindsight(decimals(best.threshold, 3)), best]] as const) : []),
    [names.everyone, rules.allDormant],
  ]
  return [
    columns([
      [head.rule, head.dormant, head.cameBack, head.right],
      ...rows.map(([name, { dormant, cameBack, accuracy }]) => [
        name,
        figure(dormant),
        figure(cameBack),
        percent(accuracy),
      ]),
    ]),
    words.ceiling(areas(rules.auc, words)),
    ...(rules.fallbacks > 0
      ? [words.fallbacks(fixedDays, figure(rules.fallbacks), figure(rules.customers))]
      : []),
  ]
}

const areas = ({ alive, recency }: Holdout['dormancy']['auc'], words: CheckWords): string =>
  words.areas(
    alive === undefined ? undefined : decimals(alive, 3),
    recency === undefined ? undefined : decimals(recency, 3),
  )

/** @example daysIn([9, 26], words) // '9 to 26 days' */
function daysIn(days: readonly number[], words: CheckWords): string {
  const [least = 0, most = least] = [days[0], days.at(-1)]
  return Number.isFinite(most) ? words.days(String(least), String(most)) : words.never
}

function eachMonth(
  { instants, days, dormancy }: Rolling,
  { rules }: ModelCheck,
  words: CheckWords,
): readonly string[] {
  const [first = 0, last = 0] = [instants[0], instants.at(-1)]
  return [
    words.monthly(instants.length, dayOrInstant(first), dayOrInstant(last), days),
    ...ruleTable(dormancy, rules, words),
  ]
}
