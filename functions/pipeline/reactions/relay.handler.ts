/** Stream reader two: due messages to the send queue, changes of class to the company's bus. */
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { DueMessage } from '../sending/due-message.ts'
import { type LifecycleChanged, outboxOf } from './relay-outbox.ts'
import type { Queue } from './repair-queue.ts'
import { changeOf } from './stream-changes.ts'

export type RelayHandlerPorts = {
  readonly queue: Queue
  readonly events: { readonly client: EventBridgeClient; readonly busName: string }
}

/** Both SQS and EventBridge take ten at a time. */
const MOST_IN_ONE_CALL = 10

/** @throws if anything was not taken, so that the batch is read again: repeats do no harm */
export const makeRelayHandler =
  ({ queue, events }: RelayHandlerPorts) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const changes = Records.flatMap((record) => changeOf(record) ?? [])
    const { dueMessages, lifecycleChanges } = outboxOf(changes)
    for (const group of inTens(dueMessages)) await queueMessages(group, queue)
    for (const group of inTens(lifecycleChanges)) await putChanges(group, events)
    return { batchItemFailures: [] }
  }

async function queueMessages(
  messages: readonly DueMessage[],
  { client, url }: Queue,
): Promise<void> {
  const answer = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: messages.map((message, i) => ({
        Id: String(i),
        MessageBody: JSON.stringify(message),
      })),
    }),
  )
  if (answer.Failed?.length) throw new Error(`${answer.Failed.length} messages were not queued`)
}

async function putChanges(
  changes: readonly LifecycleChanged[],
  { client, busName }: RelayHandlerPorts['events'],
): Promise<void> {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: changes.map((change) => ({
        EventBusName: busName,
        Source: 'rekindle',
        DetailType: 'LifecycleChanged',
        Detail: JSON.stringify(change),
      })),
    }),
  )
  if (answer.FailedEntryCount) throw new Error(`${answer.FailedEntryCount} events were not taken`)
}

const inTens = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / MOST_IN_ONE_CALL) }, (_, i) =>
    all.slice(i * MOST_IN_ONE_CALL, (i + 1) * MOST_IN_ONE_CALL),
  )
