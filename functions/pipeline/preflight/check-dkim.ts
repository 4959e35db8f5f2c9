/** DKIM: whether receivers find the keys that SES signs with. */
import type { DomainProblem } from '../../domain/domain-problem.ts'
import { hasQuotes, isAlmost } from './almost-record.ts'
import { judgeKey } from './dkim-key.ts'
import { domainOf, plainName } from './dns-names.ts'
import { type CheckResult, type Finding, judged, notKnown, recordLine } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { Resolver } from './resolver.ts'
import { dkimZone } from './ses-names.ts'
import { parseTags } from './tag-list.ts'

/**
 * Easy DKIM has three CNAMEs to keys that SES keeps and renews; with keys of one's own there is a
 * TXT record for each selector.
 *
 * @throws {NoAnswer}
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
 * @see https://www.rfc-editor.org/rfc/rfc6376#section-3.6
 */
export async function checkDkim(subject: DomainSubject, resolver: Resolver): Promise<CheckResult> {
  const { dkimTokens = [], dkimSelectors = [], region } = subject
  if (dkimTokens.length + dkimSelectors.length === 0)
    return region === undefined
      ? notKnown('dkim', 'dkim-keys-not-given')
      : judged('dkim', [{ problems: ['dkim-not-set-up'] }])
  const keys = await Promise.all([
    ...dkimTokens.map((token) => easyKey(subject, token, resolver)),
    ...dkimSelectors.map((selector) => ownKey(subject, selector, resolver)),
  ])
  return judged('dkim', [...keys, { problems: problemsInSes(subject) }])
}

function problemsInSes({ sesSays }: DomainSubject): readonly DomainProblem[] {
  if (!sesSays) return []
  const problems: DomainProblem[] = sesSays.isVerified ? [] : ['identity-not-verified']
  if (sesSays.dkim === 'off') problems.push('dkim-off-in-ses')
  if (sesSays.dkim === 'not-verified') problems.push('dkim-not-verified-by-ses')
  return problems
}

const keyName = (selector: string, { signingDomain, fromAddress }: DomainSubject): string =>
  `${plainName(selector)}._domainkey.${signingDomain ?? domainOf(fromAddress)}`

async function easyKey(
  subject: DomainSubject,
  token: string,
  resolver: Resolver,
): Promise<Finding> {
  const name = keyName(token, subject)
  const value = `${plainName(token)}.${dkimZone(subject.region)}`
  const targets = await aliasesOf(name, resolver)
  const found = targets.map((target) => recordLine({ type: 'CNAME', name, value: target }))
  if (targets.includes(value)) return { found }
  if (await isKeptElsewhere(token, name, targets, resolver))
    return subject.region === undefined
      ? { found }
      : { found, notes: ['dkim-key-of-another-region'] }
  const problem = targets.length === 0 ? 'dkim-cname-missing' : 'dkim-cname-wrong'
  return { found, problems: [problem], fixes: [{ type: 'CNAME', name, value }] }
}

/** More CNAMEs in a row than resolvers follow. */
const LONGEST_CHAIN = 8

/** Where a name leads, each CNAME in turn; receivers follow them all. */
async function aliasesOf(name: string, resolver: Resolver): Promise<readonly string[]> {
  const passed: string[] = []
  let next: readonly string[] = (await resolver.cname(name)).map(plainName)
  while (next.length > 0 && passed.length < LONGEST_CHAIN) {
    passed.push(...next)
    const [target = ''] = next
    next = DKIM_ZONE_END.test(target) ? [] : (await resolver.cname(target)).map(plainName)
  }
  return passed
}

/** What SES keeps is asked no further. */
const DKIM_ZONE_END = /\.amazonses\.com$/
const DKIM_ZONE = /^dkim(?:\.[a-z0-9-]+)?\.amazonses\.com$/

/** Deterministic Easy DKIM keeps the keys of several regions in one: what counts is the key. */
async function isKeptElsewhere(
  token: string,
  name: string,
  targets: readonly string[],
  resolver: Resolver,
): Promise<boolean> {
  const head = `${plainName(token)}.`
  const isOfSes = targets.some(
    (target) => target.startsWith(head) && DKIM_ZONE.test(target.slice(head.length)),
  )
  return isOfSes && (await resolver.txt(name)).some((text) => keyIn(text))
}

async function ownKey(
  subject: DomainSubject,
  selector: string,
  resolver: Resolver,
): Promise<Finding> {
  const name = keyName(selector, subject)
  const texts = await resolver.txt(name)
  const keys = texts.filter(isKey)
  const almost = texts.filter((text) => !isKey(text) && isAlmost('dkim', text))
  const found = [...keys, ...almost].map((value) => recordLine({ type: 'TXT', name, value }))
  const notes = [...keys, ...almost].some(hasQuotes) ? (['quotes-in-record'] as const) : []
  const fixes = [{ type: 'TXT', name, value: 'v=DKIM1; k=rsa; p=YOUR_PUBLIC_KEY' }] as const
  if (keys.length > 1) return { found, notes, problems: ['dkim-two-keys'] }
  const [key] = keys
  if (key === undefined) {
    const problem = almost.length > 0 ? 'dkim-record-almost' : 'dkim-key-missing'
    return { found, notes, problems: [problem], fixes }
  }
  const judgement = judgeKey(key)
  const ignored = almost.length > 0 ? (['almost-record-ignored'] as const) : []
  return {
    found,
    problems: judgement.problems,
    notes: [...judgement.notes, ...notes, ...ignored],
    fixes: judgement.problems.length > 0 ? fixes : [],
  }
}

/** Its version, if it has one, comes first (RFC 6376, section 3.6.1). */
function isKey(text: string): boolean {
  const tags = parseTags(text)
  if (!tags?.has('p')) return false
  return !tags.has('v') || (tags.get('v') === 'DKIM1' && [...tags.keys()][0] === 'v')
}

/** Its `p=`: empty if the key is revoked, undefined if the text is not a key. */
const keyIn = (text: string): string | undefined => parseTags(text)?.get('p')
