/** One mail as its customer sees it, beside the reason why they got it. */
import { assess } from '../domain/lifecycle.ts'
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import type { CustomerRecord, ShopSummary, StoredMail } from './console-reads.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { time } from './page.ts'
import {
  customerPath,
  MAIL_VIEWS,
  type MailView,
  mailDownloadPath,
  mailFramePath,
  mailPath,
  overviewPath,
} from './paths.ts'
import type { ReadMail } from './read-mail.ts'
import { campaignName, messageSentence, stepName, type Voice, whyThisClass } from './voice.ts'

export type MailToShow = {
  readonly mail: StoredMail
  readonly read: ReadMail
  readonly view: MailView
  readonly shop: ShopSummary | undefined
  /** Absent where the customer or the shop is no more. */
  readonly known: { readonly customer: CustomerRecord; readonly settings: Settings } | undefined
}

export function mailPage(toShow: MailToShow, voice: Voice, now: Instant): Html {
  const { mail, read, view } = toShow
  const { words, formats } = voice
  return html`<p class="trail"><a href="${overviewPath()}">${words.inbox.title}</a></p>
<h1><bdi>${mail.subject}</bdi></h1>
<div class="mail-page">
<section class="card mail-box" aria-label="${words.mail.html}">
<dl class="facts">
<dt>${words.mail.from}</dt><dd><bdi>${read.from}</bdi></dd>
<dt>${words.mail.to}</dt><dd><bdi>${read.to === '' ? mail.recipient : read.to}</bdi></dd>
<dt>${words.mail.received}</dt><dd>${time(mail.receivedAt, formats.moment(mail.receivedAt))}</dd>
</dl>
<nav class="tabs" aria-label="${words.mail.views}">${MAIL_VIEWS.map(
    (one) =>
      html`<a class="tab" href="${mailPath(mail.messageId, one)}"${
        one === view && html` aria-current="page"`
      }>${words.mail[one]}</a>`,
  )}</nav>
${content(toShow, voice)}
</section>
<div class="side">
${whySection(toShow, voice, now)}
${linksSection(read, mail.messageId, voice)}
</div>
</div>`
}

function content({ mail, read, view }: MailToShow, { words }: Voice): Html {
  switch (view) {
    case 'html':
      return read.html === undefined
        ? html`<p class="empty">${words.mail.noPart}</p>`
        : html`<iframe sandbox="" referrerpolicy="no-referrer" title="${words.mail.frame}" src="${mailFramePath(mail.messageId)}"></iframe>`
    case 'text':
      return read.text === undefined
        ? html`<p class="empty">${words.mail.noPart}</p>`
        : html`<pre class="wrap" role="region" aria-label="${words.mail.text}" tabindex="0">${read.text}</pre>`
    case 'headers':
      return html`<dl class="headers">${read.headers.map(
        ({ name, value }) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`,
      )}</dl>`
    case 'source':
      return html`<pre role="region" aria-label="${words.mail.source}" tabindex="0">${Buffer.from(mail.source).toString('utf8')}</pre>`
  }
}

function whySection({ mail, shop, known }: MailToShow, voice: Voice, now: Instant): Html {
  const { words, formats } = voice
  const { campaign, n } = mail.message
  const facts = known?.customer.facts
  const journey = facts?.journeys.find((one) => one.campaign === campaign && one.n === n)
  const message = facts?.messages.find(
    (one) => one.campaign === campaign && one.n === n && one.step === mail.message.step,
  )
  const because =
    journey &&
    (journey.start.kind === 'purchase'
      ? words.mail.startedByPurchase(journey.start.orderId)
      : words.mail.startedByClass(
          words.classes[journey.start.class],
          formats.day(journey.start.since),
        ))
  const fact = (name: string, value: HtmlValue) => html`<dt>${name}</dt><dd>${value}</dd>`
  return html`<section class="card" aria-labelledby="why">
<h2 id="why">${words.mail.why}</h2>
<dl class="facts">
${fact(words.mail.campaign, html`<bdi>${campaignName(campaign, shop?.campaignNames ?? {}, voice)}</bdi>`)}
${fact(words.mail.step, html`<bdi>${stepName(mail.message, voice)}</bdi>`)}
${because !== undefined && fact(words.mail.startedBy, because)}
${fact(words.mail.journey, words.mail.nthJourney(n))}
${fact(
  words.mail.customer,
  html`<a href="${customerPath(mail.shop, mail.customer)}"><bdi>${facts?.profile?.name ?? mail.customer}</bdi></a>`,
)}
${
  known &&
  fact(
    words.mail.now,
    whyThisClass(
      assess(known.customer.facts, now, known.settings.policy),
      known.settings.policy,
      voice,
    ),
  )
}
</dl>
<p class="quiet">${message ? messageSentence(message, voice) : words.mail.unknown}</p>
</section>`
}

function linksSection({ links, unsubscribe }: ReadMail, messageId: string, { words }: Voice): Html {
  const link = (href: string, shown: string) =>
    html`<li class="link"><a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${shown}</a></li>`
  return html`<section class="card" aria-labelledby="links">
<h2 id="links">${words.mail.links}</h2>
<p class="quiet">${words.mail.linksHint}</p>
<ul>
${links.map((href) => link(href, href.replace(/^https?:\/\//, '')))}
${unsubscribe !== undefined && link(unsubscribe, words.mail.unsubscribe)}
<li class="link"><a href="${mailDownloadPath(messageId)}" download>${words.mail.download}</a></li>
</ul>
</section>`
}
