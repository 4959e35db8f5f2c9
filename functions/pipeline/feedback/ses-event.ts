/** Amazon SES's delivery events, translated into the domain's terms. */
import { classifyBounce } from '../../domain/feedback/bounce.ts'
import type { DeliveryEvent } from '../../domain/feedback/delivery-event.ts'
import { mailIdOfTags } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { isMachineAgent } from './machine-agents.ts'
import { openEnvelope, type SesDetail, type SesEnvelope } from './ses-envelope.ts'

export type IgnoredReason =
  | 'not-ses'
  /** Of the account or of something newer, not of one mail. */
  | 'not-of-a-mail'
  /** No tag of ours leads to a message. */
  | 'not-ours'
  /** A preference in SES's own contact lists, which are not used here. */
  | 'subscription'
  /** A person took the mail out of the junk folder. */
  | 'not-spam'
  /** The mail arrived and was answered by a program: out of office. */
  | 'auto-reply'
  | 'no-time'

export type SesReading =
  | {
      readonly outcome: 'event'
      readonly event: DeliveryEvent
      /** Bare addresses of those whom it is about, among those the mail was sent to. */
      readonly recipients: readonly string[]
      /** The same if the event is delivered again. */
      readonly eventId?: string
    }
  | { readonly outcome: 'ignored'; readonly reason: IgnoredReason }

type Without<E, K extends PropertyKey> = E extends unknown ? Omit<E, K> : never
type EventDetails = Without<DeliveryEvent, 'messageId' | 'mailerMessageId' | 'at'>

type SesKind =
  | 'send'
  | 'delivery'
  | 'bounce'
  | 'complaint'
  | 'reject'
  | 'open'
  | 'click'
  | 'delivery-delay'
  | 'rendering-failure'
  | 'subscription'

/** SES's own names and EventBridge's; the last of them AWS's pages do not agree on. */
const KINDS: ReadonlyMap<string, SesKind> = new Map([
  ['Send', 'send'],
  ['Email Sent', 'send'],
  ['Delivery', 'delivery'],
  ['Email Delivered', 'delivery'],
  ['Bounce', 'bounce'],
  ['Email Bounced', 'bounce'],
  ['Complaint', 'complaint'],
  ['Email Complaint Received', 'complaint'],
  ['Reject', 'reject'],
  ['Email Rejected', 'reject'],
  ['Open', 'open'],
  ['Email Opened', 'open'],
  ['Click', 'click'],
  ['Email Clicked', 'click'],
  ['DeliveryDelay', 'delivery-delay'],
  ['Email Delivery Delayed', 'delivery-delay'],
  ['Rendering Failure', 'rendering-failure'],
  ['Email Rendering Failed', 'rendering-failure'],
  ['Subscription', 'subscription'],
  ['Email Subscribed', 'subscription'],
  ['Email Subscription', 'subscription'],
])

const ignored = (reason: IgnoredReason): SesReading => ({ outcome: 'ignored', reason })

/**
 * Reads an event of SES, from EventBridge, from SNS or directly. It never throws, whatever it is
 * given; an event that concerns none of our messages is ignored, with the reason.
 *
 * The instant is the event's own, otherwise the mail's, otherwise the envelope's. Delivery is best
 * effort: events may arrive twice, late and out of order.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 * @example readSesEvent({ source: 'aws.health' }) // { outcome: 'ignored', reason: 'not-ses' }
 */
export function readSesEvent(body: unknown): SesReading {
  const envelope = openEnvelope(body)
  if (!envelope) return ignored('not-ses')
  const { detail, eventId } = envelope
  const kind = KINDS.get(envelope.kind)
  if (kind === 'subscription') return ignored('subscription')
  if (!kind || !detail.mail) return ignored('not-of-a-mail')
  const messageId = mailIdOfTags(detail.mail.tags)
  if (messageId === undefined) return ignored('not-ours')
  const happening = whatHappened(kind, detail)
  if (typeof happening === 'string') return ignored(happening)
  const at = whenOf(kind, envelope)
  if (at === undefined) return ignored('no-time')
  const { messageId: mailerMessageId } = detail.mail
  return {
    outcome: 'event',
    event: { messageId, ...(mailerMessageId && { mailerMessageId }), at, ...happening },
    recipients: recipientsOf(detail),
    ...(eventId && { eventId }),
  }
}

function whatHappened(kind: SesKind, detail: SesDetail): EventDetails | IgnoredReason {
  switch (kind) {
    case 'send':
      return { kind: 'sent' }
    case 'delivery':
      return { kind: 'delivered' }
    case 'delivery-delay':
      return { kind: 'delayed' }
    case 'reject':
      return { kind: 'rejected' }
    case 'rendering-failure':
      return { kind: 'rendering-failed' }
    case 'bounce':
      return bounceOf(detail.bounce)
    case 'complaint':
      return complaintOf(detail.complaint)
    case 'open':
      return { kind: 'opened', machine: isByMachine(detail.open) }
    case 'click':
      return { kind: 'clicked', machine: isByMachine(detail.click) }
    case 'subscription':
      return 'subscription'
  }
}

/** RFC 3464: the server reports that the mail went on, not that it failed. */
const WENT_ON: ReadonlySet<string> = new Set(['delivered', 'relayed', 'expanded'])
const VAGUE: ReadonlySet<string> = new Set(['Transient/General', 'Undetermined/Undetermined'])

/**
 * SES hands on automatic replies as bounces, Transient and General, some as Undetermined. They
 * carry no report of a failure, so a bounce of these types without action, status and diagnostic is
 * taken for one: counted as temporary, a summer's absences would suppress the address.
 */
function bounceOf(bounce: SesDetail['bounce']): EventDetails | IgnoredReason {
  const { bounceType, bounceSubType: subType } = bounce ?? {}
  const { action, status, diagnosticCode: diagnostic } = bounce?.bouncedRecipients[0] ?? {}
  const permanent = bounceType === 'Permanent'
  if (!permanent) {
    if (action === 'delayed') return { kind: 'delayed' }
    if (WENT_ON.has(action ?? '') || status?.startsWith('2.')) return 'auto-reply'
    const isReported = Boolean(action || status || diagnostic)
    if (!isReported && VAGUE.has(`${bounceType}/${subType}`)) return 'auto-reply'
  }
  return { kind: 'bounced', bounce: classifyBounce({ permanent, subType, status, diagnostic }) }
}

/**
 * If the address is on SES's suppression list because of an earlier complaint, SES accepts the mail
 * and never sends it. This mail drew no complaint, so it is rejected and does not count as one.
 */
function complaintOf(complaint: SesDetail['complaint']): EventDetails | IgnoredReason {
  const { complaintSubType: subType, complaintFeedbackType: type } = complaint ?? {}
  if (subType === 'OnAccountSuppressionList' || subType === 'OnTenantSuppressionList') {
    return { kind: 'rejected' }
  }
  return type === 'not-spam' ? 'not-spam' : { kind: 'complained' }
}

/**
 * `isBotEvent` is Likely or Unlikely.
 *
 * @see https://aws.amazon.com/about-aws/whats-new/2026/08/amazon-ses-automated-email-interactions/
 */
const isByMachine = (engagement: SesDetail['open']): boolean =>
  engagement?.isBotEvent === 'Likely' || isMachineAgent(engagement?.userAgent)

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** With nanoseconds and an offset; what is longer is not looked at. */
const LONGEST_INSTANT = 40

function isoInstantOf(text: string | undefined): Instant | undefined {
  if (text === undefined || text.length > LONGEST_INSTANT) return undefined
  if (!ISO_INSTANT.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

function whenOf(kind: SesKind, { detail, time }: SesEnvelope): Instant | undefined {
  const own = {
    bounce: detail.bounce,
    complaint: detail.complaint,
    delivery: detail.delivery,
    'delivery-delay': detail.deliveryDelay,
    open: detail.open,
    click: detail.click,
    send: undefined,
    reject: undefined,
    'rendering-failure': undefined,
    subscription: undefined,
  }[kind]
  return isoInstantOf(own?.timestamp) ?? isoInstantOf(detail.mail?.timestamp) ?? isoInstantOf(time)
}

/** @example bareAddress('Li <li@example.com>') // 'li@example.com' */
function bareAddress(text: string): string {
  const start = text.lastIndexOf('<') + 1
  const end = text.indexOf('>', start)
  return (start > 0 && end > start ? text.slice(start, end) : text).trim()
}

/**
 * A report may name any address: that behind a forwarding mailbox, or, from a malicious server,
 * anyone's. So it can only select among the mail's recipients; where the event names none of these,
 * it is about no address.
 */
function recipientsOf({ mail, bounce, complaint }: SesDetail): readonly string[] {
  const reported = [
    ...(bounce?.bouncedRecipients ?? []),
    ...(complaint?.complainedRecipients ?? []),
  ]
  const named = reported.flatMap(({ emailAddress }) =>
    emailAddress === undefined ? [] : [bareAddress(emailAddress)],
  )
  const sentTo = (mail?.destination ?? []).map(bareAddress)
  const lowerCased = new Set(named.map((address) => address.toLowerCase()))
  const chosen = sentTo.filter((address) => lowerCased.has(address.toLowerCase()))
  return [...new Set(chosen.length > 0 ? chosen : sentTo)]
}
