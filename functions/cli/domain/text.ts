/** What a check of a domain found, as text. */

import type { CheckOutcome } from '../../domain/domain-check.ts'
import type { CommandWords, Sentence } from '../../language/command/command-words.ts'
import type { DomainWords } from '../../language/command/domain-words.ts'
import {
  type Advice,
  type CheckResult,
  type DnsRecord,
  type DomainReport,
  recordLine,
} from '../../pipeline/preflight/domain-report.ts'
import { leftColumns } from '../columns.ts'
import { shortInstant } from '../words.ts'
import type { KeptCheck } from './keep.ts'

type Checked = DomainReport & KeptCheck & { readonly shop: string }

/** @example domainText(checked, words).startsWith('shop.example\n\nDKIM') */
export function domainText(checked: Checked, all: CommandWords): string {
  const words = all.domain
  return [
    checked.domain,
    '',
    ...checked.problems.map((problem) => words.problems[problem]),
    ...leftColumns(
      checked.checks.map(({ check, outcome }) => [words.checks[check], words.outcomes[outcome]]),
    ),
    ...checked.checks.flatMap((result) => details(result, all)),
    ...fixLines(
      checked.checks.flatMap(({ fixes }) => fixes),
      words,
    ),
    ...nextLines(
      checked.checks.flatMap(({ advice }) => advice),
      words,
    ),
    '',
    marketingLine(checked, all),
  ].join('\n')
}

/** What standard error says next to the report. */
export function whyNotReady({ domain, outcome, problems, checks }: DomainReport): Sentence {
  const named = (wanted: CheckOutcome, words: DomainWords): string =>
    checks
      .filter((check) => check.outcome === wanted)
      .map(({ check }) => words.checks[check])
      .join(', ')
  if (problems.length > 0) return (w) => w.domain.unsuitable(domain)
  if (outcome === 'failed') return (w) => w.domain.notReady(domain, named('failed', w.domain))
  return outcome === 'not-known'
    ? (w) => w.domain.incomplete(domain, named('not-known', w.domain))
    : (w) => w.domain.unclear(domain, named('could-not-ask', w.domain))
}

function details(
  { check, problems, notes, found, fixes, unanswered }: CheckResult,
  { domain: words, titled }: CommandWords,
): readonly string[] {
  const wrong = found.filter(
    (record) => fixes.length === 0 || fixes.some((one) => isAt(one, record)),
  )
  const shown = check === 'public-url' ? words.answered : words.inDns
  const lines = [
    ...problems.map((problem) => words.problems[problem]),
    ...(unanswered === undefined ? [] : [words.unanswered(unanswered)]),
    ...(problems.length > 0 ? wrong.map((line) => shown(printable(line))) : []),
    ...notes.map((note) => words.notes[note]),
  ]
  return lines.length === 0
    ? []
    : ['', titled(words.checks[check]), ...lines.map((line) => `  ${line}`)]
}

/** Whether a record found is the one to be fixed. */
const isAt = ({ name, type }: DnsRecord, found: string): boolean =>
  found.startsWith(`${name} ${type} `)

function fixLines(records: readonly DnsRecord[], words: DomainWords): readonly string[] {
  if (records.length === 0) return []
  const { columns: head } = words
  const rows = records.map(({ name, type, value }) => [name, type, printable(value)])
  return [
    '',
    words.put,
    '',
    // Two checks may miss the same record.
    ...new Set(leftColumns([[head.name, head.type, head.value], ...rows]).map((row) => `  ${row}`)),
  ]
}

function nextLines(advice: readonly Advice[], words: DomainWords): readonly string[] {
  if (advice.length === 0) return []
  const lines = advice.flatMap(({ step, record }) => [
    `  ${words.steps[step]}`,
    ...(record ? [`    ${printable(recordLine(record))}`] : []),
  ])
  return ['', words.next, ...lines]
}

function marketingLine(
  { shop, outcome, marketing, passedAt, decided }: Checked,
  words: CommandWords,
): string {
  const { domain } = words
  if (outcome === 'passed')
    return [domain.free(shop), ...(decided > 0 ? [words.reevaluated(decided)] : [])].join('\n')
  if (outcome === 'failed') return domain.held(shop)
  return marketing === 'free' && passedAt !== null
    ? domain.stillFree(shop, shortInstant(passedAt))
    : domain.stillHeld(shop)
}

/** DNS records contain untrusted text, which must not control the terminal. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')
