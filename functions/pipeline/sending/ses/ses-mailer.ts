/** Sends through Amazon SES, which has no idempotency key: a repeat would be a second e-mail. */
import { SESClient, type SESClientConfig, SendRawEmailCommand } from '@aws-sdk/client-ses'
import type { SendOutcome } from '../../../domain/message.ts'
import { mailTagsOf } from '../../../domain/message-ref.ts'
import { HOUR_MS, type Instant, SECOND_MS } from '../../../domain/time.ts'
import { asciiAddress, isAddressError } from '../ascii-address.ts'
import type { Mailer, OutgoingMail, ReadyMail } from '../mailer.ts'
import { type Door, makeDoor } from './door.ts'
import { type Leave, makeInFlight } from './in-flight.ts'
import { sesOutcome } from './ses-outcome.ts'
import { makeWatchedAgents, withHandover } from './watched-agents.ts'

export type SesClientSettings = {
  readonly region?: string
  readonly endpoint?: string
  readonly credentials?: NonNullable<SESClientConfig['credentials']>
  readonly connectionTimeoutMs?: number
  readonly requestTimeoutMs?: number
}

/** Well under the five minutes of a claim's lease. */
const REQUEST_TIMEOUT_MS = 20 * SECOND_MS
const CONNECTION_TIMEOUT_MS = 3 * SECOND_MS
/** A connection left idle longer is closed here, before a mail is posted into one SES has closed. */
const IDLE_SOCKET_MS = 4 * SECOND_MS

/**
 * The only client suitable for sending: it never retries automatically, since after a reset or a
 * 500 a second attempt may be a second e-mail, and it times out early enough. Omitted settings come
 * from the environment, as in the SDK.
 *
 * @example makeSesClient({ region: 'eu-central-1' })
 */
export function makeSesClient(settings: SesClientSettings = {}): SESClient {
  return new SESClient({
    ...(settings.region === undefined ? {} : { region: settings.region }),
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(settings.credentials === undefined ? {} : { credentials: settings.credentials }),
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: settings.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
      requestTimeout: settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      // Without it the SDK only warns.
      throwOnRequestTimeout: true,
      ...makeWatchedAgents(IDLE_SOCKET_MS),
    },
  })
}

export type SesMailerParts = {
  /** From `makeSesClient`; a client that retries automatically is rejected. */
  readonly client: SESClient
  readonly configurationSet?: string
  /** Where SES counts opens and clicks; without it none are counted. */
  readonly trackedConfigurationSet?: string
  readonly clock: () => Instant
}

const configurationSetFor = (mail: OutgoingMail, parts: SesMailerParts): string | undefined =>
  (mail.tracked ? parts.trackedConfigurationSet : undefined) ?? parts.configurationSet

function commandFor(mail: OutgoingMail, configurationSet: string | undefined): SendRawEmailCommand {
  return new SendRawEmailCommand({
    Source: asciiAddress(mail.from),
    Destinations: [asciiAddress(mail.to)],
    RawMessage: { Data: mail.bytes },
    Tags: mailTagsOf(mail),
    ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
  })
}

/** Mails that are between their claim and their bytes at a time: a kill puts no more in doubt. */
const AT_THE_DOOR = 2

/** How soon a mail that links to the example shop is looked at again: its campaign may be published again. */
const EXAMPLE_LINKS_AGAIN_MS = HOUR_MS

const DISCARDED = new Error('the mail was discarded before it left')

/** The wire is entered before the door to it, so that no mail waits between its claim and its bytes. */
type Ways = { readonly inFlight: () => Promise<Leave>; readonly door: Door }

/**
 * Stops the SDK at its last step before the bytes leave: by then the request is serialised and
 * signed, so that a process which dies before it has put nothing in doubt.
 */
function makeReady(
  { client, clock, inFlight, door }: SesMailerParts & Ways,
  command: SendRawEmailCommand,
  messageId: string,
): Promise<ReadyMail | SendOutcome> {
  const gate = Promise.withResolvers<() => void>()
  const ready = Promise.withResolvers<ReadyMail>()
  let leftUs = false
  let isOver = false
  let kept: { readonly because: unknown } | undefined
  command.middlewareStack.add(
    (next) => async (args) => {
      const leaveWire = await inFlight()
      const leaveDoor = await door()
      let isAnswered = false
      try {
        ready.resolve({
          outcome: 'ready',
          send: (onLeaving) => {
            gate.resolve(onLeaving)
            return answer
          },
          discard: () => gate.reject(DISCARDED),
        })
        const onLeaving = await gate.promise
        const leave = () => {
          // The connection opened after the request gave up waiting for it, and takes no byte.
          if (isOver) return
          try {
            onLeaving()
          } catch (error) {
            kept = { because: error }
            throw error
          }
          leftUs = true
          leaveDoor()
        }
        const answered = await withHandover(leave, () => next(args))
        isAnswered = true
        return answered
      } finally {
        isOver = true
        leaveDoor()
        leaveWire(isAnswered)
      }
    },
    { step: 'deserialize', priority: 'low', name: 'waitUntilItMayLeave' },
  )
  const post = async (): Promise<SendOutcome> => {
    try {
      const { MessageId } = await client.send(command)
      return MessageId
        ? { outcome: 'accepted', mailerMessageId: MessageId }
        : { outcome: 'unknown' }
    } catch (error) {
      if (kept) throw kept.because
      return sesOutcome(error, { leftUs, messageId, now: clock() })
    }
  }
  const answer = post()
  // A request that never gets to its last step is answered by what failed before it.
  return Promise.race([ready.promise, answer])
}

/**
 * A mailer over `SendRawEmail`, one recipient a call, tagged so that SES's events lead back to the
 * message (see `mailTagsOf`). Only mail that may be tracked uses the tracked configuration set. An
 * address that cannot be sent to is refused here, with its code; a mail that still links to the
 * example shop waits until its campaign is published with the shop's own links.
 *
 * @throws {Error} if the client retries automatically
 * @example makeSesMailer({ client: makeSesClient(), configurationSet: 'rekindle', clock: Date.now })
 */
export function makeSesMailer(given: SesMailerParts): Mailer {
  const inFlight = makeInFlight(() => performance.now())
  const parts = { ...given, inFlight, door: makeDoor(() => AT_THE_DOOR) }
  return {
    repeatable: false,
    prepare: async (mail) => {
      if ((await parts.client.config.maxAttempts()) !== 1) {
        throw new Error('An SES client that tries again may send twice; make it by makeSesClient.')
      }
      if (mail.leadsToExample)
        return {
          outcome: 'parked',
          reason: 'example-links',
          until: parts.clock() + EXAMPLE_LINKS_AGAIN_MS,
        }
      try {
        const command = commandFor(mail, configurationSetFor(mail, parts))
        return await makeReady(parts, command, mail.messageId)
      } catch (error) {
        if (isAddressError(error)) return { outcome: 'refused', reason: error.code }
        throw error
      }
    },
  }
}
