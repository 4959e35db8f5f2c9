/** One campaign: what starts it and for whom, its steps, who is in it, what was not sent, its versions. */
import type { Campaign } from '../domain/campaign.ts'
import { isMarketing } from '../domain/campaign.ts'
import {
  groupOf,
  MESSAGE_GROUPS,
  type MessageGroup,
  outcomeOf,
} from '../domain/delivery-history.ts'
import type { Message } from '../domain/message.ts'
import type { Settings } from '../domain/policy.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, type HtmlValue, html } from '../http/html.ts'
import { nextStepOf } from '../insight/explain/next-step.ts'
import { startFor, stepSentence } from '../language/campaign-sentences.ts'
import { ofShop } from '../language/condition-sentences.ts'
import { campaignName, stepName, type Voice } from '../language/voice.ts'
import type { CampaignVersion } from '../store/codecs/shop-rows.ts'
import type {
  CampaignMember,
  JourneyCount,
  MembersPage,
  MessageCount,
  ShopSummary,
} from './console-reads.ts'
import { customerLink, stepLink } from './names.ts'
import { time } from './page.ts'
import { campaignPath, campaignsPath, messagesPath } from './paths.ts'

export type CampaignToShow = {
  readonly shop: ShopSummary
  readonly settings: Settings
  readonly id: string
  /** Absent if it is no longer published. */
  readonly campaign: Campaign | undefined
  /** Of this campaign alone. */
  readonly messages: readonly MessageCount[]
  readonly journeys: readonly JourneyCount[]
  readonly members: MembersPage
  /** Oldest first. */
  readonly versions: readonly CampaignVersion[]
  readonly isFirstPage: boolean
  readonly now: Instant
}

export function campaignPage(toShow: CampaignToShow, voice: Voice): Html {
  const { shop, id, campaign } = toShow
  const { words } = voice
  const { campaignPage: labels } = words
  const status = campaign ? (campaign.paused ? 'paused' : 'running') : 'withdrawn'
  return html`<p class="trail"><a href="${campaignsPath(shop.id)}">${labels.list}</a></p>
<h1><bdi>${campaignName(id, shop.campaignNames, voice)}</bdi> <span class="badge${status === 'running' && ' strong'}">${labels[status]}</span></h1>
${campaign?.paused === true && html`<p class="callout">${labels.pausedHint}</p>`}
<div class="customer-page">
<div class="side">
${campaign && aboutSection(campaign, toShow, voice)}
${reasonsSection(toShow, voice)}
${versionsSection(toShow, voice)}
</div>
<div>
${stepsSection(toShow, voice)}
${membersSection(toShow, voice)}
</div>
</div>`
}

function aboutSection(campaign: Campaign, { settings }: CampaignToShow, voice: Voice): Html {
  const { words, formats } = voice
  const { campaignPage: labels } = words
  const languages = [...new Set(Object.values(campaign.locales).flat())]
  const fact = (label: string, value: HtmlValue) => html`<dt>${label}</dt><dd>${value}</dd>`
  return html`<section class="card" aria-labelledby="about">
<h2 id="about">${labels.title}</h2>
<dl class="facts">
${fact(words.message.kind, labels.kinds[isMarketing(campaign) ? 'marketing' : 'service'])}
${fact(labels.starts, startFor(campaign, ofShop(settings), voice))}
${fact(
  labels.repeats,
  campaign.reentryAfterMs === undefined
    ? labels.never
    : labels.again(formats.length(campaign.reentryAfterMs)),
)}
${campaign.endsOnPurchase && fact(labels.ended, labels.endsOnPurchase)}
${campaign.endsOnEvents && fact(labels.ended, labels.endsOnEvents(formats.list(campaign.endsOnEvents)))}
${campaign.restart !== undefined && fact(labels.restarts, labels.restartsLatest)}
${languages.length > 0 && fact(labels.languages, formats.list(languages.map(formats.languageName)))}
${fact(labels.active, formats.day(campaign.activeFrom))}
${campaign.activeUntil !== undefined && fact(labels.activeUntil, formats.moment(campaign.activeUntil))}
</dl>
</section>`
}

function stepsSection(toShow: CampaignToShow, voice: Voice): Html {
  const { campaign, messages, id, settings } = toShow
  const published = campaign?.steps.map((step) => step.id) ?? []
  const others = messages.map(({ step }) => step).filter((step) => !published.includes(step))
  const { words } = voice
  return html`<section class="card" aria-labelledby="steps">
<h2 id="steps">${words.campaignPage.steps}</h2>
<ol>${[...published, ...new Set(others)].map((step) => {
    const found = campaign?.steps.find((one) => one.id === step)
    return html`<li class="step-row">
<h3><bdi>${stepName({ campaign: id, step }, toShow.shop.campaignNames, voice)}</bdi>${
      !found && html` <span class="badge">${words.campaignPage.withdrawn}</span>`
    }</h3>
${found && html`<p class="quiet">${sentence(stepSentence(found, ofShop(settings), voice))}</p>`}
${groupsOf(step, toShow, voice)}
</li>`
  })}</ol>
</section>`
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** How many messages of a step were sent, wait and so on, each the way to the list of them. */
function groupsOf(step: string, { messages, shop, id }: CampaignToShow, voice: Voice): Html {
  const { words, formats } = voice
  const countOf = (group: MessageGroup) =>
    sumOf(messages.filter((one) => one.step === step && groupOf(one.outcome) === group))
  return html`<ul class="choices">${MESSAGE_GROUPS.map((group) => {
    const count = countOf(group)
    const shown = html`${words.messageList.groups[group]} <span class="count">${formats.number(count)}</span>`
    return count === 0
      ? html`<li><span class="choice none">${shown}</span></li>`
      : html`<li><a class="choice" href="${messagesPath(shop.id, { group, campaign: id, step })}">${shown}</a></li>`
  })}</ul>`
}

const sumOf = (counts: readonly MessageCount[]): number =>
  counts.reduce((sum, { messages }) => sum + messages, 0)

function membersSection(toShow: CampaignToShow, voice: Voice): Html {
  const { members, journeys, shop, id, isFirstPage } = toShow
  const { words, formats } = voice
  const { campaignPage: labels } = words
  const running = journeys.find(({ reason }) => reason === '')?.journeys ?? 0
  return html`<section class="card" aria-labelledby="members">
<h2 id="members">${labels.customers} <span class="id">${labels.inItNow(formats.number(running))}</span></h2>
${
  members.members.length === 0
    ? html`<p class="quiet">${labels.none}</p>`
    : html`<ul>${members.members.map((member) => memberRow(member, toShow, voice))}</ul>`
}
<nav class="pages" aria-label="${words.list.pages}">
${!isFirstPage && html`<a href="${campaignPath(shop.id, id)}">${words.list.first}</a>`}
${members.older !== undefined && html`<a href="${campaignPath(shop.id, id, members.older)}" rel="next">${labels.more}</a>`}
</nav>
</section>`
}

function memberRow(member: CampaignMember, toShow: CampaignToShow, voice: Voice): Html {
  const { shop, campaign, now } = toShow
  const { words, formats } = voice
  const { campaignPage: labels } = words
  const { journey, messages, customer } = member
  const last = messages.toSorted((a, b) => a.dueAt - b.dueAt).at(-1)
  // The events of a customer are not read for this list.
  const next = campaign && nextStepOf(journey, campaign, { messages, events: [] }, now)
  return html`<li class="member-row">
<span class="who">${customerLink(shop.id, member, voice)}</span>
<span class="when">${time(journey.startedAt, labels.began(formats.day(journey.startedAt)))}</span>
<span class="what">${last ? html`${stepLink(shop, customer, last, voice)} ${badgeOf(last, voice)}` : labels.nothingYet}</span>
<span class="quiet">${
    next
      ? labels.nextStep(
          stepName({ campaign: journey.campaign, step: next.step }, shop.campaignNames, voice),
          next.at === undefined ? undefined : formats.day(next.at),
        )
      : labels.finished
  }</span>
</li>`
}

function badgeOf(message: Message, { words }: Voice): Html {
  const outcome = outcomeOf(message)
  return html`<span class="badge ${outcome}">${words.outcomes[outcome]}</span>`
}

/** Why messages were not sent, and why customers left. */
function reasonsSection({ messages, journeys, shop, id }: CampaignToShow, voice: Voice): Html {
  const { words, formats } = voice
  const { campaignPage: labels } = words
  const skipped = totals(
    messages
      .filter(({ outcome }) => outcome === 'skipped')
      .map(({ reason, messages: count }) => [reason, count]),
  )
  const ended = totals(
    journeys
      .filter(({ reason }) => reason !== '')
      .map(({ reason, journeys: count }) => [reason, count]),
  )
  const rows = (
    counts: readonly (readonly [string, number])[],
    sentences: Readonly<Record<string, string>>,
  ) =>
    html`<ul class="tally">${counts.map(
      ([reason, count]) =>
        html`<li><span>${sentence(sentences[reason] ?? reason)}</span> <strong>${formats.number(count)}</strong></li>`,
    )}</ul>`
  return html`${
    skipped.length > 0 &&
    html`<section class="card" aria-labelledby="skipped">
<h2 id="skipped"><a href="${messagesPath(shop.id, { group: 'not-sent', campaign: id })}">${labels.skipped}</a></h2>
<p class="quiet">${labels.skippedHint}</p>
${rows(skipped, words.skips)}
</section>`
  }${
    ended.length > 0 &&
    html`<section class="card" aria-labelledby="ended">
<h2 id="ended">${labels.ended}</h2>
${rows(ended, words.journeyEnds)}
</section>`
  }`
}

/** Added up by reason, the most frequent first. */
function totals(
  counts: readonly (readonly [string, number])[],
): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>()
  for (const [reason, count] of counts) sums.set(reason, (sums.get(reason) ?? 0) + count)
  return [...sums].sort((a, b) => b[1] - a[1])
}

function versionsSection({ versions, campaign, shop, id }: CampaignToShow, voice: Voice): Html {
  const { words, formats } = voice
  const { campaignPage: labels } = words
  const known = versions.map(({ campaign: { version } }) => version)
  const missing = campaign !== undefined && !known.includes(1)
  const version = (number: number, isLive: boolean, rest: HtmlValue) =>
    html`<li><strong>${labels.version(formats.number(number))}</strong>${
      isLive && html` <span class="badge strong">${labels.inForce}</span>`
    }${rest}</li>`
  return html`<section class="card" aria-labelledby="versions">
<h2 id="versions">${labels.versions}</h2>
<ul class="versions">${versions
    .toReversed()
    .map(({ campaign: published, publishedAt, name, stepNames }) => {
      const names = { ...shop.campaignNames, [id]: { name, steps: stepNames ?? {} } }
      const steps = published.steps.map((step) =>
        stepName({ campaign: id, step: step.id }, names, voice),
      )
      return version(
        published.version,
        published.version === campaign?.version,
        html`<br>${time(publishedAt, formats.moment(publishedAt))}<br><span class="quiet">${labels.stepsAre(formats.list(steps))}</span>`,
      )
    })}
${campaign && !known.includes(campaign.version) && version(campaign.version, true, false)}</ul>
${missing && html`<p class="quiet">${labels.versionsFrom}</p>`}
</section>`
}
