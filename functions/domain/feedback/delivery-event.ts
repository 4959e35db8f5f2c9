/** What the carrier tells of a mail it took, in any order and as often as it likes. */

import type { Instant } from '../time.ts'
import type { BounceKind } from './bounce-kind.ts'

/** Events of which only the instant is of interest. */
export type PlainEventKind =
  | 'sent'
  | 'delivered'
  | 'delayed'
  | 'rejected'
  | 'rendering-failed'
  | 'complained'

export type SeenEventKind = 'opened' | 'clicked'

export type DeliveryEvent = {
  /** Ours, `<shop>/<customer>/<campaign>#<n>#<step>`. */
  readonly messageId: string
  readonly mailerMessageId?: string
  readonly at: Instant
} & (
  | { readonly kind: PlainEventKind }
  | { readonly kind: 'bounced'; readonly bounce: BounceKind }
  /** By a person, or by a machine that looks at every mail before a person does. */
  | { readonly kind: SeenEventKind; readonly machine: boolean }
)
