/** The settings of a sender in SES, so that they do not have to be entered. */
import { domainOf } from './dns-names.ts'
import type { DomainSubject, SesSays } from './domain-subject.ts'

export type IdentityStanding = {
  /** The verified domain by which SES signs: that of the address, or one above it. */
  readonly domain: string
  readonly dkimTokens: readonly string[]
  /** Of the shop's own keys, if it does not use Easy DKIM. */
  readonly dkimSelectors: readonly string[]
  readonly mailFromDomain?: string
  readonly says: SesSays
}

export type Identities = {
  /** @returns undefined if SES knows no domain for the address */
  readonly standingOf: (fromAddress: string) => Promise<IdentityStanding | undefined>
}

/**
 * The subject completed by what SES reports; given values are kept.
 *
 * @example (await withIdentity({ fromAddress, region }, identities)).dkimTokens?.length // 3
 */
export async function withIdentity(
  subject: DomainSubject,
  identities: Identities,
): Promise<DomainSubject> {
  const standing = await identities.standingOf(subject.fromAddress)
  if (!standing) return subject
  const { domain, dkimTokens, dkimSelectors, mailFromDomain, says } = standing
  const isOther = subject.mailFromDomain !== undefined && subject.mailFromDomain !== mailFromDomain
  return {
    signingDomain: domain,
    ...(!subject.dkimTokens && !subject.dkimSelectors && { dkimTokens, dkimSelectors }),
    ...(mailFromDomain !== undefined && { mailFromDomain }),
    ...subject,
    sesSays: isOther ? { ...says, mailFrom: 'none' } : says,
  }
}

/** The domain of the address and those above it, down to two labels. */
export function identityDomains(fromAddress: string): readonly string[] {
  const labels = domainOf(fromAddress).split('.')
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'))
}
