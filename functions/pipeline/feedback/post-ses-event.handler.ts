/**
 * Receives SES events by HTTP, if there is no queue: from an EventBridge API destination, or from a
 * topic of SNS.
 *
 * The sender is known by the shop's key alone. The signature of SNS is not asked for: it proves that
 * SNS sent a message, not that the topic is the shop's, and its certificate would have to be fetched.
 */
import type { IgnoredReason } from '../../domain/feedback/ignored-event.ts'
import { json, Problem } from '../../http/problem.ts'
import {
  type HttpEvent,
  type HttpHandler,
  jsonBody,
  type RequestPorts,
  shopHandler,
} from '../../http/requests.ts'
import { isTopicCheck } from './ses-envelope.ts'
import { type AboutSubscription, readAboutSubscription } from './sns-subscription.ts'
import { type SesEventPorts, takeSesEvent } from './take-ses-event.ts'

export type PostedEventPorts = RequestPorts &
  SesEventPorts & {
    /** A person has to confirm it, or it has ended. */
    readonly onSubscription: (about: AboutSubscription) => void
  }

/** What changes nothing is answered 200 with its reason: sent again it would change as little. */
export function makePostSesEvent(ports: PostedEventPorts): HttpHandler {
  const handler = shopHandler(ports, 'feedback', async ({ event, shop }) => {
    if (isPlainTopicCheck(event)) {
      ports.onIgnored('topic-check')
      return json(200, { status: 'ignored', reason: 'topic-check' })
    }
    const posted = refused('not-json', ports, () => jsonBody(event, TYPES))
    const body = refused('not-ses', ports, () => oneEvent(posted))
    const about = refused('not-ses', ports, () => readAboutSubscription(body))
    if (about) {
      ports.onIgnored(about.reason)
      ports.onSubscription(about)
      return json(200, { status: 'ignored', reason: about.reason })
    }
    return json(200, await takeSesEvent(body, ports, shop.settings.shop.id))
  })
  return async (event) => {
    const answer = await handler(withKeyOfSns(event))
    if (answer.statusCode !== 401 || !isBySns(event)) return answer
    const asked = { 'www-authenticate': 'Basic realm="Rekindle"' }
    return { ...answer, headers: { ...answer.headers, ...asked } }
  }
}

/** SNS sends its password only once it was asked for; other clients of the API have a key. */
const isBySns = ({ headers }: HttpEvent): boolean => headers['x-amz-sns-message-type'] !== undefined

/** Only SES's own test is posted as plain words. */
const isPlainTopicCheck = ({ body = '', isBase64Encoded }: HttpEvent): boolean =>
  isTopicCheck(isBase64Encoded ? Buffer.from(body.slice(0, 200), 'base64').toString() : body)

/** SNS posts JSON as text. */
const TYPES = ['application/json', 'text/plain'] as const

const ONE_EVENT = 'send each event in a request of its own'

/** What is answered 400 is counted too: its sender may not be looked at. */
function refused<T>(reason: IgnoredReason, { onIgnored }: PostedEventPorts, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof Problem && error.status === 400) onIgnored(reason)
    throw error
  }
}

/** @throws Problem 400 for several at a time */
function oneEvent(body: unknown): unknown {
  if (Array.isArray(body))
    throw new Problem(400, `the body is an array: ${ONE_EVENT}, as it was inside the array`)
  if (typeof body === 'object' && body !== null && 'Records' in body)
    throw new Problem(
      400,
      `the body has "Records", as Lambda functions are given from SNS, SQS and S3: ${ONE_EVENT}, which is "Sns.Message" of a record of SNS and "body" of one of SQS; events in S3 are objects of the bucket`,
    )
  return body
}

/** SNS sends no header of one's own, but the password of the address that it posts to. */
function withKeyOfSns(event: HttpEvent): HttpEvent {
  const [, encoded] = /^Basic ([\w+/=-]{1,1000})$/i.exec(event.headers.authorization ?? '') ?? []
  if (encoded === undefined) return event
  const given = Buffer.from(encoded, 'base64').toString()
  const key = given.slice(given.indexOf(':') + 1)
  return { ...event, headers: { ...event.headers, authorization: `Bearer ${key}` } }
}
