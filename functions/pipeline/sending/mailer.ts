/** What sending needs of the mail carrier: Amazon SES, or the inbox in the browser. */
import type { SendOutcome } from '../../domain/message.ts'

/** A finished mail to one recipient, and what its delivery is filed under. */
export type OutgoingMail = {
  /** Ours, `<shop>/<customer>/<campaign>#<n>#<step>`: what may reach the recipient only once. */
  readonly messageId: string
  readonly shop: string
  /** The customer's partition key. */
  readonly customer: string
  readonly campaign: string
  readonly step: string
  /** Bare addresses, without names; their domains may be internationalised. */
  readonly to: string
  readonly from: string
  readonly subject: string
  /** Its opens and clicks may be counted: marketing to a customer who consented to that. */
  readonly tracked: boolean
  /** It links to the example shop of the mails that ship, so no carrier takes it out of the house. */
  readonly leadsToExample?: boolean
  /** Articles it recommends, so that they are not recommended again soon. */
  readonly recommended?: readonly string[]
  /** Hash of its subject and text, links left out; of occurrences of a repeated step alone. */
  readonly saysHash?: string
  /** The whole message as RFC 5322 has it. */
  readonly bytes: Uint8Array
}

/** A mail of which nothing is left to do but to hand over its bytes. */
export type ReadyMail = {
  readonly outcome: 'ready'
  /**
   * Never rejects because of the carrier: each answer, and a missing one, is an outcome.
   *
   * @param onLeaving is called as the first byte leaves, and not at all if none does; if it throws,
   * none leaves
   * @throws what onLeaving threw
   */
  readonly send: (onLeaving: () => void) => Promise<SendOutcome>
  /** It is not to leave after all. */
  readonly discard: () => void
}

export type Mailer = {
  /** It recognises the same `messageId` and delivers it once, however often it is sent. */
  readonly repeatable: boolean
  /**
   * Does all that comes before the first byte leaves, such as signing; the message is claimed
   * between this and `send`. What cannot be made ready is answered at once, and never left.
   *
   * @example
   * const ready = await mailer.prepare(mail)
   * if (ready.outcome === 'ready') await ready.send(() => note(claimId))
   */
  readonly prepare: (mail: OutgoingMail) => Promise<ReadyMail | SendOutcome>
}

/**
 * A mailer over a carrier for which there is nothing to prepare, such as the inbox.
 *
 * @example simpleMailer({ repeatable: true, send: keepInInbox })
 */
export const simpleMailer = ({
  repeatable,
  send,
}: {
  readonly repeatable: boolean
  readonly send: (mail: OutgoingMail) => Promise<SendOutcome>
}): Mailer => ({
  repeatable,
  prepare: async (mail) => ({
    outcome: 'ready',
    async send(onLeaving) {
      onLeaving()
      return send(mail)
    },
    discard: () => {},
  }),
})
