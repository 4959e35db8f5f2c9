/** What `domain check` is told of a sender, by options, by the shop, or by SES itself. */
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Shop } from '../../domain/policy.ts'
import type { DomainSubject } from '../../pipeline/preflight/domain-subject.ts'
import { withIdentity } from '../../pipeline/preflight/identities.ts'
import type { Given, Option } from '../command.ts'
import { Failure, UsageError } from '../failure.ts'

export const domainOptions = {
  region: {
    value: 'REGION',
    about: 'the AWS region that SES sends from, such as eu-central-1',
    env: 'AWS_REGION',
    required: true,
  },
  'mail-from': { value: 'DOMAIN', about: 'the custom MAIL FROM domain' },
  'dkim-token': { value: 'LIST', about: 'the three tokens of Easy DKIM, with commas between' },
  'dkim-selector': { value: 'LIST', about: 'selectors of DKIM keys of your own' },
  'tracking-domain': { value: 'DOMAIN', about: 'the domain that opens and clicks go through' },
  'reply-to': { value: 'ADDRESS', about: "where answers are read, if not the shop's own setting" },
  'unsubscribe-mailbox': {
    value: 'ADDRESS',
    about: "takes in requests to unsubscribe, if not the shop's own setting",
  },
  resolver: { value: 'IP:PORT', about: 'the DNS resolver to ask, if not that of this machine' },
  ses: { about: 'ask SES what is not given here, and whether it has seen the records itself' },
} as const satisfies Record<string, Option>

/** @throws UsageError for what cannot be, Failure where SES does not tell */
export async function subjectOf(given: Given, shop: Shop): Promise<DomainSubject> {
  const subject = givenOf(given, shop)
  const knowsKeys = subject.dkimTokens !== undefined || subject.dkimSelectors !== undefined
  return knowsKeys && !given.flag('ses') ? subject : asSesSays(subject)
}

function givenOf(given: Given, shop: Shop): DomainSubject {
  const mailFromDomain = domainIn(given, 'mail-from')
  const dkimTokens = tokensIn(given)
  const dkimSelectors = labelsIn(given, 'dkim-selector')
  const trackingDomain = domainIn(given, 'tracking-domain')
  const replyTo = addressIn(given, 'reply-to') ?? shop.replyTo
  const unsubscribeMailbox = addressIn(given, 'unsubscribe-mailbox') ?? shop.unsubscribeMailbox
  return {
    fromAddress: shop.from.address,
    region: regionIn(given),
    ...(dkimTokens && { dkimTokens }),
    ...(dkimSelectors && { dkimSelectors }),
    ...(mailFromDomain && { mailFromDomain }),
    ...(trackingDomain && { trackingDomain }),
    ...(replyTo && { replyTo }),
    ...(unsubscribeMailbox && { unsubscribeMailbox }),
  }
}

async function asSesSays(subject: DomainSubject): Promise<DomainSubject> {
  const { SESClient } = await import('@aws-sdk/client-ses')
  const { makeSesIdentities } = await import('../../pipeline/preflight/ses/ses-identities.ts')
  const client = new SESClient({ region: subject.region })
  try {
    return await withIdentity(subject, makeSesIdentities(client))
  } catch (error) {
    const { name, message } = error as Error
    throw new Failure(
      `SES in ${subject.region} does not tell how the domain stands: ${name}: ${message}. Check the region and the AWS credentials of this shell, or give --dkim-token and --mail-from instead, without --ses. Nothing was changed`,
    )
  } finally {
    client.destroy()
  }
}

function regionIn(given: Given): string {
  const region = given.value('region')
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) return region
  throw new UsageError(`--region cannot be "${region}": write an AWS region such as eu-central-1`)
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/i

/** In lower case and Punycode. */
function domainIn(given: Given, option: string): string | undefined {
  const text = given.text(option)
  if (text === undefined) return undefined
  const labels = domainToASCII(text.replace(/\.$/, '')).toLowerCase().split('.')
  if (labels.length > 1 && labels.every((label) => LABEL.test(label))) return labels.join('.')
  throw new UsageError(`--${option} cannot be "${text}": write a domain such as mail.shop.example`)
}

/** SES renews its keys among the three, so that one left out would fail later. */
function tokensIn(given: Given): readonly string[] | undefined {
  const tokens = labelsIn(given, 'dkim-token')
  if (tokens === undefined || new Set(tokens).size === 3) return tokens
  throw new UsageError(`--dkim-token has ${tokens.length}: give all three tokens, commas between`)
}

/** Tokens and selectors; a selector may have several labels. */
function labelsIn(given: Given, option: string): readonly string[] | undefined {
  const text = given.text(option)
  const entries = text?.split(',').map((entry) => entry.trim())
  const wrong = entries?.find((entry) => !entry.split('.').every((label) => LABEL.test(label)))
  if (wrong === undefined) return entries
  throw new UsageError(`--${option} cannot have "${wrong}": write names, with commas between`)
}

function addressIn(given: Given, option: string): string | undefined {
  const text = given.text(option)
  if (text === undefined || /^[^@\s<>]+@[^@\s<>.]+(?:\.[^@\s<>.]+)+$/.test(text)) return text
  throw new UsageError(`--${option} cannot be "${text}": write an address such as hi@shop.example`)
}

/** @throws UsageError where it is no address of a server */
export function serversOf(given: Given): readonly string[] | undefined {
  const text = given.text('resolver')
  if (text === undefined) return undefined
  const [, bracketed, plain, port = '53'] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  const isServer = isIP(bracketed ?? plain ?? '') > 0 && Number(port) > 0 && Number(port) < 65_536
  if (isServer || isIP(text) > 0) return [text]
  throw new UsageError(
    `--resolver cannot be "${text}": write an IP address, and a port where it is not 53, such as 192.0.2.53 or [2001:db8::53]:5353`,
  )
}
