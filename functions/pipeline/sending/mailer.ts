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
  /** Articles it recommends, so that they are not recommended again soon. */
  readonly recommended?: readonly string[]
  /** The whole message as RFC 5322 has it. */
  readonly bytes: Uint8Array
}

export type Mailer = {
  /** It recognises the same `messageId` and delivers it once, however often it is sent. */
  readonly repeatable: boolean
  /** Never rejects because of the carrier: each answer, and a missing one, is an outcome. */
  readonly send: (mail: OutgoingMail) => Promise<SendOutcome>
}
