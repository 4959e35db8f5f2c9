/** What an event of the carrier changes about its message. */
import { type Message, withStatus } from '../message.ts'
import type { Instant } from '../time.ts'
import { BOUNCE_KINDS, type BounceKind } from './bounce-kind.ts'
import type { DeliveryEvent, Rejection } from './delivery-event.ts'
import type { Feedback } from './feedback.ts'
import { COMPLAINT_KINDS, type ComplaintKind } from './report-type.ts'

/**
 * The message with the event applied. Every event proves that the mailer accepted the mail, so an
 * unknown message is settled as accepted, also after it was given up. A message that was never
 * handed to a mailer is left alone: the event is not about it.
 *
 * @returns the same object if the event reports nothing new
 * @example applyEvent(message, { kind: 'delivered', at, mailerMessageId }).feedback // { deliveredAt: at }
 */
export function applyEvent(message: Message, event: DeliveryEvent): Message {
  if (message.attempt === 0) return message
  const feedback = withEvent(message.feedback ?? {}, event)
  if (message.status === 'accepted' && feedback === message.feedback) return message
  return { ...asAccepted(message, event), feedback, heard: (message.heard ?? 0) + 1 }
}

function asAccepted(message: Message, event: DeliveryEvent): Message {
  if (message.status === 'accepted') return message
  return withStatus(message, {
    status: 'accepted',
    // Undetermined (BCP 47) where the earlier row no longer says.
    locale: 'locale' in message ? message.locale : 'und',
    acceptedAt: 'claimedAt' in message ? message.claimedAt : event.at,
    mailerMessageId: event.mailerMessageId ?? '',
    settledBy: 'event',
  })
}

function withEvent(known: Feedback, event: DeliveryEvent): Feedback {
  const { at } = event
  switch (event.kind) {
    case 'sent':
      return keepEarliest(known, 'sentAt', at)
    case 'delivered':
      return keepEarliest(known, 'deliveredAt', at)
    case 'delayed':
      return keepEarliest(known, 'delayedAt', at)
    case 'rejected':
      return withRejection(known, at, event.rejection)
    case 'withheld':
      return keepEarliest(known, 'withheldAt', at)
    case 'auth-failed':
      return keepEarliest(known, 'authFailedAt', at)
    case 'not-spam':
      return keepEarliest(known, 'notSpamAt', at)
    case 'rendering-failed':
      return keepEarliest(known, 'renderingFailedAt', at)
    case 'complained':
      return withComplaint(known, at, event.complaint ?? 'abuse')
    case 'bounced':
      return withBounce(known, at, event.bounce)
    case 'opened':
      return keepEarliest(known, event.machine ? 'machineOpenedAt' : 'openedAt', at)
    case 'clicked':
      if (event.machine) return keepEarliest(known, 'machineClickedAt', at)
      return known.lastClickAt !== undefined && known.lastClickAt >= at
        ? known
        : { ...known, lastClickAt: at }
  }
}

type EarliestField = Exclude<keyof Feedback, 'bounce' | 'complaint' | 'rejection' | 'lastClickAt'>

function keepEarliest(known: Feedback, field: EarliestField, at: Instant): Feedback {
  const was = known[field]
  return was !== undefined && was <= at ? known : { ...known, [field]: at }
}

/** Of two at one instant, the one that gives a reason. */
function withRejection(known: Feedback, at: Instant, rejection: Rejection | undefined): Feedback {
  const { rejectedAt, rejection: was } = known
  const isKnown =
    rejectedAt !== undefined &&
    (rejectedAt < at || (rejectedAt === at && (was !== undefined || rejection === undefined)))
  if (isKnown) return known
  const { rejection: _before, ...others } = known
  return { ...others, rejectedAt: at, ...(rejection && { rejection }) }
}

/**
 * The graver of two, from which the most followed for the address, and of two alike the earlier. A
 * person's own "this is spam" is stored without its kind.
 */
function withComplaint(known: Feedback, at: Instant, complaint: ComplaintKind): Feedback {
  const { complainedAt, complaint: was = 'abuse' } = known
  const graver = COMPLAINT_KINDS.indexOf(was) - COMPLAINT_KINDS.indexOf(complaint)
  const isKnown = complainedAt !== undefined && (graver < 0 || (graver === 0 && complainedAt <= at))
  if (isKnown) return known
  const { complaint: _before, ...others } = known
  return { ...others, complainedAt: at, ...(complaint !== 'abuse' && { complaint }) }
}

function withBounce(known: Feedback, at: Instant, bounce: BounceKind): Feedback {
  const rank = BOUNCE_KINDS.indexOf(bounce)
  const { bouncedAt, bounce: was = bounce } = known
  const isKnown =
    bouncedAt !== undefined &&
    (bouncedAt < at || (bouncedAt === at && BOUNCE_KINDS.indexOf(was) <= rank))
  return isKnown ? known : { ...known, bouncedAt: at, bounce }
}
