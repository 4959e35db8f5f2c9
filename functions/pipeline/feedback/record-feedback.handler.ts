/** Records the events of a queue batch; those that failed stay in the queue. */
import { queueHandler } from '../batches.ts'
import { type FeedbackOutcome, recordFeedback } from './record-feedback.ts'
import type { FeedbackPorts } from './reported-event.ts'
import { type IgnoredReason, readSesEvent } from './ses-event.ts'

export type FeedbackHandlerPorts = FeedbackPorts & {
  /** An event changed nothing, and why. */
  readonly onIgnored: (
    reason: IgnoredReason | Exclude<FeedbackOutcome, 'recorded' | 'known'>,
  ) => void
  /** An event stays in the queue, by the queue's own id of it. */
  readonly onFailure: (queued: string, error: unknown) => void
}

/**
 * An event that is not JSON stays in the queue too: EventBridge sends only JSON, so it should be
 * looked at in the dead-letter queue.
 */
export const makeFeedbackHandler = (ports: FeedbackHandlerPorts) =>
  queueHandler<unknown>({
    keyOf: (_event, queued) => queued,
    process: (event) => record(event, ports),
    onFailure: ports.onFailure,
  })

async function record(event: unknown, ports: FeedbackHandlerPorts): Promise<void> {
  const reading = readSesEvent(event)
  if (reading.outcome === 'ignored') return ports.onIgnored(reading.reason)
  const outcome = await recordFeedback(reading, ports)
  if (outcome === 'no-such-message') ports.onIgnored(outcome)
}
