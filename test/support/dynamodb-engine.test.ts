import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { dynamodbEngineMissing, startDynamodbEngine } from './dynamodb-engine.ts'
import { anyCredentials } from './loopback.ts'

const clientOf = (endpoint: string) => new DynamoDBClient({ ...anyCredentials, endpoint })

describe.skipIf(dynamodbEngineMissing)(`the engine (${dynamodbEngineMissing ?? 'here'})`, () => {
  test('keeps what is put, apart from other engines, until it is stopped', async () => {
    const [one, other] = await Promise.all([startDynamodbEngine(), startDynamodbEngine()])
    const client = clientOf(one.endpoint)
    await client.send(
      new CreateTableCommand({
        TableName: 'rows',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    )
    const Item = { pk: { S: 'a' }, n: { N: '1' } }
    await client.send(new PutItemCommand({ TableName: 'rows', Item }))
    const got = await client.send(
      new GetItemCommand({ TableName: 'rows', Key: { pk: { S: 'a' } } }),
    )
    expect(got.Item).toEqual(Item)
    const others = await clientOf(other.endpoint).send(new ListTablesCommand({}))
    expect(others.TableNames).toEqual([])

    await Promise.all([one.stop(), other.stop()])
    await expect(fetch(one.endpoint)).rejects.toThrow()
  })
})
