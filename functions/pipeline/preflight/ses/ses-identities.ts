/** Asks Amazon SES (v1) for the state of a sender's identity. */
import {
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  type IdentityDkimAttributes,
  type IdentityMailFromDomainAttributes,
  type SESClient,
} from '@aws-sdk/client-ses'
import { plainName } from '../dns-names.ts'
import type { SesSays } from '../domain-subject.ts'
import { type Identities, type IdentityStanding, identityDomains } from '../identities.ts'

/** A token of Easy DKIM; anything else in its place is the selector of a key of one's own. */
const EASY_DKIM_TOKEN = /^[a-z0-9]{32}$/

/**
 * SES takes the identity that is closest to the address. Its MAIL FROM domain may be set on the
 * address itself; DKIM is a domain's. Needs the actions `ses:GetIdentityVerificationAttributes`,
 * `ses:GetIdentityDkimAttributes` and `ses:GetIdentityMailFromDomainAttributes`.
 *
 * @throws what the SDK throws: no credentials, no permission, no connection
 * @example makeSesIdentities(new SESClient({ region: 'eu-central-1' }))
 */
export const makeSesIdentities = (client: SESClient): Identities => ({
  standingOf: async (fromAddress) => {
    const names = identityDomains(fromAddress)
    const { verification, dkim, mailFrom } = await attributesOf(client, [fromAddress, ...names])
    const isVerified = (name: string): boolean =>
      verification[name]?.VerificationStatus === 'Success'
    const domain = names.find(isVerified) ?? names.find((name) => verification[name])
    if (domain === undefined) return undefined
    const bounces = mailFrom[fromAddress]?.MailFromDomain ? mailFrom[fromAddress] : mailFrom[domain]
    return {
      domain,
      ...keysOf(dkim[domain]),
      ...(bounces?.MailFromDomain && { mailFromDomain: plainName(bounces.MailFromDomain) }),
      says: {
        isVerified: isVerified(domain),
        dkim: dkimStanding(dkim[domain]),
        mailFrom: mailFromStanding(bounces),
      },
    }
  },
})

async function attributesOf(client: SESClient, Identities: string[]) {
  const [verified, signed, bounced] = await Promise.all([
    client.send(new GetIdentityVerificationAttributesCommand({ Identities })),
    client.send(new GetIdentityDkimAttributesCommand({ Identities })),
    client.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })),
  ])
  return {
    verification: verified.VerificationAttributes ?? {},
    dkim: signed.DkimAttributes ?? {},
    mailFrom: bounced.MailFromDomainAttributes ?? {},
  }
}

function keysOf(
  dkim: IdentityDkimAttributes | undefined,
): Pick<IdentityStanding, 'dkimTokens' | 'dkimSelectors'> {
  const keys = dkim?.DkimTokens ?? []
  return {
    dkimTokens: keys.filter((key) => EASY_DKIM_TOKEN.test(key)),
    dkimSelectors: keys.filter((key) => !EASY_DKIM_TOKEN.test(key)),
  }
}

function dkimStanding(dkim: IdentityDkimAttributes | undefined): SesSays['dkim'] {
  if (!dkim?.DkimEnabled) return 'off'
  return dkim.DkimVerificationStatus === 'Success' ? 'signs' : 'not-verified'
}

function mailFromStanding(
  bounces: IdentityMailFromDomainAttributes | undefined,
): SesSays['mailFrom'] {
  if (!bounces?.MailFromDomain) return 'none'
  return bounces.MailFromDomainStatus === 'Success' ? 'in-use' : 'not-verified'
}
