/** Which mails' opens and clicks may be counted, and which links are never tracked. */
import { consentAt } from '../../domain/consent.ts'
import type { CustomerFacts } from '../../domain/customer.ts'
import { ruleFor } from '../../domain/law.ts'
import type { Policy } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'

/** Whether the law of their country and the customer themselves allow it (ePrivacy, article 5). */
export const mayTrack = (facts: CustomerFacts, policy: Policy, now: Instant): boolean =>
  ruleFor(facts.profile, policy).tracking === 'with-consent' &&
  consentAt(facts.consents, 'tracking', now) === 'granted'

const ANCHOR = /<a(?=[\s/])(?:"[^"]*"|'[^']*'|[^"'<>])*>/gi
const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
const NO_TRACK = 'ses:no-track'

/**
 * Makes Amazon SES leave the links to `urls` as they are: customers who unsubscribe or confirm are
 * not tracked, and no redirect stands between them and the shop. SES removes the attribute again.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/faqs-metrics.html
 * @example withUntracked('<a href="https://t.example/u/1">', ['https://t.example/u/1'])
 *   // '<a ses:no-track href="https://t.example/u/1">'
 */
export function withUntracked(html: string, urls: readonly string[]): string {
  return html.replace(ANCHOR, (anchor) => {
    const attributes = attributesOf(anchor)
    const href = attributes.get('href')?.trim() ?? ''
    const leadsToOne = urls.some((url) => href === url || /^[?#]/.test(restOf(href, url)))
    if (!leadsToOne || attributes.has(NO_TRACK)) return anchor
    return `${anchor.slice(0, 2)} ${NO_TRACK}${anchor.slice(2)}`
  })
}

const restOf = (href: string, url: string): string =>
  href.startsWith(url) ? href.slice(url.length) : ''

/** By lower-case name; of two of one name the first counts, as in a browser. */
function attributesOf(anchor: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', double, single, bare] of anchor.slice(2, -1).matchAll(ATTRIBUTE)) {
    const value = (double ?? single ?? bare ?? '').replaceAll('&amp;', '&')
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value)
  }
  return found
}
