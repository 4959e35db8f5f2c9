/**
 * Amazon SES as far as sending uses it, with everything that it may do to a mail. Accepted mails
 * are recorded here only, as evidence.
 */
import type { SendOutcome } from '../../../functions/domain/message.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../../functions/domain/time.ts'
import {
  type Mailer,
  type OutgoingMail,
  simpleMailer,
} from '../../../functions/pipeline/sending/mailer.ts'
import type { Allowance } from '../../support/ses-endpoint.ts'
import type { Doubts } from './doubts.ts'
import type { Environment, Sky } from './environment.ts'
import { count, type MailFault, strike } from './weather.ts'

/** One handing over of a mail that reached SES. */
export type Handed = {
  readonly messageId: string
  readonly to: string
  readonly campaign: string
  readonly step: string
  readonly at: Instant
  /** SES's own id, where it took the mail. */
  readonly sesId?: string
  /** What it turned the mail down with, where that is final. */
  readonly refusedFor?: string
}

export type Carrier = {
  readonly mailerOf: (environment: Environment) => Mailer
  /** Every mail that came, oldest first. */
  readonly handed: readonly Handed[]
}

/** What is done to one mail on its way and at SES. */
export type Treatment = MailFault | 'paused' | 'taken'

/** What happened to it, and what its sender was answered. */
export type Delivered = {
  /** SES's own id, where it took the mail. */
  readonly sesId?: string
  readonly outcome: SendOutcome
}

export type Deliver = (mail: OutgoingMail, treatment: Treatment, now: Instant) => Promise<Delivered>

export type CarrierPorts = {
  readonly sky: Sky
  readonly doubts: Doubts
  readonly deliver: Deliver
  /** When SES takes nothing from the account. */
  readonly isPaused: (now: Instant) => boolean
  /** What the account may send, where it is held to that. */
  readonly allowance?: Allowance
  /** Called for every accepted mail. */
  readonly onAccepted: (mail: Handed & { readonly sesId: string }) => void
}

const LATE_MS = { least: 5.5 * MINUTE_MS, most: 3 * HOUR_MS }
/** The client's own patience: see makeSesClient. */
const REQUEST_TIMEOUT_MS = 20_000

export function makeCarrier(ports: CarrierPorts): Carrier {
  const { sky, doubts, deliver, isPaused, allowance, onAccepted } = ports
  const { clock, chances, weather, counts } = sky
  const handed: Handed[] = []

  function treatment(): Treatment {
    if (isPaused(clock.now())) {
      count(counts, 'ses: account paused')
      return 'paused'
    }
    const fault = strike(weather().mail, sky, 'ses')
    if (fault !== undefined) return fault
    const limited = allowance?.take() ?? 'accepted'
    if (limited === 'accepted') return 'taken'
    count(counts, `ses: ${limited}, by its own limit`)
    return limited
  }

  async function arrive(mail: OutgoingMail) {
    const treated = treatment()
    const { sesId, outcome } = await deliver(mail, treated, clock.now())
    const { messageId, to, campaign, step } = mail
    const one: Handed = {
      messageId,
      to,
      campaign,
      step,
      at: clock.now(),
      ...(sesId !== undefined && { sesId }),
      ...(outcome.outcome === 'refused' && { refusedFor: outcome.reason }),
    }
    handed.push(one)
    if (sesId !== undefined) onAccepted({ ...one, sesId })
    return { treated, outcome }
  }

  async function send(mail: OutgoingMail, environment: Environment): Promise<SendOutcome> {
    const { treated, outcome } = await environment.call(() => arrive(mail))
    if (treated === 'dropped') await environment.sleep(REQUEST_TIMEOUT_MS)
    if (treated === 'late') await environment.sleep(chances.between(LATE_MS.least, LATE_MS.most))
    if (outcome.outcome === 'unknown') doubts.note(mail.messageId, 'the carrier gave no answer')
    return outcome
  }

  return {
    handed,
    mailerOf: (environment) =>
      simpleMailer({ repeatable: false, send: (mail) => send(mail, environment) }),
  }
}
