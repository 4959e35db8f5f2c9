/** The public address: whether the links in mails, and one-click unsubscribe, reach the shop. */
import { isIP } from 'node:net'
import type { DomainProblem } from '../../domain/domain-problem.ts'
import { PROBE_ANSWER } from '../../domain/one-click-probe.ts'
import { isPublicAddress } from '../../http/public-address.ts'
import { plainName } from './dns-names.ts'
import { type CheckResult, type Finding, judged, notUsed } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import { noAnswer, type Resolver } from './resolver.ts'
import type { Web } from './web.ts'

/** What a mailbox provider posts (RFC 8058, section 3.1). */
const ONE_CLICK = 'List-Unsubscribe=One-Click'

/**
 * Its host resolves, answers over TLS with a valid certificate, and takes the one-click POST of a
 * probe: a token of the shop's own secret that is for no customer.
 *
 * @throws {NoAnswer} also if the server is only busy or unavailable
 * @see https://www.rfc-editor.org/rfc/rfc8058#section-3.1
 */
export async function checkPublicUrl(
  { publicLinks }: DomainSubject,
  resolver: Resolver,
  web: Web,
): Promise<CheckResult> {
  const check = 'public-url'
  if (publicLinks === undefined)
    return { ...notUsed(check), advice: [{ step: 'check-public-url' }] }
  const url = new URL(`${publicLinks.url.replace(/\/$/, '')}/unsubscribe/${publicLinks.probeToken}`)
  if (url.protocol !== 'https:') return judged(check, [{ problems: ['public-url-not-https'] }])
  const host = plainName(url.hostname.replace(/^\[|\]$/g, ''))
  const addresses = isIP(host) > 0 ? [host] : await resolver.addresses(host)
  if (addresses.length === 0) return judged(check, [{ problems: ['public-url-no-address'] }])
  return judged(check, [
    addresses.every(isPublicAddress) ? {} : { notes: ['public-url-not-public'] },
    await oneClick(url, addresses, web),
  ])
}

async function oneClick(url: URL, addresses: readonly string[], web: Web): Promise<Finding> {
  const answer = await web.post(url, ONE_CLICK, addresses)
  if (answer.kind === 'not-connected')
    return { problems: ['public-url-no-connection'], found: [`${url.host} ${answer.reason}`] }
  if (answer.kind === 'not-secure')
    return { problems: ['public-url-not-secure'], found: [`${url.host} ${answer.reason}`] }
  const { status, text } = answer
  if (status === 429 || status >= 500) throw noAnswer(url.host, `HTTP ${status}`)
  const problem = problemOf(status, text)
  return problem ? { problems: [problem], found: [`${url.host} HTTP ${status}`] } : {}
}

/** A token that a server does not know is answered with 404, as any other page of another site. */
function problemOf(status: number, text: string): DomainProblem | undefined {
  if (status >= 300 && status < 400) return 'one-click-redirected'
  if (status >= 400 && status !== 404) return 'one-click-refused'
  return status < 300 && text === PROBE_ANSWER ? undefined : 'one-click-not-this-shop'
}
