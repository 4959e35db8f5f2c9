/** One customer: who they are, their class and why, what comes next, what they got and did not. */
import { consentAt } from '../domain/consent.ts'
import { decide } from '../domain/decide.ts'
import { type Message, messageName } from '../domain/message.ts'
import type { Settings } from '../domain/policy.ts'
import type { Rfm } from '../domain/rfm.ts'
import type { Instant } from '../domain/time.ts'
import {
  type CampaignStanding,
  campaignStandings,
  type JourneyStanding,
} from './campaign-standing.ts'
import type { CustomerRecord, ShopSummary } from './console-reads.ts'
import { type Foreseen, foresee } from './foresee.ts'
import { type HistoryContext, historyList } from './history.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { time } from './page.ts'
import { customerPath, customersPath, mailPath, withQuery } from './paths.ts'
import { timelineOf } from './timeline.ts'
import {
  campaignName,
  customerName,
  messageSentence,
  stepName,
  type Voice,
  whyNotSentence,
  whyThisClass,
} from './voice.ts'

export type CustomerToShow = {
  readonly customer: CustomerRecord
  readonly shop: ShopSummary
  readonly settings: Settings
  /** The whole history, however long. */
  readonly all: boolean
}

/** A page stays a page: more is shown when asked for. */
const MOST_HAPPENINGS = 60
const MOST_FORESEEN = 6

export function customerPage(toShow: CustomerToShow, voice: Voice, now: Instant): Html {
  const { customer, shop, settings } = toShow
  const { facts } = customer
  const { words } = voice
  const decision = decide(facts, now, settings)
  const foreseen = foresee(facts, now, settings, MOST_FORESEEN)
  const context: HistoryContext = { customer, shop, voice }
  const name = facts.profile?.name
  return html`<p class="trail"><a href="${customersPath(shop.id)}">${words.customers}</a></p>
<h1><bdi>${customerName(facts.customer, name, voice)}</bdi>${
    name !== undefined && name !== '' && html` <span class="id"><bdi>${facts.customer}</bdi></span>`
  }</h1>
<p class="lead">${whyThisClass(decision.assessment, settings.policy, voice)}</p>
<div class="customer-page">
<div class="side">
${profileSection(toShow, decision.assessment.rfm, voice, now)}
${nextSection(foreseen, context)}
</div>
<div>
<section class="card" aria-labelledby="campaigns">
<h2 id="campaigns">${words.profile.campaigns}</h2>
${standings(campaignStandings(facts, decision, settings, now), foreseen, context)}
</section>
${historySection(toShow, context, now)}
</div>
</div>`
}

function profileSection(
  { customer, settings }: CustomerToShow,
  rfm: Rfm,
  { words, formats }: Voice,
  now: Instant,
): Html {
  const { profile, consents } = customer.facts
  const { profile: labels } = words
  const fact = (name: string, value: HtmlValue) =>
    html`<dt>${name}</dt><dd>${value === undefined ? html`<span class="quiet">${labels.unknown}</span>` : value}</dd>`
  const text = (value: string | undefined) => value && html`<bdi>${value}</bdi>`
  const day = (at: Instant | undefined) =>
    at === undefined ? words.list.never : time(at, formats.day(at))
  const others = Object.entries(rfm.otherCurrencies).filter(([, minor]) => minor !== 0)
  return html`<section class="card" aria-labelledby="profile">
<h2 id="profile">${labels.title}</h2>
<dl class="facts">
${fact(labels.email, profile?.email && address(profile.email))}
${fact(labels.consent, words.consentStates[consentAt(consents, 'marketing', now)])}
${fact(labels.locale, profile?.locale && formats.languageName(profile.locale))}
${fact(labels.country, profile?.country && formats.country(profile.country))}
${fact(labels.zone, text(profile?.zone))}
${fact(labels.purchases, formats.number(rfm.purchases))}
${fact(labels.monetary, formats.money(rfm.monetaryMinor, settings.policy.currency))}
${
  others.length > 0 &&
  fact(
    labels.otherCurrencies,
    others.map(([code, minor]) => html`${formats.money(minor, code)}<br>`),
  )
}
${fact(labels.firstPurchase, day(rfm.firstPurchaseAt))}
${fact(labels.lastPurchase, day(rfm.lastPurchaseAt))}
</dl>
</section>`
}

/** May be broken before the @, which is where a reader would break it. */
const address = (email: string): Html =>
  html`<bdi>${email.split('@').map((part, i) => html`${i > 0 && html`<wbr>@`}${part}`)}</bdi>`

function nextSection(foreseen: readonly Foreseen[], context: HistoryContext): Html {
  const { words, formats } = context.voice
  return html`<section class="card" aria-labelledby="next">
<h2 id="next">${words.profile.next}</h2>
${
  foreseen.length === 0
    ? html`<p class="quiet">${words.profile.nothingNext}</p>`
    : html`<p class="quiet">${words.profile.nextHint}</p>
<ol>${foreseen.map((one, i) => {
        const isLater = one.at !== foreseen[i - 1]?.at
        return html`<li class="next">${
          isLater && html`<span class="when">${time(one.at, formats.moment(one.at))}</span> `
        }<bdi>${foreseenWords(one, context)}</bdi></li>`
      })}</ol>`
}
</section>`
}

function foreseenWords(one: Foreseen, { shop, voice }: HistoryContext): string {
  const { words } = voice
  const named = (id: string) => campaignName(id, shop.campaignNames, voice)
  switch (one.kind) {
    case 'class-entered':
      return words.foreseen.classEntered(words.classes[one.class])
    case 'journey-started':
      return words.foreseen.journeyStarted(named(one.campaign))
    case 'journey-ended':
      return words.foreseen.journeyEnded(named(one.campaign), words.journeyEnds[one.reason])
    case 'sent':
      return words.foreseen.sent(stepName(one.message, voice), named(one.message.campaign))
    case 'skipped':
      return words.foreseen.skipped(
        stepName(one.message, voice),
        named(one.message.campaign),
        words.skips[one.reason],
      )
  }
}

function standings(
  all: readonly CampaignStanding[],
  foreseen: readonly Foreseen[],
  context: HistoryContext,
): Html {
  const { words } = context.voice
  return all.length === 0
    ? html`<p class="quiet">${words.profile.noCampaigns}</p>`
    : html`${all.map((standing) => standingSection(standing, foreseen, context))}`
}

function standingSection(
  standing: CampaignStanding,
  foreseen: readonly Foreseen[],
  context: HistoryContext,
): Html {
  const { shop, voice } = context
  const { words, formats } = voice
  const { id, campaign, journeys, whyNot } = standing
  const runs = journeys.some(({ journey }) => !journey.end)
  const next = foreseen.find((one) => one.kind === 'sent' && one.message.campaign === id)
  const status = !campaign
    ? words.journeys.withdrawn
    : runs
      ? words.journeys.running
      : journeys.length > 0
        ? words.journeys.ended
        : words.journeys.notStarted
  return html`<div class="standing">
<h3><bdi>${campaignName(id, shop.campaignNames, voice)}</bdi> <span class="badge${runs && ' strong'}">${status}</span></h3>
${whyNot && html`<p>${whyNotSentence(whyNot, voice)}</p>`}
${
  runs &&
  next?.kind === 'sent' &&
  html`<p><bdi>${words.journeys.comesNext(stepName(next.message, voice), formats.day(next.at))}</bdi></p>`
}
${journeys.map((journey) => journeyPart(journey, context))}
</div>`
}

function journeyPart({ journey, messages }: JourneyStanding, context: HistoryContext): Html {
  const { words, formats } = context.voice
  const { start, startedAt, end } = journey
  const started =
    start.kind === 'purchase'
      ? words.journeys.startedByPurchase(start.orderId, formats.day(startedAt))
      : words.journeys.startedByClass(words.classes[start.class], formats.day(start.since))
  const ended =
    end && words.journeys.endedBecause(words.journeyEnds[end.reason], formats.day(end.at))
  return html`<div class="journey">
<p class="quiet"><bdi>${started}</bdi>${ended !== undefined && ` ${ended}`}</p>
${messages.length > 0 && html`<ul>${messages.map((one) => messageItem(one, context))}</ul>`}
</div>`
}

function messageItem(message: Message, { customer, voice }: HistoryContext): Html {
  const { words } = voice
  const name = messageName(message)
  return html`<li class="message ${message.status}">
<span class="step"><bdi>${stepName(message, voice)}</bdi></span>
<span class="badge">${words.statuses[message.status]}</span>
<span class="sentence">${messageSentence(message, voice)}${
    customer.mailed.includes(name) &&
    html` <a href="${mailPath(`${customer.key}/${name}`)}">${words.journeys.openMail}</a>`
  }</span>
</li>`
}

function historySection(
  { customer, shop, settings, all }: CustomerToShow,
  context: HistoryContext,
  now: Instant,
): Html {
  const { words, formats } = context.voice
  const happenings = timelineOf(customer.facts, settings.policy, now)
  const shown = all ? happenings : happenings.slice(0, MOST_HAPPENINGS)
  const path = withQuery(customerPath(shop.id, customer.facts.customer), { history: 'all' })
  return html`<section class="card" aria-labelledby="history">
<h2 id="history">${words.profile.history}</h2>
${
  shown.length === 0
    ? html`<p class="quiet">${words.profile.noHistory}</p>`
    : historyList(shown, context)
}
${
  shown.length < happenings.length &&
  html`<p class="pages"><a href="${path}#history">${words.profile.showAll(formats.number(happenings.length))}</a></p>`
}
</section>`
}
