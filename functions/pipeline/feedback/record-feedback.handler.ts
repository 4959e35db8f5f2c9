/** Records the events of a queue batch; those that failed stay in the queue. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { type FeedbackPorts, type Heard, recordFeedback } from './record-feedback.ts'
import { type IgnoredReason, readSesEvent } from './ses-event.ts'

export type FeedbackHandlerPorts = FeedbackPorts & {
  /** Hears of an event that changed nothing, and why. */
  readonly onIgnored: (reason: IgnoredReason | Exclude<Heard, 'recorded' | 'known'>) => void
  /** Hears of an event that stays in the queue, by the queue's own id of it. */
  readonly onFailure: (queued: string, error: unknown) => void
}

/**
 * What is no JSON stays in the queue too: EventBridge sends none, so whatever did is worth a look
 * in the dead-letter queue.
 */
export const makeFeedbackHandler = (ports: FeedbackHandlerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await hear(body, ports)
          return []
        } catch (error) {
          ports.onFailure(messageId, error)
          return [{ itemIdentifier: messageId }]
        }
      }),
    )
    return { batchItemFailures: failed.flat() }
  })

async function hear(body: string, ports: FeedbackHandlerPorts): Promise<void> {
  const reading = readSesEvent(JSON.parse(body))
  if (reading.outcome === 'ignored') return ports.onIgnored(reading.reason)
  const heard = await recordFeedback(reading, ports)
  if (heard === 'no-such-message') ports.onIgnored(heard)
}
