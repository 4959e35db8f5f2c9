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
import { type MessageChange, messagesAt } from './decide-messages.ts'
import { byStart, mergeEntries } from './identity.ts'
import type { Journey } from './journey.ts'
import { nextNightAt } from './judge.ts'
import { type Assessment, assess } from './lifecycle.ts'
import { consentEndsAt, marketingConsent } from './marketing-consent.ts'
import { isOpen, type Message, wakeOf } from './message.ts'
import { nextOccurrenceAt, type StepsOver, stepsOver } from './occurrences.ts'
import { countedOrdersAt } from './order.ts'
import type { Settings } from './policy.ts'
import { awaitsOrderUntil } from './restore.ts'
import { mailedIn, slotsOf } from './slots.ts'
import { endChangesAt, endIfOver, lapsesAt, startsOf } from './start-journeys.ts'
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
export function decide(facts: CustomerFacts, now: Instant, settings: Settings): Decision {
  const assessment = assess(facts, now, settings.policy, settings.models)
  if (facts.isMoving)
    return { assessment, journeys: [], messages: [], slots: slotsOf(facts, facts.messages) }
  const unknown = notUnderstood(facts, settings) // invariant 7
  const { journeys, nextChangeAt } = journeysAt(facts, assessment, settings, now)
  const messages = messagesAt(facts, journeys, assessment, settings, now, unknown)
  const changes = messages.filter(({ before, after }) => before !== after)
  const stored = new Set(facts.journeys)
  const moving = messages.map(({ after }) => after).filter((after) => !unknown.covers(after))
  return {
    assessment,
    journeys: journeys.filter((journey) => !stored.has(journey)),
    messages: changes,
    slots: slotsOf(
      { customer: facts.customer, journeys },
      messages.map(({ after }) => after),
    ),
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
          stepsOver(messages.map(({ after }) => after)),
          settings,
          now,
        ),
        moving.some((message) => message.marketing && isOpen(message))
          ? sunsetAt(facts, settings.policy, now) // when marketing ends for want of any sign
          : undefined,
        ...moving.map(wakeOf),
        ...moving.map((message) => nightOf(message, facts, settings, now)),
        unknown.names.length > 0 ? now + UNDERSTAND_AGAIN_AFTER_MS : undefined,
      ]),
    ),
    ...(unknown.names.length > 0 && { notUnderstood: unknown.names }),
  }
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
  const standing = {
    facts,
    settings,
    counting: countedOrdersAt(facts.orders, facts.refunds, now),
    assessment,
    consent: marketingConsent({ facts, settings, now }),
    askedForAt: lastRequest(facts.consents, now)?.at,
    now,
  }
  const mailedAt = (journey: Journey) => () => mailedIn(journey, facts.messages)
  const orderAwaitedUntil = (journey: Journey): Instant | undefined => {
    const { restore, policy } = settings
    const until = awaitsOrderUntil(journey, facts.orders, restore, policy.staleAfterDays)
    return until !== undefined && until > now ? until : undefined
  }
  const endedIfOver = (journey: Journey): Journey =>
    orderAwaitedUntil(journey) === undefined
      ? endIfOver(journey, campaignIn(settings, journey.campaign), standing, mailedAt(journey))
      : journey
  const stored = mergedAt(facts.journeys.toSorted(byCampaignAndNumber), settings, now).map(
    endedIfOver,
  )
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
  const journeys = [...stored, ...starts.flatMap((start) => start.journeys.map(endedIfOver))]
  return {
    journeys,
    nextChangeAt: earliest([
      ...starts.map((start) => start.nextAt),
      ...facts.journeys.map(orderAwaitedUntil),
      ...journeys.map((journey) => lapsesAt(journey, mailedAt(journey))),
      ...journeys.map((journey) => endChangesAt(journey, standing)),
    ]),
  }
}

/** A customer of several ids goes through each campaign once: see identity.ts. */
function mergedAt(
  journeys: readonly Journey[],
  settings: Settings,
  now: Instant,
): readonly Journey[] {
  if (journeys.every(({ mailedAs }) => mailedAs === undefined)) return journeys
  const byCampaign = Map.groupBy(journeys, ({ campaign }) => campaign)
  return [...byCampaign].flatMap(([id, own]) => {
    const campaign = campaignIn(settings, id)
    const isUnknown =
      own.some(unknownInJourney) || (campaign && unknownInCampaign(campaign, settings).length)
    return isUnknown ? own : mergeEntries(own, campaign, now)
  })
}

function nextStepAt(
  journeys: readonly Journey[],
  over: StepsOver,
  settings: Settings,
  now: Instant,
): Instant | undefined {
  return earliest(
    journeys.flatMap((journey) => {
      const steps = journey.end ? [] : (campaignIn(settings, journey.campaign)?.steps ?? [])
      return steps.map((step) => nextOccurrenceAt(journey, step, over, now))
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
