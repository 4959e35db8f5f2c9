/** DMARC: a policy that receivers find and can read, and mail of SES that is aligned with it. */
import { countLabels, domainOf, isWithin } from './dns-names.ts'
import { type CheckResult, type Finding, judged, recordLine } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import { type PolicyAt, policyAt, walkTree } from './organizational-domain.ts'
import type { Resolver } from './resolver.ts'
import { parseTags } from './tag-list.ts'

type Tags = ReadonlyMap<string, string>

const POLICIES = /^(?:none|quarantine|reject)$/i
const LEAST = 'v=DMARC1; p=none'

/**
 * The policy of the From domain, or else of its organizational domain; then whether the domain of
 * the DKIM signature and the MAIL FROM domain are aligned with the From domain. Both are asked for,
 * so that mail still passes where one of the two is lost on its way.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc9989 (which replaces RFC 7489)
 */
export async function checkDmarc(subject: DomainSubject, resolver: Resolver): Promise<CheckResult> {
  const from = domainOf(subject.fromAddress)
  const { domain, records } = await policyFor(from, resolver)
  const [record] = records
  const found = records.map((value) => recordLine(recordAt(domain, value)))
  if (record === undefined)
    return judged('dmarc', [{ problems: ['dmarc-missing'], fixes: [recordAt(from, LEAST)] }])
  if (records.length > 1) {
    const kept = records.find(policyTagsOf) ?? LEAST
    return judged('dmarc', [
      { found, problems: ['dmarc-two-records'], fixes: [recordAt(domain, kept)] },
    ])
  }
  const tags = policyTagsOf(record)
  if (!tags) {
    const fixes = [recordAt(domain, readable(record))]
    return judged('dmarc', [{ found, problems: ['dmarc-syntax'], fixes }])
  }
  return judged('dmarc', [
    { found },
    domain === from ? {} : { notes: ['dmarc-of-a-parent-domain'] },
    tags.has('rua') ? {} : { notes: ['dmarc-no-reports'] },
    await alignment(subject, { domain, record, tags }, resolver),
  ])
}

const recordAt = (domain: string, value: string) =>
  ({ type: 'TXT', name: `_dmarc.${domain}`, value }) as const

/** Undefined if receivers cannot read it. Older ones require `p`, newer ones may omit it. */
function policyTagsOf(record: string): Tags | undefined {
  const tags = parseTags(record)
  return POLICIES.test(tags?.get('p') ?? '') ? tags : undefined
}

/** Keeps where reports go. */
function readable(record: string): string {
  const reports = parseTags(record)?.get('rua')
  return reports === undefined ? LEAST : `${LEAST}; rua=${reports}`
}

/** A registry's own policy is not the shop's. */
async function policyFor(from: string, resolver: Resolver): Promise<PolicyAt> {
  const own = await policyAt(from, resolver)
  if (own.records.length > 0) return own
  const { organizationalDomain, policies } = await walkTree(from, resolver)
  const ofOrganization = policies.find(({ domain }) => domain === organizationalDomain)
  const spoiled = policies.find(
    ({ domain, records }) => records.length > 1 && countLabels(domain) > 1,
  )
  return ofOrganization ?? spoiled ?? own
}

type DmarcPolicy = { readonly domain: string; readonly record: string; readonly tags: Tags }

async function alignment(
  subject: DomainSubject,
  { domain, record, tags }: DmarcPolicy,
  resolver: Resolver,
): Promise<Finding> {
  const from = domainOf(subject.fromAddress)
  const names = [
    { tag: 'adkim', name: subject.signingDomain ?? from },
    { tag: 'aspf', name: subject.mailFromDomain ?? from },
  ]
  const judgements = await Promise.all(
    names.map(async ({ tag, name }) => {
      const isStrict = tags.get(tag)?.toLowerCase() === 's'
      const isOfTheSame = await isOfOneOrganization(name, from, resolver)
      const isAligned = name === from || (isOfTheSame && !isStrict)
      return { tag, isAligned, mayRelax: isOfTheSame }
    }),
  )
  const apart = judgements.filter(({ isAligned }) => !isAligned)
  if (apart.length === 0) return {}
  const tooStrict = apart.filter(({ mayRelax }) => mayRelax)
  const value = tooStrict.reduce((text, { tag }) => relaxed(text, tag), record)
  const fixes = tooStrict.length > 0 ? [recordAt(domain, value)] : []
  return { problems: ['dmarc-not-aligned'], fixes }
}

/** Relaxed alignment: both names have one organizational domain. */
async function isOfOneOrganization(
  name: string,
  from: string,
  resolver: Resolver,
): Promise<boolean> {
  if (isWithin(name, from)) return true
  const [one, other] = await Promise.all([walkTree(name, resolver), walkTree(from, resolver)])
  return one.organizationalDomain === other.organizationalDomain
}

/** @example relaxed('v=DMARC1; p=none; aspf=s', 'aspf') // 'v=DMARC1; p=none; aspf=r' */
const relaxed = (record: string, tag: string): string =>
  record.replace(new RegExp(`(;\\s*${tag}\\s*=\\s*)s`, 'i'), '$1r')
