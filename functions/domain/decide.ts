/**
 * The decision: what to do for one customer now, and when to ask again.
 *
 * Invariants, which the properties in test/domain hold it to:
 *
 * 1. It is a pure function of the facts, the customer's journeys and messages, the instant and the
 *    settings. The order in which facts arrived plays no part.
 * 2. Deciding again once its rows are stored changes nothing.
 * 3. Deciding only at `wakeAt`, and when a fact arrives, comes to the same as deciding every minute:
 *    `wakeAt` is never later than the next instant at which the decision would differ. Left out are
 *    customers who are no person (person.ts): a purchase of theirs may wait for an hour.
 * 4. A step of a journey becomes one message, under an id that exists once. Journeys and messages
 *    are never renamed, restarted or removed; a journey that ended stays ended.
 * 5. An open message (held, deferred, due, parked) is judged again; a settled one (accepted, refused,
 *    skipped, given up) never changes. A claimed message changes only when its lease ends: it is due
 *    again where the mailer recognises a repeat, otherwise of unknown fate. One of unknown fate changes
 *    only at `giveUpAt`, or by an event. message.ts has the whole life of a message.
 * 6. What is made due occupies the caps at once, the most urgent first, so that no cap is exceeded
 *    within a decision or between customers who share an address (decide-messages.ts, as 5).
 * 7. A campaign or a journey of which this version does not understand everything stays exactly as it
 *    is stored: it starts and ends nothing (start-journeys.ts), its messages are neither judged nor
 *    timed out and keep their places under the caps. Other campaigns go on. See understood.ts.
 *
 * 8. While a customer is being joined with another, nothing changes: see identity.ts.
 *
 * What did not change is the very same object as in the facts, so changes are recognised by identity.
 */
import type { AddressSlot } from './address.ts'
import { campaignIn } from './campaign.ts'
import { lastRequest } from './consent.ts'
import type { CustomerFacts } from './customer.ts'
import { keptEvents } from './customer-event.ts'
import { type MessageChange, messagesAt } from './decide-messages.ts'
import { byStart, mergeEntries } from './identity.ts'
import { type Journey, journeyName } from './journey.ts'
import { nextNightAt } from './judge.ts'
import { type Assessment, assess } from './lifecycle.ts'
import { consentEndsAt, marketingConsent } from './marketing-consent.ts'
import { isOpen, type Message, wakeOf } from './message.ts'
import { messageName } from './message-ref.ts'
import { byNameOf, courseOf, nextOccurrenceAt, stepsOver } from './occurrences.ts'
import { countedOrders } from './order.ts'
import type { Settings } from './policy.ts'
import { awaitsOrderUntil } from './restore.ts'
import { mailedIn, slotsOf } from './slots.ts'
import {
  endChangesAt,
  endIfOver,
  lapseOf,
  type SoFar,
  startsOf,
  withRestarts,
} from './start-journeys.ts'
import { sendByOf } from './starts/start.ts'
import { sunsetAt } from './sunset.ts'
import { earliest, HOUR_MS, type Instant } from './time.ts'
import { notUnderstood, unknownInCampaign, unknownInJourney } from './understood.ts'

export type Decision = {
  readonly assessment: Assessment
  /** New journeys, and those that ended. */
  readonly journeys: readonly Journey[]
  readonly messages: readonly MessageChange[]
  /** The customer's own messages that occupy the caps of their address. */
  readonly slots: readonly AddressSlot[]
  /** The next instant at which the decision would be another with no new fact. */
  readonly wakeAt?: Instant
  /**
   * What a newer version published or started and this one does not know, such as `campaign
   * win-back: condition minOrders`. It is left exactly as it is stored.
   */
  readonly notUnderstood?: readonly string[]
}

/** How soon to look again where not everything was understood: this version may be updated. */
const UNDERSTAND_AGAIN_AFTER_MS = HOUR_MS

/** A customer, and the decision made for them at an instant. */
export type Decided = {
  readonly facts: CustomerFacts
  readonly decision: Decision
  readonly settings: Settings
  readonly now: Instant
}

/**
 * Decides for one customer at `now`.
 *
 * @example
 * const { assessment, messages, wakeAt } = decide(facts, now, settings)
 */
export function decide(known: CustomerFacts, now: Instant, settings: Settings): Decision {
  const facts = { ...known, events: keptEvents(known.events, now) }
  const assessment = assess(facts, now, settings.policy, settings.models)
  if (facts.isMoving)
    return { assessment, journeys: [], messages: [], slots: slotsOf(facts, facts.messages) }
  const stored = new Set(facts.journeys)
  let round = decideOnce(facts, assessment, now, settings)
  // Whether a step's `while` holds is known once it is judged. Each round ends another journey.
  for (let ended = stoppedBy(round, now); ended; ended = stoppedBy(round, now))
    round = decideOnce({ ...facts, journeys: ended }, assessment, now, settings)
  return {
    ...round.decision,
    journeys: round.journeys.filter((journey) => !stored.has(journey)),
  }
}

type Round = {
  readonly decision: Omit<Decision, 'journeys'>
  /** All of them, as they are now. */
  readonly journeys: readonly Journey[]
}

/** The journeys, without those that a step's `while` ends; undefined if it ends none. */
function stoppedBy({ decision, journeys }: Round, now: Instant): readonly Journey[] | undefined {
  const unmet = decision.messages.flatMap(({ after }) =>
    after.status === 'skipped' && after.reason === 'while-not-met' ? [journeyName(after)] : [],
  )
  const isStopped = (journey: Journey) => !journey.end && unmet.includes(journeyName(journey))
  return journeys.some(isStopped)
    ? journeys.map((journey) =>
        isStopped(journey) ? { ...journey, end: { at: now, reason: 'while-not-met' } } : journey,
      )
    : undefined
}

function decideOnce(
  facts: CustomerFacts,
  assessment: Assessment,
  now: Instant,
  settings: Settings,
): Round {
  const unknown = notUnderstood(facts, settings) // invariant 7
  const { journeys, nextChangeAt } = journeysAt(facts, assessment, settings, now)
  const messages = messagesAt(facts, journeys, assessment, settings, now, unknown)
  const after = messages.map((change) => change.after)
  const moving = after.filter((message) => !unknown.covers(message))
  const decision = {
    assessment,
    messages: messages.filter(({ before, after }) => before !== after),
    slots: slotsOf({ customer: facts.customer, journeys }, after),
    // Invariant 3.
    ...optional(
      'wakeAt',
      earliest([
        assessment.nextChangeAt,
        nextFactAt(facts, now),
        nextChangeAt,
        consentEndsAt({ facts, settings, now }),
        nextStepAt(
          journeys.filter((journey) => !unknown.covers(journey)),
          { events: facts.events, messages: after },
          settings,
          now,
        ),
        moving.some((message) => message.marketing && isOpen(message))
          ? sunsetAt(facts, settings.policy, now) // when marketing ends for want of any sign
          : undefined,
        ...moving.map(wakeOf),
        ...sendBysOf(moving, journeys).filter((at) => at > now),
        ...moving.map((message) => nightOf(message, facts, settings, now)),
        unknown.names.length > 0 ? now + UNDERSTAND_AGAIN_AFTER_MS : undefined,
      ]),
    ),
    ...(unknown.names.length > 0 && { notUnderstood: unknown.names }),
  }
  return { decision, journeys }
}

/** When messages that are still unsent come too late. */
function sendBysOf(messages: readonly Message[], journeys: readonly Journey[]): readonly Instant[] {
  const open = new Set(messages.filter(isOpen).map(journeyName))
  return journeys.flatMap((journey) =>
    open.has(journeyName(journey)) ? (sendByOf(journey.start) ?? []) : [],
  )
}

/** A due message that no sender took by day is deferred when night begins. */
function nightOf(
  message: Message,
  facts: CustomerFacts,
  settings: Settings,
  now: Instant,
): Instant | undefined {
  const campaign = message.status === 'due' ? campaignIn(settings, message.campaign) : undefined
  return campaign && nextNightAt(campaign, facts, settings, now)
}

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [k in K]?: V }

function journeysAt(
  facts: CustomerFacts,
  assessment: Assessment,
  settings: Settings,
  now: Instant,
): { readonly journeys: readonly Journey[]; readonly nextChangeAt: Instant | undefined } {
  const paid = countedOrders(facts.orders, facts.refunds).filter(({ from }) => from <= now)
  const standing = {
    facts,
    settings,
    counting: paid.filter(({ until }) => now < until),
    refunded: paid.filter(({ until }) => until <= now),
    assessment,
    consent: marketingConsent({ facts, settings, now }),
    askedForAt: lastRequest(facts.consents, now)?.at,
    now,
  }
  const soFar = (journey: Journey): SoFar => ({
    mailedAt: () => mailedIn(journey, facts.messages),
    isDecided: (step) =>
      facts.messages.some((one) => messageName(one) === messageName({ ...journey, step })),
  })
  const campaignOf = (journey: Journey) => campaignIn(settings, journey.campaign)
  const orderAwaitedUntil = (journey: Journey): Instant | undefined => {
    const { restore, policy } = settings
    const until = awaitsOrderUntil(journey, facts.orders, restore, policy.staleAfterDays)
    return until !== undefined && until > now ? until : undefined
  }
  const endedIfOver = (journey: Journey): Journey =>
    orderAwaitedUntil(journey) === undefined
      ? endIfOver(journey, campaignOf(journey), standing, soFar(journey))
      : journey
  const stored = mergedAt(
    facts.journeys.toSorted(byCampaignAndNumber),
    endedIfOver,
    settings,
    now,
  ).map(endedIfOver)
  const starts = settings.campaigns.map((campaign) =>
    startsOf(
      campaign,
      stored.filter((journey) => journey.campaign === campaign.id).sort(byStart),
      facts,
      assessment,
      settings,
      now,
    ),
  )
  // One that begins late may be over already.
  const begun = starts.flatMap((start) => start.journeys.map(endedIfOver))
  const journeys = restartedAmong([...stored, ...begun], settings)
  return {
    journeys,
    nextChangeAt: earliest([
      ...starts.map((start) => start.nextAt),
      ...facts.journeys.map(orderAwaitedUntil),
      ...journeys.map(
        (journey) => lapseOf(journey, campaignOf(journey), standing, soFar(journey))?.at,
      ),
      ...journeys.map((journey) => endChangesAt(journey, standing)),
    ]),
  }
}

/** A later start ends the journeys before it, where the campaign says so. */
function restartedAmong(journeys: readonly Journey[], settings: Settings): readonly Journey[] {
  if (settings.campaigns.every(({ restart }) => restart === undefined)) return journeys
  const byCampaign = Map.groupBy(journeys, ({ campaign }) => campaign)
  return [...byCampaign].flatMap(([id, own]) =>
    withRestarts(own.toSorted(byStart), campaignIn(settings, id), settings),
  )
}

/** A customer of several ids goes through each campaign once: see identity.ts. */
function mergedAt(
  journeys: readonly Journey[],
  endedIfOver: (journey: Journey) => Journey,
  settings: Settings,
  now: Instant,
): readonly Journey[] {
  if (journeys.every(({ mailedAs }) => mailedAs === undefined)) return journeys
  const byCampaign = Map.groupBy(journeys, ({ campaign }) => campaign)
  return [...byCampaign].flatMap(([id, own]) => {
    const campaign = campaignIn(settings, id)
    const isUnknown =
      own.some(unknownInJourney) || (campaign && unknownInCampaign(campaign, settings).length)
    return isUnknown ? own : mergeEntries(own, endedIfOver, campaign, now)
  })
}

function nextStepAt(
  journeys: readonly Journey[],
  { events, messages }: Pick<CustomerFacts, 'events' | 'messages'>,
  settings: Settings,
  now: Instant,
): Instant | undefined {
  const over = stepsOver(messages)
  const byName = byNameOf(messages)
  return earliest(
    journeys.flatMap((journey) => {
      const campaign = journey.end ? undefined : campaignIn(settings, journey.campaign)
      if (!campaign) return []
      const course = courseOf(journey, campaign, events, byName)
      return campaign.steps.map((step) => nextOccurrenceAt(step, course, over, now))
    }),
  )
}

/** Facts dated after now are left out until their instant comes. */
const nextFactAt = (facts: CustomerFacts, now: Instant): Instant | undefined =>
  earliest(
    [
      ...facts.orders.map((order) => order.paidAt),
      ...facts.refunds.map((refund) => refund.at),
      ...facts.consents.map((consent) => consent.at),
      ...facts.holds.map((hold) => hold.at),
      ...facts.events.map((event) => event.at),
      ...facts.attributes.map((attribute) => attribute.since),
    ].filter((at) => at > now),
  )

const byCampaignAndNumber = (a: Journey, b: Journey): number =>
  a.campaign === b.campaign ? a.n - b.n : a.campaign < b.campaign ? -1 : 1
