/** The engine port over one SQLite file and what lies next to it: inbox, lock, clock, secret. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Instant } from '../../../domain/time.ts'
import { causeOf } from '../../../store/failure-cause.ts'
import { checkFile } from '../../../store/sqlite/check-file.ts'
import { type Database, openDatabase, proveWritable } from '../../../store/sqlite/database.ts'
import { makePendingWork } from '../../../store/sqlite/pending.ts'
import { makeSqliteTable } from '../../../store/sqlite/sqlite-table.ts'
import { StartError } from '../../../store/start-fault.ts'
import type { Engine, EngineKind, SharedStore } from '../engine.ts'
import { makeHistogram } from '../histogram.ts'
import { steadyClock } from '../steady-clock.ts'
import { openDepartures } from './departures.ts'
import { makeInboxEraser } from './inbox-eraser.ts'
import { inboxFileOf, prepareInbox } from './inbox-mailer.ts'
import { askSecret, openSecret } from './own-secret.ts'
import { lockOwner } from './owner-lock.ts'
import { readsInThread } from './read-thread.ts'
import { makeSqliteStore } from './sqlite-store.ts'
import { realStorePath } from './store-path.ts'
import { sqliteThreads } from './threads.ts'
import { keptTime, timeMarkFile } from './time-mark.ts'

/** @example const engine = await sqliteEngine.open('rekindle.sqlite', () => Date.now()) */
export const sqliteEngine: EngineKind = {
  async open(file, machineClock) {
    const opened: (() => void | Promise<void>)[] = []
    const close = async () => {
      for (const closeOne of opened.toReversed()) await closeOne()
    }
    try {
      return { ...(await openOwned(realStorePath(file), machineClock, opened)), close }
    } catch (error) {
      await close()
      throw error
    }
  },

  async openShared(location): Promise<SharedStore> {
    const file = realStorePath(location)
    const database = openDatabase(file)
    const table = makeSqliteTable(database)
    return {
      table,
      pending: makePendingWork(database),
      async secret(now) {
        const ports = { file, sqlite: database.sqlite, table }
        return now ? openSecret({ ...ports, now }) : askSecret(ports)
      },
      eraseMails: (customer, now) => makeInboxEraser(file, now)(customer),
      faults: () => faultsOf(file),
      latestTime: () => keptTime(file),
      close: database.close,
    }
  },
}

/** Of the rows and of the inbox, if there is one. */
function faultsOf(file: string): readonly string[] {
  const inbox = inboxFileOf(file)
  return [
    ...checkFile(file, true),
    ...(existsSync(inbox) ? checkFile(inbox, false) : []).map(
      (fault) => `${basename(inbox)}: ${fault}`,
    ),
  ]
}

/** A file that was opened read-only stays so; a disk that is full may have space again. */
async function refuseReadOnly(file: string, database: Database): Promise<void> {
  const cause = await proveWritable(database).then(() => undefined, causeOf)
  if (cause === 'read-only') throw new StartError({ kind: 'database-read-only', file })
}

/** @param opened collects what has to be closed, in the order of opening */
async function openOwned(
  file: string,
  machineClock: () => Instant,
  opened: (() => void | Promise<void>)[],
): Promise<Omit<Engine, 'close'>> {
  opened.push(lockOwner(file))
  const now = steadyClock(timeMarkFile(file), machineClock)
  const commits = makeHistogram()
  const database = openDatabase(file, { goesOnWhileLocked: true, onCommit: commits.observe })
  opened.push(database.close)
  await refuseReadOnly(file, database)
  prepareInbox(file)
  const { close: closeReads, ...reads } = readsInThread(file)
  opened.push(closeReads)
  const { close: closeDepartures, ...departures } = openDepartures(file)
  opened.push(closeDepartures)
  const store = makeSqliteStore(database)
  const { sqlite } = database
  return {
    ...store,
    now,
    secret: await openSecret({ file, sqlite, table: store.table, now }),
    departures,
    reads,
    eraseMails: makeInboxEraser(file, now),
    proveWritable: () => proveWritable(database),
    commitTimes: commits.counts,
    threads: sqliteThreads(file),
  }
}
