import type { DynamoDBRecord, SQSEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { type BatchWork, queueHandler, streamHandler } from '../../functions/pipeline/batches.ts'

type Item = { readonly key: string; readonly n?: number }

/** Work that fails for these keys and keeps what it did and what it reported. */
function workFailingFor(...bad: readonly string[]) {
  const done: Item[] = []
  const failures: (readonly [string, string])[] = []
  let [running, peak] = [0, 0]
  const work: BatchWork<Item> = {
    keyOf: ({ key }) => key,
    async process(item) {
      peak = Math.max(peak, ++running)
      await new Promise(setImmediate)
      running -= 1
      if (bad.includes(item.key)) throw new RangeError('no such zone')
      done.push(item)
    },
    onFailure: (key, error) => failures.push([key, (error as Error).name]),
  }
  return { work, done, failures, peak: () => peak }
}

const queued = (...bodies: readonly string[]) =>
  ({ Records: bodies.map((body, i) => ({ messageId: `m-${i}`, body })) }) as SQSEvent

const json = (...items: readonly Item[]) => queued(...items.map((item) => JSON.stringify(item)))

const streamed = (...sequences: readonly (string | undefined)[]) =>
  sequences.map((SequenceNumber) => ({ dynamodb: { SequenceNumber } }) as DynamoDBRecord)

describe('a batch of a queue', () => {
  it('gives back what failed and lets go of the rest', async () => {
    const { work, done, failures } = workFailingFor('bad', 'worse')
    const keys = ['a', 'bad', 'b', 'worse', 'c']
    const answer = await queueHandler(work)(json(...keys.map((key) => ({ key }))))
    expect(answer).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }],
    })
    expect(done.map(({ key }) => key).toSorted()).toEqual(['a', 'b', 'c'])
    expect(failures.toSorted()).toEqual([
      ['bad', 'RangeError'],
      ['worse', 'RangeError'],
    ])
  })

  it('does the work of one key once, the first of it, and gives all of it back', async () => {
    const { work, done, failures } = workFailingFor('bad')
    const event = json({ key: 'a', n: 1 }, { key: 'bad' }, { key: 'a', n: 2 }, { key: 'bad' })
    expect(await queueHandler(work)(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-3' }],
    })
    expect(done).toEqual([{ key: 'a', n: 1 }])
    expect(failures).toHaveLength(1)
  })

  it.each(['{', 'null', ''])(
    'gives back what cannot be read, by the queue’s own id: %j',
    async (body) => {
      const { work, done, failures } = workFailingFor()
      const event = queued(body, JSON.stringify({ key: 'a' }))
      expect(await queueHandler(work)(event)).toEqual({
        batchItemFailures: [{ itemIdentifier: 'm-0' }],
      })
      expect(failures.map(([key]) => key)).toEqual(['m-0'])
      expect(done).toEqual([{ key: 'a' }])
    },
  )

  it('gives back what throws before it promises anything', async () => {
    const { work, failures } = workFailingFor()
    const carryOut = () => {
      throw new RangeError('at once')
    }
    const answer = await queueHandler({ ...work, process: carryOut })(json({ key: 'a' }))
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }])
    expect(failures).toEqual([['a', 'RangeError']])
  })

  it('is worked off side by side, but not all of a large one at a time', async () => {
    const { work, done, peak } = workFailingFor()
    const keys = Array.from({ length: 50 }, (_, i) => ({ key: String(i) }))
    await queueHandler(work)(json(...keys))
    expect(done).toEqual(keys)
    expect(peak()).toBe(20)
  })
})

describe('a batch of a stream', () => {
  const readKeys =
    (...keys: readonly (string | undefined)[]) =>
    (record: DynamoDBRecord) => {
      const key = keys[Number(record.dynamodb?.SequenceNumber)]
      return key === undefined ? undefined : { key }
    }

  it('is read again from the first record that failed', async () => {
    const { work, done } = workFailingFor('bad', 'worse')
    const handler = streamHandler(readKeys('a', 'worse', 'b', 'bad', 'worse'), work)
    const Records = streamed('0', '1', '2', '3', '4')
    expect(await handler({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    })
    expect(done).toHaveLength(2)
  })

  it('that all went well is not read again, records without work included', async () => {
    const { work, done } = workFailingFor()
    const handler = streamHandler(readKeys('a', undefined, 'a'), work)
    expect(await handler({ Records: streamed('0', '1', '2') })).toEqual({
      batchItemFailures: [],
    })
    expect(done).toEqual([{ key: 'a' }])
  })

  it('is read again as a whole if the record that failed has no number', async () => {
    const { work } = workFailingFor('bad')
    const handler = streamHandler(() => ({ key: 'bad' }), work)
    expect(await handler({ Records: streamed(undefined) })).toEqual({
      batchItemFailures: [{ itemIdentifier: '' }],
    })
  })
})
