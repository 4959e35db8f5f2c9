/** A model compared with what followed, as a page of text. */
import type { CalibrationGroup } from '../../domain/models/holdout-calibration.ts'
import type { Tracked } from '../../domain/models/holdout-tracking.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import type { Holdout, ModelCheck } from '../../insight/learning/check-model.ts'
import type { BuyingFit } from '../../insight/learning/fit-family.ts'
import type { ModelWords } from '../../language/command/model-words.ts'
import { decimals, figure, percent } from '../../language/figures.ts'
import { columns } from '../columns.ts'
import type { Speech } from '../verb.ts'
import type { OrderSource } from './source.ts'
import { dayOrInstant, FAMILY_NAMES, fileLines, offBy, verdictText } from './words.ts'

export type ComparisonFound = {
  readonly source: OrderSource
  readonly check: ModelCheck
  readonly fit: BuyingFit['fit']
  readonly holdout: Holdout
}

type CheckWords = ModelWords['check']

export function comparisonText(found: ComparisonFound, speech: Speech): string {
  const { words } = speech
  const own = words.model.check
  const { source, check, fit, holdout } = found
  const { report, tracking } = holdout
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
    ...calibrationTable(report.deciles, own.calibration, own),
    '',
    ...trackingTable(tracking, check.until, own),
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

/** @param title what the chance is of */
export const calibrationTable = (
  tenths: readonly CalibrationGroup[],
  title: string,
  { calibrationColumns: head }: CheckWords,
): readonly string[] => [
  title,
  columns([
    [head.decile, head.customers, head.chance, head.bought],
    ...tenths.map(({ decile, customers, expected, actual }) => [
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
