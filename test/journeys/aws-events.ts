/** Events as AWS hands them to functions. */
import { isoInstant } from '../../functions/domain/time.ts'
import type { ReceivedMail } from '../support/ses-endpoint.ts'

export type Asked = {
  readonly bearer: string
  readonly body?: object
  readonly pathParameters: Readonly<Record<string, string | undefined>>
}

/** A request as API Gateway's HTTP API hands it over (payload format 2.0). */
export function httpEvent(route: string, { bearer, body, pathParameters }: Asked): object {
  const [method] = route.split(' ')
  return {
    version: '2.0',
    routeKey: route,
    rawPath: '/',
    rawQueryString: '',
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    requestContext: { http: { method, path: '/' }, requestId: 'request' },
    pathParameters,
    ...(body && { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
    isBase64Encoded: body !== undefined,
  }
}

/**
 * An EventBridge event of a mail that SES accepted.
 *
 * @example sesEvent(mail, 'Email Delivered', { delivery: { timestamp: '2026-01-01T00:00:00Z' } })
 */
export function sesEvent(mail: ReceivedMail, detailType: string, more: object): object {
  const { messageId, destinations: destination, at } = mail
  const tags = Object.fromEntries(
    Object.entries(mail.tags).map(([name, value]) => [name, [value]] as const),
  )
  return {
    id: `${messageId} ${detailType}`,
    source: 'aws.ses',
    'detail-type': detailType,
    detail: { mail: { messageId, timestamp: isoInstant(at), destination, tags }, ...more },
  }
}

/** SES's notification of a received mail, which contains no body. */
export const inboundMailEvent = (subject: string): object => ({
  Records: [
    {
      eventSource: 'aws:ses',
      eventVersion: '1.0',
      ses: { mail: { messageId: 'inbound', headers: [], commonHeaders: { subject } } },
    },
  ],
})

/** Twice, the second time the other way round, in one batch of a queue. */
export const queuedTwice = (bodies: readonly object[]): object => ({
  Records: [...bodies, ...bodies.toReversed()].map((body, i) => ({
    messageId: `queued-${i}`,
    body: JSON.stringify(body),
  })),
})
