/**
 * A line that is stopped because the carrier accepts nothing from it: the account is paused, or the
 * sending domain is not verified. No message fails because of it; one send at a time probes whether
 * the line moves again.
 */
import { type Instant, MINUTE_MS } from '../time.ts'

export type Stopped = {
  /** The carrier's own, such as `ses-account-sending-paused`. */
  readonly reason: string
  /** When the line was stopped for this reason. */
  readonly at: Instant
  /** When the next send may try. */
  readonly until: Instant
}

export type Stoppable = { readonly stopped?: Stopped }

/** How long a probe may take; if there is no result by then, another sender probes. */
const PROBE_MS = 5 * MINUTE_MS

/**
 * Stops the line until the instant at which the carrier's no is worth another try. Saying so again
 * changes nothing, so that the hundreds of sends that were under way cost no hundreds of writes.
 *
 * @example stopLine(account, { reason: 'ses-account-sending-paused', now, until: now + HOUR_MS })
 */
export function stopLine<R extends Stoppable>(
  row: R,
  said: { readonly reason: string; readonly now: Instant; readonly until: Instant },
): R {
  const { reason, now } = said
  const until = Math.max(said.until, now + PROBE_MS)
  const known = row.stopped?.reason === reason ? row.stopped : undefined
  if (known && known.until > now && known.until >= until - PROBE_MS) return row
  return { ...row, stopped: { reason, at: known?.at ?? now, until } }
}

/** Whether to alert a person: the line was moving, or was stopped for another reason. */
export const isNews = ({ stopped }: Stoppable, reason: string): boolean =>
  stopped?.reason !== reason

/** The line moves again. */
export function reopenLine<R extends Stoppable>(row: R): R {
  if (!row.stopped) return row
  const { stopped: _stopped, ...open } = row
  return open as R
}

/** Whether a send may go: freely, as the one that tries, or not before the instant given. */
export function admittance({ stopped }: Stoppable, now: Instant): 'free' | 'probe' | Instant {
  if (!stopped) return 'free'
  return now >= stopped.until ? 'probe' : stopped.until
}

/** Holds all other senders back during a probe. */
export const beginProbe = <R extends Stoppable>(row: R, now: Instant): R =>
  row.stopped ? { ...row, stopped: { ...row.stopped, until: now + PROBE_MS } } : row
