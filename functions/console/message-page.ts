/**
 * One message: its delivery history and the reasons, what comes next, and the mail if it is stored.
 */
import type { Decided } from '../domain/decide.ts'
import { deliveryHistoryOf, type HistoryEvent, outcomeOf } from '../domain/delivery-history.ts'
import type { Journey } from '../domain/journey.ts'
import type { Message } from '../domain/message.ts'
import type { MessageRef } from '../domain/message-ref.ts'
import { type Html, type HtmlValue, html } from '../http/html.ts'
import { journeysOf, otherBlockers } from '../insight/explain/blockers.ts'
import { whyThisClass } from '../language/class-sentences.ts'
import {
  decisiveEvent,
  eventSentence,
  languageNameOf,
  outlookSentence,
  providerName,
} from '../language/message-sentences.ts'
import { blockerSentences } from '../language/reach-sentences.ts'
import { campaignName, customerName, stepName, type Voice } from '../language/voice.ts'
import type { ShopSummary } from './console-reads.ts'
import { type MailToShow, mailBox, mailLinks } from './mail-box.ts'
import { campaignLink } from './names.ts'
import { moment } from './page.ts'
import { customerPath } from './paths.ts'

type FoundMessage = { readonly message: Message; readonly decided: Decided }

export type MessageToShow = {
  readonly shop: ShopSummary | undefined
  readonly customer: string
  readonly identity: MessageRef
  /** Absent if the customer, the shop or the message is no more, and only the mail is left. */
  readonly known: FoundMessage | undefined
  /** Absent if it was not written yet, or cannot be written again. */
  readonly mail: MailToShow | undefined
}

/** What the page is called: the mail's subject, else its step and campaign. */
export function messageTitle({ shop, identity, mail }: MessageToShow, voice: Voice): string {
  if (mail && mail.read.subject !== '') return mail.read.subject
  const campaign = campaignName(identity.campaign, shop?.campaignNames ?? {}, voice)
  return `${stepName(identity, shop?.campaignNames ?? {}, voice)} · ${campaign}`
}

export function messagePage(toShow: MessageToShow, voice: Voice): Html {
  const { mail, known } = toShow
  const history = known && historySection(known, voice)
  const sides = html`${aboutSection(toShow, voice)}${mail && mailLinks(mail, voice)}`
  return html`<p class="trail">${customerLink(toShow, voice)}</p>
<h1><bdi>${messageTitle(toShow, voice)}</bdi></h1>
${known ? standing(known, voice) : html`<p class="lead">${voice.words.mail.unknown}</p>`}
<div class="mail-page">
${
  mail
    ? html`${mailBox(mail, voice)}<div class="side">${history}${sides}</div>`
    : html`<div>${isLost(toShow) && html`<p class="callout">${voice.words.renderedAgain.none}</p>`}${history}</div><div class="side">${sides}</div>`
}
</div>`
}

/** Whether it was written once and can be shown no more. */
const isLost = ({ known }: MessageToShow): boolean =>
  known !== undefined && 'mailerMessageId' in known.message

const journeyOf = ({ message, decided }: FoundMessage): Journey | undefined =>
  journeysOf(decided).find(({ campaign, n }) => campaign === message.campaign && n === message.n)

function customerLink({ known, customer, shop }: MessageToShow, voice: Voice): Html {
  const name = customerName(customer, known?.decided.facts.profile, voice)
  return shop && known
    ? html`<a href="${customerPath(shop.id, customer)}"><bdi>${name}</bdi></a>`
    : html`<bdi>${name}</bdi>`
}

/** How it stands, what comes next, and what else would keep it back. */
function standing({ message, decided }: FoundMessage, voice: Voice): Html {
  const { words } = voice
  const outcome = outcomeOf(message)
  const also = blockerSentences(otherBlockers(message, decided), decided, voice)
  return html`<p class="lead"><span class="badge ${outcome}">${words.outcomes[outcome]}</span> ${words.joinSentences(eventSentence(decisiveEvent(message), voice), outlookSentence(message, voice))}</p>
${
  also.length > 0 &&
  html`<div class="callout"><p>${words.message.alsoBlocked}</p>
<ul class="reasons">${also.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`
}`
}

function historySection(known: FoundMessage, voice: Voice): Html {
  const history = deliveryHistoryOf(known.message, journeyOf(known))
  return html`<section class="card" aria-labelledby="delivery">
<h2 id="delivery">${voice.words.message.history}</h2>
<ol class="delivery">${history.map((one) => eventItem(one, voice))}</ol>
</section>`
}

const eventItem = (event: HistoryEvent, voice: Voice): Html =>
  html`<li class="delivery-event ${event.kind}">${
    'at' in event && html`<span class="when">${moment(event.at, voice)}</span>`
  }<span class="event-text"><bdi>${eventSentence(event, voice)}</bdi></span></li>`

function aboutSection(toShow: MessageToShow, voice: Voice): Html {
  const { identity, customer, shop, known } = toShow
  const { words } = voice
  const { message, decided } = known ?? {}
  const fact = (label: string, value: HtmlValue) =>
    value !== undefined && value !== '' && html`<dt>${label}</dt><dd>${value}</dd>`
  const locale = message && 'locale' in message ? languageNameOf(message.locale, voice) : ''
  return html`<section class="card" aria-labelledby="why">
<h2 id="why">${words.mail.why}</h2>
<dl class="facts">
${fact(words.mail.campaign, shop ? campaignLink(shop, identity.campaign, voice) : identity.campaign)}
${fact(words.mail.step, html`<bdi>${stepName(identity, shop?.campaignNames ?? {}, voice)}</bdi>`)}
${fact(words.message.kind, message && (message.marketing ? words.message.marketing : words.message.service))}
${fact(words.message.language, locale)}
${fact(words.message.provider, message?.provider && providerName(message.provider, voice))}
${fact(words.mail.journey, words.mail.nthJourney(identity.n))}
${fact(
  words.mail.customer,
  shop &&
    html`<a href="${customerPath(shop.id, customer)}"><bdi>${customerName(customer, decided?.facts.profile, voice)}</bdi></a>`,
)}
${fact(
  words.mail.now,
  decided && whyThisClass(decided.decision.assessment, decided.settings, voice),
)}
</dl>
</section>`
}
