/** Sends the messages of a queue batch; those whose store failed stay in the queue. */
import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { RowKey } from '../store/table.ts'

export type SendHandlerPorts = { readonly send: (key: RowKey) => Promise<unknown> }

export const makeSendHandler = ({ send }: SendHandlerPorts) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const sent = await Promise.allSettled(
      Records.map(async ({ body }) => send(JSON.parse(body) as RowKey)),
    )
    return {
      batchItemFailures: Records.filter((_, i) => sent[i]?.status === 'rejected').map(
        ({ messageId }) => ({ itemIdentifier: messageId }),
      ),
    }
  })
