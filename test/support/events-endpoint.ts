/** EventBridge (JSON 1.1) as far as the relay needs it: `PutEvents`, which keeps what it took. */
import { makeFaults } from './faults.ts'
import { type Loopback, listen, type Reply } from './loopback.ts'

export type PutEntry = {
  readonly Source?: string
  readonly DetailType?: string
  readonly Detail?: string
  readonly EventBusName?: string
  readonly Resources?: readonly string[]
  /** Epoch seconds, as the wire has it. */
  readonly Time?: number
}

/** `reject-entry` turns down one entry of the next call; the others are faults of whole calls. */
export type EventsFault = 'reject-first-entry' | 'throttle' | 'internal-error' | 'reset' | 'hang'

export type EventsEndpoint = Loopback & {
  /** Entries taken, oldest first. */
  readonly entries: readonly PutEntry[]
  readonly calls: () => number
  readonly failNext: (fault: EventsFault, times?: number) => void
}

const ENTRIES_LIMIT = 10

const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
})

const failure = (status: number, code: string, message: string): Reply =>
  json(status, { __type: code, message })

/** @example const events = await startEventsEndpoint(); events.entries[0]?.DetailType */
export async function startEventsEndpoint(): Promise<EventsEndpoint> {
  const entries: PutEntry[] = []
  const faults = makeFaults<EventsFault>()
  let calls = 0

  const take = (given: readonly PutEntry[], rejectFirst: boolean): Reply => {
    const rejected = rejectFirst ? 1 : 0
    const taken = given.slice(rejected)
    const ids = taken.map((_, i) => ({ EventId: `event-${entries.length + i + 1}` }))
    entries.push(...taken)
    const refusal = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }
    return json(200, {
      FailedEntryCount: rejected,
      Entries: rejectFirst ? [refusal, ...ids] : ids,
    })
  }

  const putEvents = (given: readonly PutEntry[]): Reply => {
    calls++
    if (given.length < 1 || given.length > ENTRIES_LIMIT) {
      return failure(400, 'ValidationException', `1 to ${ENTRIES_LIMIT} entries a call.`)
    }
    const fault = faults.take()
    switch (fault) {
      case 'throttle':
        return failure(400, 'ThrottlingException', 'Rate exceeded')
      case 'internal-error':
        return failure(500, 'InternalException', 'Internal failure.')
      case 'reset':
      case 'hang':
        return fault
      case 'reject-first-entry':
      case undefined:
        return take(given, fault === 'reject-first-entry')
    }
  }

  const server = await listen(({ headers, body }) => {
    const target = headers['x-amz-target']
    if (target !== 'AWSEvents.PutEvents') {
      return failure(400, 'UnknownOperationException', `No operation ${target}.`)
    }
    const { Entries } = JSON.parse(body.toString()) as { Entries?: readonly PutEntry[] }
    return putEvents(Entries ?? [])
  })
  return { ...server, entries, calls: () => calls, failNext: faults.next }
}
