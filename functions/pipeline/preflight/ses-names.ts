/** The DNS records that Amazon SES requires for a domain, by region. */
import type { DnsRecord } from './domain-report.ts'

/** Regions whose Easy DKIM keys are not under `dkim.amazonses.com`. */
const OWN_DKIM_ZONE: ReadonlySet<string> = new Set([
  'af-south-1',
  'ap-northeast-3',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-5',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'il-central-1',
  'me-central-1',
  'us-gov-east-1',
])

/**
 * Where the keys of Easy DKIM are.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ses.html#ses_dkim_domains
 * @example dkimZone('eu-south-1') // 'dkim.eu-south-1.amazonses.com'
 */
export const dkimZone = (region: string): string =>
  OWN_DKIM_ZONE.has(region) ? `dkim.${region}.amazonses.com` : 'dkim.amazonses.com'

/** The name that lets SES send, in an SPF record. */
export const SES_SPF_DOMAIN = 'amazonses.com'

/** @see https://docs.aws.amazon.com/ses/latest/dg/mail-from.html */
export const mailFromSpf = (mailFrom: string): DnsRecord => ({
  type: 'TXT',
  name: mailFrom,
  value: `v=spf1 include:${SES_SPF_DOMAIN} ~all`,
})

export const MAIL_FROM_PRIORITY = 10

/** Receives the bounces of a custom MAIL FROM domain. */
export const feedbackHost = (region: string): string => `feedback-smtp.${region}.amazonses.com`

/**
 * Serves tracked opens and clicks.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/configure-custom-open-click-domains.html
 */
export const trackingHost = (region: string): string => `r.${region}.awstrack.me`

/**
 * Receives mail, in the regions where SES does.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-mx-record.html
 */
export const inboundHost = (region: string): string => `inbound-smtp.${region}.amazonaws.com`
