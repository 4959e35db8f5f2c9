/** A customer's history in words, newest first. */
import { suppressionCause } from '../domain/address.ts'
import { onOneLine } from '../domain/looks-like-name.ts'
import type { Message } from '../domain/message.ts'
import type { OrderLine } from '../domain/order.ts'
import { type Html, html } from '../http/html.ts'
import type { TimelineEvent } from '../insight/explain/timeline.ts'
import { declaredText } from '../language/declared-text.ts'
import { eventSentence } from '../language/message-sentences.ts'
import { mailerReason, type Voice } from '../language/voice.ts'
import type { CustomerRecord, ShopSummary } from './console-reads.ts'
import { campaignLink, stepLink } from './names.ts'
import { linked, moment } from './page.ts'

export type HistoryContext = {
  readonly customer: CustomerRecord
  readonly shop: ShopSummary
  readonly voice: Voice
}

/** What happened, in one line, and what belongs to it. */
type HistoryEntry = { readonly title: Html | string; readonly details?: Html | string }

export const historyList = (happenings: readonly TimelineEvent[], context: HistoryContext): Html =>
  html`<ol>${happenings.map((happening) => {
    const { title, details } = entryOf(happening, context)
    return html`<li class="happening">
<span class="when">${moment(happening.at, context.voice)}</span>
<div class="event-text">${title}${details !== undefined && html`<div class="quiet">${details}</div>`}</div>
</li>`
  })}</ol>`

function entryOf(happening: TimelineEvent, context: HistoryContext): HistoryEntry {
  const { customer, voice } = context
  const { words, formats } = voice
  switch (happening.kind) {
    case 'order': {
      const { orderId, grossMinor, currency } = happening.order
      const lines = customer.lines[orderId] ?? []
      const money = formats.money(grossMinor, currency)
      return {
        title: html`<strong>${words.events.bought(money)}</strong>`,
        details: html`<bdi>${words.events.order(onOneLine(orderId))}</bdi>${linesList(lines, voice)}`,
      }
    }
    case 'refund': {
      const { orderId, minor, currency } = happening.refund
      const money = formats.money(minor, currency)
      return {
        title:
          orderId === undefined
            ? words.events.refunded(money)
            : words.events.refundedOrder(money, onOneLine(orderId)),
      }
    }
    case 'event':
      return eventEntry(happening, context)
    case 'class':
      return {
        title: html`<span class="badge strong">${words.events.classEntered(words.classes[happening.class])}</span>`,
      }
    case 'consent':
      return consentEntry(happening, voice)
    case 'journey-started':
      return {
        title: linked(
          (name = '') => words.events.journeyStarted(name),
          linkTo(happening.journey.campaign, context),
        ),
      }
    case 'journey-ended': {
      const { campaign, end } = happening.journey
      const why = words.journeyEnds[end.reason]
      return {
        title: linked(
          (name = '') => words.events.journeyEnded(name, why),
          linkTo(campaign, context),
        ),
      }
    }
    case 'message':
      return messageEntry(happening, context)
    case 'feedback':
      return feedbackEntry(happening, context)
    case 'hold-began':
      return { title: words.events.holdBegan(words.customerHolds.reasons[happening.hold.reason]) }
    case 'hold-ended':
      return { title: words.events.holdEnded(words.customerHolds.reasons[happening.hold.reason]) }
    case 'suppressed': {
      const cause = suppressionCause(happening.suppression)
      return { title: words.events.suppressed(words.suppression.reasons[cause]) }
    }
  }
}

/** What the shop reported, under the names that it declared. */
function eventEntry(
  { event }: Extract<TimelineEvent, { kind: 'event' }>,
  { customer, voice }: HistoryContext,
): HistoryEntry {
  const { words } = voice
  const { texts = {}, lines = {} } = customer.eventBodies.get(event.eventId) ?? {}
  const values = Object.entries({ ...event.asked, ...texts }).map(([name, value]) =>
    words.events.property(name, onOneLine(declaredText(value, voice))),
  )
  const order = event.orderId === undefined ? [] : [words.events.order(onOneLine(event.orderId))]
  return {
    title: html`<strong><bdi>${words.events.reported(event.name)}</bdi></strong>`,
    details: html`<bdi>${[...order, ...values].join(' · ')}</bdi>${Object.values(lines).map((own) =>
      linesList(own, voice),
    )}`,
  }
}

const MOST_LINES_SHOWN = 8
const LONGEST_WORDING = 2_000

function linesList(lines: readonly OrderLine[], { words, formats }: Voice): Html | undefined {
  if (lines.length === 0) return undefined
  const more = lines.length - MOST_LINES_SHOWN
  return html`<ul>${lines
    .slice(0, MOST_LINES_SHOWN)
    .map(
      ({ quantity, title, sku }) =>
        html`<li><bdi>${words.events.line(formats.number(quantity), onOneLine(title ?? sku))}</bdi></li>`,
    )}${more > 0 && html`<li>${words.events.moreLines(more)}</li>`}</ul>`
}

function consentEntry(
  { consent }: Extract<TimelineEvent, { kind: 'consent' }>,
  voice: Voice,
): HistoryEntry {
  const { words } = voice
  const purpose = words.consentPurposes[consent.purpose]
  const how = [
    words.consentSources[consent.source],
    ...(consent.basis === undefined ? [] : [words.consentBases[consent.basis]]),
  ].join(' · ')
  return {
    title: words.events.consents[consent.act](purpose),
    details:
      consent.wording === undefined
        ? how
        : html`${how}<br><q><bdi>${onOneLine(consent.wording, LONGEST_WORDING)}</bdi></q>`,
  }
}

function messageEntry(
  { message }: Extract<TimelineEvent, { kind: 'message' }>,
  context: HistoryContext,
): HistoryEntry {
  return {
    title: linked(
      (step = '', campaign = '') => messageTitle(message, step, campaign, context),
      ...linksTo(message, context),
    ),
  }
}

function messageTitle(
  message: Extract<TimelineEvent, { kind: 'message' }>['message'],
  step: string,
  campaign: string,
  context: HistoryContext,
): string {
  const { words } = context.voice
  switch (message.status) {
    case 'accepted':
      return words.events.sent(step, campaign)
    case 'skipped':
      return words.events.notSent(step, campaign, words.skips[message.reason])
    case 'refused':
      return words.events.refused(step, campaign, mailerReason(message.reason, words))
    case 'unknown':
    case 'given-up':
      return words.events.unknown(step, campaign)
  }
}

function feedbackEntry(
  { message, event }: Extract<TimelineEvent, { kind: 'feedback' }>,
  context: HistoryContext,
): HistoryEntry {
  const { ofMessage } = context.voice.words.events
  return {
    title: eventSentence(event, context.voice),
    details: linked(
      (step = '', campaign = '') => ofMessage(step, campaign),
      ...linksTo(message, context),
    ),
  }
}

const linksTo = (message: Message, context: HistoryContext): readonly [Html, Html] => [
  stepLink(context.shop, context.customer.facts.customer, message, context.voice),
  linkTo(message.campaign, context),
]

const linkTo = (campaign: string, { shop, voice }: HistoryContext): Html =>
  campaignLink(shop, campaign, voice)
