/** What `domain check` knows of a sender: from options, from the shop, or from SES itself. */
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Shop } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import type { DomainSubject, PublicLinks } from '../../pipeline/preflight/domain-subject.ts'
import { withIdentity } from '../../pipeline/preflight/identities.ts'
import { Failure, UsageError } from '../failure.ts'
import type { Store } from '../open-store.ts'
import type { Given, Options } from '../verb.ts'

export const domainOptions = {
  region: { value: 'REGION', env: 'AWS_REGION' },
  'mail-from': { value: 'DOMAIN' },
  'dkim-token': { value: 'LIST' },
  'dkim-selector': { value: 'LIST' },
  'tracking-domain': { value: 'DOMAIN' },
  'reply-to': { value: 'ADDRESS' },
  'unsubscribe-mailbox': { value: 'ADDRESS' },
  'public-url': { value: 'URL' },
  resolver: { value: 'IP:PORT' },
  ses: {},
} as const satisfies Options

/** Of a verb that has the options above. */
type DomainGiven = Pick<Given<typeof domainOptions>, 'text' | 'find' | 'flag'>
type DomainOption = Exclude<keyof typeof domainOptions, 'ses'>

/** @throws UsageError for what cannot be, Failure if SES does not answer */
export async function subjectOf(
  given: DomainGiven,
  region: string | undefined,
  shop: Shop,
): Promise<DomainSubject> {
  const subject = { ...givenOf(given, shop), ...(region !== undefined && { region }) }
  const knowsKeys = subject.dkimTokens !== undefined || subject.dkimSelectors !== undefined
  if (region === undefined || (knowsKeys && !given.flag('ses'))) return subject
  return asSesSays({ ...subject, region })
}

/**
 * Where the links in mails lead, with a token that is signed like theirs and is for no customer.
 *
 * @throws UsageError if it cannot be an address, or the secret of a table was not named
 */
export async function publicLinksOf(
  given: DomainGiven,
  shop: Shop,
  { secret }: Store,
  now: () => Instant,
): Promise<PublicLinks | undefined> {
  const url = given.text('public-url')
  if (url === undefined) return undefined
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError((w) => w.usage.url('public-url', url, 'https://mail.shop.example'))
  const opened = await secret(now)
  if (!opened) throw new UsageError((w) => w.domain.secretMissing)
  const forNoCustomer = { customer: '', campaign: '' }
  const issuedAt = now()
  return {
    url,
    probeToken: opened.signToken({ use: 'probe', shop: shop.id, ...forNoCustomer, issuedAt }),
  }
}

function givenOf(given: DomainGiven, shop: Shop): DomainSubject {
  const mailFromDomain = domainIn(given, 'mail-from')
  const dkimTokens = tokensIn(given)
  const dkimSelectors = labelsIn(given, 'dkim-selector')
  const trackingDomain = domainIn(given, 'tracking-domain')
  const replyTo = addressIn(given, 'reply-to') ?? shop.replyTo
  const unsubscribeMailbox = addressIn(given, 'unsubscribe-mailbox') ?? shop.unsubscribeMailbox
  return {
    fromAddress: shop.from.address,
    ...(dkimTokens && { dkimTokens }),
    ...(dkimSelectors && { dkimSelectors }),
    ...(mailFromDomain && { mailFromDomain }),
    ...(trackingDomain && { trackingDomain }),
    ...(replyTo && { replyTo }),
    ...(unsubscribeMailbox && { unsubscribeMailbox }),
  }
}

async function asSesSays(
  subject: DomainSubject & { readonly region: string },
): Promise<DomainSubject> {
  const { SESClient } = await import('@aws-sdk/client-ses')
  const { makeSesIdentities } = await import('../../pipeline/preflight/ses/ses-identities.ts')
  const client = new SESClient({ region: subject.region })
  try {
    return await withIdentity(subject, makeSesIdentities(client))
  } catch (error) {
    const { name, message } = error as Error
    throw new Failure((w) => w.domain.sesFailed(subject.region, name, message))
  } finally {
    client.destroy()
  }
}

/**
 * A deployed table, and SES itself, are in a region; a database file is in none.
 *
 * @throws UsageError if it is missing or cannot be one
 */
export function regionIn(given: DomainGiven): string | undefined {
  const region = given.text('region')
  if (region === undefined) {
    if (given.find('table') === undefined && !given.flag('ses')) return undefined
    throw new UsageError((w) => w.domain.regionMissing)
  }
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) return region
  throw new UsageError((w) => w.domain.invalid.region(region))
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i

/** In lower case and Punycode. */
function domainIn(given: DomainGiven, option: DomainOption): string | undefined {
  const text = given.text(option)
  if (text === undefined) return undefined
  const labels = domainToASCII(text.replace(/\.$/, '')).toLowerCase().split('.')
  if (labels.length > 1 && labels.every((label) => LABEL.test(label))) return labels.join('.')
  throw new UsageError((w) => w.domain.invalid.domain(option, text))
}

/** SES renews its keys among the three, so that one left out would fail later. */
function tokensIn(given: DomainGiven): readonly string[] | undefined {
  const tokens = labelsIn(given, 'dkim-token')
  if (tokens === undefined || new Set(tokens).size === 3) return tokens
  throw new UsageError((w) => w.domain.invalid.tokens(tokens.length))
}

/** Tokens and selectors; a selector may have several labels. */
function labelsIn(given: DomainGiven, option: DomainOption): readonly string[] | undefined {
  const text = given.text(option)
  const entries = text?.split(',').map((entry) => entry.trim())
  const wrong = entries?.find((entry) => !entry.split('.').every((label) => LABEL.test(label)))
  if (wrong === undefined) return entries
  throw new UsageError((w) => w.domain.invalid.names(option, wrong))
}

function addressIn(given: DomainGiven, option: DomainOption): string | undefined {
  const text = given.text(option)
  if (text === undefined || /^[^@\s<>]+@[^@\s<>.]+(?:\.[^@\s<>.]+)+$/.test(text)) return text
  throw new UsageError((w) => w.domain.invalid.address(option, text))
}

/** @throws UsageError if it is not the address of a server */
export function serversOf(given: DomainGiven): readonly string[] | undefined {
  const text = given.text('resolver')
  if (text === undefined) return undefined
  const [, bracketed, plain, port = '53'] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  const isServer = isIP(bracketed ?? plain ?? '') > 0 && Number(port) > 0 && Number(port) < 65_536
  if (isServer || isIP(text) > 0) return [text]
  throw new UsageError((w) => w.domain.invalid.resolver(text))
}
