/** The DNS records that Amazon SES requires for a domain, by region. */
import type { DnsRecord } from './domain-report.ts'

/** In place of a region that is not known, in records that people complete. */
const ANY_REGION = 'REGION'

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
export const dkimZone = (region = ANY_REGION): string =>
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
export const feedbackHost = (region = ANY_REGION): string => `feedback-smtp.${region}.amazonses.com`

/**
 * Serves tracked opens and clicks.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/configure-custom-open-click-domains.html
 */
export const trackingHost = (region = ANY_REGION): string => `r.${region}.awstrack.me`

/**
 * Receives mail, in the regions where SES does.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/receiving-email-mx-record.html
 */
export const inboundHost = (region = ANY_REGION): string => `inbound-smtp.${region}.amazonaws.com`

/**
 * Whether a host is the one of the region, or of any region if that is not known.
 *
 * @example isHostOf(feedbackHost, 'feedback-smtp.eu-west-1.amazonses.com', undefined) // true
 */
export function isHostOf(
  hostIn: (region?: string) => string,
  host: string,
  region: string | undefined,
): boolean {
  if (region !== undefined) return host === hostIn(region)
  const [head = '', tail = ''] = hostIn().split(ANY_REGION)
  const between = host.slice(head.length, host.length - tail.length)
  return host === head + between + tail && /^[a-z0-9-]+$/.test(between)
}
