/** The tracking domain: whether links that SES rewrites lead back to SES. */
import { isWithin, plainName } from './dns-names.ts'
import { type CheckResult, judged, notUsed, recordLine } from './domain-report.ts'
import type { DomainSubject } from './domain-subject.ts'
import type { Resolver } from './resolver.ts'
import { isHostOf, trackingHost } from './ses-names.ts'

/**
 * A CNAME to SES, or, as HTTPS requires, a server of the shop's own or a CDN in front of it; DNS
 * shows only that it exists.
 *
 * @throws {NoAnswer}
 * @see https://docs.aws.amazon.com/ses/latest/dg/configure-custom-open-click-domains.html
 */
export async function checkTracking(
  { trackingDomain: name, region }: DomainSubject,
  resolver: Resolver,
): Promise<CheckResult> {
  if (name === undefined) return notUsed('tracking')
  const [targets, addresses] = await Promise.all([resolver.cname(name), resolver.addresses(name)])
  const found = targets.map((value) => recordLine({ type: 'CNAME', name, value: plainName(value) }))
  const wanted = { type: 'CNAME', name, value: trackingHost(region) } as const
  if (targets.some((target) => isHostOf(trackingHost, plainName(target), region)))
    return judged('tracking', [{ found }])
  if (targets.some((target) => isWithin(plainName(target), 'awstrack.me')))
    return judged('tracking', [{ found, problems: ['tracking-cname-wrong'], fixes: [wanted] }])
  return addresses.length > 0
    ? judged('tracking', [{ found, notes: ['tracking-by-own-server'] }])
    : judged('tracking', [{ found, problems: ['tracking-cname-missing'], fixes: [wanted] }])
}
