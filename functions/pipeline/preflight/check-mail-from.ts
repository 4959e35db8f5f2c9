/** The custom MAIL FROM domain: whether SES may use it, and bounces reach SES through it. */

import type { CheckName } from '../../domain/domain-check.ts'
import { plainName } from './dns-names.ts'
import {
  type CheckResult,
  type DnsRecord,
  type Finding,
  judged,
  notKnown,
  recordLine,
} from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { MailExchange, Resolver } from './resolver.ts'
import { feedbackHost, isHostOf, MAIL_FROM_PRIORITY, mailFromSpf } from './ses-names.ts'
import { isSpf } from './spf-record.ts'

/**
 * Exactly one MX, to SES's feedback host of the region, together with an SPF record.
 *
 * @throws {NoAnswer}
 * @see https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
 */
export async function checkMailFrom(
  subject: DomainSubject,
  resolver: Resolver,
): Promise<CheckResult> {
  const { mailFromDomain, sesSays, region } = subject
  if (mailFromDomain === undefined) return withoutMailFrom('mail-from', subject)
  const [exchanges, texts] = await Promise.all([
    resolver.mx(mailFromDomain),
    resolver.txt(mailFromDomain),
  ])
  return judged('mail-from', [
    feedbackOf(exchanges, mxFor(mailFromDomain, region), region),
    texts.some(isSpf)
      ? {}
      : { problems: ['mail-from-spf-missing'], fixes: [mailFromSpf(mailFromDomain)] },
    !sesSays || sesSays.mailFrom === 'in-use'
      ? {}
      : { problems: ['mail-from-not-verified-by-ses'] },
  ])
}

/** For all that concerns the MAIL FROM domain. */
export const withoutMailFrom = (check: CheckName, { region }: DomainSubject): CheckResult =>
  region === undefined
    ? notKnown(check, 'mail-from-not-given')
    : judged(check, [{ problems: ['mail-from-not-set-up'] }])

const mxFor = (name: string, region: string | undefined): DnsRecord => ({
  type: 'MX',
  name,
  value: `${MAIL_FROM_PRIORITY} ${feedbackHost(region)}`,
})

function feedbackOf(
  exchanges: readonly MailExchange[],
  wanted: DnsRecord,
  region: string | undefined,
): Finding {
  const values = exchanges.map(({ priority, exchange }) => `${priority} ${plainName(exchange)}`)
  const found = values.map((value) => recordLine({ ...wanted, value }))
  if (values.length === 0) return { problems: ['mail-from-mx-missing'], fixes: [wanted] }
  if (values.length > 1) return { found, problems: ['mail-from-two-mx'], fixes: [wanted] }
  const [priority, host = ''] = values[0]?.split(' ') ?? []
  return Number(priority) === MAIL_FROM_PRIORITY && isHostOf(feedbackHost, host, region)
    ? { found }
    : { found, problems: ['mail-from-mx-wrong'], fixes: [wanted] }
}
