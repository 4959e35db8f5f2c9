/** What the carrier reports about an accepted mail: in any order, and possibly repeatedly. */

import type { Instant } from '../time.ts'
import type { BounceKind } from './bounce-kind.ts'

/** Events for which only the instant matters. */
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
