/**
 * SES as one world sees it, and its log of what it was handed and what it answered: it outlives the
 * processes that are killed, so what it says happened is what happened.
 */
import { mailIdOfTags } from '../../../functions/domain/message-ref.ts'
import {
  type Handover,
  type Limits,
  type ReceivedMail,
  type SesEndpoint,
  type SesFault,
  startSesEndpoint,
} from '../../support/ses-endpoint.ts'

/** What the sender can know from the answer. */
export type Answer =
  /** The mail is SES's. */
  | 'accepted'
  /** It is not, and never will be. */
  | 'refused'
  /** It is not, and may be handed over again. */
  | 'put-off'
  /** None, or one that says nothing. */
  | 'in-doubt'

export type Attempt = {
  readonly message: string
  readonly mail: ReceivedMail
  readonly answer: Answer
  /** Whether the mail is SES's, whatever it answered. */
  readonly accepted: boolean
  /** By the suite's own clock. */
  readonly arrivedAt: number
  /** Undefined until then, and permanently if it hangs. */
  answeredAt?: number
}

type Watching = {
  onArrival?: ((attempt: Attempt) => void) | undefined
  onAnswer?: ((attempt: Attempt) => void) | undefined
}

export type Witness = {
  readonly ses: SesEndpoint
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  /** Called at each arrival and answer; who kills in the middle of a call does it here. */
  readonly watch: Watching
}

export type WitnessOptions = {
  readonly limits: Limits
  readonly clock: () => number
  readonly fault: () => SesFault | undefined
  readonly latencyMs: () => number
}

export async function startWitness(options: WitnessOptions): Promise<Witness> {
  const attempts: Attempt[] = []
  const byMail = new Map<ReceivedMail, Attempt>()
  const watch: Watching = {}
  const ses = await startSesEndpoint(options.clock, {
    fault: options.fault,
    latencyMs: options.latencyMs,
    onArrival(handover) {
      const attempt = attemptOf(handover)
      attempts.push(attempt)
      byMail.set(handover.mail, attempt)
      watch.onArrival?.(attempt)
    },
    onAnswer({ mail }) {
      const attempt = byMail.get(mail)
      if (!attempt) return
      attempt.answeredAt = Date.now()
      watch.onAnswer?.(attempt)
    },
  })
  ses.enforce(options.limits)
  return { ses, attempts, watch }
}

function attemptOf({ mail, fault, accepted }: Handover): Attempt {
  const tags = Object.entries(mail.tags).map(([name, value]) => [name, [value]])
  return {
    message: mailIdOfTags(Object.fromEntries(tags)) ?? 'not ours',
    mail,
    answer: fault === undefined ? 'accepted' : answerOf(fault),
    accepted,
    arrivedAt: Date.now(),
  }
}

function answerOf(fault: SesFault): Answer {
  if (fault === 'sending-rate' || fault === 'daily-quota') return 'put-off'
  if (typeof fault === 'string') return 'in-doubt'
  return fault.code === 'MessageRejected' && !fault.message.startsWith('Sending paused')
    ? 'refused'
    : 'put-off'
}
