/**
 * The store port over one DynamoDB table with a sparse, keys-only wake index. Numbers refer to the
 * promises in table.ts.
 */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Instant } from '../../domain/time.ts'
import { WAKE_INDEX } from '../../manifest.ts'
import {
  type DueWake,
  keyOf,
  type QueryRange,
  type Row,
  type ScanRange,
  type Table,
  type Write,
  type WriteResult,
} from '../table.ts'
import { type Expression, expressionOf } from './conditions.ts'
import { retryConflicts } from './retry-conflicts.ts'

/** How many partitions are written to at a time by one call. */
const WRITES_AT_A_TIME = 32

type Capacity = (units: { readonly read: number; readonly write: number }) => void

export type DynamoDbTableOptions = {
  readonly client: DynamoDBClient
  readonly tableName: string
  /** Receives the capacity units of each call, for measurements. */
  readonly onCapacity?: Capacity
}

export function makeDynamoDbTable({ client, tableName, onCapacity }: DynamoDbTableOptions): Table {
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  })
  const table = {
    TableName: tableName,
    ...(onCapacity && { ReturnConsumedCapacity: 'TOTAL' as const }),
  }
  const read = (units?: { CapacityUnits?: number | undefined }) =>
    onCapacity?.({ read: units?.CapacityUnits ?? 0, write: 0 })
  const wrote = (units?: { CapacityUnits?: number | undefined }) =>
    onCapacity?.({ read: 0, write: units?.CapacityUnits ?? 0 })

  async function writeOne(write: Write): Promise<WriteResult> {
    const conditional = {
      ...table,
      ...expressionOf(write.on),
      ReturnValues: 'ALL_OLD' as const,
      ...(write.on && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
    }
    const send = () => {
      if ('put' in write) return documents.send(new PutCommand({ ...conditional, Item: write.put }))
      return 'merge' in write
        ? documents.send(new UpdateCommand(mergeOf(write.merge, conditional)))
        : documents.send(new DeleteCommand({ ...conditional, Key: bareKey(write) }))
    }
    try {
      const answer = await retryConflicts(send)
      wrote(answer.ConsumedCapacity)
      return { done: true, ...(answer.Attributes && { stored: answer.Attributes as Row }) }
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      wrote({ CapacityUnits: 1 })
      // The document client leaves an exception's item as it came over the wire.
      return { done: false, ...(error.Item && { stored: unmarshall(error.Item) as Row }) }
    }
  }

  async function* pages(prefix: string, range: ScanRange): AsyncIterable<Row> {
    let from: Record<string, unknown> | undefined
    do {
      if (range.enough?.()) return
      const page = await documents.send(
        new ScanCommand({
          ...table,
          // Promise 1.
          ConsistentRead: !range.mayLag,
          FilterExpression: `begins_with(pk, :prefix)${range.below ? ' AND sk < :below' : ''}${range.prefix ? ' AND begins_with(sk, :sk)' : ''}`,
          ExpressionAttributeValues: {
            ':prefix': prefix,
            ...(range.below && { ':below': range.below }),
            ...(range.prefix && { ':sk': range.prefix }),
          },
          ...(from && { ExclusiveStartKey: from }),
        }),
      )
      read(page.ConsumedCapacity)
      yield* (page.Items ?? []) as Row[]
      from = page.LastEvaluatedKey
    } while (from)
  }

  return {
    async query(pk, range = {}) {
      const rows: Row[] = []
      let from: Record<string, unknown> | undefined
      do {
        const page = await documents.send(
          new QueryCommand({
            ...table,
            ConsistentRead: true,
            ...keyCondition(pk, range),
            ...(from && { ExclusiveStartKey: from }),
          }),
        )
        read(page.ConsumedCapacity)
        rows.push(...((page.Items ?? []) as Row[]))
        from = page.LastEvaluatedKey
      } while (from)
      return rows
    },

    async get({ pk, sk }) {
      const answer = await documents.send(
        new GetCommand({ ...table, Key: { pk, sk }, ConsistentRead: true }),
      )
      read(answer.ConsumedCapacity)
      return answer.Item as Row | undefined
    },

    async write(writes) {
      const results = new Array<WriteResult>(writes.length)
      // Promise 4: a lane is a partition; its writes run one after another.
      const lanes = [...Map.groupBy(writes.keys(), (i) => keyOf(writes[i] as Write).pk).values()]
      const writeLanes = async () => {
        for (let lane = lanes.pop(); lane; lane = lanes.pop())
          for (const i of lane) results[i] = await writeOne(writes[i] as Write)
      }
      await Promise.all(Array.from({ length: WRITES_AT_A_TIME }, writeLanes))
      return results
    },

    async writeTogether(writes) {
      try {
        const answer = await documents.send(
          new TransactWriteCommand({
            ...(onCapacity && { ReturnConsumedCapacity: 'TOTAL' as const }),
            TransactItems: writes.map((write) => {
              const target = { TableName: tableName, ...expressionOf(write.on) }
              if ('put' in write) return { Put: { ...target, Item: write.put } }
              return 'merge' in write
                ? { Update: mergeOf(write.merge, target) }
                : { Delete: { ...target, Key: bareKey(write) } }
            }),
          }),
        )
        for (const units of answer.ConsumedCapacity ?? []) wrote(units)
        return 'committed'
      } catch (error) {
        if (isConflict(error)) return 'conflict'
        throw error
      }
    },

    async due(shard, until, limit) {
      const page = await documents.send(
        new QueryCommand({
          ...table,
          IndexName: WAKE_INDEX,
          KeyConditionExpression: 'wakeShard = :shard AND wakeAt <= :until',
          ExpressionAttributeValues: { ':shard': shard, ':until': until },
          Limit: limit,
        }),
      )
      read(page.ConsumedCapacity)
      return (page.Items ?? []).map(
        ({ pk, wakeAt }): DueWake => ({ pk: pk as string, wakeAt: wakeAt as Instant }),
      )
    },

    scan: (prefix, range = {}) => pages(prefix, range),
  }
}

/** An update that sets the row's fields, under names that cannot clash with the condition's. */
function mergeOf<T extends Partial<Expression>>({ pk, sk, ...fields }: Row, target: T) {
  const entries = Object.entries(fields)
  return {
    ...target,
    Key: { pk, sk },
    UpdateExpression: `SET ${entries.map((_, i) => `#m${i} = :m${i}`).join(', ')}`,
    ExpressionAttributeNames: {
      ...target.ExpressionAttributeNames,
      ...Object.fromEntries(entries.map(([field], i) => [`#m${i}`, field])),
    },
    ExpressionAttributeValues: {
      ...target.ExpressionAttributeValues,
      ...Object.fromEntries(entries.map(([, value], i) => [`:m${i}`, value])),
    },
  }
}

function keyCondition(pk: string, { prefix, below }: QueryRange) {
  const bound = prefix ? ' AND begins_with(sk, :sk)' : below ? ' AND sk < :sk' : ''
  return {
    KeyConditionExpression: `pk = :pk${bound}`,
    ExpressionAttributeValues: { ':pk': pk, ...(bound && { ':sk': prefix ?? below }) },
  }
}

const bareKey = (write: Write) => {
  const { pk, sk } = keyOf(write)
  return { pk, sk }
}

/** Cancelled because a condition failed or another transaction was at the same rows. */
const isConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(
    ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
  )
