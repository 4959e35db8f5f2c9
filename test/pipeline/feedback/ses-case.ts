/** How an event of SES comes, of one mail, and what it may end in. */
import type { SuppressionCause } from '../../../functions/domain/address.ts'
import type { Feedback } from '../../../functions/domain/feedback/feedback.ts'
import type { IgnoredReason } from '../../../functions/domain/feedback/ignored-event.ts'
import { bounce, complaint, failed, onTheBus } from './ses-fixtures.ts'

/** The mail as SES has it: its tags, its id, and to whom it went. */
export type SentMail = {
  readonly mail: { readonly destination: readonly string[]; readonly [field: string]: unknown }
  readonly to: string
}

/** What SES posts about a mail, from the event of that mail. */
type Coat = (event: object, sent: SentMail) => unknown
export type Says = readonly [en: string, zh: string]
export type Ends = {
  readonly status?: 'recorded' | IgnoredReason
  readonly feedback?: Partial<Record<keyof Feedback, unknown>>
  readonly suppressed?: SuppressionCause
  readonly optedOut?: true
  /** On the customer's page. */
  readonly says?: Says
}
export type SesCase = readonly [name: string, event: (sent: SentMail) => unknown, ends: Ends]

export const raw: Coat = (event) => event
export const bus =
  (detailType: string): Coat =>
  (event) =>
    onTheBus(detailType, event)
export const sns: Coat = (event) => ({
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: 'arn:aws:sns:eu-central-1:123456789012:ses',
  Message: JSON.stringify(event),
  Timestamp: '2026-10-01T08:00:09.000Z',
})
/** An identity's notification: another name of the type, and no tags. */
export const identity: Coat = (event) => {
  const { eventType, mail, ...more } = event as { eventType: string; mail: object }
  const { tags: _tags, ...untagged } = mail as { tags?: object }
  return { notificationType: eventType, mail: untagged, ...more }
}
export const identityBySns: Coat = (event, sent) => sns(identity(event, sent) as object, sent)

export const of =
  (eventType: string, more: object | ((sent: SentMail) => object), coat: Coat = raw) =>
  (sent: SentMail) => {
    const parts = typeof more === 'function' ? more(sent) : more
    return coat({ eventType, mail: sent.mail, ...parts }, sent)
  }

/** A bounce of whom it went to, or of others who are named. */
export const bounced = (
  type: string,
  subType: string,
  report: object | ((to: string) => readonly object[]) = {},
  coat?: Coat,
) =>
  of(
    'Bounce',
    ({ to }) => ({
      bounce: {
        ...bounce(type, subType),
        bouncedRecipients:
          typeof report === 'function' ? report(to) : [{ emailAddress: to, ...report }],
      },
    }),
    coat,
  )

export const complained = (more: object, coat?: Coat) =>
  of(
    'Complaint',
    ({ to }) => ({
      complaint: { ...complaint(more), complainedRecipients: [{ emailAddress: to }] },
    }),
    coat,
  )

export const DEAD = {
  feedback: { bounce: 'no-such-mailbox' },
  suppressed: 'no-such-mailbox',
  says: ['Bounced: the mailbox does not exist.', '退信：邮箱不存在。'],
} as const satisfies Ends
export const PASSING = {
  feedback: { bounce: 'temporary' },
  says: [
    'Bounced: the mailbox is full or temporarily unavailable.',
    '退信：邮箱已满或暂时不可用。',
  ],
} as const satisfies Ends
export const UNCLEAR = {
  feedback: { bounce: 'unclear' },
  says: ['Bounced; no reason was given.', '退信，收件服务器没有说明原因。'],
} as const satisfies Ends
export const REFUSED = {
  feedback: { bounce: 'policy' },
  says: ['Bounced: the receiving server rejected it', '退信：收件服务器因邮件内容'],
} as const satisfies Ends
export const SPAM = {
  feedback: { complaint: undefined },
  suppressed: 'complaint',
  optedOut: true,
  says: ['The customer marked it as spam.', '顾客将邮件标记为垃圾邮件。'],
} as const satisfies Ends
export const LISTED = {
  feedback: { bounce: undefined, complainedAt: undefined },
  suppressed: 'account-list',
  says: [
    'Amazon SES keeps this address on your account’s suppression list',
    '邮箱在您的 Amazon SES 账户的禁发名单中',
  ],
} as const satisfies Ends
export const DELIVERED = {
  says: ['The receiving mail server accepted the message.', '收件服务器已接收邮件。'],
} as const satisfies Ends
export const UNUSED = (status: IgnoredReason): Ends => ({ status, says: ['Sent', '已发送'] })

export const gone = failed('5.4.4', '550 5.4.4 Invalid domain')
export const unknownUser = failed('5.1.1', '550 5.1.1 user unknown')
export const full = failed('5.2.2', '552 5.2.2 mailbox full')
export const other = { emailAddress: 'someone.else@example.net' }
