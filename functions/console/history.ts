/** A customer's history in words, newest first. */

import { messageName } from '../domain/message.ts'
import type { OrderLine } from '../domain/purchase.ts'
import type { CustomerRecord, ShopSummary } from './console-reads.ts'
import { type Html, html } from './html.ts'
import { time } from './page.ts'
import { mailPath } from './paths.ts'
import type { Happening } from './timeline.ts'
import { campaignName, mailerReason, stepName, type Voice } from './voice.ts'

export type HistoryContext = {
  readonly customer: CustomerRecord
  readonly shop: ShopSummary
  readonly voice: Voice
}

/** What happened, in one line, and what belongs to it. */
type Telling = { readonly title: Html | string; readonly details?: Html | string }

export const historyList = (happenings: readonly Happening[], context: HistoryContext): Html =>
  html`<ol>${happenings.map((happening) => {
    const { title, details } = tell(happening, context)
    return html`<li class="happening">
<span class="when">${time(happening.at, context.voice.formats.moment(happening.at))}</span>
<div class="told">${title}${details !== undefined && html`<div class="quiet">${details}</div>`}</div>
</li>`
  })}</ol>`

function tell(happening: Happening, context: HistoryContext): Telling {
  const { customer, voice } = context
  const { words, formats } = voice
  switch (happening.kind) {
    case 'order': {
      const { orderId, grossMinor, currency } = happening.order
      const lines = customer.lines[orderId] ?? []
      const money = formats.money(grossMinor, currency)
      return {
        title: html`<strong>${words.events.bought(money)}</strong>`,
        details: html`<bdi>${words.events.order(orderId)}</bdi>${linesList(lines, voice)}`,
      }
    }
    case 'refund': {
      const { orderId, minor, currency } = happening.refund
      const money = formats.money(minor, currency)
      return {
        title:
          orderId === undefined
            ? words.events.refunded(money)
            : words.events.refundedOrder(money, orderId),
      }
    }
    case 'class':
      return {
        title: html`<span class="badge strong">${words.events.classEntered(words.classes[happening.class])}</span>`,
      }
    case 'consent':
      return tellConsent(happening, voice)
    case 'journey-started':
      return { title: words.events.journeyStarted(nameOf(happening.journey.campaign, context)) }
    case 'journey-ended': {
      const { campaign, end } = happening.journey
      const why = words.journeyEnds[end.reason]
      return { title: words.events.journeyEnded(nameOf(campaign, context), why) }
    }
    case 'message':
      return tellMessage(happening, context)
  }
}

const MOST_LINES = 8

function linesList(lines: readonly OrderLine[], { words, formats }: Voice): Html | undefined {
  if (lines.length === 0) return undefined
  const more = lines.length - MOST_LINES
  return html`<ul>${lines
    .slice(0, MOST_LINES)
    .map(
      ({ quantity, title, sku }) =>
        html`<li><bdi>${words.events.line(formats.number(quantity), title ?? sku)}</bdi></li>`,
    )}${more > 0 && html`<li>${words.events.moreLines(more)}</li>`}</ul>`
}

function tellConsent({ consent }: Extract<Happening, { kind: 'consent' }>, voice: Voice): Telling {
  const { words } = voice
  const purpose = words.consentPurposes[consent.purpose]
  const how = [
    words.consentSources[consent.source],
    ...(consent.basis === undefined ? [] : [words.consentBases[consent.basis]]),
  ].join(' · ')
  return {
    title:
      consent.act === 'granted' ? words.events.granted(purpose) : words.events.withdrew(purpose),
    details:
      consent.wording === undefined ? how : html`${how}<br><q><bdi>${consent.wording}</bdi></q>`,
  }
}

function tellMessage(
  { message }: Extract<Happening, { kind: 'message' }>,
  context: HistoryContext,
): Telling {
  const { customer, voice } = context
  const { words } = voice
  const [step, campaign] = [stepName(message, voice), nameOf(message.campaign, context)]
  switch (message.status) {
    case 'accepted': {
      const told = words.events.sent(step, campaign)
      const name = messageName(message)
      const isHere = customer.mailed.includes(name)
      return {
        title: isHere ? html`<a href="${mailPath(`${customer.key}/${name}`)}">${told}</a>` : told,
      }
    }
    case 'skipped':
      return { title: words.events.notSent(step, campaign, words.skips[message.reason]) }
    case 'refused':
      return { title: words.events.refused(step, campaign, mailerReason(message.reason, words)) }
    case 'unknown':
      return { title: words.events.unknown(step, campaign) }
  }
}

const nameOf = (campaign: string, { shop, voice }: HistoryContext): string =>
  campaignName(campaign, shop.campaignNames, voice)
