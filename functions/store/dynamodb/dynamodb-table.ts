/**
 * The store port over one DynamoDB table with a sparse, keys-only wake index. Numbers refer to the
 * promises in table.ts.
 */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
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
import { fromWire, toWire, type WireItem } from './wire-item.ts'

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
      if ('put' in write)
        return client.send(new PutItemCommand({ ...conditional, Item: toWire(write.put) }))
      return 'merge' in write
        ? client.send(new UpdateItemCommand(mergeOf(write.merge, conditional)))
        : client.send(new DeleteItemCommand({ ...conditional, Key: bareKey(write) }))
    }
    try {
      const answer = await retryConflicts(send)
      wrote(answer.ConsumedCapacity)
      return { done: true, ...(answer.Attributes && { stored: fromWire(answer.Attributes) }) }
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
      wrote({ CapacityUnits: 1 })
      return { done: false, ...(error.Item && { stored: fromWire(error.Item) }) }
    }
  }

  async function* pages(prefix: string, range: ScanRange): AsyncIterable<Row> {
    let from: WireItem | undefined
    do {
      if (range.enough?.()) return
      const page = await client.send(
        new ScanCommand({
          ...table,
          // Promise 1.
          ConsistentRead: !range.mayLag,
          FilterExpression: `begins_with(pk, :prefix)${range.below ? ' AND sk < :below' : ''}${range.prefix ? ' AND begins_with(sk, :sk)' : ''}`,
          ExpressionAttributeValues: toWire({
            ':prefix': prefix,
            ...(range.below && { ':below': range.below }),
            ...(range.prefix && { ':sk': range.prefix }),
          }),
          ...(from && { ExclusiveStartKey: from }),
        }),
      )
      read(page.ConsumedCapacity)
      yield* (page.Items ?? []).map(fromWire)
      from = page.LastEvaluatedKey
    } while (from)
  }

  return {
    async query(pk, range = {}) {
      const rows: Row[] = []
      const { after, limit } = range
      let from = after === undefined ? undefined : toWire({ pk, sk: after })
      do {
        const page = await client.send(
          new QueryCommand({
            ...table,
            ConsistentRead: true,
            ...keyCondition(pk, range),
            ...(limit && { Limit: limit - rows.length }),
            ...(from && { ExclusiveStartKey: from }),
          }),
        )
        read(page.ConsumedCapacity)
        for (const item of page.Items ?? []) rows.push(fromWire(item))
        from = page.LastEvaluatedKey
      } while (from && !(limit && rows.length >= limit))
      return rows
    },

    async get({ pk, sk }) {
      const answer = await client.send(
        new GetItemCommand({ ...table, Key: toWire({ pk, sk }), ConsistentRead: true }),
      )
      read(answer.ConsumedCapacity)
      return answer.Item && fromWire(answer.Item)
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
        const answer = await client.send(
          new TransactWriteItemsCommand({
            ...(onCapacity && { ReturnConsumedCapacity: 'TOTAL' as const }),
            TransactItems: writes.map((write) => {
              const target = { TableName: tableName, ...expressionOf(write.on) }
              if ('put' in write) return { Put: { ...target, Item: toWire(write.put) } }
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
      const page = await client.send(
        new QueryCommand({
          ...table,
          IndexName: WAKE_INDEX,
          KeyConditionExpression: 'wakeShard = :shard AND wakeAt <= :until',
          ExpressionAttributeValues: toWire({ ':shard': shard, ':until': until }),
          Limit: limit,
        }),
      )
      read(page.ConsumedCapacity)
      return (page.Items ?? [])
        .map(fromWire)
        .map(({ pk, wakeAt }): DueWake => ({ pk, wakeAt: wakeAt as Instant }))
    },

    scan: (prefix, range = {}) => pages(prefix, range),
  }
}

/** An update that sets the row's fields, under names that cannot clash with the condition's. */
function mergeOf<T extends Partial<Expression>>({ pk, sk, ...fields }: Row, target: T) {
  const entries = Object.entries(fields)
  return {
    ...target,
    Key: toWire({ pk, sk }),
    UpdateExpression: `SET ${entries.map((_, i) => `#m${i} = :m${i}`).join(', ')}`,
    ExpressionAttributeNames: {
      ...target.ExpressionAttributeNames,
      ...Object.fromEntries(entries.map(([field], i) => [`#m${i}`, field])),
    },
    ExpressionAttributeValues: {
      ...target.ExpressionAttributeValues,
      ...toWire(Object.fromEntries(entries.map(([, value], i) => [`:m${i}`, value]))),
    },
  }
}

function keyCondition(pk: string, { prefix, below }: QueryRange) {
  const bound = prefix ? ' AND begins_with(sk, :sk)' : below ? ' AND sk < :sk' : ''
  return {
    KeyConditionExpression: `pk = :pk${bound}`,
    ExpressionAttributeValues: toWire({ ':pk': pk, ...(bound && { ':sk': prefix ?? below }) }),
  }
}

const bareKey = (write: Write) => {
  const { pk, sk } = keyOf(write)
  return toWire({ pk, sk })
}

/** Cancelled because a condition failed or another transaction was at the same rows. */
const isConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(
    ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
  )
