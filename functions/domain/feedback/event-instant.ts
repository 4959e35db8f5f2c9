/** When an event happened, as far as that can be. */
import type { Message } from '../message.ts'
import type { Instant } from '../time.ts'

/**
 * The earliest instant at which its mail can have left. Where only an event says that it was
 * accepted, `acceptedAt` may be that event's own instant, and another's may be earlier.
 */
function leftAt(message: Message): Instant {
  if (message.status === 'accepted')
    return message.settledBy === 'event' ? message.dueAt : message.acceptedAt
  return 'claimedAt' in message ? message.claimedAt : message.dueAt
}

/**
 * The instant of an event, not before its mail was sent and not after now: a server may state any,
 * and a bounce of next year would count for as long.
 *
 * @param message undefined if it cannot be read
 * @example boundedInstant(tomorrow, message, now) // now
 */
export const boundedInstant = (at: Instant, message: Message | undefined, now: Instant): Instant =>
  Math.min(now, Math.max(message ? leftAt(message) : Number.NEGATIVE_INFINITY, at))
