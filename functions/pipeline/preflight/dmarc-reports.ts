/** Where DMARC reports go: whether receivers can read the addresses, and may send there. */

import type { DmarcPolicy } from './dmarc-policy.ts'
import { domainOf } from './dns-names.ts'
import type { Finding } from './domain-report.ts'
import { isDmarc, isOfOneOrganization } from './organizational-domain.ts'
import { isNoAnswer, type Resolver } from './resolver.ts'

/** Commas, semicolons and exclamation marks in an address are percent-encoded (RFC 7489, 6.4). */
const REPORT_ADDRESS = /^mailto:([^\s@,;!?]+@(?:[a-z0-9-]+\.)+[a-z0-9-]+)(?:!\d{1,10}[kmgt]?)?$/i

/** More than receivers send to. */
const MOST_ADDRESSES = 10

/**
 * No report that is lost costs a mail, so what is wrong here is a note; a resolver that does not
 * answer says nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7489#section-7.1 for reports to another organization
 */
export async function reportsOf(
  { domain, tags }: DmarcPolicy,
  resolver: Resolver,
): Promise<Finding> {
  const rua = tags.get('rua')
  if (rua === undefined) return { notes: ['dmarc-no-reports'] }
  const matches = rua.split(',', MOST_ADDRESSES).map((uri) => REPORT_ADDRESS.exec(uri.trim()))
  const addresses = matches.flatMap((match) => match?.[1] ?? [])
  const domains = [...new Set(addresses.map(domainOf))]
  const closed = await Promise.all(
    domains.map(async (to) => ((await accepts(to, domain, resolver)) ? [] : [to])),
  )
  const unauthorised = closed.flat()
  return {
    notes: [
      ...(addresses.length < matches.length ? (['dmarc-rua-invalid'] as const) : []),
      ...(unauthorised.length > 0 ? (['dmarc-rua-not-authorised'] as const) : []),
    ],
    advice: unauthorised.map((to) => ({
      step: 'authorise-reports',
      record: { type: 'TXT', name: `${domain}._report._dmarc.${to}`, value: 'v=DMARC1;' },
    })),
  }
}

/** Of the same organization, or it says that it takes the reports of this domain. */
async function accepts(to: string, domain: string, resolver: Resolver): Promise<boolean> {
  try {
    if (await isOfOneOrganization(to, domain, resolver)) return true
    return (await resolver.txt(`${domain}._report._dmarc.${to}`)).some(isDmarc)
  } catch (error) {
    if (isNoAnswer(error)) return true
    throw error
  }
}
