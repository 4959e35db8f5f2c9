/** Sends the messages of a queue batch; those whose store failed stay in the queue. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { RowKey } from '../store/table.ts'

export type SendHandlerPorts = {
  readonly send: (key: RowKey) => Promise<unknown>
  /** Hears of a message that stays in the queue. */
  readonly onFailure: (key: RowKey, error: unknown) => void
}

export const makeSendHandler = ({ send, onFailure }: SendHandlerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const sent = await Promise.allSettled(
      Records.map(async ({ body }) => {
        const key = JSON.parse(body) as RowKey
        await send(key).catch((error) => {
          onFailure(key, error)
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
