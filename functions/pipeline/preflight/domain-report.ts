/** The result of checking a sending domain, as codes that the caller puts into words. */

import type { CheckName, CheckOutcome, NextStep, Note } from '../../domain/domain-check.ts'
import type { DomainProblem } from '../../domain/domain-problem.ts'

export type DnsRecord = {
  readonly type: 'CNAME' | 'MX' | 'TXT'
  readonly name: string
  readonly value: string
}

export type Advice = { readonly step: NextStep; readonly record?: DnsRecord }

/** One part of a check's result. */
export type Finding = {
  readonly problems?: readonly DomainProblem[]
  readonly notes?: readonly Note[]
  /** Records as found in DNS, each on one line; of `public-url`, what its host answered. */
  readonly found?: readonly string[]
  /** What to put into DNS, in place of records of the same name and type. */
  readonly fixes?: readonly DnsRecord[]
  readonly advice?: readonly Advice[]
}

export type CheckResult = Required<Finding> & {
  readonly check: CheckName
  readonly outcome: CheckOutcome
  /** What the resolver said instead of an answer. */
  readonly unanswered?: string
}

export type DomainReport = {
  readonly domain: string
  readonly outcome: Exclude<CheckOutcome, 'not-used'>
  /** What rules the domain out as a whole; then nothing else was asked. */
  readonly problems: readonly DomainProblem[]
  readonly checks: readonly CheckResult[]
}

const NOTHING: Required<Finding> = { problems: [], notes: [], found: [], fixes: [], advice: [] }

/** Failed if any finding has a problem; a repeated problem or note is reported once. */
export function judged(check: CheckName, findings: readonly Finding[]): CheckResult {
  const problems = unique(findings.flatMap((finding) => finding.problems ?? []))
  return {
    check,
    outcome: problems.length > 0 ? 'failed' : 'passed',
    problems,
    notes: unique(findings.flatMap((finding) => finding.notes ?? [])),
    found: findings.flatMap((finding) => finding.found ?? []),
    fixes: findings.flatMap((finding) => finding.fixes ?? []),
    advice: findings.flatMap((finding) => finding.advice ?? []),
  }
}

export const notUsed = (check: CheckName): CheckResult => ({
  check,
  outcome: 'not-used',
  ...NOTHING,
})

/** @param note what was not given */
export const notKnown = (check: CheckName, note: Note): CheckResult => ({
  check,
  outcome: 'not-known',
  ...NOTHING,
  notes: [note],
})

export const couldNotAsk = (check: CheckName, unanswered: string): CheckResult => ({
  check,
  outcome: 'could-not-ask',
  ...NOTHING,
  unanswered,
})

/** The first that any check has; a failure takes precedence because it is certain. */
const BY_PRECEDENCE = ['failed', 'could-not-ask', 'not-known'] as const

export function reportOf(domain: string, checks: readonly CheckResult[]): DomainReport {
  const has = (outcome: CheckOutcome): boolean => checks.some((check) => check.outcome === outcome)
  const outcome = BY_PRECEDENCE.find(has) ?? 'passed'
  return { domain, outcome, problems: [], checks }
}

export const ruledOut = (domain: string, problem: DomainProblem): DomainReport => ({
  domain,
  outcome: 'failed',
  problems: [problem],
  checks: [],
})

/** @example recordLine({ type: 'TXT', name: 'shop.example', value: 'v=spf1 -all' }) */
export const recordLine = ({ name, type, value }: DnsRecord): string => `${name} ${type} ${value}`

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)]
