/** Compacts the journal at the start and then once a day, in the background, and reports damage. */
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { failureName } from '../../store/failure.ts'
import type { Log } from '../log.ts'
import type { Engine } from './engine.ts'

/** As long as a link to unsubscribe works; a backup is seldom older. */
const USUAL_DAYS = 400

export type JournalUpkeep = {
  readonly journal: Engine['journal']
  /** How far back the journal has to reach. */
  readonly days?: number
  readonly now: () => Instant
  readonly log: Log
}

/** @returns what stops it: a compaction that has begun is waited for */
export function keepJournalShort({ journal, days = USUAL_DAYS, now, log }: JournalUpkeep) {
  let running = Promise.resolve()
  const compact = () => {
    running = journal
      .compact(now() - days * DAY_MS)
      .then((compacted) => {
        if (!compacted) return
        const { damagedUpTo } = compacted
        log('info', 'journal-compacted', compacted)
        if (damagedUpTo !== undefined) log('error', 'journal-damaged', { damagedUpTo })
      })
      .catch((error) => log('error', 'journal-not-compacted', { problem: failureName(error) }))
  }
  compact()
  const timer = setInterval(compact, DAY_MS)
  return async (): Promise<void> => {
    clearInterval(timer)
    await running
  }
}
