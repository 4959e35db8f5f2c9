/** What the carrier reports about an accepted mail: in any order, and possibly repeatedly. */

import type { Instant } from '../time.ts'
import type { BounceKind } from './bounce-kind.ts'
import type { ComplaintKind } from './report-type.ts'

/** Why a carrier refused to send a mail that it had accepted: a virus, in the words of Amazon SES. */
export const REJECTIONS = ['bad-content'] as const
export type Rejection = (typeof REJECTIONS)[number]

/** Events for which only the instant matters. */
export type PlainEventKind =
  | 'sent'
  | 'delivered'
  | 'delayed'
  | 'rendering-failed'
  /** The carrier kept it from an address that the account's own suppression list has. */
  | 'withheld'
  /** The mailbox provider could not confirm the sending domain (RFC 6591). */
  | 'auth-failed'
  /** The mailbox provider reports that the mail is not spam (RFC 6430). */
  | 'not-spam'

export type SeenEventKind = 'opened' | 'clicked'

export type DeliveryEvent = {
  /** Ours, `<shop>/<customer>/<campaign>#<n>#<step>`. */
  readonly messageId: string
  readonly mailerMessageId?: string
  readonly at: Instant
} & (
  | { readonly kind: PlainEventKind }
  | { readonly kind: 'bounced'; readonly bounce: BounceKind }
  /** Absent where a person marked it as spam. */
  | { readonly kind: 'complained'; readonly complaint?: ComplaintKind }
  /** Absent where no reason was given. */
  | { readonly kind: 'rejected'; readonly rejection?: Rejection }
  /** By a person, or by a machine that looks at every mail before a person does. */
  | { readonly kind: SeenEventKind; readonly machine: boolean }
)
