/** Sends the messages of a queue batch; those whose store failed stay in the queue. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { DueMessage } from './due-message.ts'

export type SendHandlerPorts = {
  readonly send: (message: DueMessage) => Promise<unknown>
  /** Hears of a message that stays in the queue. */
  readonly onFailure: (message: DueMessage, error: unknown) => void
}

export const makeSendHandler = ({ send, onFailure }: SendHandlerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const sent = await Promise.allSettled(
      Records.map(async ({ body }) => {
        const message = JSON.parse(body) as DueMessage
        await send(message).catch((error) => {
          onFailure(message, error)
          throw error
        })
      }),
    )
    return {
      batchItemFailures: Records.filter((_, i) => sent[i]?.status === 'rejected').map(
        ({ messageId }) => ({ itemIdentifier: messageId }),
      ),
    }
  })
