/** Sends the messages of a queue batch; those whose store failed stay in the queue. */
import { queueHandler } from '../batches.ts'
import type { DueMessage } from './due-message.ts'

export type SendHandlerPorts = {
  readonly send: (message: DueMessage) => Promise<unknown>
  /** A message stays in the queue. */
  readonly onFailure: (message: string, error: unknown) => void
}

export const makeSendHandler = ({ send, onFailure }: SendHandlerPorts) =>
  queueHandler<DueMessage>({ keyOf: ({ pk, sk }) => `${pk} ${sk}`, process: send, onFailure })
