/** A mail as its customer sees it, locked in, and what it links to. */

import type { MessageRef } from '../domain/message-ref.ts'
import { type Html, html } from '../http/html.ts'
import type { Voice } from '../language/voice.ts'
import { PREVIEW_URL, type StoredMail } from './console-reads.ts'
import { addressText } from './names.ts'
import { moment } from './page.ts'
import {
  MAIL_VIEWS,
  type MailView,
  mailDownloadPath,
  mailFramePath,
  messagePath,
  renderedFramePath,
} from './paths.ts'
import type { ReadMail } from './read-mail.ts'

export type MailToShow = {
  readonly shop: string
  readonly customer: string
  readonly message: MessageRef
  readonly source: Uint8Array
  readonly read: ReadMail
  readonly view: MailView
  /** As the inbox holds it; absent for a mail that was rendered again. */
  readonly kept: Pick<StoredMail, 'messageId' | 'receivedAt' | 'recipient'> | undefined
  /** What to know of a mail that was rendered again. */
  readonly note?: string
}

export function mailBox(mail: MailToShow, voice: Voice): Html {
  const { shop, customer, message, kept, read, view, note } = mail
  const { words } = voice
  return html`<section class="card mail-box" aria-label="${words.mail.html}">
${note !== undefined && html`<p class="callout">${note}</p>`}
<dl class="facts">
<dt>${words.mail.from}</dt><dd>${addressText(read.from)}</dd>
<dt>${words.mail.to}</dt><dd>${addressText(read.to === '' ? (kept?.recipient ?? '') : read.to)}</dd>
${kept && html`<dt>${words.mail.received}</dt><dd>${moment(kept.receivedAt, voice)}</dd>`}
</dl>
<nav class="tabs" aria-label="${words.mail.views}">${MAIL_VIEWS.map(
    (one) =>
      html`<a class="tab" href="${messagePath(shop, customer, message, one)}"${
        one === view && html` aria-current="page"`
      }>${words.mail[one]}</a>`,
  )}</nav>
${content(mail, voice)}
</section>`
}

function content(mail: MailToShow, { words }: Voice): Html {
  const { shop, customer, message, kept, source, read, view } = mail
  const frame = kept ? mailFramePath(kept.messageId) : renderedFramePath(shop, customer, message)
  switch (view) {
    case 'html':
      return read.html === undefined
        ? html`<p class="empty">${words.mail.noPart}</p>`
        : html`<iframe sandbox="" referrerpolicy="no-referrer" title="${words.mail.frame}" src="${frame}"></iframe>`
    case 'text':
      return read.text === undefined
        ? html`<p class="empty">${words.mail.noPart}</p>`
        : html`<pre class="wrap" role="region" aria-label="${words.mail.text}" tabindex="0">${read.text}</pre>`
    case 'headers':
      return html`<dl class="headers">${read.headers.map(
        ({ name, value }) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`,
      )}</dl>`
    case 'source':
      return html`<pre role="region" aria-label="${words.mail.source}" tabindex="0">${Buffer.from(source).toString('utf8')}</pre>`
  }
}

/** The pages behind a mail's signed links, whose addresses say nothing to people. */
const SIGNED_PAGE = /\/(preferences|confirm)\/[\w-]+\.[\w-]+$/

function linkName(href: string, { mail }: Voice['words']): string {
  const page = SIGNED_PAGE.exec(href)?.[1]
  return page === 'preferences' || page === 'confirm'
    ? mail.pages[page]
    : href.replace(/^https?:\/\//, '')
}

export function mailLinks({ kept, read }: MailToShow, { words }: Voice): Html {
  const links = read.links.filter((href) => !href.startsWith(PREVIEW_URL))
  const link = (href: string, shown: string) =>
    html`<li class="link"><a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${shown}</a></li>`
  return html`<section class="card" aria-labelledby="links">
<h2 id="links">${words.mail.links}</h2>
<p class="quiet">${kept ? words.mail.linksHint : words.renderedAgain.linksHint}</p>
<ul>
${links.map((href) => link(href, linkName(href, words)))}
${kept && read.unsubscribe !== undefined && link(read.unsubscribe, words.mail.unsubscribe)}
${kept && html`<li class="link"><a href="${mailDownloadPath(kept.messageId)}" download>${words.mail.download}</a></li>`}
</ul>
</section>`
}
