/** Amazon SES's delivery events, translated into the domain's terms. */
import { classifyBounce } from '../../domain/feedback/bounce.ts'
import type { DeliveryEvent } from '../../domain/feedback/delivery-event.ts'
import type { IgnoredReason } from '../../domain/feedback/ignored-event.ts'
import { type ReportType, reportTypeOf } from '../../domain/feedback/report-type.ts'
import { mailIdOfTags } from '../../domain/message-ref.ts'
import type { Instant } from '../../domain/time.ts'
import { isMachineAgent } from './machine-agents.ts'
import {
  openEnvelope,
  type SesDetail,
  type SesEnvelope,
  type SesRecipient,
} from './ses-envelope.ts'
import { type About, whomItIsAbout } from './whom-it-is-about.ts'

export type SesReading =
  | {
      readonly outcome: 'event'
      readonly event: DeliveryEvent
      /** Bare addresses of those whom it is about, among those the mail was sent to. */
      readonly recipients: readonly string[]
      /** The same if the event is delivered again. */
      readonly eventId?: string
    }
  /** A notification of an identity, whose mail may be one of ours: it carries no tags. */
  | {
      readonly outcome: 'untagged'
      readonly event: UntaggedEvent
      readonly recipients: readonly string[]
      /** The first part of the mail's own Message-ID, where SES passes on its headers. */
      readonly mimeId?: string
    }
  | { readonly outcome: 'ignored'; readonly reason: IgnoredReason }

type Without<E, K extends PropertyKey> = E extends unknown ? Omit<E, K> : never
type EventDetails = Without<DeliveryEvent, 'messageId' | 'mailerMessageId' | 'at'>
export type UntaggedEvent = Without<DeliveryEvent, 'messageId'>

/** What happened, and to which of the recipients. */
type Happening = { readonly happened: EventDetails; readonly recipients: readonly string[] }

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
  if (typeof envelope === 'string') return ignored(envelope)
  const { detail, eventId } = envelope
  const kind = KINDS.get(envelope.kind)
  if (kind === 'subscription') return ignored('subscription')
  if (!kind || !detail.mail) return ignored('not-of-a-mail')
  const messageId = mailIdOfTags(detail.mail.tags)
  if (messageId === undefined && !envelope.isNotification) return ignored('not-ours')
  const happening = whatHappened(kind, detail)
  if (typeof happening === 'string') return ignored(happening)
  const at = whenOf(kind, envelope)
  if (at === undefined) return ignored('no-time')
  const { messageId: mailerMessageId } = detail.mail
  const { happened, recipients } = happening
  const event = { ...(mailerMessageId && { mailerMessageId }), at, ...happened }
  if (messageId === undefined) {
    const mimeId = mimeIdIn(detail.mail)
    return { outcome: 'untagged', event, recipients, ...(mimeId && { mimeId }) }
  }
  return {
    outcome: 'event',
    event: { messageId, ...event },
    recipients,
    ...(eventId && { eventId }),
  }
}

/** SES overwrites the header in the mail, and reports it as it was given. */
function mimeIdIn({ headers, commonHeaders }: NonNullable<SesDetail['mail']>): string | undefined {
  const header = headers.find(({ name }) => name?.toLowerCase() === 'message-id')
  const stated = commonHeaders?.messageId ?? header?.value
  return stated && /^<?([\w-]{43})@/.exec(stated.trim())?.[1]
}

function whatHappened(kind: SesKind, detail: SesDetail): Happening | IgnoredReason {
  switch (kind) {
    case 'send':
      return toAll({ kind: 'sent' }, detail)
    case 'delivery':
      return toAll({ kind: 'delivered' }, detail)
    case 'delivery-delay':
      return toAll({ kind: 'delayed' }, detail)
    case 'reject':
      return toAll(rejectionOf(detail.reject?.reason), detail)
    case 'rendering-failure':
      return toAll({ kind: 'rendering-failed' }, detail)
    case 'bounce':
      return bounceOf(detail)
    case 'complaint':
      return complaintOf(detail)
    case 'open':
      return toAll({ kind: 'opened', machine: isByMachine(detail.open) }, detail)
    case 'click':
      return toAll({ kind: 'clicked', machine: isByMachine(detail.click) }, detail)
    case 'subscription':
      return 'subscription'
  }
}

/** @param reported of some recipients; left out where it is of the mail as a whole */
function aboutIn<R extends { readonly emailAddress?: string | undefined }>(
  { mail }: SesDetail,
  reported: readonly R[],
): About<R> {
  return whomItIsAbout(reported, mail?.destination ?? [])
}

const toAll = (happened: EventDetails, detail: SesDetail): Happening => ({
  happened,
  recipients: aboutIn(detail, []).reports.map(({ recipient }) => recipient),
})

/** SES's only reason, of a mail in which it found a virus. */
const rejectionOf = (reason: string | undefined): EventDetails =>
  reason?.trim().toLowerCase() === 'bad content'
    ? { kind: 'rejected', rejection: 'bad-content' }
    : { kind: 'rejected' }

/** RFC 3464: the server reports that the mail went on, not that it failed. */
const WENT_ON: ReadonlySet<string> = new Set(['delivered', 'relayed', 'expanded'])
const VAGUE: ReadonlySet<string> = new Set(['Transient/General', 'Undetermined/Undetermined'])

/** SES accepts mail to an address on these lists of the account, and never sends it. */
const ACCOUNT_LISTS: ReadonlySet<string> = new Set([
  'OnAccountSuppressionList',
  'OnTenantSuppressionList',
])

/**
 * A bounce is read for the recipients to whom the mail went, and is about those of whom the same is
 * reported as of the first. Where none of them is named, the report is about another address, such
 * as the one that theirs forwards to: that says nothing certain about theirs.
 */
function bounceOf(detail: SesDetail): Happening | IgnoredReason {
  const { bounce } = detail
  const reported = bounce?.bouncedRecipients ?? []
  const { reports, isNamed } = aboutIn(detail, reported)
  const readFor = (report: SesRecipient | undefined) => bounceFor(bounce, report, isNamed)
  const first = readFor(reports.length > 0 ? reports[0]?.report : reported[0])
  if (typeof first === 'string') return first
  const isAlike = (report: SesRecipient | undefined) => {
    const other = readFor(report)
    if (typeof other === 'string' || other.kind !== first.kind) return false
    return first.kind !== 'bounced' || other.kind !== 'bounced' || first.bounce === other.bounce
  }
  const alike = reports.filter(({ report }) => isAlike(report))
  return { happened: first, recipients: alike.map(({ recipient }) => recipient) }
}

/**
 * SES hands on automatic replies as bounces, Transient and General, some as Undetermined. They
 * carry no report of a failure, so a bounce of these types without action, status and diagnostic is
 * taken for one: counted as temporary, a summer's absences would suppress the address.
 */
function bounceFor(
  bounce: SesDetail['bounce'],
  report: SesRecipient | undefined,
  isNamed: boolean,
): EventDetails | IgnoredReason {
  const { bounceType, bounceSubType: subType } = bounce ?? {}
  const { action, status, diagnosticCode: diagnostic } = report ?? {}
  if (ACCOUNT_LISTS.has(subType ?? '')) return { kind: 'withheld' }
  const permanent = bounceType === 'Permanent'
  if (!permanent) {
    if (action === 'delayed') return { kind: 'delayed' }
    if (WENT_ON.has(action ?? '') || status?.startsWith('2.')) return 'auto-reply'
    const isReported = Boolean(action || status || diagnostic)
    if (!isReported && VAGUE.has(`${bounceType}/${subType}`)) return 'auto-reply'
  }
  const kind = classifyBounce({ permanent, subType, status, diagnostic })
  if (kind !== 'no-such-mailbox' || isNamed) return { kind: 'bounced', bounce: kind }
  return { kind: 'bounced', bounce: permanent ? 'unclear' : 'temporary' }
}

/**
 * A mail to an address on the account's list drew no complaint itself, and SES never sent it. Of a
 * complaint SES names those who may have made it: all to whom the mail went, where it names others.
 */
function complaintOf(detail: SesDetail): Happening {
  const { complaintSubType, complaintFeedbackType, complainedRecipients } = detail.complaint ?? {}
  const { reports } = aboutIn(detail, complainedRecipients ?? [])
  const recipients = reports.map(({ recipient }) => recipient)
  if (ACCOUNT_LISTS.has(complaintSubType ?? ''))
    return { happened: { kind: 'withheld' }, recipients }
  return { happened: reportIs(reportTypeOf(complaintFeedbackType)), recipients }
}

function reportIs(type: ReportType): EventDetails {
  switch (type) {
    case 'abuse':
      return { kind: 'complained' }
    case 'fraud':
    case 'virus':
    case 'other':
      return { kind: 'complained', complaint: type }
    case 'auth-failure':
      return { kind: 'auth-failed' }
    case 'not-spam':
      return { kind: 'not-spam' }
  }
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
