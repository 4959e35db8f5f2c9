/** Both engines, new for each test that a store must pass. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { WAKE_INDEX } from '../../functions/manifest.ts'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { openDatabase } from '../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../functions/store/sqlite/sqlite-table.ts'
import type { Table } from '../../functions/store/table.ts'
import { dynamodbEngineMissing, startDynamodbEngine } from './dynamodb-engine.ts'

export type StoreUnderTest = { readonly table: Table; stop(): Promise<void> }

export type StoreEngine = {
  readonly name: string
  /** Why it cannot run here, if it cannot. */
  readonly missing?: string
  start(): Promise<StoreUnderTest>
}

export type Capacity = { read: number; write: number }

/** A table of the shape that the CDK app makes. */
export async function createRekindleTable(
  client: DynamoDBClient,
  TableName: string,
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'wakeShard', AttributeType: 'N' },
        { AttributeName: 'wakeAt', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: WAKE_INDEX,
          KeySchema: [
            { AttributeName: 'wakeShard', KeyType: 'HASH' },
            { AttributeName: 'wakeAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  )
}

export const clientFor = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })

const TABLE = 'rekindle'

async function startDynamoDb(onCapacity?: (units: Capacity) => void): Promise<StoreUnderTest> {
  const external = process.env.REKINDLE_TEST_DYNAMODB_ENDPOINT
  const engine = external
    ? { endpoint: external, stop: async () => {} }
    : await startDynamodbEngine()
  const client = clientFor(engine.endpoint)
  const tableName = external ? `${TABLE}-${process.pid}-${Date.now()}` : TABLE
  await createRekindleTable(client, tableName)
  return {
    table: makeDynamoDbTable({ client, tableName, ...(onCapacity && { onCapacity }) }),
    async stop() {
      client.destroy()
      await engine.stop()
    },
  }
}

export const startMeteredDynamoDb = startDynamoDb

async function startSqlite(): Promise<StoreUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-'))
  const database = openDatabase(join(folder, 'test.sqlite'))
  return {
    table: makeSqliteTable(database),
    async stop() {
      database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export const STORE_ENGINES: readonly StoreEngine[] = [
  { name: 'SQLite', start: startSqlite },
  {
    name: 'DynamoDB',
    ...(dynamodbEngineMissing && { missing: dynamodbEngineMissing }),
    start: () => startDynamoDb(),
  },
]
