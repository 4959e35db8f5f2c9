/** The demonstration's three customers to begin with, in the language of the page. */

import { groupOf, type MessageGroup, outcomeOf } from '../domain/delivery-history.ts'
import type { Message } from '../domain/message.ts'
import { isOpen } from '../domain/message.ts'
import type { Settings } from '../domain/policy.ts'
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { messageSentence } from '../language/message-sentences.ts'
import { stepName, type Voice } from '../language/voice.ts'
import type { CustomerRecord, MessageEntry, ShopSummary } from './console-reads.ts'
import { customerLink } from './names.ts'
import { messagePath } from './paths.ts'

export const DEMO_ROLES = ['mailed', 'waiting', 'withoutConsent'] as const
type DemoRole = (typeof DEMO_ROLES)[number]

/** One of the three customers, and the message that shows what happened to them. */
export type DemoCustomers = readonly {
  readonly role: DemoRole
  readonly customer: CustomerRecord
}[]

export const demoSection = (customers: DemoCustomers, shop: ShopSummary, voice: Voice): Html =>
  html`<section class="card" aria-labelledby="demo-title">
<h2 id="demo-title">${voice.words.demo.title}</h2>
<p class="quiet">${voice.words.demo.lead}</p>
<ul class="cast">${customers.map((one) => castItem(one, shop, voice))}</ul>
</section>`

/** What is said is what happened: without a sending domain that is ready, none of them is mailed. */
function castItem(
  { role, customer }: DemoCustomers[number],
  shop: ShopSummary,
  voice: Voice,
): Html {
  const { words } = voice
  const { facts } = customer
  const message = messageFor(role, facts.messages)
  const group = message ? groupOf(outcomeOf(message)) : 'waiting'
  return html`<li>
<span class="badge${group === 'sent' && ' strong'}">${badgeOf(role, group, voice)}</span>
<h3>${customerLink(shop.id, { ...facts.profile, customer: facts.customer }, voice)}</h3>
<p>${message ? sentenceOf(message, shop, voice) : words.campaignPage.nothingYet}</p>
${
  message &&
  html`<p><a href="${messagePath(shop.id, facts.customer, message)}">${
    group === 'sent' ? words.demo.readMail : words.demo.seeWhy
  }</a></p>`
}
</li>`
}

function badgeOf(role: DemoRole, group: MessageGroup, { words }: Voice): string {
  if (group === 'sent') return words.demo.mailed
  if (role === 'withoutConsent') return words.demo.withoutConsent
  return group === 'waiting' ? words.demo.waiting : words.messageList.groups[group]
}

function messageFor(role: DemoRole, messages: readonly Message[]): Message | undefined {
  const isSent = (message: Message) => groupOf(outcomeOf(message)) === 'sent'
  return (
    (role === 'mailed' ? messages.find(isSent) : undefined) ??
    messages.find(({ status }) => status === 'held' || status === 'deferred') ??
    messages.find(isOpen) ??
    messages[0]
  )
}

const sentenceOf = (message: Message, shop: ShopSummary, voice: Voice): string =>
  voice.words.campaignPage.lastStep(
    stepName(message, shop.campaignNames, voice),
    messageSentence(message, voice),
  )

/**
 * The latest messages of the demonstration. In the minute after the shop opened, mail in the
 * language of the page comes first: the first that a visitor opens is one they can read.
 */
export function openingOrder(
  entries: readonly MessageEntry[],
  { openedAt = 0 }: Settings['shop'],
  { language }: Voice,
  now: Instant,
): readonly MessageEntry[] {
  if (now - openedAt >= MINUTE_MS) return entries
  const isOwn = ({ message }: MessageEntry) =>
    'locale' in message && baseOf(message.locale) === baseOf(language)
  return [...entries.filter(isOwn), ...entries.filter((entry) => !isOwn(entry))]
}

/** @example baseOf('zh-CN') // 'zh' */
const baseOf = (locale: string): string | undefined => locale.split('-', 1)[0]
