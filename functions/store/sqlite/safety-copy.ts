/** The copy of a rows file that is made before its shape changes. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../domain/time.ts'
import { backupMarkRow } from '../backup-mark.ts'
import { StartError } from '../start-fault.ts'

/** What comes next: a version of the file's shape, or a format of its rows. */
type Next = number | `format-${number}`

/** @example safetyCopyOf('rekindle.sqlite', 3) // 'rekindle.sqlite.before-3' */
export const safetyCopyOf = (file: string, next: Next): string => `${file}.before-${next}`

/**
 * Copies the rows as they are now to `<file>.before-<next>`, verifies the copy and puts it on
 * disk; an earlier copy of that name is replaced at once by the whole new one. Like every backup it
 * carries the mark that keeps mail from being sent a second time if it is put back (backup-mark.ts).
 *
 * The caller holds the write lock, so nothing is written in the meantime.
 *
 * @throws StartError if the copy cannot be made; then nothing is left of it
 * @example makeSafetyCopy('rekindle.sqlite', 3, Date.now()) // 'rekindle.sqlite.before-3'
 */
export function makeSafetyCopy(file: string, next: Next, takenAt: Instant): string {
  const copy = safetyCopyOf(file, next)
  const unfinished = `${copy}.unfinished`
  try {
    rmSync(unfinished, { force: true })
    const rows = copyRows(file, unfinished)
    finish(unfinished, rows, takenAt)
    syncPath(unfinished)
    renameSync(unfinished, copy)
    if (process.platform !== 'win32') syncPath(dirname(resolve(copy)))
    return copy
  } catch (error) {
    rmSync(unfinished, { force: true, recursive: true })
    const problem = error instanceof Error ? error.message : String(error)
    throw new StartError({ kind: 'no-safety-copy', file, copy, problem })
  }
}

/** @returns how many rows there are */
function copyRows(file: string, copy: string): number {
  closeSync(openSync(copy, 'wx', 0o600))
  const sqlite = new DatabaseSync(file, { timeout: 10_000 })
  try {
    sqlite.prepare('VACUUM INTO ?').run(copy)
    return countOf(sqlite)
  } finally {
    sqlite.close()
  }
}

/** In SQL: the copy has the shape of an earlier version. */
function finish(copy: string, rows: number, takenAt: Instant): void {
  const sqlite = new DatabaseSync(copy)
  try {
    const found = sqlite.prepare('PRAGMA integrity_check(1)').get()?.integrity_check
    if (found !== 'ok') throw new Error(String(found))
    const copied = countOf(sqlite)
    if (copied !== rows) throw new Error(`${copied} of ${rows} rows`)
    const { pk, sk, ...mark } = backupMarkRow({ takenAt })
    // An earlier mark stays: nothing that came after that backup is known here either.
    sqlite
      .prepare('INSERT OR IGNORE INTO rows (pk, sk, body) VALUES (?, ?, ?)')
      .run(pk, sk, JSON.stringify(mark))
  } finally {
    sqlite.close()
  }
}

const countOf = (sqlite: DatabaseSync): number =>
  Number(sqlite.prepare('SELECT count(*) AS count FROM rows').get()?.count)

function syncPath(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
