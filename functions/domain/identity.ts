/**
 * One person under two ids: what their journeys and messages become once they are one customer.
 *
 * 1. Journeys of both stay, under numbers of their own, with the id that they were mailed under.
 * 2. Two journeys of one campaign that could not both have begun for one person are one: the
 *    earlier start stays, the other ends as `merged`.
 * 3. What may have been mailed in one of them was mailed in the other.
 *
 * All of it follows from the rows, so that it does not matter which of the ids was known first.
 */
import type { Campaign } from './campaign.ts'
import type { CustomerFacts } from './customer.ts'
import type { Journey, JourneyOrigin } from './journey.ts'
import type { Message } from './message.ts'
import { type MessageRef, messageName } from './message-ref.ts'
import { hasRoomAt } from './starts/each-cause.ts'
import { isSameCause } from './starts/starts.ts'

/** A guest's id is this and the keyed hash of their address. */
export const HASHED_GUEST = '~guest:'

/** @example isGuest('~guest:PFAJ…') // true */
export const isGuest = (customer: string): boolean => customer.startsWith(HASHED_GUEST)

/**
 * An order with neither an id nor an address: it is stored, but there is no customer to write to.
 */
export const isAnonymous = (customer: string): boolean =>
  customer.startsWith('~order:') || customer.startsWith('~refund:')

/** Where a journey or a message was first, however often its customer got another id. */
export const originOf = (
  { mailedAs, n }: { readonly mailedAs?: JourneyOrigin; readonly n: number },
  customer: string,
): JourneyOrigin => mailedAs ?? { customer, n }

export const isSameOrigin = (a: JourneyOrigin | undefined, b: JourneyOrigin): boolean =>
  a?.customer === b.customer && a.n === b.n

/** The earlier start first; of two of one instant the customer's own, then by number. */
export const byStart = (a: Journey, b: Journey): number =>
  a.startedAt - b.startedAt ||
  Number(a.mailedAs !== undefined) - Number(b.mailedAs !== undefined) ||
  a.n - b.n

/**
 * Whether one person could not have had both journeys: one of them came from another id, and the
 * later began before the campaign may be entered again.
 */
export function isSameEntry(a: Journey, b: Journey, campaign: Campaign | undefined): boolean {
  if (a === b || a.campaign !== b.campaign) return false
  if (a.mailedAs?.customer === b.mailedAs?.customer) return false
  const isSame = isSameCause(a.start, b.start)
  if (isSame !== undefined) return isSame
  if (!campaign) return true
  const [earlier, later] = byStart(a, b) < 0 ? [a, b] : [b, a]
  return !hasRoomAt(campaign, [earlier], later.startedAt)
}

/**
 * The journeys of one campaign, the later of two that are one ended as `merged`. Returns the very
 * same objects where nothing changes.
 *
 * @param journeys of one campaign
 * @param endedIfOver what both did may have ended one before the other began
 */
export function mergeEntries(
  journeys: readonly Journey[],
  endedIfOver: (journey: Journey) => Journey,
  campaign: Campaign | undefined,
  now: number,
): readonly Journey[] {
  if (journeys.every(({ mailedAs }) => mailedAs === undefined)) return journeys
  const ordered = journeys.toSorted(byStart)
  return journeys.map((journey) => {
    if (journey.end) return journey
    const earlier = ordered.slice(0, ordered.indexOf(journey)).map(endedIfOver)
    const isSecond = earlier.some((one) => isSameEntry(one, journey, campaign))
    return isSecond ? { ...journey, end: { at: now, reason: 'merged' } } : journey
  })
}

/** What may have reached the person, or may yet. */
const MAY_BE_MAILED: Readonly<Record<Message['status'], boolean>> = {
  held: false,
  deferred: false,
  due: false,
  skipped: false,
  parked: false,
  refused: false,
  claimed: true,
  accepted: true,
  unknown: true,
  'given-up': true,
}

/**
 * Whether a step was mailed to the person in another journey that is the same entry (3).
 *
 * @example isMailedElsewhere(journey, 'picks', facts, campaign) // false
 */
export function isMailedElsewhere(
  journey: Journey,
  step: string,
  { journeys, messages }: Pick<CustomerFacts, 'journeys' | 'messages'>,
  campaign: Campaign | undefined,
): boolean {
  return sameEntries(journey, journeys, campaign).some((other) =>
    messages.some(
      (message) =>
        message.campaign === other.campaign &&
        message.n === other.n &&
        message.step === step &&
        MAY_BE_MAILED[message.status],
    ),
  )
}

/**
 * The numbers of the journeys that are one with that of a message, its own first: what was given to the
 * person in one of them was given in all.
 *
 * @example entryNumbers({ campaign: 'win-back', n: 2 }, facts.journeys, campaign) // [2, 1]
 */
export function entryNumbers(
  message: Pick<Message, 'campaign' | 'n'>,
  journeys: readonly Journey[],
  campaign: Campaign | undefined,
): readonly number[] {
  const journey = journeys.find((one) => one.campaign === message.campaign && one.n === message.n)
  const others = journey ? sameEntries(journey, journeys, campaign) : []
  return [message.n, ...others.map(({ n }) => n)]
}

/** The other journeys of the person that are the same entry (3). */
const sameEntries = (
  journey: Journey,
  journeys: readonly Journey[],
  campaign: Campaign | undefined,
): readonly Journey[] =>
  journeys.every(({ mailedAs }) => mailedAs === undefined)
    ? []
    : journeys.filter((other) => other.n !== journey.n && isSameEntry(other, journey, campaign))

/**
 * The message that a name means: under the id that the customer has, or one that they had.
 *
 * @param customer the id that the name was given with
 * @example messageMeant('~guest:PFAJ…', { campaign: 'care', n: 1, step: 'tips' }, facts)?.n // 2
 */
export const messageMeant = (
  customer: string,
  ref: MessageRef,
  { customer: present, messages }: Pick<CustomerFacts, 'customer' | 'messages'>,
): Message | undefined =>
  messages.find(
    (message) =>
      isSameOrigin(message.mailedAs, { customer, n: ref.n }) &&
      messageName({ ...message, n: ref.n }) === messageName(ref),
  ) ?? messages.find((one) => customer === present && messageName(one) === messageName(ref))
