/** Takes an event of SES, whichever way it comes, and counts it where it cannot be used. */
import type { IgnoredReason } from '../../domain/feedback/ignored-event.ts'
import { type FindPorts, findMailed } from './find-mailed.ts'
import { recordFeedback } from './record-feedback.ts'
import type { FeedbackPorts, ReportedEvent } from './reported-event.ts'
import { readSesEvent, type SesReading } from './ses-event.ts'

export type SesEventPorts = FeedbackPorts &
  FindPorts & {
    /** An event, or what it says of an address, could not be used. */
    readonly onIgnored: (reason: IgnoredReason) => void
    /** What was taken: new, or known before. */
    readonly onTaken?: (outcome: 'recorded' | 'known') => void
  }

export type SesEventOutcome =
  | { readonly status: 'recorded' | 'known' }
  | { readonly status: 'ignored'; readonly reason: IgnoredReason }

/**
 * @param shop the only one whose mails it may be of, where that is known; without it a mail without
 *   tags is not looked for
 * @throws if the store fails
 * @example await takeSesEvent(body, ports, 'tea') // { status: 'recorded' }
 */
export async function takeSesEvent(
  body: unknown,
  ports: SesEventPorts,
  shop?: string,
): Promise<SesEventOutcome> {
  const reading = readSesEvent(body)
  const found = reading.outcome === 'ignored' ? reading.reason : await ours(reading, ports, shop)
  if (typeof found === 'string') return ignored(found, ports)
  const outcome = await recordFeedback(found, ports)
  if (outcome === 'no-such-message') return ignored(outcome, ports)
  // Each event is counted once.
  if (saysNothingOfAddress(found)) ports.onIgnored('no-destination')
  else ports.onTaken?.(outcome)
  return { status: outcome }
}

function ignored(reason: IgnoredReason, { onIgnored }: SesEventPorts): SesEventOutcome {
  onIgnored(reason)
  return { status: 'ignored', reason }
}

async function ours(
  reading: Exclude<SesReading, { outcome: 'ignored' }>,
  ports: SesEventPorts,
  shop: string | undefined,
): Promise<ReportedEvent | IgnoredReason> {
  if (reading.outcome === 'event') {
    const isOfShop =
      shop === undefined || reading.event.messageId.startsWith(`${encodeURIComponent(shop)}/`)
    return isOfShop ? reading : 'other-shop'
  }
  const { event, recipients } = reading
  if (recipients.length === 0) return 'no-destination'
  const messageId = shop === undefined ? undefined : await findMailed(shop, reading, ports)
  return messageId === undefined ? 'not-ours' : { event: { ...event, messageId }, recipients }
}

const saysNothingOfAddress = ({ event: { kind }, recipients }: ReportedEvent): boolean =>
  recipients.length === 0 && (kind === 'bounced' || kind === 'complained' || kind === 'withheld')
