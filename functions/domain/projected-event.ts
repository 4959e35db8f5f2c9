/** What will happen to a customer if no new fact arrives. */
import type { JourneyEnd } from './journey.ts'
import type { LifecycleClass } from './lifecycle-class.ts'
import type { SkipReason } from './message-reasons.ts'
import type { MessageRef } from './message-ref.ts'
import type { Instant } from './time.ts'

export type ProjectedEvent = { readonly at: Instant } & (
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass }
  | { readonly kind: 'journey-started'; readonly campaign: string }
  | { readonly kind: 'journey-ended'; readonly campaign: string; readonly reason: JourneyEnd }
  | {
      readonly kind: 'sent'
      readonly message: MessageRef
      /** Only if it says something else than an earlier mail of the same step. */
      readonly ifNew: boolean
    }
  | { readonly kind: 'skipped'; readonly message: MessageRef; readonly reason: SkipReason }
)
