/** The mailboxes that a mail names: whether replies and unsubscribe requests reach anyone. */
import { domainOf, localPartOf, plainName } from './dns-names.ts'
import {
  type CheckResult,
  type DnsRecord,
  type Finding,
  judged,
  notUsed,
  recordLine,
} from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { MailExchange, Resolver } from './resolver.ts'
import { inboundHost, isHostOf } from './ses-names.ts'

/**
 * Replies go to Reply-To, or else to From. Its domain accepts mail, and its name does not say that
 * it is not read. A From domain that states that it accepts no mail must not send any either.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-5.1 (an address record stands in for an MX)
 * @see https://www.rfc-editor.org/rfc/rfc7505#section-4.2
 */
export async function checkReplyTo(
  { replyTo, fromAddress }: DomainSubject,
  resolver: Resolver,
): Promise<CheckResult> {
  const [domain, from] = [domainOf(replyTo ?? fromAddress), domainOf(fromAddress)]
  const findings = await Promise.all([
    intake(domain, resolver),
    domain === from ? {} : nullMxOf(from, resolver),
  ])
  return judged('reply-to', [unread(replyTo, fromAddress), ...findings])
}

/** Where the shop chose no address for replies, this is advice. */
function unread(replyTo: string | undefined, fromAddress: string): Finding {
  if (!UNREAD.test(localPartOf(replyTo ?? fromAddress))) return {}
  return replyTo === undefined ? { notes: ['from-unread'] } : { problems: ['reply-to-unread'] }
}

/** @example UNREAD.test('no-reply') // true */
const UNREAD = /^(?:do[-_.]?not|no)[-_.]?(?:reply|respond|response)(?![a-z])/i

async function intake(domain: string, resolver: Resolver): Promise<Finding> {
  const exchanges = await resolver.mx(domain)
  const found = linesOf(domain, exchanges)
  if (isNullMx(exchanges)) return { found, problems: ['null-mx'] }
  if (exchanges.length > 0)
    return (await isAnyThere(exchanges, resolver))
      ? { found }
      : { found, problems: ['mx-leads-nowhere'] }
  return (await resolver.addresses(domain)).length > 0
    ? { notes: ['reply-to-by-address-record'] }
    : { problems: ['reply-to-no-mx'] }
}

async function nullMxOf(domain: string, resolver: Resolver): Promise<Finding> {
  const exchanges = await resolver.mx(domain)
  return isNullMx(exchanges) ? { found: linesOf(domain, exchanges), problems: ['null-mx'] } : {}
}

/** Whether one of the servers has an address; an address in place of a name has none. */
async function isAnyThere(
  exchanges: readonly MailExchange[],
  resolver: Resolver,
): Promise<boolean> {
  const names = exchanges.map(({ exchange }) => plainName(exchange)).filter((name) => name !== '')
  const asked = await Promise.allSettled(names.map((name) => resolver.addresses(name)))
  if (asked.some((one) => one.status === 'fulfilled' && one.value.length > 0)) return true
  const unanswered = asked.find((one) => one.status === 'rejected')
  if (unanswered) throw unanswered.reason
  return false
}

/**
 * SES receives its mail, or a server of the shop's own, whose mail the shop must process.
 *
 * @throws {NoAnswer}
 */
export async function checkUnsubscribeMailbox(
  { unsubscribeMailbox, region }: DomainSubject,
  resolver: Resolver,
): Promise<CheckResult> {
  const check = 'unsubscribe-mailbox'
  if (unsubscribeMailbox === undefined) return notUsed(check)
  const domain = domainOf(unsubscribeMailbox)
  const exchanges = await resolver.mx(domain)
  const found = linesOf(domain, exchanges)
  const fixes: readonly DnsRecord[] = [
    { type: 'MX', name: domain, value: `10 ${inboundHost(region)}` },
  ]
  if (isNullMx(exchanges)) return judged(check, [{ found, problems: ['null-mx'], fixes }])
  if (exchanges.length === 0)
    return judged(check, [{ problems: ['unsubscribe-mailbox-no-mx'], fixes }])
  const isSes = exchanges.every(({ exchange }) =>
    isHostOf(inboundHost, plainName(exchange), region),
  )
  if (isSes) return judged(check, [{ found }])
  return (await isAnyThere(exchanges, resolver))
    ? judged(check, [{ found, notes: ['own-mail-server'] }])
    : judged(check, [{ found, problems: ['mx-leads-nowhere'], fixes }])
}

/** A lone MX to the root: the domain accepts no mail (RFC 7505). */
const isNullMx = (exchanges: readonly MailExchange[]): boolean =>
  exchanges.length === 1 && plainName(exchanges[0]?.exchange ?? '') === ''

const linesOf = (name: string, exchanges: readonly MailExchange[]): readonly string[] =>
  exchanges.map(({ priority, exchange }) =>
    recordLine({ type: 'MX', name, value: `${priority} ${plainName(exchange) || '.'}` }),
  )
