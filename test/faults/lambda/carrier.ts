/**
 * Amazon SES as far as sending meets it, with everything that it may do to a mail. What it took is
 * written down here, and nowhere else, so that it can witness.
 */
import type { SendOutcome } from '../../../functions/domain/message.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../../functions/domain/time.ts'
import type { Mailer, OutgoingMail } from '../../../functions/sending/mailer.ts'
import { sesOutcome } from '../../../functions/sending/ses/ses-outcome.ts'
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

export type CarrierPorts = {
  readonly sky: Sky
  readonly doubts: Doubts
  /** When SES takes nothing from the account. */
  readonly isPaused: (now: Instant) => boolean
  /** What the account may send, where it is held to that. */
  readonly allowance?: Allowance
  /** Hears of every mail that was taken. */
  readonly onAccepted: (mail: Handed & { readonly sesId: string }) => void
}

const LATE_MS = { least: 5.5 * MINUTE_MS, most: 3 * HOUR_MS }
/** The client's own patience: see makeSesClient. */
const REQUEST_TIMEOUT_MS = 20_000

type Answer =
  | { readonly took: true }
  | { readonly took: boolean; readonly error: unknown; readonly afterMs?: number }

export function makeCarrier(ports: CarrierPorts): Carrier {
  const { sky, doubts, isPaused, allowance, onAccepted } = ports
  const { clock, chances, weather } = sky
  const handed: Handed[] = []

  function answerTo(): Answer & { readonly late?: boolean } {
    if (isPaused(clock.now())) {
      count(sky.counts, 'ses: account paused')
      return { took: false, error: refusal('AccountSendingPausedException', 'Sending is paused.') }
    }
    const fault = strike(weather().mail, sky, 'ses')
    if (fault === 'late') return { took: true, late: true }
    if (fault !== undefined) return ANSWERS[fault]()
    const limited = allowance?.take() ?? 'accepted'
    if (limited === 'accepted') return { took: true }
    count(sky.counts, `ses: ${limited}, by its own limit`)
    return limited === 'sending-rate' ? ANSWERS['sending-rate']() : ANSWERS['daily-quota']()
  }

  function arrive(mail: OutgoingMail) {
    const answer = answerTo()
    const { messageId, to, campaign, step } = mail
    const outcome: SendOutcome | undefined =
      'error' in answer
        ? sesOutcome(answer.error, { leftUs: true, messageId, now: clock.now() })
        : undefined
    const sesId = `0107-${handed.length + 1}`
    const one: Handed = {
      messageId,
      to,
      campaign,
      step,
      at: clock.now(),
      ...(answer.took && { sesId }),
      ...(outcome?.outcome === 'refused' && { refusedFor: outcome.reason }),
    }
    handed.push(one)
    if (answer.took) onAccepted({ ...one, sesId })
    return { answer, sesId, outcome }
  }

  async function send(mail: OutgoingMail, environment: Environment): Promise<SendOutcome> {
    const { answer, sesId, outcome } = await environment.call(async () => arrive(mail))
    if ('afterMs' in answer) await environment.sleep(answer.afterMs ?? 0)
    if ('late' in answer) await environment.sleep(chances.between(LATE_MS.least, LATE_MS.most))
    if (outcome?.outcome === 'unknown') doubts.note(mail.messageId, 'the carrier gave no answer')
    return outcome ?? { outcome: 'accepted', mailerMessageId: sesId }
  }

  return {
    handed,
    mailerOf: (environment) => ({
      repeatable: false,
      send: (mail) => send(mail, environment),
    }),
  }
}

const refusal = (name: string, message: string, status = 400): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } })

const reset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

const unreachable = (): Error =>
  Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })

const hung = { afterMs: REQUEST_TIMEOUT_MS }

/** As the SDK throws what SES and the way to it do. */
const ANSWERS: Readonly<Record<Exclude<MailFault, 'late'>, () => Answer>> = {
  'accepted-then-dropped': () => ({ took: true, error: reset() }),
  dropped: () => ({ took: false, error: new Error('the request timed out'), ...hung }),
  'error-500': () => ({ took: false, error: refusal('InternalFailure', 'Internal failure.', 500) }),
  'error-500-but-accepted': () => ({
    took: true,
    error: refusal('InternalFailure', 'Internal failure.', 500),
  }),
  'garbled-but-accepted': () => ({ took: true, error: new SyntaxError('an answer cut short') }),
  'sending-rate': () => ({
    took: false,
    error: refusal('Throttling', 'Maximum sending rate exceeded.'),
  }),
  'daily-quota': () => ({
    took: false,
    error: refusal('Throttling', 'Daily message quota exceeded.'),
  }),
  rejected: () => ({ took: false, error: refusal('MessageRejected', 'Email is turned down.') }),
  'not-reached': () => ({ took: false, error: unreachable() }),
}
