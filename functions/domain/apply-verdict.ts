/** The next state of a message, given the verdict on its step. */
import type { Verdict } from './judge.ts'
import { type Message, type MessageBase, makeDue, withStatus } from './message.ts'
import type { Instant } from './time.ts'

type VerdictOf<V extends Verdict['verdict']> = Extract<Verdict, { verdict: V }>

/** A message as it would be if its step were decided now, and as it is stored, if it is. */
type JudgedStep = { readonly message: MessageBase; readonly stored: Message | undefined }

/**
 * Applies the verdict to the message; returns the same object if nothing changes.
 *
 * @example applyVerdict({ verdict: 'skip', reason: 'bought-meanwhile' }, { message, stored }, now).status // 'skipped'
 */
export function applyVerdict(
  verdict: Verdict,
  { message, stored }: JudgedStep,
  now: Instant,
): Message {
  const after = withVerdict(verdict, message, stored, now)
  return stored && isSame(stored, after) ? stored : after
}

function withVerdict(
  verdict: Verdict,
  message: MessageBase,
  stored: Message | undefined,
  now: Instant,
): Message {
  if (stored && verdict.verdict !== 'skip' && isWatchingIntake(stored, now)) return stored
  switch (verdict.verdict) {
    case 'send':
      return stored && stored.template === message.template && isUnderWay(stored, now)
        ? stored
        : makeDue(message, verdict, now)
    case 'hold':
      return stored && isHeldAlready(stored, verdict, now)
        ? stored
        : withStatus(message, { status: 'held', reason: verdict.reason, until: verdict.until })
    case 'defer':
      if (stored && isParked(stored, now)) return stored
      return withStatus(message, {
        status: 'deferred',
        reason: verdict.reason,
        until: verdict.until,
      })
    case 'skip':
      return withStatus(message, { status: 'skipped', reason: verdict.reason, at: now })
  }
}

/** Already on its way to a sender, or waiting for a quota that the rules know nothing of. */
const isUnderWay = (stored: Message, now: Instant): boolean =>
  (stored.status === 'due' && stored.relayAt > now) || isParked(stored, now)

const isParked = (stored: Message, now: Instant): boolean =>
  stored.status === 'parked' && stored.until > now

/**
 * The intake's recovery triggers no decision, so such a step is checked on the hour and not in
 * between, even when another decision comes first: it is released at the same instant however often
 * it is decided.
 */
const isWatchingIntake = (stored: Message, now: Instant): boolean =>
  stored.status === 'held' && stored.reason === 'intake-late' && stored.until > now

/** Held for the same reason, and looking again no later than it would now. */
const isHeldAlready = (stored: Message, { reason, until }: VerdictOf<'hold'>, now: Instant) =>
  stored.status === 'held' &&
  stored.reason === reason &&
  stored.until > now &&
  stored.until <= until

const isSame = (stored: Message, after: Message): boolean =>
  Object.entries(after).every(([key, value]) => stored[key as keyof Message] === value)
