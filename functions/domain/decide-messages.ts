/**
 * A customer's messages in a decision: which fall due, and the next state of each. The numbers of
 * the invariants are those of decide.ts.
 */
import { isRequest, slotsOfOthers } from './address.ts'
import { applyVerdict } from './apply-verdict.ts'
import { campaignIn, isMarketing } from './campaign.ts'
import type { CustomerFacts } from './customer.ts'
import { isMailedElsewhere } from './identity.ts'
import { type Journey, journeyName } from './journey.ts'
import { type FallenDue, judge } from './judge.ts'
import type { Assessment } from './lifecycle.ts'
import { expire, giveUp, isOpen, type Message, type MessageBase } from './message.ts'
import { isRepeated, messageName, stepIdOf } from './message-ref.ts'
import { endsItsStep, occurrences, stepName, stepsOver } from './occurrences.ts'
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
  const names = new Set(facts.messages.map(messageName)) // invariant 4
  const over = new Set(stepsOver(facts.messages))
  for (const journey of journeys) {
    if (unknown.covers(journey)) continue
    for (const candidate of fallenDue(journey, settings, now))
      if (!names.has(messageName(candidate.message))) candidates.push(candidate)
  }

  const requests = requestsAmong(journeys)
  const slotsFor = (message: Message) => slotOf(message, facts.customer, requests)
  const own = unjudged.flatMap(({ after }) => slotsFor(after))
  const others = slotsOfOthers(facts)
  const judged = candidates.sort(byUrgency).flatMap((candidate): MessageChange | [] => {
    const { message, stored } = candidate
    if (!stored && isRepeated(message) && over.has(stepName(message, stepIdOf(message)))) return []
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
    return { ...(stored && { before: stored }), after }
  })
  return [...unjudged, ...judged]
}

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

/**
 * The steps of a running journey that have fallen due; each occurrence of a repeating step
 * separately.
 */
function fallenDue(journey: Journey, settings: Settings, now: Instant): readonly Candidate[] {
  const campaign = campaignIn(settings, journey.campaign)
  if (!campaign || journey.end) return []
  return campaign.steps.flatMap((step) =>
    occurrences(journey, step, now).map((occurrence) => ({
      message: {
        campaign: campaign.id,
        n: journey.n,
        step: occurrence.step,
        template: step.template,
        marketing: isMarketing(campaign),
        dueAt: occurrence.dueAt,
        putOff: false,
        attempt: 0,
      },
      stored: undefined,
      due: {
        journey,
        campaign,
        step,
        occurrence: occurrence.step,
        dueAt: occurrence.dueAt,
        wasDeferred: false,
      },
      priority: campaign.priority,
    })),
  )
}

/** Higher priority first, then the longer due, then by name so that the order is always one. */
const byUrgency = (a: Candidate, b: Candidate): number =>
  b.priority - a.priority ||
  a.due.dueAt - b.due.dueAt ||
  (messageName(a.message) < messageName(b.message) ? -1 : 1)
