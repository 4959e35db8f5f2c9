/** Has a deployment's event sources call their functions until nothing is left to deliver. */
import type { DynamoDBRecord, SQSRecord } from 'aws-lambda'
import { inBatches, passes, seeded, twiceAndMixed } from './deliver.ts'
import type { Deployment } from './deployment.ts'
import type { QueuedMessage } from './sqs-endpoint.ts'
import { eventSourcesOf, type FoundSource } from './templates.ts'

type BatchAnswer = { readonly batchItemFailures: readonly unknown[] }

/** More rounds than any road has stations. */
const MOST_ROUNDS = 30

export type EventSources = {
  /** Delivers everything twice and mixed, and what comes of it, until all is quiet. */
  readonly settle: () => Promise<void>
  /** Skips what has been written so far. */
  readonly passOver: () => Promise<void>
}

/** @throws from `settle` where a function reports an item that failed, or it never is quiet */
export function makeEventSources(deployment: Deployment, seed: number): EventSources {
  const { stream, sqs, invoke, templates } = deployment
  const sources = eventSourcesOf(templates)
  const below = seeded(seed)
  let seen = 0

  async function deliver(source: FoundSource, records: readonly (DynamoDBRecord | SQSRecord)[]) {
    for (const Records of inBatches(records, source.batchSize)) {
      const { batchItemFailures } = await invoke<BatchAnswer>(source.reader, { Records })
      if (batchItemFailures.length > 0)
        throw new Error(`${source.reader} failed: ${JSON.stringify(batchItemFailures)}`)
    }
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const records = await stream.next()
      const messages = sqs.messages.slice(seen)
      seen = sqs.messages.length
      if (records.length + messages.length === 0) return
      for (const source of sources) {
        const events =
          source.from === 'Table.StreamArn'
            ? twiceAndMixed(wanted(source, records), itemOf, below)
            : twiceAndMixed(sent(source, messages), ({ messageId }) => messageId, below)
        await deliver(source, events)
      }
    }
    throw new Error(`There is still something to deliver after ${MOST_ROUNDS} rounds.`)
  }

  return {
    settle,
    passOver: async () => {
      await stream.next()
    },
  }
}

const wanted = ({ patterns }: FoundSource, records: readonly DynamoDBRecord[]) =>
  records.filter(
    (record) => patterns.length === 0 || patterns.some((pattern) => passes(pattern, record)),
  )

const itemOf = ({ dynamodb }: DynamoDBRecord): string => JSON.stringify(dynamodb?.Keys)

/** The messages of the source's queue, `send-queue/Queue.Arn`, as SQS hands them over. */
const sent = ({ from }: FoundSource, messages: readonly QueuedMessage[]): readonly SQSRecord[] =>
  messages
    .filter(({ queueUrl }) => queueUrl.endsWith(`/${from.split('/', 1)[0]}`))
    .map(({ messageId, body }) => ({
      messageId,
      body,
      receiptHandle: messageId,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'sender',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: from,
      awsRegion: 'eu-central-1',
    }))
