/** SPF: whether the MAIL FROM domain lets SES send, in a record that receivers can use. */

import type { Note } from '../../domain/domain-check.ts'
import type { DomainProblem } from '../../domain/domain-problem.ts'
import { hasQuotes, isAlmost } from './almost-record.ts'
import { withoutMailFrom } from './check-mail-from.ts'
import { type CheckResult, type Finding, judged, recordLine } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { Resolver } from './resolver.ts'
import { mailFromSpf, SES_SPF_DOMAIN } from './ses-names.ts'
import { SPF_LOOKUP_LIMIT, SPF_VOID_LIMIT, type SpfReach, spfReach } from './spf-reach.ts'
import { isSpf, parseSpf } from './spf-record.ts'

/**
 * One record, of correct syntax, that includes SES and not everyone, with at most ten look-ups in
 * all, of which at most two find nothing.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc7208
 */
export async function checkSpf(subject: DomainSubject, resolver: Resolver): Promise<CheckResult> {
  const { mailFromDomain } = subject
  if (mailFromDomain === undefined) return withoutMailFrom('spf', subject)
  const texts = await resolver.txt(mailFromDomain)
  const records = texts.filter(isSpf)
  const almost = texts.filter((text) => !isSpf(text) && isAlmost('spf', text))
  const { problems, notes } = await judge(mailFromDomain, records, almost, resolver)
  const shown = [...records, ...almost]
  const found = shown.map((value) => recordLine({ type: 'TXT', name: mailFromDomain, value }))
  const usual = mailFromSpf(mailFromDomain)
  const [first = ''] = records
  const fix = problems.join() === 'spf-no-include' ? { ...usual, value: withSes(first) } : usual
  return judged('spf', [
    { found, problems, notes, fixes: problems.length > 0 ? [fix] : [] },
    shown.some(hasQuotes) ? { notes: ['quotes-in-record'] } : {},
  ])
}

type Judgement = Required<Pick<Finding, 'problems' | 'notes'>>

const failed = (problem: DomainProblem): Judgement => ({ problems: [problem], notes: [] })

async function judge(
  domain: string,
  records: readonly string[],
  almost: readonly string[],
  resolver: Resolver,
): Promise<Judgement> {
  const [record] = records
  if (record === undefined) return failed(almost.length > 0 ? 'spf-almost' : 'spf-missing')
  if (records.length > 1) return failed('spf-two-records')
  const terms = parseSpf(record)
  if (!terms) return failed('spf-syntax')
  const reach = await spfReach(terms, domain, resolver)
  const notes: Note[] = almost.length > 0 ? ['almost-record-ignored'] : []
  if (reach.usesPtr) notes.push('spf-ptr')
  return { problems: problemsOf(reach), notes }
}

function problemsOf(reach: SpfReach): readonly DomainProblem[] {
  if (reach.lookups > SPF_LOOKUP_LIMIT) return ['spf-too-many-lookups']
  const problems: DomainProblem[] = reach.includesSes ? [] : ['spf-no-include']
  if (reach.broken.length > 0) problems.push('spf-include-broken')
  if (reach.voids > SPF_VOID_LIMIT) problems.push('spf-too-many-void-lookups')
  if (reach.crowded.length > 0) problems.push('spf-too-many-servers')
  if (reach.includesEveryone) problems.push('spf-allows-everyone')
  return problems
}

/** @example withSes('v=spf1 mx -all') // 'v=spf1 include:amazonses.com mx -all' */
const withSes = (record: string): string =>
  record.replace(/^v=spf1/i, `$& include:${SES_SPF_DOMAIN}`)
