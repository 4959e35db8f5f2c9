/**
 * The coats in which an event of SES comes: EventBridge's, that of SNS, or none. Every field may be
 * missing or of another type, which is then as good as missing; nothing here throws.
 */
import * as z from 'zod/mini'

const maybe = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined)
const part = <S extends z.core.$ZodShape>(shape: S) => maybe(z.object(shape))
const listOf = <S extends z.ZodMiniType>(item: S) =>
  z.pipe(
    z.catch(z.array(maybe(item)), []),
    z.transform((items) => items.filter((each) => each !== undefined)),
  )

/** SES sends a mail to no more; what names more is none of its events, and each costs time. */
const MOST_RECIPIENTS = 50
const recipientsOf = <S extends z.ZodMiniType>(item: S) =>
  z.pipe(
    listOf(item),
    z.transform((items) => items.slice(0, MOST_RECIPIENTS)),
  )

const OptionalText = maybe(z.string())
const SesRecipient = z.object({
  emailAddress: OptionalText,
  action: OptionalText,
  status: OptionalText,
  diagnosticCode: OptionalText,
})
const Engagement = part({
  timestamp: OptionalText,
  userAgent: OptionalText,
  isBotEvent: OptionalText,
})
const Timed = part({ timestamp: OptionalText })

/** @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const SesDetail = z.object({
  eventType: OptionalText,
  /** Its name where notifications were set up on an identity instead. */
  notificationType: OptionalText,
  mail: part({
    timestamp: OptionalText,
    messageId: OptionalText,
    destination: recipientsOf(z.string()),
    headers: listOf(z.object({ name: OptionalText, value: OptionalText })),
    commonHeaders: part({ messageId: OptionalText }),
    tags: z.catch(z.record(z.string(), listOf(z.string())), {}),
  }),
  bounce: part({
    bounceType: OptionalText,
    bounceSubType: OptionalText,
    timestamp: OptionalText,
    bouncedRecipients: recipientsOf(SesRecipient),
  }),
  complaint: part({
    complaintSubType: OptionalText,
    complaintFeedbackType: OptionalText,
    timestamp: OptionalText,
    complainedRecipients: recipientsOf(SesRecipient),
  }),
  reject: part({ reason: OptionalText }),
  delivery: Timed,
  deliveryDelay: Timed,
  open: Engagement,
  click: Engagement,
})
export type SesDetail = z.output<typeof SesDetail>
export type SesRecipient = z.output<typeof SesRecipient>

export type SesEnvelope = {
  readonly detail: SesDetail
  /** As SES or EventBridge calls it, `Bounce` or `Email Bounced`. */
  readonly kind: string
  readonly time: string | undefined
  readonly eventId: string | undefined
  /** Of an identity's notifications, which carry no tags. */
  readonly isNotification: boolean
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
const EventBridgeEvent = z.object({
  source: z.literal('aws.ses'),
  'detail-type': OptionalText,
  id: OptionalText,
  time: OptionalText,
  detail: z.catch(SesDetail, {}),
})

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const SnsNotification = z.object({
  Type: OptionalText,
  Message: z.string(),
  MessageId: OptionalText,
  Timestamp: OptionalText,
})

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What SES says to try a topic, before there is any event. */
const TOPIC_CHECK = /^Successfully validated SNS topic/

/** With raw delivery it is all that is posted. @example isTopicCheck('{"eventType":"Send"}') // false */
export const isTopicCheck = (text: string): boolean => TOPIC_CHECK.test(text)

const TopicCheck = z.object({ notificationType: z.literal('AmazonSnsSubscriptionSucceeded') })

export type NotAnEvent = 'not-ses' | 'not-json' | 'topic-check'

/** The event without its envelope, or why it is not an event of SES. */
export function openEnvelope(body: unknown): SesEnvelope | NotAnEvent {
  const sns = SnsNotification.safeParse(body)
  if (!sns.success) return openEvent(body)
  const { Message, MessageId, Timestamp, Type } = sns.data
  if (Type !== undefined && Type !== 'Notification') return 'not-ses'
  if (isTopicCheck(Message)) return 'topic-check'
  const inner = fromJson(Message)
  if (inner === undefined) return 'not-json'
  const event = openEvent(inner)
  if (typeof event === 'string') return event
  return { ...event, time: event.time ?? Timestamp, eventId: event.eventId ?? MessageId }
}

function openEvent(body: unknown): SesEnvelope | NotAnEvent {
  const event = EventBridgeEvent.safeParse(body)
  if (event.success) {
    const { detail, id, time } = event.data
    const kind = detail.eventType ?? event.data['detail-type'] ?? ''
    return { detail, kind, time, eventId: id, isNotification: false }
  }
  if (TopicCheck.safeParse(body).success) return 'topic-check'
  const { data: detail } = SesDetail.safeParse(body)
  const kind = detail?.eventType ?? detail?.notificationType
  if (!detail?.mail || kind === undefined) return 'not-ses'
  const isNotification = detail.eventType === undefined
  return { detail, kind, time: undefined, eventId: undefined, isNotification }
}
