/** Records the events of a queue batch; those that failed stay in the queue. */
import { queueHandler } from '../batches.ts'
import { type SesEventPorts, takeSesEvent } from './take-ses-event.ts'

export type FeedbackHandlerPorts = SesEventPorts & {
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
    process: (event) => takeSesEvent(event, ports),
    onFailure(queued, error) {
      if (error instanceof SyntaxError) ports.onIgnored('not-json')
      ports.onFailure(queued, error)
    },
  })
