/**
 * A verified backup as the files of a store, where there is none yet.
 *
 * 1. Nothing is written before the whole backup was read and found to be whole.
 * 2. Nothing is overwritten, and nothing may be left of an earlier store: a log next to another rows
 *    file would be replayed into it.
 * 3. The rows file has its name last, so that no store without its secret, inbox or time is opened.
 */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  rmSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { journalPathOf } from '../../../../store/sqlite/commit-journal.ts'
import { openWithoutMigrating } from '../../../../store/sqlite/database.ts'
import { makeJournalRows } from '../../../../store/sqlite/journal-rows.ts'
import { inboxFileOf } from '../inbox-mailer.ts'
import { readSecretFile, secretFileOf } from '../secret-file.ts'
import { syncFolder } from '../sync-folder.ts'
import { timeMarkFile, timeMarkFileOf } from '../time-mark.ts'
import { BackupError } from './backup-fault.ts'
import { fingerprintOf, INBOX, type Manifest, ROWS } from './manifest.ts'
import { sha256Of, syncFile, writeForOwner } from './stored-file.ts'
import { type Verified, verifyBackup } from './verify-backup.ts'

export type RestoreOptions = {
  /** The folder of the backup. */
  readonly from: string
  /** The rows file to make. */
  readonly file: string
  /** Is asked for only if there is a secret to open. */
  readonly passphrase: () => Promise<string>
  readonly signal?: AbortSignal
}

/**
 * Restores all of a backup, or nothing.
 *
 * @throws BackupError if the backup is damaged, the passphrase is another, something is already
 * where the store would be, or the secret is neither in the backup nor next to `file`
 * @example await restoreBackup({ from: '/backups/monday', file: 'rekindle.sqlite', passphrase })
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { from, file, passphrase, signal } = options
  refuseTaken(file)
  try {
    const verified = await verifyBackup(from, passphrase, signal)
    refuseOtherSecret(file, verified)
    await inItsFolder(file, () => place(verified, options))
    return verified.manifest
  } catch (error) {
    throw signal?.aborted ? new BackupError({ kind: 'stopped' }) : error
  }
}

/**
 * Where a server on a restored store looks for the journal: the copy remembers the path.
 *
 * @example restoredJournalOf('/srv/shop.sqlite') // '/srv/shop.sqlite.journal'
 */
export function restoredJournalOf(file: string): string {
  const sqlite = openWithoutMigrating(file)
  try {
    return journalPathOf(makeJournalRows(sqlite).journal(), { database: file })
  } finally {
    sqlite.close()
  }
}

/** Makes the folder of the store where there is none; a restore that fails leaves none behind. */
async function inItsFolder(file: string, work: () => Promise<void>): Promise<void> {
  const made = mkdirSync(dirname(resolve(file)), { recursive: true, mode: 0o700 })
  try {
    await work()
  } catch (error) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    throw error
  }
}

const LEFT_BY_SQLITE = ['-wal', '-shm', '-journal']

/** See 2. The secret is looked at once it is known whether the backup holds one. */
function refuseTaken(file: string): void {
  const databases = [file, inboxFileOf(file)]
  const names = databases.flatMap((name) => [name, ...LEFT_BY_SQLITE.map((end) => name + end)])
  for (const path of [...names, timeMarkFileOf(file)])
    if (lstatSync(path, { throwIfNoEntry: false })) throw new BackupError({ kind: 'exists', path })
}

function refuseOtherSecret(file: string, { manifest, secret }: Verified): void {
  const { fingerprint } = manifest.secret
  const [path, found] = [secretFileOf(file), readSecretFile(file)]
  if (secret !== undefined && existsSync(path)) throw new BackupError({ kind: 'exists', path })
  if (secret !== undefined || fingerprint === null) return
  if (found === undefined) throw new BackupError({ kind: 'secret-needed', file: path })
  if (fingerprintOf(found) !== fingerprint)
    throw new BackupError({ kind: 'other-secret', file: path })
}

/** A file of the store: made under another name, then given its own. */
type Placed = { readonly path: string; readonly make: (unfinished: string) => Promise<void> }

async function place(verified: Verified, { from, file, signal }: RestoreOptions): Promise<void> {
  const { manifest, secret } = verified
  const id = randomBytes(6).toString('hex')
  const copied = (name: string, path: string): readonly Placed[] =>
    manifest.files
      .filter((each) => each.name === name)
      .map(({ sha256 }) => ({
        path,
        async make(unfinished) {
          copyFileSync(join(from, name), unfinished, constants.COPYFILE_EXCL)
          chmodSync(unfinished, 0o600)
          syncFile(unfinished)
          if ((await sha256Of(unfinished, signal)) !== sha256)
            throw new BackupError({ kind: 'file-damaged', name })
        },
      }))
  const ordered: readonly Placed[] = [
    ...(secret === undefined ? [] : [secretAt(file, secret)]),
    ...copied(INBOX, inboxFileOf(file)),
    ...copied(ROWS, file),
  ]
  const made: string[] = []
  try {
    for (const { path, make } of ordered) {
      made.push(`${path}.${id}.unfinished`)
      await make(`${path}.${id}.unfinished`)
    }
    if (manifest.clock !== null) {
      made.push(timeMarkFileOf(file))
      timeMarkFile(file).keep(Date.parse(manifest.clock))
    }
    for (const { path } of ordered) {
      // Unlike a rename, a link never replaces what another process has made meanwhile.
      linkSync(`${path}.${id}.unfinished`, path)
      made.push(path)
    }
  } catch (error) {
    for (const path of made) rmSync(path, { force: true })
    throw error
  }
  for (const { path } of ordered) rmSync(`${path}.${id}.unfinished`)
  syncFolder(dirname(resolve(file)))
}

const secretAt = (file: string, secret: Buffer): Placed => ({
  path: secretFileOf(file),
  make: async (unfinished) => writeForOwner(unfinished, secret),
})
