/** A table's stream records, as Lambda hands them to functions. */
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBRecord } from 'aws-lambda'
import { anyCredentials } from './loopback.ts'

export type TableStream = {
  /** The records that were written since the last call, in their order. */
  readonly next: () => Promise<readonly DynamoDBRecord[]>
}

/** Reads a stream from its beginning. */
export async function readTableStream(endpoint: string, streamArn: string): Promise<TableStream> {
  const client = new DynamoDBStreamsClient({ ...anyCredentials, endpoint })
  const { StreamDescription } = await client.send(
    new DescribeStreamCommand({ StreamArn: streamArn }),
  )
  const shards = await Promise.all(
    (StreamDescription?.Shards ?? []).map(({ ShardId }) =>
      client.send(
        new GetShardIteratorCommand({
          StreamArn: streamArn,
          ShardId,
          ShardIteratorType: 'TRIM_HORIZON',
        }),
      ),
    ),
  )
  const iterators = shards.map(({ ShardIterator }) => ShardIterator)

  async function nextOf(shard: number): Promise<readonly StreamRecord[]> {
    const records: StreamRecord[] = []
    while (iterators[shard] !== undefined) {
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterators[shard] }))
      iterators[shard] = page.NextShardIterator
      if (!page.Records?.length) break
      records.push(...page.Records)
    }
    return records
  }

  return {
    next: async () =>
      (await Promise.all([...iterators.keys()].map(nextOf)))
        .flat()
        .map((record) => lambdaRecord(record, streamArn)),
  }
}

/** Through JSON, so that only what Lambda would hand over arrives. */
const lambdaRecord = (record: StreamRecord, streamArn: string): DynamoDBRecord =>
  JSON.parse(
    JSON.stringify({
      ...record,
      eventSource: 'aws:dynamodb',
      eventSourceARN: streamArn,
      dynamodb: {
        ...record.dynamodb,
        ApproximateCreationDateTime:
          (record.dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000,
      },
    }),
  )
