/** One customer: who they are, their class and why, what comes next, what they got and did not. */

import { customerValue } from '../domain/customer-value.ts'
import type { Decided } from '../domain/decide.ts'
import { outcomeOf } from '../domain/delivery-history.ts'
import type { Message } from '../domain/message.ts'
import type { ProjectedEvent } from '../domain/projected-event.ts'
import type { Instant } from '../domain/time.ts'
import { type Html, html } from '../http/html.ts'
import { blockersOfMarketing, decidedAt } from '../insight/explain/blockers.ts'
import {
  type CampaignStanding,
  campaignStandings,
  type JourneyStanding,
} from '../insight/explain/campaign-standing.ts'
import { projectEvents } from '../insight/explain/project.ts'
import { timelineOf } from '../insight/explain/timeline.ts'
import { whyThisClass } from '../language/class-sentences.ts'
import { unmetBy } from '../language/condition-sentences.ts'
import { decisiveEvent, messageSentence } from '../language/message-sentences.ts'
import { blockerSentences, fixForBlocker } from '../language/reach-sentences.ts'
import { startSentence, whyNotSentence } from '../language/start-sentences.ts'
import {
  customerName,
  projectedSentence,
  shortId,
  stepName,
  type Voice,
} from '../language/voice.ts'
import { chanceSection } from './chance-section.ts'
import { type CustomerToShow, profileSection, reachSection } from './customer-side.ts'
import { type HistoryContext, historyList } from './history.ts'
import { campaignLink, stepLink } from './names.ts'
import { moment } from './page.ts'
import { customerPath, customersPath, withQuery } from './paths.ts'
import { valueSection } from './value-section.ts'

/** A page stays a page: more is shown when asked for. */
const MOST_HAPPENINGS = 60
const MOST_PROJECTED = 6

export function customerPage(toShow: CustomerToShow, voice: Voice, now: Instant): Html {
  const { customer, shop, settings } = toShow
  const { facts } = customer
  const { words } = voice
  const decided = decidedAt(facts, settings, now)
  const { decision } = decided
  const value = customerValue({ ...decided, assessment: decision.assessment })
  const projected = projectEvents(facts, now, settings, MOST_PROJECTED)
  const context: HistoryContext = { customer, shop, voice }
  const name = facts.profile?.name
  return html`<p class="trail"><a href="${customersPath(shop.id)}">${words.customers}</a></p>
<h1><bdi>${customerName(facts.customer, facts.profile, voice)}</bdi>${
    name !== undefined &&
    name !== '' &&
    html` <span class="id"><bdi>${shortId(facts.customer, facts.profile, voice)}</bdi></span>`
  }</h1>
<p class="lead">${whyThisClass(decision.assessment, settings, voice)}</p>
${blockersCallout(decided, voice)}
${voice.theirs && html`<p class="quiet">${words.clock.customer(voice.theirs.zoneName, voice.theirs.moment(now))}</p>`}
<div class="person-page">
<div class="doing">
<section class="card" aria-labelledby="campaigns">
<h2 id="campaigns">${words.profile.campaigns}</h2>
${standings(campaignStandings(facts, decision, settings, now), projected, { ...context, settings })}
</section>
${nextSection(projected, context)}
${chanceSection(decided, value, voice)}
</div>
<div class="side">
${profileSection(toShow, decided, voice)}
${valueSection(decided, value, toShow.test, voice)}
${reachSection(toShow, decided, voice)}
</div>
<div class="past">${historySection(toShow, context, now)}</div>
</div>`
}

/** What keeps marketing from this customer, whatever campaign it is. */
function blockersCallout(decided: Decided, voice: Voice): Html | false {
  const blockers = blockersOfMarketing(decided)
  if (blockers.length === 0) return false
  const sentences = blockerSentences(blockers, decided, voice)
  return html`<div class="callout"><p>${voice.words.blockers.marketing}</p>
<ul class="reasons">${blockers.map(
    (blocker, i) =>
      html`<li>${voice.words.joinSentences(sentences[i] ?? '', fixForBlocker(blocker, decided, voice))}</li>`,
  )}</ul></div>`
}

function nextSection(projected: readonly ProjectedEvent[], context: HistoryContext): Html {
  const { voice } = context
  const { words } = voice
  return html`<section class="card" aria-labelledby="next">
<h2 id="next">${words.profile.next}</h2>
${
  projected.length === 0
    ? html`<p class="quiet">${words.profile.nothingNext}</p>`
    : html`<p class="quiet">${words.profile.nextHint}</p>
<ol>${projected.map((one, i) => {
        const isLater = one.at !== projected[i - 1]?.at
        return html`<li class="next">${
          isLater && html`<span class="when">${moment(one.at, voice)}</span> `
        }<bdi class="what-next">${projectedSentence(one, context.shop.campaignNames, voice)}</bdi></li>`
      })}</ol>`
}
</section>`
}

type StandingContext = HistoryContext & Pick<CustomerToShow, 'settings'>

function standings(
  all: readonly CampaignStanding[],
  projected: readonly ProjectedEvent[],
  context: StandingContext,
): Html {
  return all.length === 0
    ? html`<p class="quiet">${context.voice.words.profile.noCampaigns}</p>`
    : html`${all.map((standing) => standingSection(standing, projected, context))}`
}

function standingSection(
  standing: CampaignStanding,
  projected: readonly ProjectedEvent[],
  context: StandingContext,
): Html {
  const { shop, voice } = context
  const { words, formats } = voice
  const { id, campaign, journeys, whyNot } = standing
  const runs = journeys.some(({ journey }) => !journey.end)
  const next = projected.find((one) => one.kind === 'sent' && one.message.campaign === id)
  const status = !campaign
    ? words.journeys.withdrawn
    : runs
      ? words.journeys.running
      : journeys.length > 0
        ? words.journeys.ended
        : words.journeys.notStarted
  return html`<div class="standing">
<h3>${campaignLink(shop, id, voice)} <span class="badge${runs && ' strong'}">${status}</span></h3>
${whyNot && html`<p>${whyNotSentence(whyNot, voice)}</p>`}
${
  runs &&
  next?.kind === 'sent' &&
  html`<p><bdi>${words.journeys.comesNext(stepName(next.message, shop.campaignNames, voice), formats.day(next.at))}</bdi></p>`
}
${journeys.map((journey) => journeyPart(journey, context))}
</div>`
}

function journeyPart({ journey, messages }: JourneyStanding, context: StandingContext): Html {
  const { words, formats } = context.voice
  const { start, startedAt, end } = journey
  const started = startSentence(start, startedAt, context.voice)
  const ended =
    end && words.journeys.endedBecause(words.journeyEnds[end.reason], formats.day(end.at))
  return html`<div class="journey">
<p class="quiet"><bdi>${started}</bdi>${ended !== undefined && ` ${ended}`}</p>
${messages.length > 0 && html`<ul>${messages.map((one) => messageItem(one, context))}</ul>`}
</div>`
}

function messageItem(message: Message, { shop, customer, settings, voice }: StandingContext): Html {
  const { words } = voice
  const outcome = outcomeOf(message)
  const last = decisiveEvent(message)
  return html`<li class="message">
<span class="step">${stepLink(shop, customer.facts.customer, message, voice)}</span>
<span class="badge ${outcome}">${words.outcomes[outcome]}</span>
<span class="sentence">${words.joinSentences(messageSentence(message, voice), unmetBy(message, settings, voice))}${
    'at' in last && html` <span class="when">${moment(last.at, voice)}</span>`
  }</span>
</li>`
}

function historySection(
  { customer, shop, settings, all }: CustomerToShow,
  context: HistoryContext,
  now: Instant,
): Html {
  const { words, formats } = context.voice
  const happenings = timelineOf(customer.facts, settings, now)
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
