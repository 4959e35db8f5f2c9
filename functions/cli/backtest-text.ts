/** A backtest as a page of text. */
import type { Backtest } from '../reports/backtest-tally.ts'
import { columns, counted, figure, shortInstant, spoken } from './words.ts'

export function tellBacktest(report: Backtest): string {
  const { from, to, customers, sent, skipped, waiting, busiestDay } = report
  return [
    `From ${shortInstant(from)} to ${shortInstant(to)}, ${counted(customers, 'customer')}:`,
    `${counted(sent, 'message')} sent, ${figure(skipped)} skipped, ${figure(waiting)} still waiting at the end`,
    ...(report.assumeReachable ? ['Every customer was taken to be reachable.'] : []),
    '',
    columns([
      ['campaign, step', 'journeys', 'sent', 'skipped', 'waiting'],
      ...report.campaigns.flatMap(({ campaign, journeys, steps }) => [
        [campaign, figure(journeys), '', '', ''],
        ...steps.map((step) => [
          `  ${step.step}`,
          '',
          ...[step.sent, step.skipped, step.waiting].map(figure),
        ]),
      ]),
    ]),
    ...(busiestDay
      ? ['', `The busiest day was ${busiestDay.day}, with ${counted(busiestDay.sent, 'message')}.`]
      : []),
    ...reasons('Skipped because', report.skips),
    ...reasons('Held for a while because', report.holds),
    ...reasons('Put off for a while because', report.deferrals),
  ].join('\n')
}

function reasons(title: string, counts: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(counts)
  if (entries.length === 0) return []
  const rows = entries.map(([reason, count]) => [`  ${spoken(reason)}`, figure(count)])
  return ['', `${title}:`, columns(rows)]
}
