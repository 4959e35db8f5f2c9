/** DKIM: whether receivers find the keys that SES signs with. */
import type { DomainProblem } from '../../domain/domain-problem.ts'
import { domainOf, plainName } from './dns-names.ts'
import { type CheckResult, type Finding, judged, recordLine } from './domain-report.ts'
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
  const { dkimTokens = [], dkimSelectors = [] } = subject
  if (dkimTokens.length + dkimSelectors.length === 0)
    return judged('dkim', [{ problems: ['dkim-not-set-up'] }])
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
  const targets = (await resolver.cname(name)).map(plainName)
  const found = targets.map((target) => recordLine({ type: 'CNAME', name, value: target }))
  if (targets.includes(value)) return { found }
  if (await isKeptElsewhere(token, name, targets, resolver))
    return { found, notes: ['dkim-key-of-another-region'] }
  const problem = targets.length === 0 ? 'dkim-cname-missing' : 'dkim-cname-wrong'
  return { found, problems: [problem], fixes: [{ type: 'CNAME', name, value }] }
}

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
  const texts = (await resolver.txt(name)).filter((text) => keyIn(text) !== undefined)
  const found = texts.map((value) => recordLine({ type: 'TXT', name, value }))
  if (texts.length > 1) return { found, problems: ['dkim-two-keys'] }
  if (texts[0] !== undefined && keyIn(texts[0]) !== '') return { found }
  const problem = texts.length === 0 ? 'dkim-key-missing' : 'dkim-key-revoked'
  const value = 'v=DKIM1; k=rsa; p=YOUR_PUBLIC_KEY'
  return { found, problems: [problem], fixes: [{ type: 'TXT', name, value }] }
}

/** Its `p=`: empty if the key is revoked, undefined if the text is not a key. */
const keyIn = (text: string): string | undefined => parseTags(text)?.get('p')
