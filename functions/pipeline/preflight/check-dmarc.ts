/** DMARC: a policy that receivers find and can read, and mail of SES that is aligned with it. */
import { hasQuotes } from './almost-record.ts'
import { type DmarcPolicy, LEAST_POLICY, policyIn, repaired, withTag } from './dmarc-policy.ts'
import { reportsOf } from './dmarc-reports.ts'
import { countLabels, domainOf } from './dns-names.ts'
import { type CheckResult, type Finding, judged, recordLine } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import { nextSteps } from './next-steps.ts'
import { isOfOneOrganization, type PolicyAt, policyAt, walkTree } from './organizational-domain.ts'
import type { Resolver } from './resolver.ts'

/**
 * The policy of the From domain, or else of its organizational domain; then whether the domain of
 * the DKIM signature or the MAIL FROM domain is aligned with the From domain. One of the two is
 * enough; a note says if the other is not, since mail may lose one on its way.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc9989 (which replaces RFC 7489)
 */
export async function checkDmarc(subject: DomainSubject, resolver: Resolver): Promise<CheckResult> {
  const from = domainOf(subject.fromAddress)
  const { domain, records, almost } = await policyFor(from, resolver)
  const shown = [...records, ...almost]
  const found = shown.map((value) => recordLine(recordAt(domain, value)))
  const seen: Finding = shown.some(hasQuotes) ? { found, notes: ['quotes-in-record'] } : { found }
  const [record] = records
  if (record === undefined) {
    const [text] = almost
    const missing: Finding =
      text === undefined
        ? { problems: ['dmarc-missing'], fixes: [recordAt(from, LEAST_POLICY)] }
        : { problems: ['dmarc-almost'], fixes: [recordAt(domain, repaired(text))] }
    return judged('dmarc', [seen, missing])
  }
  if (records.length > 1) {
    const kept = records.find((one) => policyIn(domain, one)) ?? LEAST_POLICY
    const fixes = [recordAt(domain, kept)]
    return judged('dmarc', [seen, { problems: ['dmarc-two-records'], fixes }])
  }
  const policy = policyIn(domain, record)
  if (!policy) {
    const fixes = [recordAt(domain, repaired(record))]
    return judged('dmarc', [seen, { problems: ['dmarc-syntax'], fixes }])
  }
  return judged('dmarc', [
    seen,
    domain === from ? {} : { notes: ['dmarc-of-a-parent-domain'] },
    almost.length > 0 ? { notes: ['almost-record-ignored'] } : {},
    await reportsOf(policy, resolver),
    await alignment(subject, policy, resolver),
    { advice: await nextSteps(from, policy, resolver) },
  ])
}

const recordAt = (domain: string, value: string) =>
  ({ type: 'TXT', name: `_dmarc.${domain}`, value }) as const

/** A registry's own policy is not the shop's. */
async function policyFor(from: string, resolver: Resolver): Promise<PolicyAt> {
  const own = await policyAt(from, resolver)
  if (own.records.length > 0) return own
  const { organizationalDomain, policies, almost } = await walkTree(from, resolver)
  const ofOrganization = policies.find(({ domain }) => domain === organizationalDomain)
  const spoiled = policies.find(
    ({ domain, records }) => records.length > 1 && countLabels(domain) > 1,
  )
  return ofOrganization ?? spoiled ?? almost[0] ?? own
}

/** What is compared with the From domain, and how strictly by which tag. */
const MECHANISMS = [
  { tag: 'adkim', note: 'dmarc-dkim-not-aligned' },
  { tag: 'aspf', note: 'dmarc-spf-not-aligned' },
] as const

async function alignment(
  { fromAddress, signingDomain, mailFromDomain }: DomainSubject,
  { domain, record, tags }: DmarcPolicy,
  resolver: Resolver,
): Promise<Finding> {
  const from = domainOf(fromAddress)
  const names = { adkim: signingDomain ?? from, aspf: mailFromDomain ?? from }
  const judgements = await Promise.all(
    MECHANISMS.map(async ({ tag, note }) => {
      const isStrict = tags.get(tag)?.toLowerCase() === 's'
      const isOfTheSame = await isOfOneOrganization(names[tag], from, resolver)
      const isAligned = names[tag] === from || (isOfTheSame && !isStrict)
      return { tag, note, isAligned, mayRelax: isOfTheSame }
    }),
  )
  const apart = judgements.filter(({ isAligned }) => !isAligned)
  if (apart.length < judgements.length) return { notes: apart.map(({ note }) => note) }
  const tooStrict = apart.filter(({ mayRelax }) => mayRelax)
  const value = tooStrict.reduce((text, { tag }) => withTag(text, tag, 'r'), record)
  const fixes = tooStrict.length > 0 ? [recordAt(domain, value)] : []
  return { problems: ['dmarc-not-aligned'], fixes }
}
