/** Writes a message as a mail: its template in the customer's language, rendered and composed. */
import type { Campaign } from '../domain/campaign.ts'
import { assess } from '../domain/lifecycle.ts'
import { type MessageOf, messageName } from '../domain/message.ts'
import type { Settings, Shop } from '../domain/policy.ts'
import { type Instant, isoInstant } from '../domain/time.ts'
import type { LoadedCustomer } from '../store/customers.ts'
import type { TokenPayload } from '../store/secret.ts'
import { loadTemplate } from '../store/shops.ts'
import type { Table } from '../store/table.ts'
import { composeMime } from './compose-mime.ts'
import type { MailVariables, ParsedMail, Renderer } from './render.ts'
import type { WriteMail } from './send-message.ts'

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

/** @throws if the template is missing, uses what it was not checked with, or links unsafely */
export function makeWriteMail(ports: WriteMailPorts): WriteMail {
  const wordingOf = cachedWordings(ports)
  return async (customer, message, settings) => {
    const { facts, key } = customer
    const { shop } = settings
    const campaign = settings.campaigns.find(({ id }) => id === message.campaign)
    const to = facts.profile?.email
    if (!campaign || to === undefined) throw new Error('the decision let a message without both by')
    const wording = await wordingOf(settings, campaign, message.template, message.locale)
    const now = ports.now()
    const unsubscribeUrl = `${ports.publicUrl}/unsubscribe/${ports.signToken({
      shop: shop.id,
      customer: facts.customer,
      campaign: message.campaign,
      n: message.n,
      step: message.step,
      issuedAt: now,
    })}`
    const variables = variablesOf(customer, message, settings, wording, unsubscribeUrl, now)
    const { subject, html, text } = ports.renderer.render(wording.parsed, variables)
    const messageId = `${key}/${messageName(message)}`
    return {
      messageId,
      shop: shop.id,
      customer: key,
      campaign: message.campaign,
      step: message.step,
      to,
      from: shop.from.address,
      subject,
      bytes: composeMime({
        from: shop.from,
        to: { ...(facts.profile?.name && { name: facts.profile.name }), address: to },
        subject,
        html,
        text,
        date: now,
        messageId,
        listUnsubscribe: { https: unsubscribeUrl },
      }),
    }
  }
}

function variablesOf(
  { facts }: LoadedCustomer,
  { locale }: MessageOf<'claimed'>,
  { shop, policy }: Settings,
  { content }: Wording,
  unsubscribeUrl: string,
  now: Instant,
): MailVariables {
  const { class: lifecycleClass, rfm } = assess(facts, now, policy)
  return {
    customer: { id: facts.customer, name: facts.profile?.name ?? '' },
    shop: shopVariables(shop),
    content,
    unsubscribeUrl,
    lifecycle: {
      class: lifecycleClass,
      purchases: rfm.purchases,
      lastPurchaseAt: rfm.lastPurchaseAt === undefined ? '' : isoInstant(rfm.lastPurchaseAt),
    },
    locale,
  }
}

const shopVariables = ({ name, url, postalAddress }: Shop): MailVariables['shop'] => ({
  name,
  url: url ?? '',
  postalAddress,
})

/** A version of a campaign never changes, so what was parsed once holds while the shop's own do. */
function cachedWordings({ table, renderer }: WriteMailPorts) {
  const wordings = new Map<string, Promise<Wording>>()
  return (
    { shop, version }: Settings,
    campaign: Campaign,
    template: string,
    locale: string,
  ): Promise<Wording> => {
    const name = [shop.id, version, campaign.id, template, locale].join('#')
    const known = wordings.get(name)
    if (known) return known
    if (wordings.size >= MOST_WORDINGS) wordings.clear()
    const loading = loadWording(table, renderer, shop, campaign, template, locale)
    wordings.set(name, loading)
    loading.catch(() => wordings.delete(name))
    return loading
  }
}

async function loadWording(
  table: Table,
  renderer: Renderer,
  shop: Shop,
  campaign: Campaign,
  template: string,
  locale: string,
): Promise<Wording> {
  const source = await loadTemplate(table, shop.id, campaign, template, locale)
  if (!source) throw new Error(`no template ${template} in ${locale} of ${campaign.id}`)
  const { content } = source
  const constants = { shop: shopVariables(shop), content, locale }
  return { parsed: renderer.parse(source, constants), content }
}
