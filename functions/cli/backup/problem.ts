/** Runs what takes or restores a backup, and says in words why it failed. */
import type { CommandWords } from '../../language/command/command-words.ts'
import {
  BackupError,
  type BackupFault,
} from '../../runtimes/one-machine/sqlite/backup/backup-fault.ts'
import { Failure, isWithCode } from '../failure.ts'
import { problemWithPath } from '../problem-of.ts'

/**
 * The first signal to stop ends `work`, which then leaves nothing behind.
 *
 * @throws Failure for whatever a person can fix
 */
export async function undisturbed<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(stopping.signal)
  } catch (error) {
    if (error instanceof BackupError) throw new Failure((w) => problemOfFault(error.fault, w))
    if (isWithCode(error)) throw new Failure((w) => w.backup.failed(problemWithPath(error, w)))
    throw error
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

function problemOfFault(fault: BackupFault, { backup: { faults } }: CommandWords): string {
  switch (fault.kind) {
    case 'exists':
      return faults.exists(fault.path)
    case 'no-folder':
      return faults.noFolder(fault.folder)
    case 'not-a-store':
      return faults.notAStore(fault.file)
    case 'secret-missing':
      return faults.secretMissing(fault.file)
    case 'not-a-backup':
      return faults.notABackup(fault.folder)
    case 'newer-backup':
      return faults.newerBackup(fault.folder)
    case 'newer-seal':
      return faults.newerSeal
    case 'file-missing':
      return faults.fileMissing(fault.name)
    case 'file-damaged':
      return faults.fileDamaged(fault.name)
    case 'database-damaged':
      return faults.databaseDamaged(fault.name, fault.problem)
    case 'wrong-passphrase':
      return faults.wrongPassphrase
    case 'secret-needed':
      return faults.secretNeeded(fault.file)
    case 'other-secret':
      return faults.otherSecret(fault.file)
    case 'stopped':
      return faults.stopped
  }
}
