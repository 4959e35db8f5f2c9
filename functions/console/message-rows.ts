/** Messages as a list, whatever sends them: how each stands, to whom, and why it waits or was not sent. */

import { outcomeOf } from '../domain/delivery-history.ts'
import type { Message } from '../domain/message.ts'
import { type Html, html } from '../http/html.ts'
import { decisiveEvent, eventSentence } from '../language/message-sentences.ts'
import { stepName, type Voice } from '../language/voice.ts'
import type { MessageEntry, ShopSummary } from './console-reads.ts'
import { campaignLink, customerLink } from './names.ts'
import { time } from './page.ts'
import { messagePath } from './paths.ts'

export function messageRows(
  entries: readonly MessageEntry[],
  shop: ShopSummary,
  voice: Voice,
): Html {
  const momentOf = voice.formats.inList(entries.map(({ at }) => at))
  return html`<ul>${entries.map((entry) => messageRow(entry, momentOf(entry.at), shop, voice))}</ul>`
}

function messageRow(entry: MessageEntry, moment: string, shop: ShopSummary, voice: Voice): Html {
  const { customer, message, at, subject } = entry
  const { words } = voice
  const outcome = outcomeOf(message)
  const step = stepName(message, shop.campaignNames, voice)
  const title = subject === undefined || subject === '' ? step : subject
  const why = reasonOf(message, voice)
  return html`<li class="mail-row">
<a class="subject" href="${messagePath(shop.id, customer, message)}"><bdi>${title}</bdi></a>
<span class="when">${time(at, moment)}</span>
<span class="who">${customerLink(shop.id, entry, voice)}</span>
<span class="what">${campaignLink(shop, message.campaign, voice)}${title !== step && html` · <bdi>${step}</bdi>`}</span>
<span class="state"><span class="badge ${outcome}">${words.outcomes[outcome]}</span>${
    responseOf(message) !== undefined &&
    html` <span class="badge strong">${words.messageList[responseOf(message) ?? 'opened']}</span>`
  }${why !== '' && html` <span class="why">${why}</span>`}</span>
</li>`
}

/** Only if it was counted, and no machine's. */
function responseOf({ feedback = {} }: Message): 'opened' | 'clicked' | undefined {
  if (feedback.lastClickAt !== undefined) return 'clicked'
  return feedback.openedAt === undefined ? undefined : 'opened'
}

/** Of one that arrived there is nothing to say beyond its badge. */
function reasonOf(message: Message, voice: Voice): string {
  switch (outcomeOf(message)) {
    case 'accepted':
    case 'delivered':
    case 'due':
    case 'claimed':
    case 'complained':
      return ''
    case 'held':
    case 'deferred':
    case 'parked':
    case 'skipped':
    case 'refused':
    case 'unknown':
    case 'given-up':
    case 'bounced':
    case 'delayed':
    case 'reported':
    case 'withheld':
    case 'rejected':
    case 'rendering-failed':
      return eventSentence(decisiveEvent(message), voice)
  }
}
