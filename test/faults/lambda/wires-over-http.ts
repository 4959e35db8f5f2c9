/** The same over the SDK's own clients, to stand-ins of the endpoints. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SQSClient } from '@aws-sdk/client-sqs'
import { makeSesClient, makeSesMailer } from '../../../functions/pipeline/sending/ses/ses-mailer.ts'
import { sendAlone } from '../../support/any-mail.ts'
import { startEventsEndpoint } from '../../support/events-endpoint.ts'
import { anyCredentials } from '../../support/loopback.ts'
import { type SesFault, startSesEndpoint } from '../../support/ses-endpoint.ts'
import { startSqsEndpoint } from '../../support/sqs-endpoint.ts'
import type { Treatment } from './carrier.ts'
import type { Sky } from './environment.ts'
import { callFault, type Wires } from './wires.ts'

/** Of the real kind, so short: nothing here is far away. */
const REQUEST_TIMEOUT_MS = 150

const refusal = (code: string, message: string): SesFault => ({ status: 400, code, message })

const FAULTS: Readonly<Partial<Record<Treatment, SesFault>>> = {
  'accepted-then-dropped': 'reset-after',
  dropped: 'hang',
  'error-500': 'internal-error',
  'error-500-but-accepted': 'internal-error-after',
  'garbled-but-accepted': 'garbled-after',
  'sending-rate': 'sending-rate',
  'daily-quota': 'daily-quota',
  rejected: refusal('MessageRejected', 'The mail is turned down.'),
  'not-reached': 'service-unavailable',
  paused: refusal('AccountSendingPausedException', 'Sending is paused.'),
}

/** Once: an SDK client retries automatically, and the retry would succeed. */
const ONCE = { ...anyCredentials, maxAttempts: 1 }

export async function startWiresOverHttp(sky: Sky): Promise<Wires> {
  const [ses, sqs, bus] = await Promise.all([
    startSesEndpoint(),
    startSqsEndpoint(),
    startEventsEndpoint(),
  ])
  const sesClient = makeSesClient({
    ...anyCredentials,
    endpoint: ses.endpoint,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  const sqsClient = new SQSClient({ ...ONCE, endpoint: sqs.endpoint })
  const busClient = new EventBridgeClient({ ...ONCE, endpoint: bus.endpoint })
  let [queued, announced] = [0, 0]

  return {
    sqsFor: ({ call }, put) =>
      ({
        send: (command: { readonly input: { QueueUrl: string } }) =>
          call(async () => {
            const { QueueUrl } = command.input
            const fault = callFault(sky, 'queue')
            if (fault) sqs.failNext(fault === 'refused' ? 'throttle' : 'reject-first-entry')
            command.input.QueueUrl = sqs.queueUrl(QueueUrl)
            try {
              return await sqsClient.send(command as never)
            } finally {
              for (const { body } of sqs.messages.slice(queued)) put(QueueUrl, body)
              queued = sqs.messages.length
            }
          }),
      }) as unknown as SQSClient,
    eventsFor: ({ call }, announce) =>
      ({
        send: (command: never) =>
          call(async () => {
            const fault = callFault(sky, 'bus')
            if (fault) bus.failNext(fault === 'refused' ? 'throttle' : 'reject-first-entry')
            try {
              return await busClient.send(command)
            } finally {
              for (const { Detail = '' } of bus.entries.slice(announced)) announce(Detail)
              announced = bus.entries.length
            }
          }),
      }) as unknown as EventBridgeClient,
    async deliver(mail, treatment, now) {
      const fault = FAULTS[treatment]
      if (fault) ses.failNext(fault)
      const before = ses.received.length
      const mailer = makeSesMailer({ client: sesClient, clock: () => now })
      const outcome = await sendAlone(mailer, mail)
      const sesId = ses.received[before]?.messageId
      return { outcome, ...(sesId !== undefined && { sesId }) }
    },
    async stop() {
      for (const client of [sesClient, sqsClient, busClient]) client.destroy()
      await Promise.all([ses, sqs, bus].map(({ stop }) => stop()))
    },
  }
}
