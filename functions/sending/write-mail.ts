/** Writes a message as a mail: its template in the customer's language, rendered and composed. */

import type { MailVariables } from '../domain/mail-variables.ts'
import { type MessageOf, messageName } from '../domain/message.ts'
import type { Settings, Shop } from '../domain/policy.ts'
import { type Instant, isoInstant } from '../domain/time.ts'
import { failureName } from '../store/failure.ts'
import type { TokenPayload } from '../store/secret.ts'
import { loadTemplate, type StoredTemplate } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import { composeMime } from './compose-mime.ts'
import type { OutgoingMail } from './mailer.ts'
import type { MailConstants, ParsedMail, Renderer } from './render.ts'
import { type Recipient, UnwritableMail, type WriteMail } from './send-message.ts'

export type WriteMailPorts = {
  readonly table: Table
  readonly renderer: Renderer
  /** Signs the token that an unsubscribe link carries. */
  readonly signToken: (payload: TokenPayload) => string
  /** Where the unsubscribe page answers, without a slash at the end. */
  readonly publicUrl: string
  readonly now: () => Instant
}

type Wording = { readonly parsed: ParsedMail; readonly content: Readonly<Record<string, unknown>> }

/** Parsed templates kept at a time; one is some 100 kB. */
const MOST_WORDINGS = 200

/** @example const writeMail = makeWriteMail({ table, renderer: makeRenderer(), ... }) */
export function makeWriteMail(ports: WriteMailPorts): WriteMail {
  const wordingOf = cachedWordings(ports)
  return async (recipient, message, settings) => {
    const source = await wordingOf(settings, message)
    try {
      return compose(recipient, message, settings, parsedWording(source, ports.renderer), ports)
    } catch (error) {
      throw error instanceof UnwritableMail ? error : new UnwritableMail(failureName(error))
    }
  }
}

function compose(
  recipient: Recipient,
  message: MessageOf<'due'>,
  { shop }: Settings,
  wording: Wording,
  { renderer, signToken, publicUrl, now }: WriteMailPorts,
): OutgoingMail {
  const { key, customer, profile } = recipient
  const { campaign, n, step } = message
  const to = profile?.email
  if (to === undefined) throw new UnwritableMail('no-address')
  const at = now()
  const token = signToken({ shop: shop.id, customer, campaign, n, step, issuedAt: at })
  const unsubscribeUrl = `${publicUrl}/unsubscribe/${token}`
  const variables = variablesOf(recipient, message.locale, shop, wording, unsubscribeUrl)
  const { subject, html, text } = renderer.render(wording.parsed, variables)
  const messageId = `${key}/${messageName(message)}`
  return {
    messageId,
    shop: shop.id,
    customer: key,
    campaign,
    step,
    to,
    from: shop.from.address,
    subject,
    bytes: composeMime({
      from: shop.from,
      to: { ...(profile?.name && { name: profile.name }), address: to },
      subject,
      html,
      text,
      date: at,
      messageId,
      listUnsubscribe: { https: unsubscribeUrl },
    }),
  }
}

function variablesOf(
  recipient: Recipient,
  locale: string,
  shop: Shop,
  { content }: Wording,
  unsubscribeUrl: string,
): MailVariables {
  const { customer, profile, purchases, lastPurchaseAt } = recipient
  return {
    customer: { id: customer, name: profile?.name ?? '' },
    shop: shopVariables(shop),
    content,
    unsubscribeUrl,
    lifecycle: {
      class: recipient.class,
      purchases,
      lastPurchaseAt: lastPurchaseAt === undefined ? '' : isoInstant(lastPurchaseAt),
    },
    locale,
  }
}

const shopVariables = ({ name, url, postalAddress }: Shop): MailVariables['shop'] => ({
  name,
  url: url ?? '',
  postalAddress,
})

/** A template as it was loaded, and parsed at its first use. */
type Source = {
  readonly stored: StoredTemplate
  readonly constants: MailConstants
  parsed?: Wording
}

function parsedWording(source: Source | undefined, renderer: Renderer): Wording {
  if (!source) throw new UnwritableMail('no-template')
  const { stored, constants } = source
  source.parsed ??= { parsed: renderer.parse(stored, constants), content: stored.content }
  return source.parsed
}

/** A version of a campaign never changes, so what was loaded once holds while the shop's own do. */
function cachedWordings({ table }: WriteMailPorts) {
  const sources = new Map<string, Promise<Source | undefined>>()
  return (settings: Settings, message: MessageOf<'due'>): Promise<Source | undefined> => {
    const { shop, version } = settings
    const { campaign, template, locale } = message
    const name = [shop.id, version, campaign, template, locale].join('#')
    const known = sources.get(name)
    if (known) return known
    if (sources.size >= MOST_WORDINGS) sources.clear()
    const loading = loadSource(table, settings, message)
    sources.set(name, loading)
    loading.then(
      (found) => found ?? sources.delete(name),
      () => sources.delete(name),
    )
    return loading
  }
}

async function loadSource(
  table: Table,
  { shop, campaigns }: Settings,
  { campaign: id, template, locale }: MessageOf<'due'>,
): Promise<Source | undefined> {
  const campaign = campaigns.find((candidate) => candidate.id === id)
  const stored = campaign && (await loadTemplate(table, shop.id, campaign, template, locale))
  return (
    stored && { stored, constants: { shop: shopVariables(shop), content: stored.content, locale } }
  )
}
