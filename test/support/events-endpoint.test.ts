import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EventsEndpoint, startEventsEndpoint } from './events-endpoint.ts'
import { anyCredentials } from './loopback.ts'

let events: EventsEndpoint
let client: EventBridgeClient

beforeEach(async () => {
  events = await startEventsEndpoint()
  client = new EventBridgeClient({ ...anyCredentials, endpoint: events.endpoint, maxAttempts: 1 })
})
afterEach(async () => {
  client.destroy()
  await events.stop()
})

const entry = (id: string) => ({
  Source: 'rekindle',
  DetailType: 'LifecycleChanged',
  Detail: JSON.stringify({ id }),
  EventBusName: 'rekindle',
  Time: new Date(1_000),
})

test('entries that are put are kept as they were', async () => {
  const said = await client.send(new PutEventsCommand({ Entries: [entry('1'), entry('2')] }))
  expect(said.FailedEntryCount).toBe(0)
  expect(said.Entries?.map(({ EventId }) => EventId)).toEqual(['event-1', 'event-2'])
  expect(events.entries[0]).toEqual({ ...entry('1'), Time: 1 })
})

test('one entry can be turned down while the others are taken', async () => {
  events.failNext('reject-first-entry')
  const said = await client.send(new PutEventsCommand({ Entries: [entry('1'), entry('2')] }))
  expect(said.FailedEntryCount).toBe(1)
  expect(said.Entries?.[0]?.ErrorCode).toBe('ThrottlingException')
  expect(events.entries.map(({ Detail }) => Detail)).toEqual(['{"id":"2"}'])
})

test.each([
  ['throttle', 'ThrottlingException'],
  ['internal-error', 'InternalException'],
] as const)('a call can fail by %s', async (fault, name) => {
  events.failNext(fault)
  const put = client.send(new PutEventsCommand({ Entries: [entry('1')] }))
  await expect(put).rejects.toMatchObject({ name })
  expect(events.entries).toEqual([])
})

test('more than ten entries a call are turned down', async () => {
  const Entries = Array.from({ length: 11 }, (_, i) => entry(String(i)))
  const put = client.send(new PutEventsCommand({ Entries }))
  await expect(put).rejects.toMatchObject({ name: 'ValidationException' })
})
