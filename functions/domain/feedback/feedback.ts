/**
 * What is known of a message after the mailer took it. Events come late, twice and out of order, so
 * each field keeps the earliest instant of its kind (the click its latest): in whichever order they
 * come, the same is known in the end.
 */
import type { Instant } from '../time.ts'
import type { BounceKind } from './bounce-kind.ts'

export type Feedback = {
  readonly sentAt?: Instant
  readonly deliveredAt?: Instant
  readonly delayedAt?: Instant
  readonly rejectedAt?: Instant
  readonly renderingFailedAt?: Instant
  readonly complainedAt?: Instant
  readonly bouncedAt?: Instant
  readonly bounce?: BounceKind
  /** By a person, as far as the carrier can determine. */
  readonly openedAt?: Instant
  readonly lastClickAt?: Instant
  readonly machineOpenedAt?: Instant
  readonly machineClickedAt?: Instant
}
