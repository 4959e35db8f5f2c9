/** SES's events for accepted mails: through EventBridge, late, twice, in any order, or never. */
import { mailTagsOf } from '../../../functions/domain/message-ref.ts'
import { HOUR_MS, isoInstant } from '../../../functions/domain/time.ts'
import type { Handed } from './carrier.ts'
import type { Sky } from './environment.ts'
import { count } from './weather.ts'

/** What happens to mails, by how the address begins. */
const FATES: readonly (readonly [string, readonly EventKind[]])[] = [
  ['gone', ['Bounce']],
  ['full', ['Bounce']],
  ['cross', ['Delivery', 'Complaint']],
  ['reader', ['Delivery', 'Open', 'Click']],
]

type EventKind = 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'Open' | 'Click'

const DETAIL_TYPES: Readonly<Record<EventKind, string>> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  Open: 'Email Opened',
  Click: 'Email Clicked',
}

/** After the mail was taken: the first may come before the sender has its answer. */
const AFTER_MS: Readonly<Record<EventKind, readonly [number, number]>> = {
  Send: [1, 4_000],
  Delivery: [500, 60_000],
  Bounce: [1_000, 120_000],
  Complaint: [60_000, 3 * HOUR_MS],
  Open: [30_000, HOUR_MS],
  Click: [40_000, 2 * HOUR_MS],
}
const LATE_MS = { least: 60_000, most: 20 * HOUR_MS }

/** @param deliver puts the event, as EventBridge has it, where it is worked off */
export function makeSesEvents(
  { clock, chances, weather, counts }: Sky,
  deliver: (body: string) => void,
): (mail: Handed & { readonly sesId: string }) => void {
  function report(mail: Handed & { readonly sesId: string }, kind: EventKind): void {
    const { lost, twice, late } = weather().events
    if (chances.of(lost)) {
      count(counts, 'event: lost')
      return
    }
    const [least, most] = AFTER_MS[kind]
    const happensAt = mail.at + Math.round(chances.between(least, most))
    const body = JSON.stringify(eventOf(mail, kind, happensAt))
    const arrive = (): void => {
      const isLate = chances.of(late)
      if (isLate) count(counts, 'event: late')
      const afterMs = isLate ? chances.between(LATE_MS.least, LATE_MS.most) : 0
      clock.at(happensAt + afterMs, () => deliver(body))
    }
    arrive()
    if (!chances.of(twice)) return
    count(counts, 'event: delivered twice')
    arrive()
  }

  return (mail) => {
    report(mail, 'Send')
    const [, kinds] = FATES.find(([beginning]) => mail.to.startsWith(beginning)) ?? []
    for (const kind of kinds ?? (['Delivery'] as const)) report(mail, kind)
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
function eventOf(
  { messageId, to, campaign, step, sesId, at }: Handed & { readonly sesId: string },
  kind: EventKind,
  happensAt: number,
) {
  const shop = decodeURIComponent(messageId.split('/', 1)[0] ?? '')
  const tags = mailTagsOf({ messageId, shop, campaign, step })
  const timestamp = isoInstant(happensAt)
  const parts: Readonly<Record<EventKind, object>> = {
    Send: {},
    Delivery: { delivery: { timestamp } },
    Bounce: {
      bounce: {
        timestamp,
        ...(to.startsWith('gone')
          ? { bounceType: 'Permanent', bounceSubType: 'General' }
          : { bounceType: 'Transient', bounceSubType: 'MailboxFull' }),
        bouncedRecipients: [
          {
            emailAddress: to,
            action: 'failed',
            diagnosticCode: to.startsWith('gone')
              ? 'smtp; 550 5.1.1 user unknown'
              : 'smtp; 452 4.2.2 mailbox full',
          },
        ],
      },
    },
    Complaint: { complaint: { timestamp, complainedRecipients: [{ emailAddress: to }] } },
    Open: { open: { timestamp, userAgent: 'Mozilla/5.0' } },
    Click: { click: { timestamp, userAgent: 'Mozilla/5.0' } },
  }
  return {
    version: '0',
    id: `${sesId}-${kind}`,
    'detail-type': DETAIL_TYPES[kind],
    source: 'aws.ses',
    time: timestamp,
    detail: {
      eventType: kind,
      mail: {
        timestamp: isoInstant(at),
        messageId: sesId,
        destination: [to],
        tags: Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])),
      },
      ...parts[kind],
    },
  }
}
