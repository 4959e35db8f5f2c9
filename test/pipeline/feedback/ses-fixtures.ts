/** Events of SES as its pages describe them, of one mail of ours. */
import { mailTagsOf } from '../../../functions/domain/message-ref.ts'

export const MESSAGE = 'tea/17/win-back#1#picks'
export const SENT_AT = '2026-10-01T08:00:00.123Z'
const HAPPENED_AT = '2026-10-01T08:00:05.000Z'
export const REPORTED_AT = '2026-10-01T08:00:07Z'
export const CARRIER_ID = '0100019a9974b389-60efe038-3845-92e7-45c43cdc6ca2-000000'

const tags = {
  'ses:operation': ['SendRawEmail'],
  'ses:configuration-set': ['rekindle'],
  'ses:from-domain': ['tea.example'],
  ...Object.fromEntries(
    mailTagsOf({ messageId: MESSAGE, shop: 'tea', campaign: 'win-back', step: 'picks' }).map(
      ({ Name, Value }) => [Name, [Value]],
    ),
  ),
}

export const mail = {
  timestamp: SENT_AT,
  source: 'Tea <hello@tea.example>',
  sourceArn: 'arn:aws:ses:eu-central-1:123456789012:identity/tea.example',
  sendingAccountId: '123456789012',
  messageId: CARRIER_ID,
  destination: ['li@example.com'],
  headersTruncated: false,
  headers: [{ name: 'Subject', value: 'Your tea is waiting' }],
  commonHeaders: { from: ['Tea <hello@tea.example>'], subject: 'Your tea is waiting' },
  tags,
}

export const detailOf = (eventType: string, more: object = {}) => ({ eventType, mail, ...more })

/** As EventBridge hands it to a function. */
export const onTheBus = (detailType: string, detail: object) => ({
  version: '0',
  id: 'd4e5f6a7-b8c9-0123-defa-234567890123',
  'detail-type': detailType,
  source: 'aws.ses',
  account: '123456789012',
  time: REPORTED_AT,
  region: 'eu-central-1',
  resources: ['arn:aws:ses:eu-central-1:123456789012:configuration-set/rekindle'],
  detail,
})

export const bounce = (bounceType: string, bounceSubType: string, recipient: object = {}) => ({
  bounceType,
  bounceSubType,
  bouncedRecipients: [{ emailAddress: 'li@example.com', ...recipient }],
  timestamp: HAPPENED_AT,
  feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
  reportingMTA: 'dns; a7-11.smtp-out.eu-central-1.amazonses.com',
})
export const complaint = (more: object = {}) => ({
  complainedRecipients: [{ emailAddress: 'li@example.com' }],
  timestamp: HAPPENED_AT,
  feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
  complaintSubType: null,
  userAgent: 'Amazon SES Mailbox Simulator',
  complaintFeedbackType: 'abuse',
  arrivalDate: HAPPENED_AT,
  ...more,
})
export const failed = (status: string, reply: string) => ({
  action: 'failed',
  status,
  diagnosticCode: `smtp; ${reply}`,
})
export const engagement = (more: object = {}) => ({
  ipAddress: '192.0.2.1',
  timestamp: HAPPENED_AT,
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15',
  isBotEvent: 'Unlikely',
  ...more,
})
const delay = {
  timestamp: HAPPENED_AT,
  delayType: 'TransientCommunicationFailure',
  expirationTime: '2026-10-01T22:00:00.000Z',
  delayedRecipients: [
    { emailAddress: 'li@example.com', status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 No.' },
  ],
}
export const delivery = {
  timestamp: HAPPENED_AT,
  processingTimeMillis: 4877,
  recipients: ['li@example.com'],
  smtpResponse: '250 2.6.0 Message received',
  reportingMTA: 'a7-11.smtp-out.eu-central-1.amazonses.com',
}
const failure = { templateName: 'picks', errorMessage: "Attribute 'name' is not present." }
const link = { link: 'https://tea.example/picks', linkTags: { place: ['top'] } }
export const hardBounce = bounce('Permanent', 'General', failed('5.1.1', '550 5.1.1 user unknown'))

export const EVENTS = [
  ['Email Sent', 'Send', { send: {} }, SENT_AT, { kind: 'sent' }],
  ['Email Delivered', 'Delivery', { delivery }, HAPPENED_AT, { kind: 'delivered' }],
  [
    'Email Delivery Delayed',
    'DeliveryDelay',
    { deliveryDelay: delay },
    HAPPENED_AT,
    { kind: 'delayed' },
  ],
  [
    'Email Rejected',
    'Reject',
    { reject: { reason: 'Bad content' } },
    SENT_AT,
    { kind: 'rejected', rejection: 'bad-content' },
  ],
  [
    'Email Rendering Failed',
    'Rendering Failure',
    { failure },
    SENT_AT,
    { kind: 'rendering-failed' },
  ],
  [
    'Email Bounced',
    'Bounce',
    { bounce: hardBounce },
    HAPPENED_AT,
    { kind: 'bounced', bounce: 'no-such-mailbox' },
  ],
  [
    'Email Complaint Received',
    'Complaint',
    { complaint: complaint() },
    HAPPENED_AT,
    { kind: 'complained' },
  ],
  ['Email Opened', 'Open', { open: engagement() }, HAPPENED_AT, { kind: 'opened', machine: false }],
  [
    'Email Clicked',
    'Click',
    { click: engagement(link) },
    HAPPENED_AT,
    { kind: 'clicked', machine: false },
  ],
] as const
