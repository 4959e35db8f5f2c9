/** What a message's row must have, by its status. */
import { REJECTIONS } from '../../domain/feedback/delivery-event.ts'
import type { Feedback } from '../../domain/feedback/feedback.ts'
import { COMPLAINT_KINDS } from '../../domain/feedback/report-type.ts'
import type { JourneyOrigin } from '../../domain/journey.ts'
import type { Message, MessageBase, MessageStatus } from '../../domain/message.ts'
import { namesOf } from '../../domain/names-of.ts'
import { PROVIDERS } from '../../domain/provider.ts'
import type { Row } from '../table.ts'
import {
  type Fields,
  faultIn,
  having,
  instant,
  maybe,
  number,
  oneOf,
  text,
  truth,
} from './fields.ts'

const FEEDBACK_FIELDS: Partial<Fields<Feedback>> = {
  sentAt: maybe(instant),
  deliveredAt: maybe(instant),
  complainedAt: maybe(instant),
  complaint: maybe(oneOf(COMPLAINT_KINDS)),
  rejection: maybe(oneOf(REJECTIONS)),
  bouncedAt: maybe(instant),
}

const baseFault = faultIn<MessageBase>({
  campaign: text,
  n: number,
  step: text,
  template: text,
  marketing: truth,
  dueAt: instant,
  putOff: truth,
  attempt: number,
  provider: maybe(oneOf(PROVIDERS)),
  feedback: maybe(having<Feedback>(FEEDBACK_FIELDS)),
  mailedAs: maybe(having<JourneyOrigin>({ customer: text, n: number })),
  saysHash: maybe(text),
  heard: maybe(number),
})

type OfStatus<S extends MessageStatus['status']> = Omit<
  Extract<MessageStatus, { status: S }>,
  'status' | 'reason'
>
/** What each status needs; one that is not here is of a newer build. */
const STATUS_FAULTS = {
  held: faultIn<OfStatus<'held'>>({ until: instant }),
  deferred: faultIn<OfStatus<'deferred'>>({ until: instant }),
  due: faultIn<OfStatus<'due'>>({ locale: text, decidedAt: instant, relayAt: instant }),
  skipped: faultIn<OfStatus<'skipped'>>({ at: instant }),
  claimed: faultIn<OfStatus<'claimed'>>({
    locale: text,
    claimedAt: instant,
    claimId: text,
    leaseUntil: instant,
    repeatable: truth,
  }),
  accepted: faultIn<OfStatus<'accepted'>>({
    locale: text,
    acceptedAt: instant,
    mailerMessageId: text,
    settledBy: maybe(oneOf(['event'])),
  }),
  refused: faultIn<OfStatus<'refused'>>({ at: instant }),
  parked: faultIn<OfStatus<'parked'>>({ until: instant }),
  unknown: faultIn<OfStatus<'unknown'>>({
    locale: text,
    claimedAt: instant,
    at: instant,
    giveUpAt: instant,
  }),
  'given-up': faultIn<OfStatus<'given-up'>>({ locale: text, claimedAt: instant, at: instant }),
} satisfies Record<Message['status'], (row: Row) => string | undefined>

const statusFaults: ReadonlyMap<unknown, (row: Row) => string | undefined> = new Map(
  Object.entries(STATUS_FAULTS),
)
const statusFault = faultIn<Pick<Message, 'status'>>({
  status: oneOf(namesOf(STATUS_FAULTS)),
})

/** What is wrong with a message's row; an unknown status comes from a newer build. */
export const messageFault = (row: Row): string | undefined =>
  statusFault(row) ?? baseFault(row) ?? statusFaults.get(row.status)?.(row)
