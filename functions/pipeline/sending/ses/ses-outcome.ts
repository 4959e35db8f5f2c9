/** What an error of `SendRawEmail` says of the mail: certainly not sent, or unknown. */
import { spread } from '../../../domain/hash.ts'
import type { SendOutcome } from '../../../domain/message.ts'
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'

/** An error that SES answered with. */
type SesAnswer = {
  readonly name: string
  readonly message: string
  readonly httpStatus: number | undefined
}

const THROTTLED: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
])
/** The account's keys, clock or permissions, which a person can fix while the mail waits. */
const NOT_ALLOWED: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])
/** How SES is set up for the shop as a whole: a person must fix it, and all mail waits for that. */
const NOT_SET_UP: ReadonlySet<string> = new Set([
  'ses-account-sending-paused',
  'ses-address-not-verified',
  'ses-configuration-set-does-not-exist',
  'ses-configuration-set-sending-paused',
  'ses-mail-from-domain-not-verified',
])
const NO_CONNECTION: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])
const CONNECTING: ReadonlySet<string> = new Set(['connect', 'getaddrinfo'])

/** A stable word for reports, `ses-message-rejected`; the error's own text may hold an address. */
function refusalReason({ name, message }: SesAnswer): string {
  // For these two, only the text of a MessageRejected distinguishes the cause.
  if (message.startsWith('Email address is not verified')) return 'ses-address-not-verified'
  if (/^Sending (paused|suspended) for this account/.test(message))
    return 'ses-account-sending-paused'
  const words = name.replace(/Exception$/, '').replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
  return `ses-${words.toLowerCase()}`
}

const property = (thing: unknown, key: string): unknown =>
  typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined

/** Whether the connection never came about, so that SES cannot have seen the mail. */
function neverConnected(error: Error): boolean {
  const inner = property(error, 'errors')
  if (Array.isArray(inner)) {
    return inner.length > 0 && inner.every((one) => one instanceof Error && neverConnected(one))
  }
  return (
    NO_CONNECTION.has(String(property(error, 'code'))) ||
    CONNECTING.has(String(property(error, 'syscall'))) ||
    error.message.includes('did not establish a connection')
  )
}

function sendOutcomeOf(answer: SesAnswer, messageId: string, now: Instant): SendOutcome {
  // Spread over a second, so that senders throttled together do not come back together.
  const momentMs = SECOND_MS + Math.floor(spread(`${messageId}@${now}`) * SECOND_MS)
  if (THROTTLED.has(answer.name) || answer.httpStatus === 429) {
    return /daily/i.test(answer.message)
      ? { outcome: 'parked', reason: 'ses-daily-quota', until: now + HOUR_MS }
      : { outcome: 'parked', reason: 'ses-sending-rate', until: now + momentMs }
  }
  const status = answer.httpStatus ?? 0
  if (status < 400 || status >= 500) return { outcome: 'unknown' }
  const reason = refusalReason(answer)
  if (NOT_SET_UP.has(reason)) return { outcome: 'parked', reason, until: now + HOUR_MS }
  return NOT_ALLOWED.has(answer.name) || status === 401 || status === 403
    ? { outcome: 'parked', reason: 'ses-not-allowed', until: now + 15 * MINUTE_MS }
    : { outcome: 'refused', reason }
}

/**
 * Classifies an error. Only a 4xx answer, or a request that never left, proves that nothing was
 * sent; a time-out, a reset, a 5xx and anything unclear are `unknown`.
 *
 * - throttled by the rate: parked for one to two seconds; by the daily quota: for an hour, since
 *   the quota frees up over a rolling 24 hours
 * - not reached, or the account's keys rejected: parked for 15 minutes
 * - sending paused, or the sender or the configuration set unknown to SES: parked for an hour
 * - any other 4xx, such as MessageRejected: refused
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 * @example sesOutcome(new Error('?'), { leftUs: true, messageId: 'm', now: 0 })
 *   // { outcome: 'unknown' }
 */
export function sesOutcome(
  error: unknown,
  attempt: { readonly leftUs: boolean; readonly messageId: string; readonly now: Instant },
): SendOutcome {
  const { leftUs, messageId, now } = attempt
  if (!leftUs || (error instanceof Error && neverConnected(error))) {
    return { outcome: 'parked', reason: 'ses-not-reached', until: now + 15 * MINUTE_MS }
  }
  if (!(error instanceof Error)) return { outcome: 'unknown' }
  const status = property(property(error, '$metadata'), 'httpStatusCode')
  const httpStatus = typeof status === 'number' ? status : undefined
  return sendOutcomeOf({ name: error.name, message: error.message, httpStatus }, messageId, now)
}
