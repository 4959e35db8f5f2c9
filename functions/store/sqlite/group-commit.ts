/** Writes of one SQLite connection that share their commits. */
import type { DatabaseSync } from 'node:sqlite'
import type { RowChange } from '../table.ts'
import { type CommitHook, NO_JOURNAL } from './commit-hook.ts'

export type GroupCommit = {
  /**
   * Runs `work` in a transaction shared with everything else requested in the meantime (group
   * commit) and answers once that transaction is on disk. If `work` throws, only its own writes are
   * undone.
   */
  commit<T>(work: () => T): Promise<T>
  /**
   * Reports what the running `work` changed to the journal, if there is one. Work with changes that
   * must be on disk there as well is answered once they are.
   */
  note(changes: readonly RowChange[]): void
  /** From now on commits are journaled. */
  useJournal(journal: CommitHook): void
  close(): void
}

type Queued = {
  readonly work: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
  /** On the process's monotonic clock, in milliseconds. */
  readonly askedAt: number
}

type Answer = {
  readonly give: () => void
  readonly reject: (reason: unknown) => void
  /** For the journal. */
  readonly waits: boolean
}

const SQLITE_BUSY = 5
/** How long a write waits for another process's lock. */
export const LOCK_WAIT_MS = 10_000
const FIRST_PAUSE_MS = 2
const LONGEST_PAUSE_MS = 100

/**
 * Commits in the order of the requests. Where another process holds the write lock, everything
 * requested waits by a timer, so that this thread goes on reading and answering meanwhile.
 *
 * @param lockWaitMs how long a request waits so; 0 where the connection's own timeout is the wait
 * @param onCommit is given how long each commit took, from the lock to the disk, in milliseconds
 * @param explained is given each error, and returns it with what else is known of its cause
 */
export function groupCommit(
  sqlite: DatabaseSync,
  lockWaitMs: number,
  onCommit: (ms: number) => void = () => {},
  explained: (error: unknown) => unknown = (error) => error,
): GroupCommit {
  const queued: Queued[] = []
  /** How many at the head of the queue are tried one at a time: one of them is at fault. */
  let apart = 0
  let isScheduled = false
  let pauseMs = 0
  let timer: NodeJS.Timeout | undefined
  let journal = NO_JOURNAL
  /** Whether the running work has to wait for the journal. */
  let waits = false

  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const end = sqlite.prepare('COMMIT')
  const undo = sqlite.prepare('ROLLBACK')

  /** @returns the lock's error while another process holds it */
  function takeLock(): { readonly error: unknown } | undefined {
    try {
      begin.run()
      return undefined
    } catch (error) {
      return { error }
    }
  }

  /** In the transaction that has begun. */
  function commitGroup(group: readonly Queued[]): void {
    let answers: readonly Answer[]
    const began = performance.now()
    journal.begin()
    try {
      answers = group.map(({ work, resolve, reject }) => {
        waits = false
        const result = work()
        return { give: () => resolve(result), reject, waits }
      })
      journal.beforeEnd()
      end.run()
      onCommit(performance.now() - began)
    } catch (error) {
      if (sqlite.isTransaction) undo.run()
      if (group.length > 1) apart = group.length
      else {
        take(1)
        group[0]?.reject(explained(error))
      }
      return
    }
    take(group.length)
    const onDisk = journal.afterEnd()
    const waiting = onDisk ? answers.filter((one) => one.waits) : []
    for (const one of answers) if (!one.waits || !onDisk) one.give()
    onDisk?.then(
      () => {
        for (const { give } of waiting) give()
      },
      (error) => {
        for (const { reject } of waiting) reject(error)
      },
    )
  }

  function take(count: number): readonly Queued[] {
    apart = Math.max(apart - count, 0)
    return queued.splice(0, count)
  }

  /** No write of these is at fault: the lock could not be had. */
  function rejectThose(isOver: (one: Queued) => boolean, error: unknown): void {
    const first = queued.findIndex((one) => !isOver(one))
    for (const { reject } of take(first === -1 ? queued.length : first)) reject(error)
  }

  function flush(): void {
    isScheduled = false
    const ready = queued.length > 0 ? journal.ready() : undefined
    if (ready) {
      isScheduled = true
      ready.then(flush, (error) => {
        isScheduled = false
        rejectThose(() => true, error)
      })
      return
    }
    while (queued.length > 0) {
      const refused = takeLock()
      if (!refused) {
        pauseMs = 0
        commitGroup(apart > 0 ? queued.slice(0, 1) : [...queued])
        continue
      }
      if (lockWaitMs === 0 || !isLocked(refused.error)) {
        rejectThose(() => true, explained(refused.error))
        return
      }
      const now = performance.now()
      rejectThose(({ askedAt }) => now - askedAt >= lockWaitMs, refused.error)
      if (queued.length > 0) flushAfter(now)
      return
    }
  }

  function flushAfter(now: number): void {
    isScheduled = true
    const leftMs = (queued[0]?.askedAt ?? now) + lockWaitMs - now
    pauseMs = Math.min(Math.max(2 * pauseMs, FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
    timer = setTimeout(flush, Math.max(Math.min(pauseMs, leftMs), 1))
  }

  return {
    commit: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        queued.push({
          work,
          resolve: resolve as Queued['resolve'],
          reject,
          askedAt: performance.now(),
        })
        if (isScheduled) return
        isScheduled = true
        setImmediate(flush)
      }),
    note(changes) {
      if (journal.note(changes)) waits = true
    },
    useJournal(hook) {
      journal = hook
    },
    close() {
      clearTimeout(timer)
      sqlite.exec(`PRAGMA busy_timeout = ${LOCK_WAIT_MS}`)
      flush()
      clearTimeout(timer)
      rejectThose(() => true, new Error('the file was closed'))
      journal.close()
      sqlite.close()
    },
  }
}

/** Whether another process has the lock: https://www.sqlite.org/rescode.html#busy */
const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
