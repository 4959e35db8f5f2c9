import { afterEach, describe, expect, it } from 'vitest'
import { makeDynamoDbTable } from '../../functions/store/dynamodb/dynamodb-table.ts'
import { type Loopback, listen } from '../support/loopback.ts'
import { clientFor } from '../support/store-engines.ts'

const AMZ_JSON = 'application/x-amz-json-1.0'
const PUT = { put: { pk: 'acme/c', sk: 'profile' }, on: { absent: true } } as const

let server: Loopback
afterEach(() => server.stop())

/** A table with a transaction on its rows for so many requests. */
async function tableInTransactionFor(requests: number) {
  let seen = 0
  server = await listen(() => {
    const inTransaction = ++seen <= requests
    const refusal = {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException',
      message: 'Transaction is ongoing for the item',
    }
    const [status, body] = inTransaction ? [400, refusal] : [200, {}]
    return { status, type: AMZ_JSON, body: JSON.stringify(body) }
  })
  const client = clientFor(server.endpoint)
  return { table: makeDynamoDbTable({ client, tableName: 'rekindle' }), seen: () => seen }
}

describe('a single write to a row that a transaction is at', () => {
  it.each([
    ['put', PUT],
    ['merge', { merge: { pk: 'acme/c', sk: 'profile', name: 'Ada' } }],
    ['remove', { remove: { pk: 'acme/c', sk: 'profile' } }],
  ])('waits until it is over: %s', async (_kind, write) => {
    const { table, seen } = await tableInTransactionFor(3)
    expect(await table.write([write])).toEqual([{ done: true }])
    expect(seen()).toBe(4)
  })

  it('fails when the transactions do not end', async () => {
    const { table, seen } = await tableInTransactionFor(Number.POSITIVE_INFINITY)
    await expect(table.write([PUT])).rejects.toThrow('Transaction is ongoing')
    expect(seen()).toBe(5)
  })
})
