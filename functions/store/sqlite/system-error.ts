/**
 * What the system says where SQLite reports only that the disk failed: it does not pass on the
 * system's error, unless there is no space left. A limit on the size of a file or a quota is reported
 * like a broken disk (https://www.sqlite.org/rescode.html#ioerr_write).
 */
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'

const SQLITE_IOERR = 10
/** A write of a page and its frame may have failed beyond the end of the file. */
const BEYOND_END_BYTES = 8_192
/** However many writes fail, the system is asked once in this time. */
const ASKED_EVERY_MS = 1_000

/**
 * Adds the system's error as the cause of an error of SQLite, where writing a file of the same size
 * in the same folder fails too.
 *
 * @returns a function that returns the error it is given
 * @example throw addSystemError('rekindle.sqlite')(error) // cause: EFBIG
 */
export function addSystemError(databaseFile: string): (error: unknown) => unknown {
  let found: unknown
  let askedAt = Number.NEGATIVE_INFINITY
  return (error) => {
    if (!isDiskError(error) || error.cause !== undefined) return error
    const now = performance.now()
    if (now - askedAt >= ASKED_EVERY_MS) {
      askedAt = now
      found = errorOfWriting(databaseFile)
    }
    if (found !== undefined) error.cause = found
    return error
  }
}

const isDiskError = (error: unknown): error is Error =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_IOERR

/** In a file of its own: closing the file of the rows would end the locks that are held on it. */
function errorOfWriting(databaseFile: string): unknown {
  const file = `${databaseFile}.probe-${process.pid}`
  try {
    const fd = openSync(file, 'wx', 0o600)
    try {
      rmSync(file)
      writeSync(fd, Buffer.alloc(1), 0, 1, largestOf(databaseFile) + BEYOND_END_BYTES)
    } finally {
      closeSync(fd)
    }
    return undefined
  } catch (error) {
    return error
  }
}

const largestOf = (databaseFile: string): number =>
  Math.max(
    ...[databaseFile, `${databaseFile}-wal`].map(
      (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0,
    ),
  )
