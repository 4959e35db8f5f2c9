/** Events of SES as they come, of one mail each, and what each ends in. */
import { expect } from 'vitest'
import { BOUNCE_CASES } from './ses-bounce-cases.ts'
import {
  bus,
  complained,
  DEAD,
  DELIVERED,
  identity,
  identityBySns,
  LISTED,
  of,
  type SesCase,
  SPAM,
  sns,
  UNUSED,
} from './ses-case.ts'
import { bounce, delivery, engagement, onTheBus } from './ses-fixtures.ts'

export const SES_CASES: readonly SesCase[] = [
  ...BOUNCE_CASES,
  // --- What happens to every mail.
  [
    'Send by EventBridge',
    of('Send', { send: {} }, bus('Email Sent')),
    { says: ['Sent', '已发送'] },
  ],
  ['Send raw', of('Send', { send: {} }), { says: ['Sent', '已发送'] }],
  ['Delivery by EventBridge', of('Delivery', { delivery }, bus('Email Delivered')), DELIVERED],
  ['Delivery by SNS', of('Delivery', { delivery }, sns), DELIVERED],
  ['Delivery of an identity', of('Delivery', { delivery }, identityBySns), DELIVERED],
  [
    'DeliveryDelay',
    of(
      'DeliveryDelay',
      { deliveryDelay: { timestamp: delivery.timestamp } },
      bus('Email Delivery Delayed'),
    ),
    { says: ['Amazon SES keeps trying', 'Amazon SES 会继续尝试'] },
  ],
  [
    'Reject for bad content',
    of('Reject', { reject: { reason: 'Bad content' } }, bus('Email Rejected')),
    {
      feedback: { rejection: 'bad-content' },
      says: ['because it found a virus or other bad content in it', '发现病毒或其他有害内容'],
    },
  ],
  [
    'Reject without a reason',
    of('Reject', { reject: {} }),
    { feedback: { rejection: undefined }, says: ['No reason is on record.', '原因没有记录'] },
  ],
  [
    'Rendering Failure',
    of('Rendering Failure', { failure: { errorMessage: 'no' } }, bus('Email Rendering Failed')),
    { says: ['Amazon SES could not render it.', 'Amazon SES 无法生成这封邮件。'] },
  ],
  [
    'Open',
    of('Open', { open: engagement() }, bus('Email Opened')),
    { feedback: { openedAt: expect.any(Number) } },
  ],
  [
    'Open by a machine',
    of('Open', { open: engagement({ isBotEvent: 'Likely' }) }),
    { feedback: { openedAt: undefined, machineOpenedAt: expect.any(Number) } },
  ],
  [
    'Click',
    of('Click', { click: engagement({ link: 'https://tea.example/' }) }, sns),
    {
      feedback: { lastClickAt: expect.any(Number) },
      says: ['A link was clicked', '点击了邮件中的链接'],
    },
  ],
  [
    'Subscription',
    of('Subscription', { subscription: {} }, bus('Email Subscribed')),
    UNUSED('subscription'),
  ],

  // --- Complaints, by feedback type.
  [
    'a complaint of abuse',
    complained({ complaintFeedbackType: 'abuse' }, bus('Email Complaint Received')),
    SPAM,
  ],
  [
    'a complaint without a type',
    complained({ complaintFeedbackType: undefined }, identityBySns),
    SPAM,
  ],
  [
    'a complaint of fraud',
    complained({ complaintFeedbackType: 'fraud' }),
    {
      feedback: { complaint: 'fraud' },
      optedOut: true,
      says: ['reported it as fraud or phishing', '涉嫌欺诈或钓鱼'],
    },
  ],
  [
    'a complaint of a virus',
    complained({ complaintFeedbackType: 'virus' }),
    {
      feedback: { complaint: 'virus' },
      optedOut: true,
      says: ['reported a virus in it', '发现病毒'],
    },
  ],
  [
    'a complaint of another kind',
    complained({ complaintFeedbackType: 'other' }, sns),
    {
      feedback: { complaint: 'other' },
      optedOut: true,
      says: ['without saying what about', '没有说明原因'],
    },
  ],
  [
    'a complaint of a kind of next year',
    complained({ complaintFeedbackType: 'miscategorised' }),
    {
      feedback: { complaint: 'other' },
      optedOut: true,
      says: ['without saying what about', '没有说明原因'],
    },
  ],
  [
    'a failed authentication',
    complained({ complaintFeedbackType: 'auth-failure' }),
    { feedback: { complainedAt: undefined }, says: ['SPF, DKIM or DMARC', 'SPF、DKIM 或 DMARC'] },
  ],
  [
    'a report that it is not spam',
    complained({ complaintFeedbackType: 'not-spam' }),
    {
      feedback: { complainedAt: undefined },
      says: ['reported that it is not spam', '不是垃圾邮件'],
    },
  ],
  [
    'a complaint on the account’s list',
    complained({ complaintSubType: 'OnAccountSuppressionList' }, bus('Email Complaint Received')),
    LISTED,
  ],
  [
    'a complaint on the tenant’s list',
    complained({ complaintSubType: 'OnTenantSuppressionList' }),
    LISTED,
  ],

  // --- Instants, and what is missing or unknown.
  [
    'a delivery of next year',
    of('Delivery', { delivery: { ...delivery, timestamp: '2027-10-01T08:00:00.000Z' } }),
    { ...DELIVERED, feedback: { deliveredAt: Date.parse('2026-10-01T09:00:00Z') } },
  ],
  [
    'a delivery before it was sent',
    of('Delivery', { delivery: { ...delivery, timestamp: '2020-01-01T00:00:00.000Z' } }),
    { ...DELIVERED, feedback: { deliveredAt: Date.parse('2026-10-01T08:00:00.400Z') } },
  ],
  [
    'a delivery without an instant of its own',
    of('Delivery', { delivery: {} }),
    { ...DELIVERED, feedback: { deliveredAt: Date.parse('2026-10-01T08:00:00.400Z') } },
  ],
  [
    'a bounce without a destination',
    ({ mail, to }) => ({
      eventType: 'Bounce',
      mail: { ...mail, destination: undefined },
      bounce: { ...bounce('Permanent', 'NoEmail'), bouncedRecipients: [{ emailAddress: to }] },
    }),
    { status: 'recorded', feedback: { bounce: 'no-such-mailbox' }, says: DEAD.says },
  ],
  [
    'an event without tags',
    ({ mail }) => ({
      eventType: 'Bounce',
      mail: { ...mail, tags: {} },
      bounce: bounce('Permanent', 'NoEmail'),
    }),
    UNUSED('not-ours'),
  ],
  [
    'a notification of another’s mail',
    ({ mail, ...sent }) =>
      identity(
        {
          eventType: 'Bounce',
          mail: { ...mail, messageId: 'another' },
          bounce: bounce('Permanent', 'NoEmail'),
        },
        { mail, ...sent },
      ),
    UNUSED('not-ours'),
  ],
  ['a type of next year', of('Fold', {}), UNUSED('not-of-a-mail')],
  [
    'an event without any instant',
    ({ mail }) => ({ eventType: 'Send', mail: { ...mail, timestamp: undefined } }),
    UNUSED('no-time'),
  ],
  [
    'a message of SNS that is not JSON',
    (sent) => ({ ...(sns({}, sent) as object), Message: '{"eventType":' }),
    UNUSED('not-json'),
  ],
  [
    'a test of a topic',
    (sent) => ({
      ...(sns({}, sent) as object),
      Message: 'Successfully validated SNS topic for Amazon SES event publishing.',
    }),
    UNUSED('topic-check'),
  ],
  [
    'an event of another source',
    () => ({ ...onTheBus('Scheduled Event', {}), source: 'aws.events' }),
    UNUSED('not-ses'),
  ],
]
