/** Customers' scores as CSV (RFC 4180), or the best of them as a table. */
import { isoInstant } from '../../domain/time.ts'
import type { BuyingFit } from '../../insight/learning/fit-family.ts'
import type { CustomerScore, Scoring } from '../../insight/learning/score-customers.ts'
import { decimals, figure, percent } from '../../language/figures.ts'
import { columns } from '../columns.ts'
import { csvCell } from '../csv-cell.ts'
import type { Speech } from '../verb.ts'
import type { OrderSource } from './source.ts'
import { dayOrInstant, digits, FAMILY_NAMES, verdictText } from './words.ts'

const HEADER = [
  ...['customer', 'x', 't_x', 'T', 'p_alive', 'chance'],
  ...['expected_purchases', 'expected_spend', 'threshold_at'],
]

/** Printing row by row is slow. */
const ROWS_AT_ONCE = 1000

export function printScoresAsCsv(
  scores: Iterable<CustomerScore>,
  print: (text: string) => void,
): void {
  let rows = [HEADER.join(',')]
  const flush = () => print(rows.map((row) => `${row}\r\n`).join(''))
  for (const score of scores) {
    rows.push(rowOf(score))
    if (rows.length < ROWS_AT_ONCE) continue
    flush()
    rows = []
  }
  if (rows.length > 0) flush()
}

const rowOf = ({
  customer,
  x,
  tx,
  T,
  alive,
  chance,
  purchases,
  spend,
  thresholdAt,
}: CustomerScore): string =>
  [
    csvCell(customer),
    String(x),
    ...[tx, T, alive, chance, purchases].map(digits),
    spend === undefined ? '' : digits(spend),
    thresholdAt === undefined ? '' : isoInstant(thresholdAt),
  ].join(',')

type About = {
  readonly source: OrderSource
  readonly scoring: Scoring
  readonly fitted: BuyingFit
}

const SHOWN = 20

/** The customers with the most expected purchases, and the number of others. */
export function bestText(scores: Iterable<CustomerScore>, about: About, speech: Speech): string {
  const { source, scoring, fitted } = about
  const { words } = speech
  const own = words.model.score
  const { until, unit, horizon, withinDays, threshold, spending } = scoring
  let best: CustomerScore[] = []
  let customers = 0
  for (const score of scores) {
    customers++
    best.push(score)
    if (best.length > 50 * SHOWN) best = mostExpected(best)
  }
  const shown = mostExpected(best)
  const rest = customers - shown.length
  const { columns: head } = own
  return [
    own.heading(
      FAMILY_NAMES[fitted.fit.family],
      source.name(words),
      dayOrInstant(until),
      String(horizon),
      words.model.units[unit],
    ),
    verdictText(fitted.fit, speech),
    '',
    columns([
      [
        ...[head.customer, 'x', 't_x', 'T', head.alive, head.again(withinDays), head.purchases],
        head.spend(spending?.money.currency),
        head.threshold(threshold ? percent(threshold.chance) : ''),
      ],
      ...shown.map(cellsOf),
    ]),
    ...(rest > 0 ? ['', own.more(figure(rest))] : []),
  ].join('\n')
}

const mostExpected = (scores: readonly CustomerScore[]): CustomerScore[] =>
  scores.toSorted((one, other) => other.purchases - one.purchases).slice(0, SHOWN)

const cellsOf = ({
  customer,
  x,
  tx,
  T,
  alive,
  chance,
  purchases,
  spend,
  thresholdAt,
}: CustomerScore) => [
  customer,
  figure(x),
  decimals(tx, 1),
  decimals(T, 1),
  percent(alive),
  percent(chance),
  decimals(purchases, 2),
  spend === undefined ? '' : decimals(spend, 2),
  thresholdAt === undefined ? '' : isoInstant(thresholdAt).slice(0, 10),
]
