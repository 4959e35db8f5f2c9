/** What an error says, in the language of the command where its kind is known. */
import type { CommandWords } from '../language/command/command-words.ts'
import { errorCode } from '../store/error-code.ts'
import { SQLITE_CODES } from '../store/failure.ts'
import type { SecretFault } from '../store/secret-fault.ts'
import { StartError, type StartFault } from '../store/start-fault.ts'

/**
 * For errors of the system, of a database file and of starting; the message of any other is
 * English, as it was thrown.
 *
 * @param path of the file, where the sentence around the problem does not name it
 * @example problemOf(error, words) // 'ENOENT: no such file or directory, open \'feed.csv\''
 */
export function problemOf(error: unknown, words: CommandWords, path?: string): string {
  if (error instanceof StartError) return startProblem(error.fault, words)
  if (!(error instanceof Error)) return String(error)
  const code = codeOf(error)
  return code === undefined ? error.message : words.failures.system(code, error.message, path)
}

/** As `problemOf`, with the file that the error is about, if it is about one. */
export const problemWithPath = (error: unknown, words: CommandWords): string =>
  problemOf(error, words, isSystemError(error) ? error.path : undefined)

/** Whether the system reports it, as of a file that is missing. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

function codeOf(error: Error): string | undefined {
  if (error.name === 'TimeoutError') return 'ETIMEDOUT'
  if ('errcode' in error) return SQLITE_CODES[Number(error.errcode) & 0xff]
  return errorCode(error)
}

function startProblem(fault: StartFault, words: CommandWords): string {
  const { start } = words.machine
  switch (fault.kind) {
    case 'newer-database':
      return start.newerDatabase(fault.file, fault.version)
    case 'no-safety-copy':
      return start.noSafetyCopy(fault.file, fault.copy, fault.problem)
    case 'database-in-use':
      return start.databaseInUse(fault.file)
    case 'secret-incomplete':
      return start.secretIncomplete(fault.file)
    case 'secret-unreadable':
      return words.failures.cannotRead(fault.file, words.failures.system(fault.code, fault.code))
    case 'secret-line':
      return words.secret.faults.line(fault.file, fault.line)
    case 'secret-missing':
      return words.secret.faults.missing(fault.file, fault.stored)
    case 'secret-differs':
      return secretProblem(fault.file, fault.fault, words)
    case 'database-read-only':
      return start.databaseReadOnly(fault.file)
    case 'secret-at-link':
      return start.secretAtLink(fault.secret, fault.file)
    case 'database-has-two-names':
      return start.databaseHasTwoNames(fault.file)
    case 'clock-behind':
      return start.clockBehind(fault.clock, fault.seen, fault.file)
    case 'not-a-journal':
      return start.notAJournal(fault.file)
    case 'newer-journal':
      return start.newerJournal(fault.file)
    case 'journal-in-use':
      return start.journalInUse(fault.file)
    case 'journal-folder-missing':
      return start.journalFolderMissing(fault.file)
    case 'journal-of-another-store':
      return start.journalOfAnother(fault.file, fault.database)
    case 'restore-not-noticed':
      return start.restoreNotNoticed(fault.file, fault.database)
    case 'port-taken':
      return start.portTaken(fault.port, fault.option)
  }
}

/** @param name of the secret: its file or ARN */
export function secretProblem(
  name: string,
  fault: SecretFault,
  { secret: { faults } }: CommandWords,
): string {
  switch (fault.kind) {
    case 'other-key':
      return faults.otherKey(name, keyOf(fault), fault.stored, fault.found)
    case 'key-missing':
      return faults.keyMissing(name, keyOf(fault), fault.stored)
    case 'other-addresses':
      return faults.otherAddresses(name, fault.found)
  }
}

const keyOf = ({ key: kind, number }: Exclude<SecretFault, { kind: 'other-addresses' }>) => ({
  kind,
  number,
})
