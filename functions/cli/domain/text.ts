/** What a check of a domain found, in words. */
import type {
  CheckOutcome,
  CheckResult,
  DnsRecord,
  DomainReport,
} from '../../pipeline/preflight/domain-report.ts'
import { counted, shortInstant } from '../words.ts'
import type { KeptCheck } from './keep.ts'
import { noteWords, problemWords } from './words.ts'

const OUTCOMES: Readonly<Record<CheckOutcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  'could-not-ask': 'could not ask',
  'not-used': 'not used',
}

/** @example tellDomain('acme', report, kept).startsWith('shop.example\n\ndkim') */
export function tellDomain(shop: string, report: DomainReport, kept: KeptCheck): string {
  return [
    report.domain,
    '',
    ...report.problems.map((problem) => problemWords[problem]),
    ...table(report.checks.map(({ check, outcome }) => [check, OUTCOMES[outcome]])),
    ...report.checks.flatMap(details),
    ...fixLines(report.checks.flatMap(({ fixes }) => fixes)),
    '',
    marketingLine(shop, report, kept),
  ].join('\n')
}

/** What standard error says beside the report. */
export function whyNotFit({ domain, outcome, problems, checks }: DomainReport): string {
  const named = (wanted: CheckOutcome): string =>
    checks
      .filter((check) => check.outcome === wanted)
      .map(({ check }) => check)
      .join(', ')
  if (problems.length > 0) return `${domain} is not fit for the shop's mail: ${problems.join(', ')}`
  return outcome === 'failed'
    ? `${domain} is not fit for mail yet: ${named('failed')} failed`
    : `Nobody can say whether ${domain} is fit for mail: no answer about ${named('could-not-ask')}. Run it again, or name another resolver with --resolver`
}

function details({ check, problems, notes, found, fixes, unanswered }: CheckResult) {
  const wrong = found.filter(
    (record) => fixes.length === 0 || fixes.some((one) => isAt(one, record)),
  )
  const lines = [
    ...problems.map((problem) => problemWords[problem]),
    ...(unanswered === undefined ? [] : [`The resolver gave ${unanswered}.`]),
    ...(problems.length > 0 ? wrong.map((record) => `In DNS now: ${printable(record)}`) : []),
    ...notes.map((note) => noteWords[note]),
  ]
  return lines.length === 0 ? [] : ['', `${check}:`, ...lines.map((line) => `  ${line}`)]
}

/** Whether a record found is the one to be mended. */
const isAt = ({ name, type }: DnsRecord, found: string): boolean =>
  found.startsWith(`${name} ${type} `)

function fixLines(records: readonly DnsRecord[]): readonly string[] {
  if (records.length === 0) return []
  const rows = records.map(({ name, type, value }) => [name, type, printable(value)])
  return [
    '',
    'Put into DNS, each in place of its like under the same name; other TXT records stay:',
    '',
    // Two checks may miss the same record.
    ...new Set(table([['name', 'type', 'value'], ...rows]).map((line) => `  ${line}`)),
  ]
}

function marketingLine(shop: string, { outcome }: DomainReport, kept: KeptCheck): string {
  const { marketing, passedAt, decided } = kept
  if (outcome === 'passed')
    return [
      `Marketing of ${shop} may go out through SES.`,
      ...(decided > 0 ? [`${counted(decided, 'customer')} decided for anew.`] : []),
    ].join(' ')
  if (outcome === 'failed')
    return `Marketing of ${shop} through SES is held until this passes; steps that wait too long are skipped. Service mail goes on. DNS may take hours to show a change everywhere.`
  return marketing === 'free' && passedAt !== null
    ? `Nothing was changed: marketing of ${shop} goes on by the check of ${shortInstant(passedAt)}.`
    : `Nothing was changed: marketing of ${shop} through SES stays held, since no check has passed.`
}

/** Columns of text, all to the left. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** What stands in DNS is anyone's text, and must not steer the terminal. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')
