/** Writes a message as a mail: its template in the customer's language, rendered and composed. */
import { hash } from 'node:crypto'
import { DEFAULT_BRAND } from '../../domain/brand.ts'
import { type Campaign, campaignIn, isMarketing } from '../../domain/campaign.ts'
import { couponVariables } from '../../domain/coupon.ts'
import { leadsToExample } from '../../domain/example-link.ts'
import { firstNameOf } from '../../domain/first-name.ts'
import { zoneOf } from '../../domain/hours.ts'
import { ruleFor } from '../../domain/law.ts'
import { looksLikeName } from '../../domain/looks-like-name.ts'
import { type MailVariables, valueVariables } from '../../domain/mail-variables.ts'
import type { MessageOf } from '../../domain/message.ts'
import { isRepeated, mailedIdOf } from '../../domain/message-ref.ts'
import type { Settings } from '../../domain/policy.ts'
import { purposeOf } from '../../domain/starts/starts.ts'
import { type Instant, isoInstant } from '../../domain/time.ts'
import type { StoredTemplate } from '../../store/codecs/shop-rows.ts'
import { failureName } from '../../store/failure.ts'
import { loadTemplate } from '../../store/published-campaigns.ts'
import type { Table } from '../../store/table.ts'
import { composeMime } from './compose-mime.ts'
import { type ContextVariables, loadContext, NO_CONTEXT } from './mail-context.ts'
import {
  addressesOf,
  linksOf,
  listId,
  listUnsubscribe,
  type MailLinkPorts,
  type MailLinks,
} from './mail-links.ts'
import { type Recipient, UnwritableMail, type WriteMail } from './mail-writer.ts'
import type { OutgoingMail } from './mailer.ts'
import {
  asksForRecommendations,
  type RecommendationsFor,
  type RecommendedProduct,
  shownIn,
} from './recommended-products.ts'
import type { MailConstants, ParsedMail, Renderer } from './render.ts'
import { withSubjectMark } from './subject-mark.ts'
import { withUntracked } from './tracking.ts'

export type WriteMailPorts = MailLinkPorts & {
  readonly table: Table
  readonly renderer: Renderer
  /** Omitted if nothing is ever recommended. */
  readonly recommendationsFor?: RecommendationsFor
  readonly now: () => Instant
}

type Wording = {
  readonly parsed: ParsedMail
  readonly brand: MailVariables['brand']
  readonly content: Readonly<Record<string, unknown>>
  /** What the words were published as, whatever they were when the message fell due. */
  readonly marketing: boolean
  readonly asksToConfirm: boolean
  /** Marketing alone may recommend anything. */
  readonly recommends: boolean
  /** The variables of what started the journey that it uses. */
  readonly context: readonly string[]
}

/** What a mail says. */
type Contents = {
  readonly wording: Wording
  readonly recommended: readonly RecommendedProduct[]
  readonly context: ContextVariables
}

/** Parsed templates kept at a time; one is some 100 kB. */
const MOST_WORDINGS = 200

/** @example const writeMail = makeWriteMail({ table, renderer: makeRenderer(), ... }) */
export function makeWriteMail(ports: WriteMailPorts): WriteMail {
  const wordingOf = cachedWordings(ports)
  return async (recipient, message, settings) => {
    const source = await wordingOf(settings, message)
    const wording = orUnwritable(() => parsedWording(source, ports.renderer))
    const recommended = wording.recommends
      ? ((await ports.recommendationsFor?.(recipient, message.locale, settings.policy.recommend)) ??
        [])
      : []
    const context = await contextIn(wording, recipient, message, settings, ports)
    return orUnwritable(() =>
      compose(recipient, message, settings, { wording, recommended, context }, ports),
    )
  }
}

/** Costs nothing where the words have no place for it. */
const contextIn = async (
  { context }: Wording,
  { key, start }: Recipient,
  { locale }: MessageOf<'due'>,
  settings: Settings,
  { table }: WriteMailPorts,
): Promise<ContextVariables> =>
  context.length === 0 ? NO_CONTEXT : loadContext(table, key, start, context, { locale, settings })

function orUnwritable<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw error instanceof UnwritableMail ? error : new UnwritableMail(failureName(error))
  }
}

function compose(
  recipient: Recipient,
  message: MessageOf<'due'>,
  { shop, policy }: Settings,
  { wording, recommended, context }: Contents,
  ports: WriteMailPorts,
): OutgoingMail {
  const { key, profile } = recipient
  const { campaign, step, locale } = message
  const { marketing, asksToConfirm } = wording
  const to = profile?.email
  if (to === undefined) throw new UnwritableMail('no-address')
  const at = ports.now()
  const links = linksOf(recipient, message, asksToConfirm, ports, at)
  const recommendations = recommended.map(({ product }) => product)
  const variables = {
    ...variablesOf(recipient, locale, { shop, policy }, wording, links),
    recommendations,
    ...context,
    ...(recipient.coupon && { coupon: couponVariables(recipient.coupon) }),
  }
  const written = ports.renderer.render(wording.parsed, variables)
  const mark = marketing ? ruleFor(profile, policy).subjectMark : undefined
  const subject = withSubjectMark(written.subject, mark, locale)
  const tracked = marketing && recipient.tracked
  const messageId = mailedIdOf(key, message)
  return {
    messageId,
    shop: shop.id,
    customer: key,
    campaign,
    step,
    to,
    from: shop.from.address,
    subject,
    tracked,
    ...(leadsToExample(written.html + written.text) && { leadsToExample: true }),
    ...(isRepeated(message) && { saysHash: saysHashOf(subject, written.text) }),
    ...(recommended.length > 0 && { recommended: shownIn(written, recommended) }),
    bytes: composeMime({
      from: shop.from,
      to: { name: variables.customer.name, address: to },
      ...(shop.replyTo !== undefined && { replyTo: { address: shop.replyTo } }),
      subject,
      html: tracked ? withUntracked(written.html, addressesOf(links)) : written.html,
      text: written.text,
      date: at,
      messageId,
      ...(marketing && {
        listUnsubscribe: listUnsubscribe(shop, links),
        headers: { 'List-Id': listId(campaign, shop) },
      }),
    }),
  }
}

const LINK = /\b[a-z]+:\/\/\S+/gi

const saysHashOf = (subject: string, text: string): string =>
  hash('sha256', `${subject}\n${text.replace(LINK, '')}`, 'base64url').slice(0, 22)

type ShopSettings = Pick<Settings, 'shop' | 'policy'>

function variablesOf(
  recipient: Recipient,
  locale: string,
  settings: ShopSettings,
  { brand, content, asksToConfirm }: Wording,
  { unsubscribeUrl, preferencesUrl, confirmUrl }: MailLinks,
): Omit<MailVariables, 'recommendations' | 'event' | 'attributes'> {
  const { customer, profile, purchases, lastPurchaseAt } = recipient
  // Who asks for a confirmation does not know yet who gave the address, and the name with it.
  const name = asksToConfirm ? '' : looksLikeName(profile?.name ?? '')
  return {
    customer: { id: customer, name, firstName: firstNameOf(name, profile?.locale ?? locale) },
    shop: shopVariables(settings),
    brand,
    content,
    unsubscribeUrl,
    preferencesUrl,
    confirmUrl,
    lifecycle: {
      class: recipient.class,
      purchases,
      lastPurchaseAt: lastPurchaseAt === undefined ? '' : isoInstant(lastPurchaseAt),
    },
    value: valueVariables(recipient.value),
    zone: zoneOf(profile) ?? settings.shop.zone,
    locale,
  }
}

const shopVariables = ({
  shop: { name, url, postalAddress, replyTo, from },
  policy: { currency },
}: ShopSettings): MailVariables['shop'] => ({
  name,
  url: url ?? '',
  postalAddress,
  email: replyTo ?? from.address,
  currency,
})

/** A template as it was loaded, and parsed at its first use. */
type MailSource = {
  readonly stored: StoredTemplate
  readonly constants: MailConstants
  readonly campaign: Campaign
  parsed?: Wording
}

function parsedWording(source: MailSource | undefined, renderer: Renderer): Wording {
  if (!source) throw new UnwritableMail('no-template')
  const { stored, constants, campaign } = source
  source.parsed ??= {
    parsed: renderer.parse(stored, constants),
    brand: constants.brand,
    content: stored.content,
    marketing: isMarketing(campaign),
    asksToConfirm: purposeOf(campaign) === 'confirmation',
    context: stored.context ?? [],
    recommends: isMarketing(campaign) && asksForRecommendations(stored, renderer),
  }
  return source.parsed
}

/**
 * A version of a campaign never changes, so a loaded one stays valid as long as the shop's content
 * does.
 */
function cachedWordings({ table }: WriteMailPorts) {
  const sources = new Map<string, Promise<MailSource | undefined>>()
  return (settings: Settings, message: MessageOf<'due'>): Promise<MailSource | undefined> => {
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
  settings: Settings,
  { campaign: id, template, locale }: MessageOf<'due'>,
): Promise<MailSource | undefined> {
  const campaign = campaignIn(settings, id)
  const stored =
    campaign && (await loadTemplate(table, settings.shop.id, campaign, template, locale))
  if (!stored) return undefined
  return {
    stored,
    constants: {
      shop: shopVariables(settings),
      brand: stored.brand ?? DEFAULT_BRAND,
      content: stored.content,
      locale,
    },
    campaign,
  }
}
