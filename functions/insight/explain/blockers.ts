/** The blockers of a message, of a campaign, or of marketing at all, for one customer. */
import { isRequest, slotsOfOthers } from '../../domain/address.ts'
import type { Campaign, Step } from '../../domain/campaign.ts'
import { type CustomerFacts, unknownCustomer } from '../../domain/customer.ts'
import { type Decided, decide } from '../../domain/decide.ts'
import type { Journey } from '../../domain/journey.ts'
import type { Blocker, Circumstances, FallenDue } from '../../domain/judge.ts'
import { isOpen, type Message } from '../../domain/message.ts'
import { type MessageRef, messageName, stepIdOf } from '../../domain/message-ref.ts'
import type { Settings } from '../../domain/policy.ts'
import type { Instant } from '../../domain/time.ts'
import { allBlockers } from './all-blockers.ts'
import { nextStepOf } from './next-step.ts'

/** Decides for a customer in order to show the result. */
export const decidedAt = (facts: CustomerFacts, settings: Settings, now: Instant): Decided => ({
  facts,
  decision: decide(facts, now, settings),
  settings,
  now,
})

/** The blockers of a message that still waits. */
function blockersOf(message: Message, decided: Decided): readonly Blocker[] {
  const journey = journeysOf(decided).find(
    ({ campaign, n }) => campaign === message.campaign && n === message.n,
  )
  if (!journey) return []
  const campaign = campaignOf(message.campaign, decided)
  const { step: occurrence, dueAt } = message
  const step = campaign?.steps.find(({ id }) => id === stepIdOf(message))
  const due = { journey, campaign, step, occurrence, dueAt, wasDeferred: message.putOff }
  return allBlockers(due, circumstancesFor(message, decided))
}

/** The same without the reason on the message's row; none once it is settled. */
export function otherBlockers(message: Message, decided: Decided): readonly Blocker[] {
  if (!isOpen(message)) return []
  const known = 'reason' in message ? message.reason : undefined
  return blockersOf(message, decided).filter(({ reason }) => reason !== known)
}

/**
 * The blockers of the campaign's next mail to this customer: the one that is waiting, otherwise the
 * next one as if it were due now. Undefined if the journey is running and has no steps left.
 */
export function blockersOfCampaign(
  campaign: Campaign,
  decided: Decided,
): readonly Blocker[] | undefined {
  const waiting = messagesOf(decided).find(
    (message) => message.campaign === campaign.id && isOpen(message),
  )
  if (waiting) return blockersOf(waiting, decided)
  const next = nextStep(campaign, decided)
  return next && allBlockers(next, circumstancesFor(identityOf(next), decided))
}

/** The blockers of marketing as such: what would keep any campaign from this customer. */
export function blockersOfMarketing(decided: Decided): readonly Blocker[] {
  const step: Step = { id: 'any', template: 'any', afterMs: 0 }
  const campaign: Campaign = {
    id: '~any',
    version: 0,
    contentHash: '',
    kind: 'marketing',
    start: { kind: 'purchase' },
    endsOnPurchase: false,
    activeFrom: 0,
    priority: 0,
    quietHours: null,
    caps: [],
    paused: false,
    steps: [step],
    locales: {},
  }
  const due = asIfDue(campaign, step, decided.now)
  return allBlockers(due, circumstancesFor(identityOf(due), decided)).filter(
    ({ verdict, reason }) => verdict !== 'defer' && reason !== 'no-language',
  )
}

/** Whether marketing waits for the check of the sending domain, for every customer. */
export const waitsForDomain = (settings: Settings, now: Instant): boolean =>
  blockersOfMarketing(decidedAt(unknownCustomer(settings.shop.id, ''), settings, now)).some(
    ({ reason }) => reason === 'domain-not-ready',
  )

function circumstancesFor(
  message: MessageRef,
  { facts, decision, settings, now }: Decided,
): Circumstances {
  const own = decision.slots.filter((slot) => messageName(slot) !== messageName(message))
  const mailedAt = own.filter((slot) => !isRequest(slot)).map(({ at }) => at)
  const occupied = [...own, ...slotsOfOthers(facts)]
  return { facts, assessment: decision.assessment, settings, now, occupied, mailedAt }
}

/** All journeys, as the decision leaves them. */
export function journeysOf({ facts, decision }: Decided): readonly Journey[] {
  const decided = new Set(decision.journeys.map(nameOf))
  return [...facts.journeys.filter((one) => !decided.has(nameOf(one))), ...decision.journeys]
}

/** All stored messages, and those that fell due in this decision. */
export function messagesOf({ facts, decision }: Decided): readonly Message[] {
  const isNew = ({ before }: { readonly before?: Message }) => before === undefined
  return [...facts.messages, ...decision.messages.filter(isNew).map(({ after }) => after)]
}

const nameOf = ({ campaign, n }: Journey): string => `${campaign}#${n}`

const campaignOf = (id: string, { settings }: Decided): Campaign | undefined =>
  settings.campaigns.find((campaign) => campaign.id === id)

const identityOf = ({ journey, occurrence }: FallenDue): MessageRef => ({
  campaign: journey.campaign,
  n: journey.n,
  step: occurrence,
})

/** The next step of a running journey, otherwise the first step of one that could start. */
function nextStep(campaign: Campaign, decided: Decided): FallenDue | undefined {
  const { now } = decided
  const journey = journeysOf(decided).find((one) => one.campaign === campaign.id && !one.end)
  const [first] = campaign.steps
  if (!journey) return first && asIfDue(campaign, first, now)
  const coming = nextStepOf(
    journey,
    campaign,
    { messages: messagesOf(decided), events: decided.facts.events },
    now,
  )
  const step = coming && campaign.steps.find(({ id }) => id === stepIdOf(coming))
  if (!(coming && step)) return undefined
  return { journey, campaign, step, occurrence: coming.step, dueAt: now, wasDeferred: false }
}

/**
 * A step of a journey that has not begun; whether its class still holds is another question. Whether
 * the customer is eligible has not been asked yet.
 */
function asIfDue(
  { eligibleAtStartFrom: _, ...campaign }: Campaign,
  { repeat: _repeat, ...step }: Step,
  now: Instant,
): FallenDue {
  const journey: Journey = {
    campaign: campaign.id,
    n: 0,
    startedAt: now,
    start: { kind: 'purchase', orderId: '' },
  }
  return { journey, campaign, step, occurrence: step.id, dueAt: now, wasDeferred: false }
}
