/** A mail as its customer sees it, locked in, and what it links to. */

import { type Html, html } from '../http/html.ts'
import type { Voice } from '../language/voice.ts'
import type { StoredMail } from './console-reads.ts'
import { moment } from './page.ts'
import { MAIL_VIEWS, type MailView, mailDownloadPath, mailFramePath, messagePath } from './paths.ts'
import type { ReadMail } from './read-mail.ts'

export type MailToShow = {
  readonly stored: StoredMail
  readonly read: ReadMail
  readonly view: MailView
}

export function mailBox(mail: MailToShow, voice: Voice): Html {
  const { stored, read, view } = mail
  const { words } = voice
  const { shop, customer, message, recipient, receivedAt } = stored
  return html`<section class="card mail-box" aria-label="${words.mail.html}">
<dl class="facts">
<dt>${words.mail.from}</dt><dd><bdi>${read.from}</bdi></dd>
<dt>${words.mail.to}</dt><dd><bdi>${read.to === '' ? recipient : read.to}</bdi></dd>
<dt>${words.mail.received}</dt><dd>${moment(receivedAt, voice)}</dd>
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

function content({ stored, read, view }: MailToShow, { words }: Voice): Html {
  switch (view) {
    case 'html':
      return read.html === undefined
        ? html`<p class="empty">${words.mail.noPart}</p>`
        : html`<iframe sandbox="" referrerpolicy="no-referrer" title="${words.mail.frame}" src="${mailFramePath(stored.messageId)}"></iframe>`
    case 'text':
      return read.text === undefined
        ? html`<p class="empty">${words.mail.noPart}</p>`
        : html`<pre class="wrap" role="region" aria-label="${words.mail.text}" tabindex="0">${read.text}</pre>`
    case 'headers':
      return html`<dl class="headers">${read.headers.map(
        ({ name, value }) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`,
      )}</dl>`
    case 'source':
      return html`<pre role="region" aria-label="${words.mail.source}" tabindex="0">${Buffer.from(stored.source).toString('utf8')}</pre>`
  }
}

export function mailLinks({ stored, read }: MailToShow, { words }: Voice): Html {
  const link = (href: string, shown: string) =>
    html`<li class="link"><a href="${href}" target="_blank" rel="noopener noreferrer nofollow">${shown}</a></li>`
  return html`<section class="card" aria-labelledby="links">
<h2 id="links">${words.mail.links}</h2>
<p class="quiet">${words.mail.linksHint}</p>
<ul>
${read.links.map((href) => link(href, href.replace(/^https?:\/\//, '')))}
${read.unsubscribe !== undefined && link(read.unsubscribe, words.mail.unsubscribe)}
<li class="link"><a href="${mailDownloadPath(stored.messageId)}" download>${words.mail.download}</a></li>
</ul>
</section>`
}
