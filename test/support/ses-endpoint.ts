/**
 * Amazon SES v1 (Query protocol) as far as sending needs it: `SendRawEmail`, which keeps what it
 * accepted, and `GetSendQuota`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFaults } from './faults.ts'
import { type Loopback, listen, type Reply } from './loopback.ts'

export type ReceivedMail = {
  readonly messageId: string
  readonly destinations: readonly string[]
  readonly source: string | undefined
  readonly configurationSet: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly bytes: Buffer
  readonly at: number
}

export type SesFault =
  | 'sending-rate'
  | 'daily-quota'
  | 'internal-error'
  | 'service-unavailable'
  /** The connection breaks before the mail is accepted, or after, unseen by the sender. */
  | 'reset-before'
  | 'reset-after'
  | 'internal-error-after'
  | 'garbled-after'
  | 'hang'
  | 'hang-after'
  | { readonly status: number; readonly code: string; readonly message: string }

export type SendQuota = {
  readonly max24HourSend: number
  readonly maxSendRate: number
  readonly sentLast24Hours: number
}

export type SesEndpoint = Loopback & {
  /** Accepted mails, oldest first. */
  readonly received: readonly ReceivedMail[]
  /** Every `SendRawEmail` that reached the endpoint, faulty or not. */
  readonly attempts: () => number
  readonly failNext: (fault: SesFault, times?: number) => void
  readonly setQuota: (quota: SendQuota) => void
  /** From now on turns away what exceeds this, and names it when asked for the quota. */
  readonly enforce: (limits: Limits) => void
  /** How many mails were turned away for the rate, and for the daily quota. */
  readonly throttled: () => { readonly rate: number; readonly quota: number }
}

/** One `SendRawEmail` that reached the endpoint, and what was made of it. */
export type Handover = {
  readonly mail: ReceivedMail
  /** Undefined where the answer is plain: the mail is accepted, or objected to. */
  readonly fault: SesFault | undefined
  readonly accepted: boolean
}

/** For who lets chance decide, and keeps a log. */
export type Watch = {
  /** Asked where `failNext` left nothing to commit. */
  readonly fault?: () => SesFault | undefined
  /** How long an answer takes, in ms, after the mail is accepted or not. */
  readonly latencyMs?: () => number
  readonly onArrival?: (handover: Handover) => void
  /** Just before the answer, or the break of the connection; never, where it hangs. */
  readonly onAnswer?: (handover: Handover) => void
}

export type Limits = {
  readonly maxSendRate: number
  /** -1 for none. */
  readonly max24HourSend: number
}

/** Keeps an account to its limits, to the letter. */
export type Allowance = {
  readonly take: () => 'accepted' | 'sending-rate' | 'daily-quota'
  readonly sentLast24Hours: () => number
}

const DAY_MS = 86_400_000

/**
 * The rate as a bucket that holds one second's worth and fills evenly, the quota over exactly the
 * last 24 hours. A mail that is turned away takes nothing.
 *
 * @example makeAllowance({ maxSendRate: 14, max24HourSend: 50_000 }, Date.now).take() // 'accepted'
 */
export function makeAllowance(
  { maxSendRate, max24HourSend }: Limits,
  clock: () => number,
): Allowance {
  const sent: number[] = []
  let left = 0
  let tokens = maxSendRate
  let filledAt = clock()

  function sentLast24Hours(): number {
    const since = clock() - DAY_MS
    while ((sent[left] ?? Number.POSITIVE_INFINITY) <= since) left++
    return sent.length - left
  }

  return {
    take() {
      const now = clock()
      tokens = Math.min(maxSendRate, tokens + ((now - filledAt) / 1_000) * maxSendRate)
      filledAt = now
      if (max24HourSend >= 0 && sentLast24Hours() >= max24HourSend) return 'daily-quota'
      if (tokens < 1) return 'sending-rate'
      tokens -= 1
      sent.push(now)
      return 'accepted'
    },
    sentLast24Hours,
  }
}

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/'
const REQUEST_ID = '<RequestId>00000000-0000-0000-0000-000000000000</RequestId>'
const RATE = 'Maximum sending rate exceeded.'
const QUOTA = 'Daily message quota exceeded.'

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const xml = (status: number, body: string): Reply => ({ status, type: 'text/xml', body })

const failure = (status: number, code: string, message: string): Reply =>
  xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>${REQUEST_ID}</ErrorResponse>`,
  )

const success = (action: string, result: string): Reply =>
  xml(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result><ResponseMetadata>${REQUEST_ID}</ResponseMetadata></${action}Response>`,
  )

/** The values of `prefix1`, `prefix2` and so on. */
function listOf(form: URLSearchParams, prefix: string): string[] {
  const values: string[] = []
  for (let i = 1; ; i++) {
    const value = form.get(`${prefix}${i}`)
    if (value === null) return values
    values.push(value)
  }
}

function tagsOf(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {}
  for (let i = 1; ; i++) {
    const name = form.get(`Tags.member.${i}.Name`)
    if (name === null) return tags
    tags[name] = form.get(`Tags.member.${i}.Value`) ?? ''
  }
}

/** SES takes two names of its own besides, for the Feedback-ID header. */
const isTag = (text: string): boolean =>
  /^(?:[A-Za-z0-9_-]{1,256}|ses:feedback-id-[ab])$/.test(text)

/** What SES would reject whatever its configured answer. */
function objection(mail: ReceivedMail): Reply | undefined {
  if (!Object.entries(mail.tags).flat().every(isTag)) {
    return failure(400, 'InvalidParameterValue', 'Invalid tag.')
  }
  return mail.bytes.length === 0 ? failure(400, 'ValidationError', 'No message.') : undefined
}

function replyTo(fault: SesFault | undefined, accept: () => Reply): Reply {
  if (typeof fault === 'object') return failure(fault.status, fault.code, fault.message)
  switch (fault) {
    case 'sending-rate':
      return failure(400, 'Throttling', RATE)
    case 'daily-quota':
      return failure(400, 'Throttling', QUOTA)
    case 'internal-error':
      return failure(500, 'InternalFailure', 'Internal failure.')
    case 'service-unavailable':
      return failure(503, 'ServiceUnavailable', 'Service unavailable.')
    case 'reset-before':
      return 'reset'
    case 'hang':
      return 'hang'
    case 'reset-after':
      accept()
      return 'reset'
    case 'hang-after':
      accept()
      return 'hang'
    case 'internal-error-after':
      accept()
      return failure(500, 'InternalFailure', 'Internal failure.')
    case 'garbled-after':
      accept()
      return xml(200, '<SendRawEmailResponse><SendRaw')
    case undefined:
      return accept()
  }
}

/**
 * @example const ses = await startSesEndpoint(); ses.failNext('sending-rate'); await ses.stop()
 */
export async function startSesEndpoint(
  clock: () => number = Date.now,
  watch: Watch = {},
): Promise<SesEndpoint> {
  const received: ReceivedMail[] = []
  const faults = makeFaults<SesFault>()
  let attempts = 0
  let quota: SendQuota = { max24HourSend: 50_000, maxSendRate: 14, sentLast24Hours: 0 }
  let allowance: Allowance | undefined
  const throttled = { rate: 0, quota: 0 }

  /** Counts against the limits what would otherwise be accepted. */
  function overLimit(): SesFault | undefined {
    const verdict = allowance?.take() ?? 'accepted'
    if (verdict === 'accepted') return undefined
    throttled[verdict === 'sending-rate' ? 'rate' : 'quota']++
    return verdict
  }

  async function sendRawEmail(form: URLSearchParams): Promise<Reply> {
    attempts++
    const mail: ReceivedMail = {
      messageId: `0107019-${String(attempts).padStart(8, '0')}-000000`,
      destinations: listOf(form, 'Destinations.member.'),
      source: form.get('Source') ?? undefined,
      configurationSet: form.get('ConfigurationSetName') ?? undefined,
      tags: tagsOf(form),
      bytes: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
      at: clock(),
    }
    const fault = faults.take() ?? watch.fault?.() ?? overLimit()
    const had = received.length
    const reply = replyTo(fault, () => {
      const refused = objection(mail)
      if (refused) return refused
      received.push(mail)
      return success('SendRawEmail', `<MessageId>${mail.messageId}</MessageId>`)
    })
    const handover = { mail, fault, accepted: received.length > had }
    watch.onArrival?.(handover)
    if (watch.latencyMs) await sleep(watch.latencyMs())
    if (reply !== 'hang') watch.onAnswer?.(handover)
    return reply
  }

  const server = await listen(({ body }) => {
    const form = new URLSearchParams(body.toString())
    const action = form.get('Action') ?? ''
    if (action === 'SendRawEmail') return sendRawEmail(form)
    if (action !== 'GetSendQuota') return failure(400, 'InvalidAction', `No action ${action}.`)
    const sent = allowance?.sentLast24Hours() ?? quota.sentLast24Hours
    return success(
      'GetSendQuota',
      `<Max24HourSend>${quota.max24HourSend}</Max24HourSend><MaxSendRate>${quota.maxSendRate}</MaxSendRate><SentLast24Hours>${sent}</SentLast24Hours>`,
    )
  })

  return {
    ...server,
    received,
    attempts: () => attempts,
    failNext: faults.next,
    setQuota: (next) => {
      quota = next
    },
    enforce: (limits) => {
      quota = { ...limits, sentLast24Hours: 0 }
      allowance = makeAllowance(limits, clock)
    },
    throttled: () => ({ ...throttled }),
  }
}
