/** Removes mails from the inbox that are older than the days for which it keeps them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { Log } from '../log.ts'
import type { InboxContents } from './inbox.ts'
import { regularly } from './regularly.ts'

export type KeepInboxSmallOptions = {
  readonly removeSome: InboxContents['removeSome']
  readonly days: number
  readonly now: () => Instant
  readonly log: Log
  readonly firstAfterMs?: number
}

export const INBOX_DAYS = 30

/** Between two batches, for the mails that arrive. */
const PAUSE_MS = 20

/**
 * Looks every hour, and a minute after the start.
 *
 * @example const stop = keepInboxSmall({ removeSome: mail.removeSome, days: 30, now, log })
 */
export const keepInboxSmall = ({
  removeSome,
  days,
  now,
  log,
  firstAfterMs = MINUTE_MS,
}: KeepInboxSmallOptions): (() => Promise<void>) =>
  regularly(
    async (isStopped) => {
      while (!isStopped() && (await removeSome(now() - days * DAY_MS))) await sleep(PAUSE_MS)
    },
    {
      ...{ firstAfterMs, everyMs: HOUR_MS },
      onFailure: (error) => log('error', 'inbox-not-pruned', { ...reportedFailure(error) }),
    },
  )
