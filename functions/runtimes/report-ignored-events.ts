/** Counts the events of SES that could not be used, without a line for each of them. */
import type { IgnoredReason } from '../domain/feedback/ignored-event.ts'
import { HOUR_MS, type Instant } from '../domain/time.ts'
import type { Log } from './log.ts'

/**
 * Logs the first event of each reason at once, and after that at most one line an hour, with how many
 * there were since the line before.
 *
 * @example const onIgnored = reportIgnoredEvents(log, now); onIgnored('not-ours')
 */
export function reportIgnoredEvents(log: Log, now: () => Instant): (reason: IgnoredReason) => void {
  const since = new Map<IgnoredReason, { loggedAt: Instant; count: number }>()
  return (reason) => {
    const known = since.get(reason) ?? { loggedAt: Number.NEGATIVE_INFINITY, count: 0 }
    since.set(reason, known)
    known.count += 1
    if (now() - known.loggedAt < HOUR_MS) return
    log('info', 'event-ignored', { reason, count: known.count })
    known.loggedAt = now()
    known.count = 0
  }
}
