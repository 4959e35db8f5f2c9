/** Descriptions of the routes that only one machine has; on AWS a queue takes their place. */
import * as z from 'zod/mini'
import { IGNORED_REASONS } from '../../domain/feedback/ignored-event.ts'
import { described } from '../wire-parts.ts'
import type { ApiOperation } from './operation.ts'

/** The feedback reads it field by field: nothing that SES adds makes an event unreadable. */
const SesEvent = z.looseObject({}).register(described, {
  id: 'SesEvent',
  description:
    'An event of Amazon SES as delivered by EventBridge, SNS or SES itself; unknown fields are ignored. One event in each request: an array, or a batch with "Records", is answered 400.',
})

const SesEventOutcome = z
  .strictObject({
    status: z.enum(['recorded', 'known', 'ignored']),
    reason: z.exactOptional(z.enum(IGNORED_REASONS)),
  })
  .register(described, {
    id: 'SesEventOutcome',
    description:
      'The outcome for an event; an ignored one has a reason, and sending it again would change nothing either.',
  })

const BOUNCE = {
  source: 'aws.ses',
  'detail-type': 'Email Bounced',
  detail: {
    mail: {
      messageId: '0100019a9974b389-60efe038-000000',
      timestamp: '2026-02-01T08:00:00.123Z',
      destination: ['lin@example.com'],
      tags: { 'rekindle-message': ['acme_2Fc-17_2Ffirst-time_231_23introduction'] },
    },
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'NoEmail',
      timestamp: '2026-02-01T08:00:05.000Z',
      bouncedRecipients: [
        {
          emailAddress: 'lin@example.com',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
    },
  },
}

export const oneMachineOperations: Readonly<Record<string, ApiOperation>> = {
  'POST /v1/shops/{shop}/events/ses': {
    id: 'postSesEvent',
    tag: 'Feedback',
    summary: 'Report a delivery event',
    description:
      'For the API destination of an EventBridge rule or a topic of SNS, if one machine sends through Amazon SES. SNS posts text/plain and may send the key as the password of https://sns:KEY@...; the link that confirms its subscription is in the log, for a person to open. Safe to repeat, in any order. A deployment on AWS has no such route: there the events arrive through a queue.',
    scope: 'feedback',
    body: {
      oneOf: [SesEvent],
      examples: { bounce: { summary: 'A bounce: the mailbox does not exist', value: BOUNCE } },
    },
    answers: {
      200: {
        description: 'The event was received, even if it changed nothing.',
        schema: SesEventOutcome,
        example: { status: 'recorded' },
      },
    },
    problems: [400, 401, 403, 413, 415, 503],
  },
}
