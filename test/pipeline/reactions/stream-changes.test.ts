import type { DynamoDBRecord } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { makeReactHandler } from '../../../functions/pipeline/reactions/react.handler.ts'
import { makeRepairHandler } from '../../../functions/pipeline/reactions/repair.handler.ts'
import { changeOf } from '../../../functions/pipeline/reactions/stream-changes.ts'

const image = (pk: string, minor: string) => ({
  pk: { S: pk },
  sk: { S: 'order#1' },
  minor: { N: minor },
  lines: { L: [{ M: { sku: { S: 'a' }, gift: { BOOL: true }, note: { NULL: true } } }] },
})
const record = (pk: string, sequence: string, minor = '5', before?: string): DynamoDBRecord =>
  ({
    dynamodb: {
      SequenceNumber: sequence,
      NewImage: image(pk, minor),
      ...(before !== undefined && { OldImage: image(pk, before) }),
    },
  }) as DynamoDBRecord

describe('a record of the stream', () => {
  it('is a row before and after, in plain values', () => {
    const lines = [{ sku: 'a', gift: true, note: null }]
    expect(changeOf(record('acme/c', '1', '5', '4'))).toEqual({
      before: { pk: 'acme/c', sk: 'order#1', minor: 4, lines },
      after: { pk: 'acme/c', sk: 'order#1', minor: 5, lines },
    })
  })

  it('of a write that changed nothing is nothing, however its fields are ordered', () => {
    const { NewImage } = record('acme/c', '1').dynamodb ?? {}
    const OldImage = Object.fromEntries(Object.entries(NewImage ?? {}).toReversed())
    expect(changeOf({ dynamodb: { NewImage, OldImage } } as DynamoDBRecord)).toBeUndefined()
  })

  it('is refused without the key of its row', () => {
    const { sk: _, ...NewImage } = image('acme/c', '5')
    expect(() => changeOf({ dynamodb: { NewImage } })).toThrow('an image without its key')
  })
})

describe('a batch of the stream', () => {
  it('causes one decision per customer, and a failed one goes to repair while the shard goes on', async () => {
    const reacted: string[] = []
    const repair: string[] = []
    const handler = makeReactHandler({
      react: async (key) => {
        reacted.push(key)
        if (key === 'acme/bad') throw new Error('no such zone')
      },
      sendToRepair: async (key) => {
        repair.push(key)
      },
      onFailure: () => {},
    })
    const Records = [
      record('acme/a', '1'),
      record('acme/bad', '2'),
      record('acme/a', '3'),
      record('acme/same', '4', '5', '5'),
    ]
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] })
    expect(reacted.toSorted()).toEqual(['acme/a', 'acme/bad'])
    expect(repair).toEqual(['acme/bad'])
  })

  it('wakes no customer for a row that the table removed because its time was over', async () => {
    const reacted: string[] = []
    const handler = makeReactHandler({
      react: async (key) => reacted.push(key),
      sendToRepair: async () => {},
      onFailure: () => {},
    })
    const OldImage = {
      ...{ pk: { S: 'acme/a' }, sk: { S: 'event#e-1' } },
      ...{ name: { S: 'visited' }, expiresAt: { N: '1770206400' } },
    }
    const removal = {
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { SequenceNumber: '1', OldImage },
    } as DynamoDBRecord
    const Records = [removal, record('acme/b', '2')]
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] })
    expect(reacted).toEqual(['acme/b'])
  })

  it('is read again if not even the repair queue takes a customer, who is reported', async () => {
    const failures: unknown[] = []
    const handler = makeReactHandler({
      react: async (key) => {
        if (key !== 'acme/a') throw new Error('no such zone')
      },
      sendToRepair: () => Promise.reject(new Error('queue is down')),
      onFailure: (...failure) => failures.push(failure),
    })
    const Records = ['a', 'b', 'c', 'b'].map((id, i) => record(`acme/${id}`, String(i)))
    expect(await handler({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    })
    expect(failures).toEqual([
      ['acme/b', new Error('queue is down')],
      ['acme/c', new Error('queue is down')],
    ])
  })
})

describe('the repair queue', () => {
  it('keeps the customers who fail again, reports them, and releases the others', async () => {
    const failures: unknown[] = []
    const handler = makeRepairHandler({
      onFailure: (key, error) => failures.push([key, error]),
      react: async (key) => {
        if (key === 'acme/bad') throw new Error('still no such zone')
      },
    })
    const Records = ['acme/a', 'acme/bad'].map((customer) => ({
      messageId: `m-${customer}`,
      body: JSON.stringify({ customer, problem: 'Error' }),
    }))
    expect(await handler({ Records } as never)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-acme/bad' }],
    })
    expect(failures).toEqual([['acme/bad', new Error('still no such zone')]])
  })
})
