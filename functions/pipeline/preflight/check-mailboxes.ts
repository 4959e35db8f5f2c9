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
import { inboundHost } from './ses-names.ts'

/**
 * Its domain accepts mail, and its name does not say that it is not read.
 *
 * @throws {NoAnswer}
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-5.1 (an address record stands in for an MX)
 */
export async function checkReplyTo(
  { replyTo }: DomainSubject,
  resolver: Resolver,
): Promise<CheckResult> {
  if (replyTo === undefined) return notUsed('reply-to')
  const unread: Finding = UNREAD.test(localPartOf(replyTo)) ? { problems: ['reply-to-unread'] } : {}
  return judged('reply-to', [unread, await intake(domainOf(replyTo), resolver)])
}

/** @example UNREAD.test('no-reply') // true */
const UNREAD = /^(?:do[-_.]?not|no)[-_.]?(?:reply|respond|response)(?![a-z])/i

async function intake(domain: string, resolver: Resolver): Promise<Finding> {
  const exchanges = await resolver.mx(domain)
  const found = linesOf(domain, exchanges)
  if (isNullMx(exchanges)) return { found, problems: ['null-mx'] }
  if (exchanges.length > 0) return { found }
  return (await resolver.addresses(domain)).length > 0
    ? { notes: ['reply-to-by-address-record'] }
    : { problems: ['reply-to-no-mx'] }
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
  const isSes = exchanges.every(({ exchange }) => plainName(exchange) === inboundHost(region))
  return judged(check, [{ found, notes: isSes ? [] : ['own-mail-server'] }])
}

/** A lone MX to the root: the domain accepts no mail (RFC 7505). */
const isNullMx = (exchanges: readonly MailExchange[]): boolean =>
  exchanges.length === 1 && plainName(exchanges[0]?.exchange ?? '') === ''

const linesOf = (name: string, exchanges: readonly MailExchange[]): readonly string[] =>
  exchanges.map(({ priority, exchange }) =>
    recordLine({ type: 'MX', name, value: `${priority} ${plainName(exchange) || '.'}` }),
  )
