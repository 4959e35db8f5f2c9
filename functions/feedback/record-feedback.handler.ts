/** Records the events of a queue batch; those whose store failed stay in the queue. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { type FeedbackPorts, type Heard, recordFeedback } from './record-feedback.ts'
import { type IgnoredReason, readSesEvent } from './ses-event.ts'

export type FeedbackHandlerPorts = FeedbackPorts & {
  /** Hears of an event that changed nothing, and why. */
  readonly onIgnored: (reason: IgnoredReason | Exclude<Heard, 'recorded' | 'known'>) => void
  /** Hears of an event that stays in the queue. */
  readonly onFailure: (error: unknown) => void
}

export const makeFeedbackHandler = (ports: FeedbackHandlerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const recorded = await Promise.allSettled(Records.map(({ body }) => hear(body, ports)))
    return {
      batchItemFailures: Records.filter((_, i) => recorded[i]?.status === 'rejected').map(
        ({ messageId }) => ({ itemIdentifier: messageId }),
      ),
    }
  })

async function hear(body: string, ports: FeedbackHandlerPorts): Promise<void> {
  const reading = readSesEvent(JSON.parse(body))
  if (reading.outcome === 'ignored') return ports.onIgnored(reading.reason)
  try {
    const heard = await recordFeedback(reading, ports)
    if (heard === 'no-such-message') ports.onIgnored(heard)
  } catch (error) {
    ports.onFailure(error)
    throw error
  }
}
