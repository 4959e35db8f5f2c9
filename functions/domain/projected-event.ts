/** What will happen to a customer if no new fact arrives. */
import type { JourneyEnd } from './journey.ts'
import type { LifecycleClass } from './lifecycle-class.ts'
import type { MessageIdentity, SkipReason } from './message.ts'
import type { Instant } from './time.ts'

export type ProjectedEvent = { readonly at: Instant } & (
  | { readonly kind: 'class-entered'; readonly class: LifecycleClass }
  | { readonly kind: 'journey-started'; readonly campaign: string }
  | { readonly kind: 'journey-ended'; readonly campaign: string; readonly reason: JourneyEnd }
  | { readonly kind: 'sent'; readonly message: MessageIdentity }
  | { readonly kind: 'skipped'; readonly message: MessageIdentity; readonly reason: SkipReason }
)
