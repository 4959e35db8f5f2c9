/** The table of a world, and every change of it, as its stream delivers them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'
import { changeOf } from '../../../functions/pipeline/reactions/stream-changes.ts'
import { makeDynamoDbTable } from '../../../functions/store/dynamodb/dynamodb-table.ts'
import { openDatabase } from '../../../functions/store/sqlite/database.ts'
import { makeSqliteTable } from '../../../functions/store/sqlite/sqlite-table.ts'
import type { Row, RowChange, Table } from '../../../functions/store/table.ts'
import { startDynamodbEngine } from '../../support/dynamodb-engine.ts'
import { makeMemoryTable } from '../../support/fault-memory-table.ts'
import { clientFor, createRekindleTable } from '../../support/store-engines.ts'
import { readTableStream } from '../../support/table-stream.ts'

export type StreamedChange = { readonly record: DynamoDBRecord; readonly change: RowChange }

export type Engine = {
  readonly table: Table
  readonly stop: () => Promise<void>
}

/** @param onChanges is given the rows that one write changed, in their order */
export type StartEngine = (
  onChanges: (changes: readonly StreamedChange[]) => void,
) => Promise<Engine>

/** For volume. */
export const startMemoryEngine: StartEngine = async (onChanges) => {
  const numbered = makeNumbering()
  return {
    table: makeMemoryTable((changes) => onChanges(changes.map(numbered))),
    stop: async () => {},
  }
}

const makeNumbering = () => {
  let nth = 0
  return (change: RowChange): StreamedChange => ({ record: recordOf(change, ++nth), change })
}

/** A file that waits for no disk. */
export const startSqliteEngine: StartEngine = async (onChanges) => {
  const folder = mkdtempSync(join(tmpdir(), 'rekindle-faults-'))
  const database = openDatabase(join(folder, 'faults.sqlite'))
  database.sqlite.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY')
  const numbered = makeNumbering()
  const table = makeSqliteTable(database, (changes) => onChanges(changes.map(numbered)))
  return {
    table,
    async stop() {
      database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

const image = (row: Row): Record<string, AttributeValue> =>
  marshall(row, { removeUndefinedValues: true }) as Record<string, AttributeValue>

function recordOf({ before, after }: RowChange, nth: number): DynamoDBRecord {
  const { pk, sk } = (after ?? before) as Row
  return {
    eventID: String(nth),
    dynamodb: {
      Keys: { pk: { S: pk }, sk: { S: sk } },
      ...(before && { OldImage: image(before) }),
      ...(after && { NewImage: image(after) }),
      SequenceNumber: String(nth).padStart(12, '0'),
    },
  }
}

const TABLE_NAME = 'rekindle'

/** An engine of DynamoDB in a process of its own, behind the SDK. */
export const startDynamoDb: StartEngine = async (onChanges) => {
  const engine = await startDynamodbEngine()
  const client = clientFor(engine.endpoint)
  await createRekindleTable(client, TABLE_NAME)
  const { Table: made } = await client.send(new DescribeTableCommand({ TableName: TABLE_NAME }))
  if (made?.LatestStreamArn === undefined) throw new Error('The table has no stream.')
  const stream = await readTableStream(engine.endpoint, made.LatestStreamArn)
  const table = makeDynamoDbTable({ client, tableName: TABLE_NAME })

  async function thenStream<T>(work: () => Promise<T>): Promise<T> {
    const result = await work()
    const records = await stream.next()
    onChanges(
      records.flatMap((record) => {
        const change = changeOf(record)
        return change ? [{ record, change }] : []
      }),
    )
    return result
  }

  return {
    table: {
      ...table,
      write: (writes) => thenStream(() => table.write(writes)),
      writeTogether: (writes) => thenStream(() => table.writeTogether(writes)),
    },
    async stop() {
      client.destroy()
      await engine.stop()
    },
  }
}
