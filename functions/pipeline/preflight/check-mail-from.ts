/** The custom MAIL FROM domain: whether SES may use it, and bounces reach SES through it. */
import { plainName } from './dns-names.ts'
import {
  type CheckResult,
  type DnsRecord,
  type Finding,
  judged,
  recordLine,
} from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { MailExchange, Resolver } from './resolver.ts'
import { feedbackHost, MAIL_FROM_PRIORITY, mailFromSpf } from './ses-names.ts'
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
  const { mailFromDomain, sesSays } = subject
  if (mailFromDomain === undefined)
    return judged('mail-from', [{ problems: ['mail-from-not-set-up'] }])
  const [exchanges, texts] = await Promise.all([
    resolver.mx(mailFromDomain),
    resolver.txt(mailFromDomain),
  ])
  return judged('mail-from', [
    feedbackOf(exchanges, mxFor(mailFromDomain, subject.region)),
    texts.some(isSpf)
      ? {}
      : { problems: ['mail-from-spf-missing'], fixes: [mailFromSpf(mailFromDomain)] },
    !sesSays || sesSays.mailFrom === 'in-use'
      ? {}
      : { problems: ['mail-from-not-verified-by-ses'] },
  ])
}

const mxFor = (name: string, region: string): DnsRecord => ({
  type: 'MX',
  name,
  value: `${MAIL_FROM_PRIORITY} ${feedbackHost(region)}`,
})

function feedbackOf(exchanges: readonly MailExchange[], wanted: DnsRecord): Finding {
  const values = exchanges.map(({ priority, exchange }) => `${priority} ${plainName(exchange)}`)
  const found = values.map((value) => recordLine({ ...wanted, value }))
  if (values.length === 0) return { problems: ['mail-from-mx-missing'], fixes: [wanted] }
  if (values.length > 1) return { found, problems: ['mail-from-two-mx'], fixes: [wanted] }
  return values[0] === wanted.value
    ? { found }
    : { found, problems: ['mail-from-mx-wrong'], fixes: [wanted] }
}
