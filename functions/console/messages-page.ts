/** A shop's messages, newest first, a page at a time. */
import { groupOf, MESSAGE_GROUPS, type MessageGroup } from '../domain/delivery-history.ts'
import { type Html, html } from '../http/html.ts'
import { campaignName, stepName, type Voice } from '../language/voice.ts'
import type { MessageCount, MessagesPage, ShopSummary } from './console-reads.ts'
import { messageRows } from './message-rows.ts'
import { pager } from './page.ts'
import { messagesPath } from './paths.ts'

export const MESSAGES_A_PAGE = 25

export type MessagesToShow = {
  readonly shop: ShopSummary
  readonly counts: readonly MessageCount[]
  readonly page: MessagesPage
  readonly wanted: {
    readonly group?: MessageGroup
    readonly campaign?: string
    readonly step?: string
    readonly before?: string
  }
  readonly pageNumber: number
}

export function messagesPage(toShow: MessagesToShow, voice: Voice): Html {
  const { shop, page, wanted, pageNumber } = toShow
  const { words } = voice
  const { before: _before, ...filter } = wanted
  return html`<h1>${words.messageList.title}</h1>
${wanted.campaign !== undefined && onlyOf(toShow, wanted.campaign, voice)}
<div class="card">
<div class="filters">${groupFilter(toShow, voice)}</div>
${
  page.messages.length === 0
    ? html`<p class="empty">${isFiltered(filter) ? words.messageList.noneLikeThis : words.messageList.empty}</p>`
    : messageRows(page.messages, shop, voice)
}
${pager(
  {
    first: wanted.before === undefined ? undefined : messagesPath(shop.id, filter),
    next:
      page.older === undefined
        ? undefined
        : messagesPath(shop.id, { ...filter, before: page.older, page: String(pageNumber + 1) }),
    page: pageNumber,
    total: countOf(toShow, wanted.group),
    size: MESSAGES_A_PAGE,
    labels: { first: words.messageList.newest, next: words.messageList.older },
  },
  voice,
)}
</div>`
}

const isFiltered = (filter: object): boolean => Object.keys(filter).length > 0

function onlyOf({ shop, wanted }: MessagesToShow, campaign: string, voice: Voice): Html {
  const { words } = voice
  const { step, group } = wanted
  const name = campaignName(campaign, shop.campaignNames, voice)
  const title = step && stepName({ campaign, step }, shop.campaignNames, voice)
  return html`<p class="lead"><bdi>${words.messageList.only(name, title)}</bdi> · <a href="${messagesPath(shop.id, { group })}">${words.messageList.clear}</a></p>`
}

function groupFilter(toShow: MessagesToShow, voice: Voice): Html {
  const { words, formats } = voice
  const { shop, wanted } = toShow
  const { campaign, step } = wanted
  const choice = (name: string, group: MessageGroup | undefined) =>
    html`<a class="choice" href="${messagesPath(shop.id, { group, campaign, step })}"${
      group === wanted.group && html` aria-current="true"`
    }>${name} <span class="count">${formats.number(countOf(toShow, group))}</span></a>`
  return html`<nav class="choices" aria-label="${words.messageList.filter}">
${choice(words.messageList.everything, undefined)}
${MESSAGE_GROUPS.map((group) => choice(words.messageList.groups[group], group))}
</nav>`
}

/** Of the campaign and step that are shown. */
const countOf = ({ counts, wanted }: MessagesToShow, group: MessageGroup | undefined): number =>
  counts
    .filter(
      (count) =>
        (group === undefined || groupOf(count.outcome) === group) &&
        (wanted.campaign === undefined || count.campaign === wanted.campaign) &&
        (wanted.step === undefined || count.step === wanted.step),
    )
    .reduce((sum, { messages }) => sum + messages, 0)
