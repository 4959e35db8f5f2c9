/**
 * What is known about a message after the mailer accepted it. Events arrive late, twice and out of
 * order, so each field keeps the earliest instant of its kind (clicks their latest, complaints
 * that of the gravest): the result does not depend on the order of arrival.
 */
import type { Instant } from '../time.ts'
import type { BounceKind } from './bounce-kind.ts'
import type { Rejection } from './delivery-event.ts'
import type { ComplaintKind } from './report-type.ts'

export type Feedback = {
  readonly sentAt?: Instant
  readonly deliveredAt?: Instant
  readonly delayedAt?: Instant
  readonly rejectedAt?: Instant
  readonly rejection?: Rejection
  readonly withheldAt?: Instant
  readonly renderingFailedAt?: Instant
  readonly complainedAt?: Instant
  /** Absent where a person marked it as spam. */
  readonly complaint?: ComplaintKind
  readonly authFailedAt?: Instant
  readonly notSpamAt?: Instant
  readonly bouncedAt?: Instant
  readonly bounce?: BounceKind
  /** By a person, as far as the carrier can determine. */
  readonly openedAt?: Instant
  readonly lastClickAt?: Instant
  readonly machineOpenedAt?: Instant
  readonly machineClickedAt?: Instant
}
