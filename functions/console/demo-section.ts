/** The demonstration's story: three customers to begin with, in the language of the page. */
import type { Message } from '../domain/message.ts'
import { isOpen } from '../domain/message.ts'
import { type Html, html } from '../http/html.ts'
import { chapterSentence, decisiveChapter } from '../language/message-sentences.ts'
import { stepName, type Voice } from '../language/voice.ts'
import type { CustomerRecord, ShopSummary } from './console-reads.ts'
import { customerLink } from './names.ts'
import { messagePath } from './paths.ts'

export const DEMO_ROLES = ['mailed', 'waiting', 'withoutConsent'] as const
type DemoRole = (typeof DEMO_ROLES)[number]

/** One of the three customers, and the message that shows what happened to them. */
export type DemoStory = readonly { readonly role: DemoRole; readonly customer: CustomerRecord }[]

export const demoSection = (story: DemoStory, shop: ShopSummary, voice: Voice): Html =>
  html`<section class="card" aria-labelledby="story-title">
<h2 id="story-title">${voice.words.demo.title}</h2>
<p class="quiet">${voice.words.demo.lead}</p>
<ul class="cast">${story.map((one) => castItem(one, shop, voice))}</ul>
</section>`

function castItem({ role, customer }: DemoStory[number], shop: ShopSummary, voice: Voice): Html {
  const { words } = voice
  const { facts } = customer
  // Where the sending domain is not ready, that one waits too.
  const isMailed = facts.messages.some(({ status }) => status === 'accepted')
  const shown = role === 'mailed' && !isMailed ? 'waiting' : role
  const name = facts.profile?.name
  const message = messageFor(shown, facts.messages)
  return html`<li>
<span class="badge${shown === 'mailed' && ' strong'}">${words.demo[shown]}</span>
<h3>${customerLink(shop.id, { customer: facts.customer, ...(name !== undefined && { name }) }, voice)}</h3>
<p>${message ? sentenceOf(message, shop, voice) : words.demo.onItsWay}</p>
${
  message &&
  html`<p><a href="${messagePath(shop.id, facts.customer, message)}">${
    shown === 'mailed' ? words.demo.readMail : words.demo.seeWhy
  }</a></p>`
}
</li>`
}

function messageFor(role: DemoRole, messages: readonly Message[]): Message | undefined {
  if (role === 'mailed') return messages.find(({ status }) => status === 'accepted')
  return (
    messages.find(({ status }) => status === 'held' || status === 'deferred') ??
    messages.find(isOpen) ??
    messages[0]
  )
}

const sentenceOf = (message: Message, shop: ShopSummary, voice: Voice): string =>
  voice.words.campaignPage.lastStep(
    stepName(message, shop.campaignNames, voice),
    chapterSentence(decisiveChapter(message), voice),
  )
