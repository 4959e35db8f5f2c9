/** SPF: whether the MAIL FROM domain lets SES send, in a record that receivers can use. */
import type { DomainProblem } from '../../domain/domain-problem.ts'
import { type CheckResult, judged, recordLine } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { Resolver } from './resolver.ts'
import { mailFromSpf, SES_SPF_DOMAIN } from './ses-names.ts'
import { evaluated, SPF_LOOKUP_LIMIT, spfReach } from './spf-reach.ts'
import { isSpf, parseSpf } from './spf-record.ts'

/**
 * One record, of correct syntax, that includes SES, with at most ten look-ups in all.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc7208
 */
export async function checkSpf(
  { mailFromDomain }: DomainSubject,
  resolver: Resolver,
): Promise<CheckResult> {
  if (mailFromDomain === undefined) return judged('spf', [{ problems: ['mail-from-not-set-up'] }])
  const records = (await resolver.txt(mailFromDomain)).filter(isSpf)
  const problems = await problemsOf(records, resolver)
  const found = records.map((value) => recordLine({ type: 'TXT', name: mailFromDomain, value }))
  if (problems.length === 0) return judged('spf', [{ found }])
  const usual = mailFromSpf(mailFromDomain)
  const [first = ''] = records
  const fix = problems.join() === 'spf-no-include' ? { ...usual, value: withSes(first) } : usual
  return judged('spf', [{ found, problems, fixes: [fix] }])
}

async function problemsOf(
  records: readonly string[],
  resolver: Resolver,
): Promise<readonly DomainProblem[]> {
  const [record] = records
  if (record === undefined) return ['spf-missing']
  if (records.length > 1) return ['spf-two-records']
  const terms = parseSpf(record)
  if (!terms) return ['spf-syntax']
  const { lookups, includesSes, broken } = await spfReach(terms, resolver)
  if (lookups > SPF_LOOKUP_LIMIT) return ['spf-too-many-lookups']
  const end = evaluated(terms).find(({ name }) => name === 'all')
  return [
    ...(includesSes ? [] : (['spf-no-include'] as const)),
    ...(broken.length > 0 ? (['spf-include-broken'] as const) : []),
    ...(end?.qualifier === '+' ? (['spf-allows-everyone'] as const) : []),
  ]
}

/** @example withSes('v=spf1 mx -all') // 'v=spf1 include:amazonses.com mx -all' */
const withSes = (record: string): string =>
  record.replace(/^v=spf1/i, `$& include:${SES_SPF_DOMAIN}`)
