/** Reports what this build does not understand, without a line for every customer it concerns. */
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { OnNotUnderstood } from '../pipeline/decisions/not-understood.ts'
import type { Log } from './log.ts'

/** As long as the alarm on these lines counts them. */
const ONCE_IN_MS = 5 * MINUTE_MS
/** More texts than one newer build could bring; beyond it every line is logged. */
const MOST_TEXTS = 1_000

/** Logs each text at most once in five minutes, with the first customer it concerns. */
export function reportNotUnderstood(log: Log, now: () => Instant): OnNotUnderstood {
  const reportedAt = new Map<string, Instant>()
  return (customer, texts) => {
    for (const what of texts) {
      const before = reportedAt.get(what)
      if (before !== undefined && now() - before < ONCE_IN_MS) continue
      if (reportedAt.size < MOST_TEXTS || before !== undefined) reportedAt.set(what, now())
      log('error', 'not-understood', { customer, what })
    }
  }
}
