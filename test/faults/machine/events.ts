/** SES's events for accepted mails, through EventBridge: late, twice, out of order or never. */
import { pick, type Random } from '../../../functions/demo/random.ts'
import { isoInstant, SECOND_MS } from '../../../functions/domain/time.ts'
import { SHOP } from '../../support/loaded-shop.ts'
import { drawDelay, drawEvents, type EventOfDelivery } from './chances.ts'
import type { Poster } from './post.ts'
import type { Attempt } from './witness.ts'

/** Of one message: whether its events reached us. */
export type Reported =
  /** One was answered, and so is in the file. */
  | 'answered'
  /** One was posted, and there was no answer. */
  | 'tried'

export type EventReporter = {
  /** Draws the events for each mail that SES accepted since the last time. */
  readonly takeUp: (attempts: readonly Attempt[]) => void
  /**
   * Posts, in any order, the events due by this process; those without an answer are posted again.
   */
  readonly post: (life: number, poster: Poster) => Promise<void>
  /** Posts at once, while the sender still waits for SES's answer. */
  readonly postNow: (attempt: Attempt, poster: Poster) => Promise<void>
  readonly reported: ReadonlyMap<string, Reported>
  /** Messages with an event posted before the sender had its answer. */
  readonly early: ReadonlySet<string>
  /** What the server answered that it should not. */
  readonly wrong: readonly string[]
  readonly posted: () => number
  readonly left: () => number
}

type PendingEvent = { readonly attempt: Attempt; readonly kind: Kind; readonly fromLife: number }
type Kind = 'sent' | EventOfDelivery

export const SES_EVENTS_PATH = `/v1/shops/${SHOP}/events/ses`
/** EventBridge tries for 24 hours; some events are lost all the same. */
const FORGOTTEN = 0.2

/** @param life the number of the process that runs now */
export function makeEventReporter(
  random: Random,
  clock: () => number,
  life: () => number,
): EventReporter {
  const reported = new Map<string, Reported>()
  const early = new Set<string>()
  const wrong: string[] = []
  const known = new Set<Attempt>()
  let waiting: PendingEvent[] = []
  let posted = 0

  async function post({ attempt, kind }: PendingEvent, poster: Poster): Promise<boolean> {
    const { message } = attempt
    if (!reported.has(message)) reported.set(message, 'tried')
    const answered = await poster.post(SES_EVENTS_PATH, sesEventOf(attempt, kind, clock()))
    if (!answered || answered.status >= 500 || answered.status === 429) return false
    posted++
    const status = answered.status === 200 ? JSON.parse(answered.body).status : answered.status
    if (status === 'recorded' || status === 'known') reported.set(message, 'answered')
    else wrong.push(`an event of ${message} was answered ${answered.status} ${answered.body}`)
    return true
  }

  return {
    reported,
    early,
    wrong,
    posted: () => posted,
    left: () => waiting.length,
    takeUp(attempts) {
      for (const attempt of attempts) {
        if (!attempt.accepted || known.has(attempt)) continue
        known.add(attempt)
        for (const kind of drawEvents(random))
          waiting.push({ attempt, kind, fromLife: life() + drawDelay(random) })
      }
    },
    async post(now, poster) {
      const due = waiting.filter(({ fromLife }) => fromLife <= now)
      waiting = waiting.filter(({ fromLife }) => fromLife > now)
      while (due.length > 0) {
        const one = pick(random, due)
        due.splice(due.indexOf(one), 1)
        if (await post(one, poster)) continue
        // The process has ended; the next one gets what is left.
        const later = [one, ...due].filter(() => random() >= FORGOTTEN)
        waiting.push(...later.map((pending) => ({ ...pending, fromLife: now + 1 })))
        return
      }
    },
    async postNow(attempt, poster) {
      early.add(attempt.message)
      await post({ attempt, kind: 'sent', fromLife: 0 }, poster)
    },
  }
}

const DETAIL_TYPES: Readonly<Record<Kind, readonly [string, string]>> = {
  sent: ['Email Sent', 'Send'],
  delivered: ['Email Delivered', 'Delivery'],
  delayed: ['Email Delivery Delayed', 'DeliveryDelay'],
  'no-such-mailbox': ['Email Bounced', 'Bounce'],
  'mailbox-full': ['Email Bounced', 'Bounce'],
  complained: ['Email Complaint Received', 'Complaint'],
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
export function sesEventOf({ mail }: Pick<Attempt, 'mail'>, kind: Kind, now: number): object {
  const [detailType, eventType] = DETAIL_TYPES[kind]
  return {
    version: '0',
    id: `${mail.messageId}-${kind}`,
    'detail-type': detailType,
    source: 'aws.ses',
    account: '123456789012',
    time: isoInstant(now),
    region: 'eu-central-1',
    resources: [],
    detail: {
      eventType,
      mail: {
        timestamp: isoInstant(mail.at),
        messageId: mail.messageId,
        source: mail.source,
        destination: mail.destinations,
        tags: Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      },
      ...happening(kind, mail.destinations[0] ?? '', isoInstant(mail.at + 2 * SECOND_MS)),
    },
  }
}

function happening(kind: Kind, emailAddress: string, timestamp: string): object {
  switch (kind) {
    case 'sent':
      return { send: {} }
    case 'delivered':
      return { delivery: { timestamp, recipients: [emailAddress] } }
    case 'delayed':
      return { deliveryDelay: { timestamp, delayType: 'MailboxFull' } }
    case 'no-such-mailbox':
      return { bounce: bounce('Permanent', '550 5.1.1 user unknown', { emailAddress, timestamp }) }
    case 'mailbox-full':
      return { bounce: bounce('Transient', '452 4.2.2 mailbox full', { emailAddress, timestamp }) }
    case 'complained':
      return {
        complaint: {
          timestamp,
          complainedRecipients: [{ emailAddress }],
          complaintFeedbackType: 'abuse',
        },
      }
  }
}

const bounce = (
  bounceType: string,
  reply: string,
  { emailAddress, timestamp }: { readonly emailAddress: string; readonly timestamp: string },
) => ({
  bounceType,
  bounceSubType: bounceType === 'Permanent' ? 'General' : 'MailboxFull',
  bouncedRecipients: [
    {
      emailAddress,
      action: 'failed',
      status: reply.split(' ')[1],
      diagnosticCode: `smtp; ${reply}`,
    },
  ],
  timestamp,
})
