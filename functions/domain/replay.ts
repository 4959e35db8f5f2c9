/** What would have happened to customers: the past, decided instant by instant. */
import type { AddressFacts } from './address.ts'
import type { CustomerFacts } from './customer.ts'
import { type Decision, decide } from './decide.ts'
import type { MessageChange } from './decide-messages.ts'
import type { Journey } from './journey.ts'
import { claim, type Message, settle } from './message.ts'
import type { DeferReason, HoldReason } from './message-reasons.ts'
import { messageName } from './message-ref.ts'
import type { Settings } from './policy.ts'
import { slotsOf } from './slots.ts'
import { type Instant, latest } from './time.ts'

export type ReplayPeriod = {
  readonly from: Instant
  /** Nothing is decided at it or later. */
  readonly to: Instant
  /** The settings as they would have stood; a function of the instant alone. */
  readonly settingsAt: (now: Instant) => Settings
}

/** What a message waited for, and since when. */
export type Wait = {
  readonly status: 'held' | 'deferred'
  readonly reason: HoldReason | DeferReason
  readonly since: Instant
}

export type ReplayedMessage = {
  /** As it stood at the end; one that was sent is accepted. */
  readonly message: Message
  /** In their order; empty if it was sent or skipped the moment it fell due. */
  readonly waits: readonly Wait[]
}

export type Replay = {
  readonly journeys: readonly Journey[]
  /** In the order in which they fell due. */
  readonly messages: readonly ReplayedMessage[]
}

/**
 * Replays one customer's facts through `decide` from `from` on, at that instant and whenever it
 * asks to be woken, as if every due mail were accepted at once. Journeys and messages among the
 * facts are ignored: the replay makes its own. All facts of one instant are known before it is
 * decided; `decide` itself ignores those dated later.
 *
 * @throws if a decision asks to be woken at an instant that is not later: time would stand still
 * @example
 * replay(facts, { from, to, settingsAt: () => settings }).messages.map(({ message }) => message.status)
 */
export function replay(facts: CustomerFacts, period: ReplayPeriod): Replay {
  const [only] = replayAtAddress([facts], period)
  return only ?? { journeys: [], messages: [] }
}

/**
 * Replays the customers who share an address, in the order of time: what one was sent takes room
 * under the caps of all, the same mail goes to the address once, and the opt-out of one is that of
 * all. Of two who are decided at one instant, the one whose id sorts first comes first.
 *
 * @returns one for each of them, in the order given
 * @throws as `replay`
 * @example replayAtAddress([mother, daughter], period)[1]?.messages
 */
export function replayAtAddress(
  customers: readonly CustomerFacts[],
  period: ReplayPeriod,
): readonly Replay[] {
  const lives = customers.map((facts) => lifeOf(facts, period.from))
  const withdrawals = customers
    .flatMap(({ consents }) => consents)
    .filter(({ purpose, act }) => purpose === 'marketing' && act === 'withdrawn')
  const byId = lives.toSorted((one, other) => (one.known.customer < other.known.customer ? -1 : 1))
  for (;;) {
    const next = byId.reduce((soonest, life) => (life.next < soonest.next ? life : soonest))
    if (next.next >= period.to) break
    const others = lives.filter((life) => life !== next)
    const until = next.next
    const withdrawnAt = latest(withdrawals.map(({ at }) => at).filter((at) => at <= until))
    const address: AddressFacts = {
      softBounces: [],
      slots: others.flatMap(({ known }) => slotsOf(known, known.messages)),
      ...(withdrawnAt !== undefined && { withdrawnAt }),
    }
    decideNext(next, others.length > 0 ? address : undefined, period)
  }
  return lives.map(({ known, waits }) => ({
    journeys: known.journeys,
    messages: known.messages.map((message) => ({
      message,
      waits: waits.get(messageName(message)) ?? [],
    })),
  }))
}

/** A customer on the way through the past. */
type Life = {
  known: CustomerFacts
  /** When they are decided next; never again if that is infinite. */
  next: Instant
  readonly waits: Map<string, Wait[]>
}

const lifeOf = (facts: CustomerFacts, from: Instant): Life => ({
  known: { ...facts, journeys: [], messages: [] },
  next: from,
  waits: new Map(),
})

function decideNext(life: Life, address: AddressFacts | undefined, period: ReplayPeriod): void {
  const { known, next: now } = life
  const facts = address ? { ...known, address } : known
  const decision = decide(facts, now, period.settingsAt(now))
  noteWaits(life.waits, decision.messages, now)
  life.known = withDecision(known, decision, now)
  // A mail that was sent changes the room left under the caps, so decide again.
  if (decision.messages.some(({ after }) => after.status === 'due')) return
  if (decision.wakeAt !== undefined && decision.wakeAt <= now)
    throw new Error(`${known.shop}/${known.customer} asks to be woken at ${now}, which is now`)
  life.next = decision.wakeAt ?? Number.POSITIVE_INFINITY
}

/** The facts with a decision's rows, and with every mail that fell due sent. */
function withDecision(facts: CustomerFacts, decision: Decision, now: Instant): CustomerFacts {
  if (decision.journeys.length === 0 && decision.messages.length === 0) return facts
  const messages = decision.messages.map(({ after }) =>
    after.status === 'due' ? sent(after, now) : after,
  )
  return {
    ...facts,
    journeys: replaced(facts.journeys, decision.journeys, ({ campaign, n }) => `${campaign}#${n}`),
    messages: replaced(facts.messages, messages, messageName),
  }
}

/** The list with newer versions of its elements in their places, and new ones at the end. */
function replaced<T>(
  list: readonly T[],
  changed: readonly T[],
  nameOf: (element: T) => string,
): readonly T[] {
  if (changed.length === 0) return list
  const byName = new Map([...list, ...changed].map((element) => [nameOf(element), element]))
  return [...byName.values()]
}

const REPLAYED = 'replayed'

function sent(message: Message & { readonly status: 'due' }, now: Instant): Message {
  const claimed = claim(message, { claimId: REPLAYED, repeatable: false }, now)
  return settle(claimed, { outcome: 'accepted', mailerMessageId: REPLAYED }, now)
}

function noteWaits(
  waits: Map<string, Wait[]>,
  changes: readonly MessageChange[],
  since: Instant,
): void {
  for (const { after } of changes) {
    if (after.status !== 'held' && after.status !== 'deferred') continue
    const name = messageName(after)
    const { status, reason } = after
    const before = waits.get(name)
    const last = before?.at(-1)
    if (last?.status === status && last.reason === reason) continue
    if (before) before.push({ status, reason, since })
    else waits.set(name, [{ status, reason, since }])
  }
}
