/** One message: what became of it and why, what comes next, and the mail where it is kept. */
import type { Journey } from '../domain/journey.ts'
import { assess } from '../domain/lifecycle.ts'
import { isOpen, type Message, type MessageIdentity } from '../domain/message.ts'
import { type Chapter, outcomeOf, storyOf } from '../domain/message-story.ts'
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { CustomerRecord, ShopSummary } from './console-reads.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { decidedAt, inTheWayOf } from './in-the-way.ts'
import { type MailToShow, mailBox, mailLinks } from './mail-box.ts'
import { moment } from './page.ts'
import { customerPath } from './paths.ts'
import { campaignName, customerName, stepName, type Voice, whyThisClass } from './voice.ts'
import { obstacleSentences } from './voice-of-reach.ts'
import { chapterSentence, languageOf, outlookSentence, weightiest } from './voice-of-stories.ts'

export type MessageToShow = {
  readonly shop: ShopSummary | undefined
  readonly customer: string
  readonly identity: MessageIdentity
  /** Absent where the customer or the shop is no more. */
  readonly known: { readonly customer: CustomerRecord; readonly settings: Settings } | undefined
  /** Absent where the inbox does not hold it. */
  readonly mail: MailToShow | undefined
}

/** What the page is called: the mail's subject, else its step and campaign. */
export function messageTitle({ shop, identity, mail }: MessageToShow, voice: Voice): string {
  if (mail && mail.stored.subject !== '') return mail.stored.subject
  const campaign = campaignName(identity.campaign, shop?.campaignNames ?? {}, voice)
  return `${stepName(identity, voice)} · ${campaign}`
}

export function messagePage(toShow: MessageToShow, voice: Voice, now: Instant): Html {
  const { mail } = toShow
  const { message, journey } = rowsOf(toShow)
  const story = message && storySection(message, journey, voice)
  const sides = html`${whySection(toShow, voice, now)}${mail && mailLinks(mail, voice)}`
  return html`<p class="trail">${customerLink(toShow, voice)}</p>
<h1><bdi>${messageTitle(toShow, voice)}</bdi></h1>
${message ? standing(message, toShow, voice, now) : html`<p class="lead">${voice.words.mail.unknown}</p>`}
<div class="mail-page">
${
  mail
    ? html`${mailBox(mail, voice)}<div class="side">${story}${sides}</div>`
    : html`${story}<div class="side">${sides}</div>`
}
</div>`
}

function rowsOf({ known, identity }: MessageToShow): {
  readonly message: Message | undefined
  readonly journey: Journey | undefined
} {
  const facts = known?.customer.facts
  const { campaign, n, step } = identity
  return {
    message: facts?.messages.find(
      (one) => one.campaign === campaign && one.n === n && one.step === step,
    ),
    journey: facts?.journeys.find((one) => one.campaign === campaign && one.n === n),
  }
}

function customerLink({ known, customer, shop }: MessageToShow, voice: Voice): Html {
  const name = customerName(customer, known?.customer.facts.profile?.name, voice)
  return shop && known
    ? html`<a href="${customerPath(shop.id, customer)}"><bdi>${name}</bdi></a>`
    : html`<bdi>${name}</bdi>`
}

/** How it stands, what comes next, and what else would keep it back. */
function standing(message: Message, { known }: MessageToShow, voice: Voice, now: Instant): Html {
  const { words } = voice
  const outcome = outcomeOf(message)
  const last = weightiest(message)
  const also = isOpen(message) && known ? othersInTheWay(message, known, voice, now) : []
  return html`<p class="lead"><span class="badge ${outcome}">${words.outcomes[outcome]}</span> ${chapterSentence(last, voice)} ${outlookSentence(message, voice)}</p>
${
  also.length > 0 &&
  html`<div class="callout"><p>${words.message.alsoInTheWay}</p>
<ul class="reasons">${also.map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`
}`
}

function othersInTheWay(
  message: Message,
  { customer, settings }: NonNullable<MessageToShow['known']>,
  voice: Voice,
  now: Instant,
): readonly string[] {
  const decided = decidedAt(customer.facts, settings, now)
  const known = 'reason' in message ? message.reason : undefined
  const others = inTheWayOf(message, decided).filter(({ reason }) => reason !== known)
  return obstacleSentences(others, decided, voice)
}

function storySection(message: Message, journey: Journey | undefined, voice: Voice): Html {
  return html`<section class="card" aria-labelledby="story">
<h2 id="story">${voice.words.message.story}</h2>
<ol class="story">${storyOf(message, journey).map((one) => chapterItem(one, voice))}</ol>
</section>`
}

const chapterItem = (chapter: Chapter, voice: Voice): Html =>
  html`<li class="chapter ${chapter.kind}">${
    'at' in chapter && html`<span class="when">${moment(chapter.at, voice)}</span>`
  }<span class="told"><bdi>${chapterSentence(chapter, voice)}</bdi></span></li>`

function whySection(toShow: MessageToShow, voice: Voice, now: Instant): Html {
  const { identity, customer, shop, known } = toShow
  const { words } = voice
  const { message } = rowsOf(toShow)
  const facts = known?.customer.facts
  const name = campaignName(identity.campaign, shop?.campaignNames ?? {}, voice)
  const fact = (label: string, value: HtmlValue) =>
    value !== undefined && value !== '' && html`<dt>${label}</dt><dd>${value}</dd>`
  const locale = message && 'locale' in message ? languageOf(message.locale, voice) : ''
  return html`<section class="card" aria-labelledby="why">
<h2 id="why">${words.mail.why}</h2>
<dl class="facts">
${fact(words.mail.campaign, html`<bdi>${name}</bdi>`)}
${fact(words.mail.step, html`<bdi>${stepName(identity, voice)}</bdi>`)}
${fact(words.message.template, message && html`<bdi>${message.template}</bdi>`)}
${fact(words.message.kind, message && (message.marketing ? words.message.marketing : words.message.service))}
${fact(words.message.language, locale)}
${fact(words.message.provider, message?.provider && words.providers[message.provider])}
${fact(words.mail.journey, words.mail.nthJourney(identity.n))}
${fact(
  words.mail.customer,
  shop &&
    html`<a href="${customerPath(shop.id, customer)}"><bdi>${facts?.profile?.name ?? customer}</bdi></a>`,
)}
${fact(
  words.mail.now,
  known &&
    whyThisClass(
      assess(known.customer.facts, now, known.settings.policy),
      known.settings.policy,
      voice,
    ),
)}
</dl>
</section>`
}
