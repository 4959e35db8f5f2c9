/** A backtest as a page of text. */
import type { Backtest } from '../../insight/reports/backtest-tally.ts'
import type { BoughtAfter } from '../../insight/reports/bought-after.ts'
import type { ReportWords } from '../../language/command/report-words.ts'
import { figure } from '../../language/figures.ts'
import { WORDS } from '../../language/languages.ts'
import { campaignName, type NamesByCampaign, stepName } from '../../language/voice.ts'
import { columns } from '../columns.ts'
import { plainVoice } from '../message/voice.ts'
import { reasonText } from '../reason-text.ts'
import type { Speech } from '../verb.ts'
import { shortInstant } from '../words.ts'

type BacktestWords = ReportWords['backtest']

export function backtestText(
  report: Backtest,
  names: NamesByCampaign,
  { language, words: all, now }: Speech,
): string {
  const words = all.reports.backtest
  const voice = plainVoice(language, now)
  const { from, to, customers, sent, skipped, waiting, busiestDay } = report
  const { columns: head } = words
  const money = ({ minor }: BoughtAfter) => voice.formats.money(minor, report.currency)
  const reasons = (title: string, counts: Readonly<Record<string, number>>) => {
    const entries = Object.entries(counts)
    if (entries.length === 0) return []
    const rows = entries.map(([code, count]) => [
      `  ${reasonText(code, WORDS[language])}`,
      figure(count),
    ])
    return ['', all.titled(title), columns(rows)]
  }
  return [
    words.period(shortInstant(from), shortInstant(to), customers),
    words.totals(sent, figure(skipped), figure(waiting)),
    ...(report.mailed > 0 ? [words.mailed(report.mailed)] : []),
    ...(report.boughtAfter.purchases > 0
      ? [words.boughtAfter(report.boughtAfter, money(report.boughtAfter))]
      : []),
    ...(report.sentIfNew > 0 ? [words.sentIfNew(report.sentIfNew)] : []),
    ...(report.assumeReachable ? [words.assumed] : []),
    ...modelLines(report, words),
    '',
    columns([
      [head.step, head.journeys, head.sent, head.skipped, head.waiting, head.mailed, head.bought],
      ...report.campaigns.flatMap(({ campaign, journeys, steps, mailed, boughtAfter }) => [
        [
          all.withId(campaignName(campaign, names, voice), campaign),
          figure(journeys),
          ...['', '', ''],
          figure(mailed),
          money(boughtAfter),
        ],
        ...steps.map((step) => [
          `  ${all.withId(stepName({ campaign, step: step.step }, names, voice), step.step)}`,
          '',
          ...[step.sent, step.skipped, step.waiting].map(figure),
          ...['', ''],
        ]),
      ]),
    ]),
    ...(busiestDay ? ['', words.busiest(busiestDay.day, busiestDay.sent)] : []),
    ...reasons(words.skips, report.skips),
    ...reasons(words.holds, report.holds),
    ...reasons(words.deferrals, report.deferrals),
  ].join('\n')
}

/** A backtest that rests on a model says which, and whether it could have been used at the time. */
function modelLines({ models, from }: Backtest, words: BacktestWords): readonly string[] {
  if (!models) return []
  const { thresholds, value, noneBefore, versions } = models
  const lacking = versions.length === 0 || noneBefore !== null
  const skipped = value && (noneBefore === null || noneBefore > from)
  const consequences = [
    ...(skipped ? [words.valueSkipped] : []),
    ...(thresholds ? [words.policyDays(noneBefore === null)] : []),
  ]
  const numbers = (found: ModelsSummary['versions']) => found.map(({ version }) => `${version}`)
  const hindsight = numbers(versions.filter((version) => version.hindsight))
  const unusable = numbers(versions.filter(({ verdict }) => verdict === 'unusable'))
  return [
    ...(versions.length > 0 ? [modelsUsed(models, words)] : []),
    ...(hindsight.length > 0 ? [words.hindsight(hindsight)] : []),
    ...(unusable.length > 0 ? [words.unusable(unusable)] : []),
    ...(lacking
      ? [words.lacking(noneBefore === null ? undefined : shortInstant(noneBefore), consequences)]
      : []),
  ]
}

type ModelsSummary = NonNullable<Backtest['models']>

function modelsUsed({ thresholds, value, versions }: ModelsSummary, words: BacktestWords): string {
  const usedFor = words.usedFor[thresholds && value ? 'both' : value ? 'value' : 'thresholds']
  const [first, last] = [versions[0], versions.at(-1)]
  const learned = (of = first) => shortInstant(of?.fittedAt ?? '')
  return versions.length === 1
    ? words.oneModel(usedFor, first?.version ?? 0, learned())
    : words.severalModels(
        usedFor,
        first?.version ?? 0,
        last?.version ?? 0,
        learned(),
        learned(last),
      )
}
