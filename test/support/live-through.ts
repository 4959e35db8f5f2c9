/** Lives through one customer's arrivals as the whole system would, with one clock for all. */
import type { CustomerFacts } from '../../functions/domain/customer.ts'
import { type Decision, decide } from '../../functions/domain/decide.ts'
import { applyEvent } from '../../functions/domain/feedback/apply-event.ts'
import { claim, type Message, type SendOutcome, settle } from '../../functions/domain/message.ts'
import { messageName } from '../../functions/domain/message-ref.ts'
import type { Settings } from '../../functions/domain/policy.ts'
import type { Instant } from '../../functions/domain/time.ts'
import { isUnderstood } from '../../functions/domain/understood.ts'
import type { Arrival } from './any-life.ts'
import { applyDecision, withMessage } from './apply-decision.ts'
import { arrive } from './arrive.ts'
import { NOON } from './given.ts'

export type Life = { readonly facts: CustomerFacts; readonly decidedAt: readonly Instant[] }

export type Circumstances = {
  readonly until: Instant
  /** Settings by instant; the same object for as long as nothing was published. */
  readonly settings: (now: Instant) => Settings
  /** Decide at these as well, in addition to arrivals and wakes. */
  readonly alsoAt?: readonly Instant[]
  /** How long the sender takes for the nth relay of a message; undefined: it never comes. */
  readonly senderTakes?: (relay: number) => number | undefined
  /** Whether the mailer knows a repeat when it sees one. */
  readonly repeatable?: boolean
  /** What comes of an attempt; undefined: the sender vanishes with its claim. */
  readonly mailerSays?: (attempt: number, now: Instant) => SendOutcome | undefined
  /** How long until a delivery event settles a message of unknown fate; undefined: none comes. */
  readonly settledAfter?: (message: string) => number | undefined
  /** Called for every decision, with the facts it was made from. */
  readonly onDecision?: (facts: CustomerFacts, now: Instant, decision: Decision) => void
}

/**
 * Decides at every arrival and every wake, relays what falls due, and sends as senders do:
 * decide again, claim, hand over, settle.
 *
 * @throws if a decision asks to be woken in the past
 */
export function liveThrough(
  newcomer: CustomerFacts,
  arrivals: readonly Arrival[],
  {
    until,
    settings,
    alsoAt = [],
    senderTakes = () => 0,
    repeatable = false,
    mailerSays = (attempt) => ({ outcome: 'accepted', mailerMessageId: `attempt ${attempt}` }),
    settledAfter = () => undefined,
    onDecision = () => {},
  }: Circumstances,
): Life {
  let facts = newcomer
  // What is known when the life begins was recorded then.
  let wakeAt: Instant | undefined = NOON
  const decidedAt: Instant[] = []
  const relays = new Map<string, number>()
  const queue: { readonly at: Instant; readonly name: string; readonly isEvent?: true }[] = []
  const waiting = arrivals.toSorted((a, b) => b.at - a.at)
  const visits = alsoAt.toSorted((a, b) => b - a)

  const commit = (decision: Decision, now: Instant) => {
    facts = applyDecision(facts, decision)
    // As the store does: an earlier wake stays where it is and decides again.
    const mayStay = wakeAt !== undefined && wakeAt > now && wakeAt <= (decision.wakeAt ?? Infinity)
    if (!mayStay) wakeAt = decision.wakeAt
    for (const { before, after } of decision.messages) relayIfNew(before, after, now)
  }
  const relayIfNew = (before: Message | undefined, after: Message, now: Instant) => {
    if (after.status !== 'due') return
    if (before?.status === 'due' && before.relayAt === after.relayAt) return
    const name = messageName(after)
    const relay = relays.get(name) ?? 0
    relays.set(name, relay + 1)
    const delay = senderTakes(relay)
    if (delay !== undefined) queue.push({ at: now + delay, name })
  }
  const react = (now: Instant) => {
    const decision = decide(facts, now, settings(now))
    if (decision.wakeAt !== undefined && decision.wakeAt <= now)
      throw new Error(`woken at ${decision.wakeAt}, which is not after ${now}`)
    onDecision(facts, now, decision)
    decidedAt.push(now)
    commit(decision, now)
  }
  const send = (name: string, now: Instant) => {
    const stored = facts.messages.find((row) => messageName(row) === name)
    if (stored?.status !== 'due') return
    if (!isUnderstood(stored, facts, settings(now))) return
    const decision = decide(facts, now, settings(now))
    const decided = decision.messages.find(({ before }) => before === stored)?.after ?? stored
    if (decided.status !== 'due') {
      commit(decision, now)
      return
    }
    const claimed = claim(decided, { claimId: `${name}@${now}`, repeatable }, now)
    const said = mailerSays(claimed.attempt, now)
    facts = withMessage(facts, said ? settle(claimed, said, now) : claimed)
    const eventAfter = said?.outcome === 'unknown' ? settledAfter(name) : undefined
    if (eventAfter !== undefined) queue.push({ at: now + eventAfter, name, isEvent: true })
  }
  const hear = (name: string, now: Instant) => {
    const stored = facts.messages.find((row) => messageName(row) === name)
    if (!stored) return
    const after = applyEvent(stored, { kind: 'delivered', messageId: name, at: now })
    facts = withMessage(facts, after)
    // As the store does, together with the message.
    if (after.status !== stored.status) wakeAt = Math.min(wakeAt ?? Infinity, now)
  }

  while (true) {
    const now = Math.min(
      waiting.at(-1)?.at ?? Infinity,
      visits.at(-1) ?? Infinity,
      wakeAt ?? Infinity,
      ...queue.map(({ at }) => at),
    )
    if (now > until) return { facts, decidedAt }
    const isVisited = visits.at(-1) === now
    const isWoken = wakeAt === now
    let hasArrived = false
    while (visits.at(-1) === now) visits.pop()
    while (waiting.at(-1)?.at === now) {
      const arrival = waiting.pop()
      if (arrival) facts = arrive(facts, arrival.recording)
      hasArrived = true
    }
    if (hasArrived || isWoken || isVisited) react(now)
    for (let i = queue.findIndex(({ at }) => at === now); i >= 0; ) {
      const [delivery] = queue.splice(i, 1)
      if (delivery?.isEvent) hear(delivery.name, now)
      else if (delivery) send(delivery.name, now)
      i = queue.findIndex(({ at }) => at === now)
    }
  }
}
