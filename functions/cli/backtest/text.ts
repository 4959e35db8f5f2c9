/** A backtest as a page of text. */
import type { Backtest } from '../../insight/reports/backtest-tally.ts'
import { columns, counted, figure, shortInstant, spoken } from '../words.ts'

export function tellBacktest(report: Backtest): string {
  const { from, to, customers, sent, skipped, waiting, busiestDay } = report
  return [
    `From ${shortInstant(from)} to ${shortInstant(to)}, ${counted(customers, 'customer')}:`,
    `${counted(sent, 'message')} sent, ${figure(skipped)} skipped, ${figure(waiting)} still waiting at the end`,
    ...(report.assumeReachable ? ['Every customer was taken to be reachable.'] : []),
    ...modelLines(report),
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

/** A backtest that rests on a model says which, and whether anybody could have gone by it then. */
function modelLines({ models, from }: Backtest): readonly string[] {
  if (!models) return []
  const { thresholds, value, noneBefore, versions } = models
  const lacking = versions.length === 0 || noneBefore !== null
  const skipped = value && (noneBefore === null || noneBefore > from)
  const whoseDays = noneBefore === null ? 'everyone' : 'whoever last bought then'
  const without = [
    ...(skipped ? ['steps that ask for value were skipped'] : []),
    ...(thresholds ? [`${whoseDays} had the policy's number of days`] : []),
  ]
  const when =
    noneBefore === null
      ? 'There was no model'
      : `Before ${shortInstant(noneBefore)} there was no model`
  return [
    ...(versions.length > 0 ? [byWhichModels(models)] : []),
    ...named(versions.filter(({ hindsight }) => hindsight)).map(
      (which) =>
        `${which} learned later than asked here and knew what came after: this is by hindsight.`,
    ),
    ...named(versions.filter(({ verdict }) => verdict === 'unusable')).map(
      (which) => `${which} unusable, and foretold nothing.`,
    ),
    ...(lacking ? [`${when}: ${without.join(', and ')}.`] : []),
  ]
}

type ModelsSummary = NonNullable<Backtest['models']>

function byWhichModels({ thresholds, value, versions }: ModelsSummary): string {
  const what = [
    ...(thresholds ? ['personal thresholds'] : []),
    ...(value ? ['conditions of value'] : []),
  ].join(' and ')
  const [first, last] = [versions[0], versions.at(-1)]
  const learned = (of = first) => shortInstant(of?.fittedAt ?? '')
  const which =
    versions.length === 1
      ? `version ${first?.version}, learned ${learned()}`
      : `versions ${first?.version} to ${last?.version}, learned ${learned()} to ${learned(last)}`
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} went by model ${which}.`
}

function reasons(title: string, counts: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(counts)
  if (entries.length === 0) return []
  const rows = entries.map(([reason, count]) => [`  ${spoken(reason)}`, figure(count)])
  return ['', `${title}:`, columns(rows)]
}

/** @example named([{ version: 1 }, { version: 3 }]) // ['Versions 1 and 3 were'], none of none */
function named(versions: ModelsSummary['versions']): readonly string[] {
  const numbers = versions.map(({ version }) => String(version))
  if (numbers.length === 0) return []
  return numbers.length === 1
    ? [`Version ${numbers[0]} was`]
    : [`Versions ${new Intl.ListFormat('en-GB').format(numbers)} were`]
}
