import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anyCredentials } from './loopback.ts'
import { type SqsEndpoint, startSqsEndpoint } from './sqs-endpoint.ts'

let sqs: SqsEndpoint
let client: SQSClient

beforeEach(async () => {
  sqs = await startSqsEndpoint()
  client = new SQSClient({ ...anyCredentials, endpoint: sqs.endpoint, maxAttempts: 1 })
})
afterEach(async () => {
  client.destroy()
  await sqs.stop()
})

test('a message that is sent is kept, with its queue and delay', async () => {
  const QueueUrl = sqs.queueUrl('send')
  const said = await client.send(
    new SendMessageCommand({ QueueUrl, MessageBody: '新茶', DelaySeconds: 5 }),
  )
  expect(said.MessageId).toBe('message-1')
  expect(sqs.messages).toMatchObject([{ queueUrl: QueueUrl, body: '新茶', delaySeconds: 5 }])
})

test('a batch can be taken in part', async () => {
  sqs.failNext('reject-first-entry')
  const said = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: sqs.queueUrl('send'),
      Entries: ['a', 'b', 'c'].map((id) => ({ Id: id, MessageBody: `body of ${id}` })),
    }),
  )
  expect(said.Failed?.map(({ Id }) => Id)).toEqual(['a'])
  expect(said.Successful?.map(({ Id }) => Id)).toEqual(['b', 'c'])
  expect(sqs.messages.map(({ body }) => body)).toEqual(['body of b', 'body of c'])
})

test('a batch beyond ten is turned down by the name SQS gives that', async () => {
  const Entries = Array.from({ length: 11 }, (_, i) => ({ Id: String(i), MessageBody: 'b' }))
  const sent = client.send(new SendMessageBatchCommand({ QueueUrl: sqs.queueUrl('q'), Entries }))
  await expect(sent).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' })
})

test.each([
  ['throttle', 'RequestThrottled'],
  ['internal-error', 'InternalFailure'],
] as const)('a call can fail by %s', async (fault, name) => {
  sqs.failNext(fault)
  const sent = client.send(
    new SendMessageCommand({ QueueUrl: sqs.queueUrl('q'), MessageBody: 'b' }),
  )
  await expect(sent).rejects.toMatchObject({ name })
  expect(sqs.messages).toEqual([])
})
