/** A shop whose domain is fit for mail, and its DNS records. */
import type { DomainSubject } from '../../../functions/pipeline/preflight/domain-subject.ts'
import type { Zone } from '../../support/dns-endpoint.ts'

export const TOKENS = ['a', 'b', 'c'].map((letter) => letter.repeat(32))

export const SUBJECT: DomainSubject = {
  fromAddress: 'hello@tea.example',
  region: 'eu-central-1',
  dkimTokens: TOKENS,
  mailFromDomain: 'bounce.tea.example',
  trackingDomain: 'click.tea.example',
  replyTo: 'hello@tea.example',
  unsubscribeMailbox: 'leave@in.tea.example',
}

/** @example without('replyTo').replyTo // undefined */
export const without = (...left: readonly (keyof DomainSubject)[]): DomainSubject =>
  Object.fromEntries(
    Object.entries(SUBJECT).filter(([key]) => !left.includes(key as keyof DomainSubject)),
  ) as DomainSubject

export const GOOD_ZONE: Zone = {
  ...Object.fromEntries(
    TOKENS.map((token) => [
      `${token}._domainkey.tea.example`,
      { CNAME: `${token}.dkim.amazonses.com` },
    ]),
  ),
  'tea.example': { MX: [[10, 'mail.tea.example']], TXT: ['v=spf1 mx -all'] },
  'mail.tea.example': { addresses: ['192.0.2.25', '2001:db8::25'] },
  '_dmarc.tea.example': { TXT: ['v=DMARC1; p=none; rua=mailto:dmarc@tea.example'] },
  'bounce.tea.example': {
    MX: [[10, 'feedback-smtp.eu-central-1.amazonses.com']],
    TXT: ['v=spf1 include:amazonses.com ~all'],
  },
  'click.tea.example': { CNAME: 'r.eu-central-1.awstrack.me' },
  'in.tea.example': { MX: [[10, 'inbound-smtp.eu-central-1.amazonaws.com']] },
  'inbound-smtp.eu-central-1.amazonaws.com': { addresses: ['192.0.2.26'] },
  'amazonses.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/24 -all'] },
}
