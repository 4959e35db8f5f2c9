/**
 * A customer's messages in a decision: which fall due, and the next state of each. The numbers of
 * the invariants are those of decide.ts.
 */
import { isRequest, slotsOfOthers } from './address.ts'
import { applyVerdict } from './apply-verdict.ts'
import { type Campaign, campaignIn, isMarketing, type Step } from './campaign.ts'
import type { CustomerFacts } from './customer.ts'
import { isMailedElsewhere } from './identity.ts'
import { type Journey, journeyName } from './journey.ts'
import { type FallenDue, judge } from './judge.ts'
import type { Assessment } from './lifecycle.ts'
import { expire, giveUp, isOpen, type Message, type MessageBase } from './message.ts'
import { isRepeated, messageName, stepIdOf } from './message-ref.ts'
import {
  type Course,
  courseOf,
  endsItsStep,
  occurrences,
  stepAfter,
  stepName,
  stepsOver,
} from './occurrences.ts'
import type { Settings } from './policy.ts'
import { requestsAmong, slotOf } from './slots.ts'
import type { Instant } from './time.ts'
import type { NotUnderstood } from './understood.ts'

/** A message to store, and its previous version; absent if it is new. */
export type MessageChange = { readonly before?: Message; readonly after: Message }

/** A message that is there already, or would be if its step were decided. */
type Candidate = {
  readonly message: MessageBase
  readonly stored: Message | undefined
  readonly due: FallenDue
  readonly priority: number
}

/** All messages in their next state, including those that fell due in this decision. */
export function messagesAt(
  facts: CustomerFacts,
  journeys: readonly Journey[],
  assessment: Assessment,
  settings: Settings,
  now: Instant,
  unknown: NotUnderstood,
): readonly MessageChange[] {
  /** Settled, in a sender's hands, or not understood. */
  const unjudged: MessageChange[] = []
  const candidates: Candidate[] = []
  const journeyOf = new Map(journeys.map((journey) => [journeyName(journey), journey]))
  for (const stored of facts.messages) {
    if (unknown.covers(stored)) {
      unjudged.push({ before: stored, after: stored })
      continue
    }
    const journey = journeyOf.get(journeyName(stored))
    const message = timedOut(stored, now)
    if (journey && isOpen(message))
      candidates.push(openCandidate(message, stored, journey, settings))
    else unjudged.push({ before: stored, after: message })
  }
  /** As far as they are decided; the time of a step may count from the message before it. */
  const decided = new Map(facts.messages.map((stored) => [messageName(stored), stored]))
  for (const { after } of unjudged) decided.set(messageName(after), after)
  const over = new Set(stepsOver(facts.messages))
  const isNew = ({ message }: Candidate) => !decided.has(messageName(message)) // invariant 4
  const courses = new Map<string, Running>()
  for (const journey of journeys) {
    const campaign = campaignIn(settings, journey.campaign)
    if (!campaign || journey.end || unknown.covers(journey)) continue
    const running = { campaign, course: courseOf(journey, campaign, facts.events, decided) }
    courses.set(journeyName(journey), running)
    for (const step of campaign.steps)
      candidates.push(...fallenDue(step, running, now).filter(isNew))
  }

  const requests = requestsAmong(journeys)
  const slotsFor = (message: Message) => slotOf(message, facts.customer, requests)
  const own = unjudged.flatMap(({ after }) => slotsFor(after))
  const others = slotsOfOthers(facts)
  const judgedAs = (candidate: Candidate): MessageChange => {
    const { message, stored } = candidate
    // `occupied` counts towards the caps, which are the address's; `mailedAt` is this customer's own.
    const verdict = judge(candidate.due, {
      facts,
      isMailedElsewhere: isMailedElsewhere(
        candidate.due.journey,
        candidate.due.occurrence,
        { journeys, messages: facts.messages },
        candidate.due.campaign,
      ),
      assessment,
      settings,
      now,
      occupied: [...own, ...others],
      mailedAt: own.filter((slot) => !isRequest(slot)).map(({ at }) => at),
    })
    const after = applyVerdict(verdict, candidate, now)
    own.push(...slotsFor(after)) // invariant 6
    if (endsItsStep(after)) over.add(stepName(after, stepIdOf(after)))
    decided.set(messageName(message), after)
    return { ...(stored && { before: stored }), after }
  }
  const waiting = candidates.sort(byUrgency)
  const judged: MessageChange[] = []
  for (let candidate = waiting.shift(); candidate; candidate = waiting.shift()) {
    const { message, stored } = candidate
    if (!stored && isRepeated(message) && over.has(stepName(message, stepIdOf(message)))) continue
    judged.push(judgedAs(candidate))
    // A step that counts from this one, and is due as well, is less urgent than all before.
    const running = courses.get(journeyName(message))
    const next = running && stepAfter(running.campaign.steps, message.step)
    const more = next ? fallenDue(next, running, now).filter(isNew) : []
    if (more.length === 0) continue
    waiting.push(...more)
    waiting.sort(byUrgency)
  }
  return [...unjudged, ...judged]
}

/** A journey that runs, and when its steps fall due. */
type Running = { readonly campaign: Campaign; readonly course: Course }

/** Invariant 5: a claim whose sender vanished, or an unknown message that no event settled in time. */
function timedOut(message: Message, now: Instant): Message {
  if (message.status === 'claimed' && message.leaseUntil <= now) return expire(message, now)
  if (message.status === 'unknown' && message.giveUpAt <= now) return giveUp(message, now)
  return message
}

function openCandidate(
  message: Message,
  stored: Message,
  journey: Journey,
  settings: Settings,
): Candidate {
  const campaign = campaignIn(settings, message.campaign)
  const step = campaign?.steps.find(({ id }) => id === stepIdOf(message))
  return {
    // The mail is written from the version and the name that are published now.
    message:
      campaign && step
        ? { ...message, template: step.template, marketing: isMarketing(campaign) }
        : message,
    stored,
    due: {
      journey,
      campaign,
      step,
      occurrence: message.step,
      dueAt: message.dueAt,
      wasDeferred: message.putOff,
    },
    priority: campaign?.priority ?? 0,
  }
}

/** The occurrences of a step that have fallen due in a running journey. */
const fallenDue = (step: Step, { campaign, course }: Running, now: Instant): readonly Candidate[] =>
  occurrences(step, course, now).map((occurrence) => ({
    message: {
      campaign: campaign.id,
      n: course.journey.n,
      step: occurrence.step,
      template: step.template,
      marketing: isMarketing(campaign),
      dueAt: occurrence.dueAt,
      putOff: false,
      attempt: 0,
    },
    stored: undefined,
    due: {
      journey: course.journey,
      campaign,
      step,
      occurrence: occurrence.step,
      dueAt: occurrence.dueAt,
      wasDeferred: false,
    },
    priority: campaign.priority,
  }))

/** Higher priority first, then the longer due, then by name so that the order is always one. */
const byUrgency = (a: Candidate, b: Candidate): number =>
  b.priority - a.priority ||
  a.due.dueAt - b.due.dueAt ||
  (messageName(a.message) < messageName(b.message) ? -1 : 1)
