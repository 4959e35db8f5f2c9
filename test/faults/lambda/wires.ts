/** What functions reach besides the store: queues, the event bus, and SES, in this process. */
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { sesOutcome } from '../../../functions/pipeline/sending/ses/ses-outcome.ts'
import type { Deliver, Treatment } from './carrier.ts'
import type { Environment, Sky } from './environment.ts'
import { count } from './weather.ts'

/** Puts a body into the queue of that name. */
export type Put = (queue: string, body: string) => void

/** Receives the events that the bus accepted. */
export type Announce = (detail: string) => void

export type Wires = {
  readonly sqsFor: (environment: Environment, put: Put) => SQSClient
  readonly eventsFor: (environment: Environment, announce: Announce) => EventBridgeClient
  readonly deliver: Deliver
  readonly stop: () => Promise<void>
}

type SqsInput = {
  readonly QueueUrl: string
  readonly MessageBody?: string
  readonly Entries?: readonly { readonly MessageBody?: string }[]
}

type EventsInput = { readonly Entries: readonly { readonly Detail: string }[] }

/** The faults of queue and bus that strike one call. */
export type CallFault = 'refused' | 'refused-in-part' | undefined

export function callFault({ chances, weather, counts }: Sky, client: string): CallFault {
  const { refused, entryRefused } = weather().queue
  const fault = chances.oneOf({ refused, 'refused-in-part': entryRefused })
  if (fault !== undefined) count(counts, `${client}: ${fault}`)
  return fault
}

export function makeWiresInProcess(sky: Sky): Wires {
  let taken = 0
  const client = <I, O>({ call }: Environment, client: string, take: Take<I, O>) => ({
    send: ({ input }: { readonly input: I }) =>
      call(async () => {
        const fault = callFault(sky, client)
        if (fault === 'refused') throw new Error(`${client} takes nothing`)
        return take(input, fault === 'refused-in-part' ? 1 : 0)
      }),
  })

  return {
    sqsFor: (environment, put) =>
      client(environment, 'queue', ({ QueueUrl, MessageBody, Entries }: SqsInput, leftOut) => {
        const entries = Entries ?? [{ MessageBody }]
        const failed = Entries ? entries.slice(0, leftOut) : []
        for (const { MessageBody: body = '' } of entries.slice(failed.length)) put(QueueUrl, body)
        return { Failed: failed }
      }) as unknown as SQSClient,
    eventsFor: (environment, announce) =>
      client(environment, 'bus', ({ Entries }: EventsInput, leftOut) => {
        for (const { Detail } of Entries.slice(leftOut)) announce(Detail)
        return { FailedEntryCount: leftOut }
      }) as unknown as EventBridgeClient,
    async deliver({ messageId }, treatment, now) {
      const sesId = `0107-${++taken}`
      const error = ERRORS[treatment]?.()
      const outcome = error
        ? sesOutcome(error, { leftUs: true, messageId, now })
        : ({ outcome: 'accepted', mailerMessageId: sesId } as const)
      return { outcome, ...(TAKES.has(treatment) && { sesId }) }
    },
    stop: async () => {},
  }
}

type Take<I, O> = (input: I, leftOut: number) => O

/** SES has the mail, whatever its sender is answered. */
const TAKES: ReadonlySet<Treatment> = new Set([
  'taken',
  'late',
  'accepted-then-dropped',
  'error-500-but-accepted',
  'garbled-but-accepted',
])

const refusal = (name: string, message: string, status = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } })

const failure = (): Error => refusal('InternalFailure', 'Internal failure.', 500)

/** As the SDK throws what SES and the way to it do. */
const ERRORS: Readonly<Partial<Record<Treatment, () => Error>>> = {
  'accepted-then-dropped': () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  dropped: () => new Error('the request timed out'),
  'error-500': failure,
  'error-500-but-accepted': failure,
  'garbled-but-accepted': () => new SyntaxError('an answer cut short'),
  'sending-rate': () => refusal('Throttling', 'Maximum sending rate exceeded.'),
  'daily-quota': () => refusal('Throttling', 'Daily message quota exceeded.'),
  rejected: () => refusal('MessageRejected', 'The mail is turned down.'),
  'not-reached': () =>
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
  paused: () => refusal('AccountSendingPausedException', 'Sending is paused.'),
}
