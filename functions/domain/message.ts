/**
 * A message is one step of one journey, under an id that can exist only once.
 *
 *     held, deferred <-> due -> claimed -> accepted | refused | unknown | parked <-> due
 *            \-> skipped <-/       \-> due, where the mailer knows a repeat when it sees one, or its
 *                                      sender knows that nothing was handed over
 *
 * Invariants:
 *
 * 1. Every change is on condition of the status and the attempt that were read. Each claim is an
 *    attempt of its own, so a claim exists once.
 * 2. A claimed message belongs to its sender until the lease ends.
 * 3. A message of unknown fate is never sent again: an event of the carrier settles it as accepted,
 *    and without one it is given up. Such an event settles any status that was handed to a mailer
 *    (feedback/apply-event.ts).
 * 4. A decision changes only what is open: held, deferred, due or parked.
 * 5. What may have been received, or may yet be, occupies the caps.
 * 6. Every message that is not settled asks for a wake, so none is stranded when an event is lost.
 */
import type { Feedback } from './feedback/feedback.ts'
import type { JourneyOrigin } from './journey.ts'
import type { DeferReason, HoldReason, SkipReason } from './message-reasons.ts'
import type { MessageRef } from './message-ref.ts'
import { namesOf } from './names-of.ts'
import type { Provider } from './provider.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from './time.ts'

export type MessageStatus =
  | { readonly status: 'held'; readonly reason: HoldReason; readonly until: Instant }
  | { readonly status: 'deferred'; readonly reason: DeferReason; readonly until: Instant }
  /** Waits for a sender; relayed again at `relayAt` in case the first relay was lost. */
  | {
      readonly status: 'due'
      readonly locale: string
      readonly decidedAt: Instant
      readonly relayAt: Instant
    }
  | { readonly status: 'skipped'; readonly reason: SkipReason; readonly at: Instant }
  | {
      readonly status: 'claimed'
      readonly locale: string
      readonly claimedAt: Instant
      /**
       * Identifies the claim, so that a sender whose answer was lost can recognise its own claim.
       */
      readonly claimId: string
      readonly leaseUntil: Instant
      /** Whether the mailer would recognise the same message and send it once all the same. */
      readonly repeatable: boolean
    }
  | {
      readonly status: 'accepted'
      readonly locale: string
      readonly acceptedAt: Instant
      readonly mailerMessageId: string
      /** The mailer's answer never arrived; an event showed that it accepted the mail. */
      readonly settledBy?: 'event'
    }
  | { readonly status: 'refused'; readonly reason: string; readonly at: Instant }
  | { readonly status: 'parked'; readonly reason: string; readonly until: Instant }
  | {
      readonly status: 'unknown'
      readonly locale: string
      readonly claimedAt: Instant
      readonly at: Instant
      readonly giveUpAt: Instant
    }
  | {
      readonly status: 'given-up'
      readonly locale: string
      readonly claimedAt: Instant
      readonly at: Instant
    }

/**
 * Who may change a message next: a decision, the sender who claimed it or its carrier, or only a
 * report of the carrier.
 */
const PHASES = {
  held: 'open',
  deferred: 'open',
  due: 'open',
  skipped: 'settled',
  claimed: 'in-flight',
  accepted: 'settled',
  refused: 'settled',
  parked: 'open',
  unknown: 'in-flight',
  'given-up': 'settled',
} as const satisfies Readonly<Record<MessageStatus['status'], 'open' | 'in-flight' | 'settled'>>

export const MESSAGE_STATUSES = namesOf(PHASES)

/** @example isMessageStatus('held') // true */
export const isMessageStatus = (name: string): name is MessageStatus['status'] =>
  Object.hasOwn(PHASES, name)

type StatusIn<P extends (typeof PHASES)[MessageStatus['status']]> = {
  [S in MessageStatus['status']]: (typeof PHASES)[S] extends P ? S : never
}[MessageStatus['status']]

export type MessageBase = MessageRef & {
  readonly template: string
  readonly marketing: boolean
  readonly dueAt: Instant
  /** Quiet hours, a cap or a quota put it off, so that the longer limit of deferrals holds. */
  readonly putOff: boolean
  /** How many claims there have been; every change is on condition of it. */
  readonly attempt: number
  /** Who keeps the mailbox it goes to, once it was due. */
  readonly provider?: Provider
  readonly feedback?: Feedback
  /** Under which it was mailed, where the customer was known by another id then. */
  readonly mailedAs?: JourneyOrigin
  /** Hash of what its latest attempt says, links left out; of occurrences of a repeated step alone. */
  readonly saysHash?: string
  /** How often feedback changed it (spelled as rows store it); each change is on condition of it. */
  readonly heard?: number
}

export type Message = MessageBase & MessageStatus

export type MessageOf<S extends Message['status']> = Extract<Message, { status: S }>

/**
 * How long a due message may go without a sender before it is relayed again: longer than most
 * queues take to send, since each relay of a message that still waits in one is for nothing.
 */
const RELAY_AGAIN_AFTER_MS = HOUR_MS
/** How long a sender may hold a claim; well above the longest send. */
const LEASE_MS = 5 * MINUTE_MS
/** SES retries a mail for up to 14 hours, and its events may arrive late: this covers both. */
export const GIVE_UP_AFTER_MS = 72 * HOUR_MS

/** The message with another status, and nothing left over from the one before. */
export const withStatus = <S extends MessageStatus>(message: MessageBase, status: S) => ({
  campaign: message.campaign,
  n: message.n,
  step: message.step,
  template: message.template,
  marketing: message.marketing,
  dueAt: message.dueAt,
  putOff: message.putOff || status.status === 'deferred' || status.status === 'parked',
  attempt: message.attempt,
  ...(message.provider !== undefined && { provider: message.provider }),
  ...(message.feedback && { feedback: message.feedback }),
  ...(message.mailedAs && { mailedAs: message.mailedAs }),
  ...(message.saysHash !== undefined && { saysHash: message.saysHash }),
  ...(message.heard !== undefined && { heard: message.heard }),
  ...status,
})

/** Hands the message to the senders, from `now` on. */
export const makeDue = (
  message: MessageBase,
  { locale, provider }: { readonly locale: string; readonly provider?: Provider | undefined },
  now: Instant,
): MessageOf<'due'> =>
  withStatus(provider === undefined ? message : { ...message, provider }, {
    status: 'due',
    locale,
    decidedAt: now,
    relayAt: now + RELAY_AGAIN_AFTER_MS,
  })

/** A sender takes a due message for itself until the lease ends (invariants 1 and 2). */
export const claim = (
  message: MessageOf<'due'>,
  {
    saysHash,
    ...by
  }: { readonly claimId: string; readonly repeatable: boolean; readonly saysHash?: string },
  now: Instant,
): MessageOf<'claimed'> => ({
  ...withStatus(saysHash === undefined ? message : { ...message, saysHash }, {
    status: 'claimed',
    locale: message.locale,
    claimedAt: now,
    leaseUntil: now + LEASE_MS,
    ...by,
  }),
  attempt: message.attempt + 1,
})

/** What a mailer says of one attempt. */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly mailerMessageId: string }
  /** Final until a person acts: the address, the content or the account was turned down. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Certainly not sent; worth trying again at `until`. */
  | { readonly outcome: 'parked'; readonly reason: string; readonly until: Instant }
  /** A time-out, a reset or a 5xx: it is unknown whether it was sent. */
  | { readonly outcome: 'unknown' }

/** Settles a claim by what the mailer said. */
export function settle(message: MessageOf<'claimed'>, said: SendOutcome, now: Instant): Message {
  switch (said.outcome) {
    case 'accepted':
      return withStatus(message, {
        status: 'accepted',
        locale: message.locale,
        acceptedAt: now,
        mailerMessageId: said.mailerMessageId,
      })
    case 'refused':
      return withStatus(message, { status: 'refused', reason: said.reason, at: now })
    case 'parked':
      return withStatus(message, { status: 'parked', reason: said.reason, until: said.until })
    case 'unknown':
      return withStatus(message, {
        status: 'unknown',
        locale: message.locale,
        claimedAt: message.claimedAt,
        at: now,
        giveUpAt: message.claimedAt + GIVE_UP_AFTER_MS,
      })
  }
}

/** The mailer has its mail since `at`, although no sender said so (invariant 2). */
export const arrived = (
  message: MessageOf<'claimed' | 'due'>,
  mailerMessageId: string,
  at: Instant,
): MessageOf<'accepted'> =>
  withStatus(message, {
    status: 'accepted',
    locale: message.locale,
    acceptedAt: at,
    mailerMessageId,
  })

/** No event settled it in time: it may have been sent or not, and is never sent again (invariant 3). */
export const giveUp = (message: MessageOf<'unknown'>, now: Instant): MessageOf<'given-up'> =>
  withStatus(message, {
    status: 'given-up',
    locale: message.locale,
    claimedAt: message.claimedAt,
    at: now,
  })

/**
 * A claim under which no byte left: the message has been due since it was claimed, and keeps its
 * place at the address from then.
 */
export const dueAgain = (message: MessageOf<'claimed'>): MessageOf<'due'> =>
  makeDue(message, message, message.claimedAt)

/**
 * An expired claim: due again where sending twice is harmless, otherwise unknown. An unknown
 * message is never sent again.
 */
export const expire = (message: MessageOf<'claimed'>, now: Instant): Message =>
  message.repeatable ? makeDue(message, message, now) : settle(message, { outcome: 'unknown' }, now)

/** Whether a decision may still change it: neither settled nor in a sender's hands (invariant 4). */
export const isOpen = (message: Message): message is MessageOf<StatusIn<'open'>> =>
  PHASES[message.status] === 'open'

/** Whether no decision and no sender changes it any more. */
export const isSettled = ({ status }: Message): boolean => PHASES[status] === 'settled'

/** The instant at which a message occupies the caps (invariant 5). */
export const capSlotOf = (message: Message): Instant | undefined =>
  message.marketing ? handedOverAt(message) : undefined

/** Since when a message may have been received, or may yet be; undefined if it certainly was not. */
export function handedOverAt(message: Message): Instant | undefined {
  switch (message.status) {
    case 'due':
      return message.decidedAt
    case 'claimed':
    case 'unknown':
    case 'given-up':
      return message.claimedAt
    case 'accepted':
      return message.acceptedAt
    case 'held':
    case 'deferred':
    case 'parked':
    case 'skipped':
    case 'refused':
      return undefined
  }
}

/** When a message next asks for a decision; settled messages never do (invariant 6). */
export function wakeOf(message: Message): Instant | undefined {
  switch (message.status) {
    case 'held':
    case 'deferred':
    case 'parked':
      return message.until
    case 'due':
      return message.relayAt
    case 'claimed':
      return message.leaseUntil
    case 'unknown':
      return message.giveUpAt
    case 'accepted':
    case 'refused':
    case 'skipped':
    case 'given-up':
      return undefined
  }
}
