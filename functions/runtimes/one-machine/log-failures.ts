/**
 * Keeps a cause that fails everything, such as a full disk, from filling the log with a line for each
 * request and each customer:
 *
 * 1. The first line of each event under a cause is logged as it is.
 * 2. While the cause lasts, further ones are counted, and the counts are logged once a minute.
 * 3. A minute without any, in a store that can be written, is the end of the cause, which is logged.
 */
import { type Instant, isoInstant, MINUTE_MS } from '../../domain/time.ts'
import type { Log } from '../log.ts'

export type FailureLog = {
  readonly log: Log
  /** Logs what was counted and not logged yet. */
  readonly stop: () => void
}

/** A cause from its first line to its end. */
type Episode = {
  readonly since: Instant
  lastAt: Instant
  /** All lines, and those that were counted since the last line about the cause; by event. */
  readonly lines: Map<string, { all: number; counted: number }>
}

export type FailureLogPorts = {
  readonly log: Log
  readonly now: () => Instant
  readonly isReady: () => Promise<boolean>
}

/** @example const { log, stop } = logFailures({ log: logToStderr, now: Date.now, isReady }) */
export function logFailures({ log, now, isReady }: FailureLogPorts): FailureLog {
  const episodes = new Map<string, Episode>()
  let timer: NodeJS.Timeout | undefined

  /** @returns whether the line is the first of its event under the cause */
  function count(event: string, cause: string): boolean {
    const at = now()
    const episode = episodes.get(cause) ?? { since: at, lastAt: at, lines: new Map() }
    episodes.set(cause, episode)
    episode.lastAt = at
    const lines = episode.lines.get(event) ?? { all: 0, counted: -1 }
    episode.lines.set(event, { all: lines.all + 1, counted: lines.counted + 1 })
    timer ??= setInterval(() => void report().catch(() => {}), MINUTE_MS).unref()
    return lines.all === 0
  }

  /** @returns whether there was anything to log */
  function reportCounts(cause: string, { since, lines }: Episode): boolean {
    const counted = [...lines].filter(([, { counted: some }]) => some > 0)
    if (counted.length === 0) return false
    log('error', 'failure-continues', {
      ...{ cause, since: isoInstant(since) },
      ...Object.fromEntries(counted.map(([event, { counted: some }]) => [event, some])),
    })
    for (const one of lines.values()) one.counted = 0
    return true
  }

  async function report(): Promise<void> {
    const mayEnd = [...episodes].filter(
      ([cause, episode]) => !reportCounts(cause, episode) && isQuiet(episode),
    )
    if (mayEnd.length === 0 || !(await isReady())) return
    for (const [cause, episode] of mayEnd) if (isQuiet(episode)) end(cause, episode)
  }

  const isQuiet = ({ lastAt }: Episode): boolean => now() - lastAt >= MINUTE_MS

  function end(cause: string, { since, lastAt, lines }: Episode): void {
    episodes.delete(cause)
    log('info', 'failure-ended', {
      ...{ cause, since: isoInstant(since), until: isoInstant(lastAt) },
      ...Object.fromEntries([...lines].map(([event, { all }]) => [event, all])),
    })
    if (episodes.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    log(level, event, facts) {
      const cause = facts?.cause
      const isRepeated = level === 'error' && typeof cause === 'string' && !count(event, cause)
      if (!isRepeated) log(level, event, facts)
    },
    stop() {
      clearInterval(timer)
      for (const [cause, episode] of episodes) reportCounts(cause, episode)
    },
  }
}
