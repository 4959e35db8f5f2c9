/** What would have happened to one customer: the past, decided instant by instant. */
import type { CustomerFacts } from './customer.ts'
import { type Decision, decide } from './decide.ts'
import type { MessageChange } from './decide-messages.ts'
import type { Journey } from './journey.ts'
import { claim, type Message, settle } from './message.ts'
import type { DeferReason, HoldReason } from './message-reasons.ts'
import { messageName } from './message-ref.ts'
import type { Settings } from './policy.ts'
import type { Instant } from './time.ts'

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
export function replay(facts: CustomerFacts, { from, to, settingsAt }: ReplayPeriod): Replay {
  const waits = new Map<string, Wait[]>()
  let known: CustomerFacts = { ...facts, journeys: [], messages: [] }
  let now = from
  while (now < to) {
    const decision = decide(known, now, settingsAt(now))
    noteWaits(waits, decision.messages, now)
    known = withDecision(known, decision, now)
    // A mail that was sent changes the room left under the caps, so decide again.
    if (decision.messages.some(({ after }) => after.status === 'due')) continue
    if (decision.wakeAt === undefined) break
    if (decision.wakeAt <= now)
      throw new Error(`${facts.shop}/${facts.customer} asks to be woken at ${now}, which is now`)
    now = decision.wakeAt
  }
  return {
    journeys: known.journeys,
    messages: known.messages.map((message) => ({
      message,
      waits: waits.get(messageName(message)) ?? [],
    })),
  }
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
