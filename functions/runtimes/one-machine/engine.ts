/**
 * The engine port: what the one-machine runtime needs of the store that keeps its rows. SQLite is
 * the engine that ships (`sqlite/`); another is one folder that exports an `EngineKind` and passes
 * test/contracts/engine.test.ts. Everything else in this runtime relies on these invariants and on
 * nothing else of an engine:
 *
 * 1. A write that was answered is on disk. Neither a kill nor a loss of power takes it back.
 * 2. A fact and the mark that calls for a reaction to it commit together, or neither does.
 * 3. Clearing a mark clears it up to the number that was read. A fact that arrived since keeps its
 *    mark; a mark that could not be cleared stays, and reacting to it again changes nothing.
 * 4. Every message that is due or claimed is found after a restart.
 * 5. Observers are given every change that this process commits through `table`, once it is on
 *    disk, in the order of the commits (but one that also waits for the journal may be overtaken by
 *    one that does not), and before the write is answered. What one call wrote comes
 *    in one call. An observer never throws and never waits.
 * 6. Writes of other processes reach no observer, but the next `writtenByOthers` is true, and by
 *    then `table` and `pending` show them.
 * 7. One owner at a time, from `open` to `close` or to the end of the process, however it ends.
 *    Commands share the store with the owner (`openShared`).
 * 8. `now` never runs backwards, not over a restart either.
 * 9. `reads` and `table` do not wait for each other, and a read sees every write that was answered
 *    before it was requested. A separate thread sees the same.
 * 10. `secret` is the one that the rows were written with, at every start, in every thread and for
 *    every command: another one, or none where a row depends on it, is refused. It is made once, for
 *    a store without such a row. A change of its keys is seen everywhere within a second.
 * 11. Once `eraseMails` is answered, the inbox holds no mail of that customer, and accepts none
 *    that a sender was already handing over.
 * 12. What an owner noted in `departures` is known to the next ones until `forgetEarlier`, unless
 *    the machine itself went down in between; then, or where anything is missing, nothing has
 *    surely stayed.
 * 13. `proveWritable` is answered where a write would be answered now, and rejected where it would be.
 * 14. `close` commits what was requested, and gives up the ownership last.
 * 15. What protects people (store/journal/kept-rows.ts) is also in a journal that outlives the store,
 *     before a write is answered. A store that is older than its journal is noticed by `open`.
 */
import type { ConsoleReads } from '../../console/console-reads.ts'
import type { Instant } from '../../domain/time.ts'
import type { StoredRestore } from '../../store/codecs/store-rows.ts'
import type { Compacted } from '../../store/journal/compact-journal.ts'
import type { KeptRow } from '../../store/journal/kept-rows.ts'
import type { CustomerKey } from '../../store/keys.ts'
import type { PendingWork } from '../../store/pending.ts'
import type { Secret } from '../../store/secret.ts'
import type { RowChange, Table } from '../../store/table.ts'

/** Durations, counted by how long they took. */
export type HistogramCounts = {
  /** How many took at most so many seconds; the last bound is infinite. */
  readonly buckets: readonly { readonly upToSeconds: number; readonly count: number }[]
  readonly sumSeconds: number
}

export type CommitObserver = (changes: readonly RowChange[]) => void

/** What the pipeline needs: rows, the work that waits in them, and what changes. */
export type EngineStore = {
  readonly table: Table
  readonly pending: PendingWork
  /** Adds an observer of this process's commits from now on. */
  readonly onCommitted: (observer: CommitObserver) => void
  /** Whether another process has written since this was last asked. */
  readonly writtenByOthers: () => boolean
}

/** Which claimed mails have left: only those can be in doubt after a kill. */
export type Departures = {
  /** @throws if there is no room to note later that its mail leaves */
  readonly newClaimId: () => string
  /**
   * Notes that the first byte of a claimed mail leaves now.
   *
   * @throws if it cannot be noted; then it must not leave
   */
  readonly note: (claimId: string) => void
  /** Whether no byte has left under this claim of an earlier owner. */
  readonly hasSurelyStayed: (claimId: string) => boolean
  /** Once all of their claims are ended. */
  readonly forgetEarlier: () => void
}

/**
 * A script of the engine's own that opens the same store in a thread, and the data it needs to find
 * the store. It does the thread's work with `doMailWork` or `learn`.
 */
export type ThreadEntry = {
  readonly script: URL
  /** Cloned into the thread as `workerData.store`. */
  readonly store: unknown
}

export type Engine = EngineStore & {
  /** The time of this store. */
  readonly now: () => Instant
  /** If its shape was an older one: the versions, and where the store is as it was before. */
  readonly migrated?: { readonly from: number; readonly to: number; readonly copy: string }
  /** If its format was raised: both, and where the store is as it was before. */
  readonly finished?: { readonly from: number; readonly to: number; readonly copy: string }
  readonly secret: Secret
  readonly departures: Departures
  /** What the console's pages read. */
  readonly reads: ConsoleReads
  readonly eraseMails: (customer: CustomerKey) => Promise<void>
  /** Writes, and changes nothing. */
  readonly proveWritable: () => Promise<void>
  /** How long commits took until they were on disk. */
  readonly commitTimes: () => HistogramCounts
  readonly threads: {
    readonly mail: ThreadEntry
    readonly learning: ThreadEntry
    readonly feeds: ThreadEntry
  }
  /** Present where the store turned out to be older than its journal, until that is worked through. */
  readonly restore?: NoticedRestore
  readonly journal: OpenedJournal
  readonly close: () => Promise<void>
}

/** A store that is older than its journal, or carries the mark of a backup. */
export type NoticedRestore = {
  readonly noticed: StoredRestore
  /** The latest of each row that the journal has and the store may not have; none if unproven. */
  readonly entries: () => Promise<Iterable<KeptRow>>
}

/** Where the journal is, and how it was found; gone means that a new one was begun. */
export type OpenedJournal = {
  readonly name: string
  readonly found: 'new' | 'whole' | 'gone' | 'restored'
  /**
   * Makes it smaller, if it is worth it; what happened before `keepFrom` goes.
   *
   * @returns how many lines it had before and after; undefined if it was left as it is
   */
  readonly compact: (keepFrom: Instant) => Promise<Compacted | undefined>
}

/** How the first start of this build would change the shape of a store, after making a copy of it. */
export type ComingMigration = {
  readonly from: number
  readonly to: number
  /** Where the store as it was would be kept. */
  readonly copy: string
  /** At most; what the copy needs on the disk. */
  readonly bytes: number
}

/** The same store, opened by a command, whether or not an owner is at work. */
export type SharedStore = Pick<EngineStore, 'table' | 'pending'> & {
  /**
   * Makes the secret if nothing in the store depends on one.
   *
   * @param now left out by a command that only asks: then nothing is made
   * @throws StartError if it is missing, incomplete or another than the store's
   */
  readonly secret: (now?: () => Instant) => Promise<Secret>
  readonly eraseMails: (customer: CustomerKey, now: () => Instant) => Promise<void>
  /** What is wrong with what the store is kept in, without any value of a row. */
  readonly faults: () => readonly string[]
  /** The latest time that an owner gave out; undefined if there was none. */
  readonly latestTime: () => Instant | undefined
  /** Undefined for a store that has today's shape. */
  readonly comingMigration: () => ComingMigration | undefined
  readonly close: () => void
}

export type EngineKind = {
  /**
   * Opens or makes a store as its owner.
   *
   * @param location for SQLite, the path of the file
   * @param now the machine's own clock
   * @param journal for SQLite, the path of the journal, where it is not the one that is known
   * @throws if another process owns the store, a later Rekindle wrote it, its secret is missing,
   * incomplete or another, or the machine's clock is more than a day behind
   */
  readonly open: (location: string, now: () => Instant, journal?: string) => Promise<Engine>
  /** @throws if a later Rekindle wrote the store, or an older one still works on it */
  readonly openShared: (location: string) => Promise<SharedStore>
  /**
   * Opens a store of any version up to this one to read it, and changes nothing: neither its rows nor
   * their shape. Whatever writes is rejected.
   *
   * @throws if a later Rekindle wrote the store
   */
  readonly openToAsk: (location: string) => Promise<SharedStore>
}
