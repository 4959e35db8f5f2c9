/**
 * A consistent copy of a store while it is served.
 *
 * 1. The rows are those of one instant, and so is the inbox, an instant later: a mail is put into
 *    the inbox before its row says that it was accepted, so each accepted mail of the copied rows
 *    is in the copied inbox, unless its customer was erased between the two. The other order would
 *    miss mails. A mail whose row does not say so yet is kept once under its message's id, however
 *    often it is sent.
 * 2. The time mark is read after the rows: no row of the copy holds a later instant. The instant of
 *    the backup is read before them, so that nothing earlier is missing.
 * 3. The folder has its name only once everything in it was verified and is on disk.
 * 4. The copied rows carry the mark of a backup (store/backup-mark.ts).
 * 5. No lock of the server is needed, and no writer waits.
 * 6. Once the rows are pinned, the store notes the backup, and so does its journal. The mark has the
 *    same id, by which a restore recognises a journal that was copied before the backup.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Instant, isoInstant } from '../../../../domain/time.ts'
import { backupMarkRow, takenBackupRow } from '../../../../store/backup-mark.ts'
import type { BackupMark } from '../../../../store/codecs/shared-rows.ts'
import { STORE_KEY } from '../../../../store/keys.ts'
import { notServedSince } from '../../../../store/restores.ts'
import { openForReading } from '../../../../store/sqlite/database.ts'
import { SCHEMA_VERSION } from '../../../../store/sqlite/migrations.ts'
import { StartError } from '../../../../store/start-fault.ts'
import type { RowKey } from '../../../../store/table.ts'
import { inboxFileOf } from '../inbox-mailer.ts'
import { askSecret } from '../own-secret.ts'
import { openRowsForReading } from '../rows-for-reading.ts'
import { readSecretFile, secretFileOf } from '../secret-file.ts'
import { sqliteEngine } from '../sqlite-engine.ts'
import { realStorePath } from '../store-path.ts'
import { syncFolder } from '../sync-folder.ts'
import { keptTime } from '../time-mark.ts'
import { BackupError } from './backup-fault.ts'
import { countMails, countRows } from './contents.ts'
import {
  fingerprintOf,
  INBOX,
  MANIFEST,
  type Manifest,
  manifestText,
  ROWS,
  SEALED,
  type StoredFile,
} from './manifest.ts'
import { sealSecret } from './seal-secret.ts'
import { change, openSnapshot, type Snapshot } from './snapshot.ts'
import { describeFile, syncFile, writeForOwner } from './stored-file.ts'
import { verifyBackup } from './verify-backup.ts'

export type BackupOptions = {
  /** The rows file of the store. */
  readonly file: string
  /** The folder to make, whose own folder exists. */
  readonly to: string
  /** What the secret is sealed with; undefined leaves it out. */
  readonly passphrase: string | undefined
  /** Rekindle's own. */
  readonly version: string
  /** The machine's clock. */
  readonly now: () => Instant
  /** Is given the share of the rows that is copied, from 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Takes a backup and verifies it, or leaves nothing behind.
 *
 * @throws BackupError if `to` exists, the folder that it would be in does not, or the store or its secret is not there; StartError if a
 * later Rekindle wrote the store, or the secret is not the one of the store
 * @example await takeBackup({ file: 'rekindle.sqlite', to: '/backups/monday', passphrase, version, now })
 */
export async function takeBackup(asked: BackupOptions): Promise<Manifest> {
  const options = { ...asked, file: realStorePath(asked.file) }
  const { to, passphrase = '', signal } = options
  refuseExisting(to)
  refuseMissingFolder(dirname(resolve(to)))
  secretFor(options)
  const unfinished = `${resolve(to)}.${randomBytes(6).toString('hex')}.unfinished`
  try {
    mkdirSync(unfinished, { mode: 0o700 })
    const manifest = await fill(unfinished, options)
    writeForOwner(join(unfinished, MANIFEST), manifestText(manifest))
    syncFolder(unfinished)
    await verifyBackup(unfinished, async () => passphrase, signal)
    signal?.throwIfAborted()
    refuseExisting(to)
    renameSync(unfinished, to)
    syncFolder(dirname(resolve(to)))
    return manifest
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw signal?.aborted ? new BackupError({ kind: 'stopped' }) : error
  }
}

function refuseExisting(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) throw new BackupError({ kind: 'exists', path })
}

/** Nothing is made there: the disk for the backups may not be mounted. */
function refuseMissingFolder(folder: string): void {
  if (!existsSync(folder)) throw new BackupError({ kind: 'no-folder', folder })
}

function secretFor({ file, passphrase }: BackupOptions): Buffer | undefined {
  const secret = readSecretFile(file)
  if (secret === undefined && passphrase !== undefined)
    throw new BackupError({ kind: 'secret-missing', file: secretFileOf(file) })
  return secret
}

async function fill(folder: string, options: BackupOptions): Promise<Manifest> {
  const { file, passphrase, version, now, onProgress, signal } = options
  const [rowsCopy, inboxCopy] = [join(folder, ROWS), join(folder, INBOX)]
  const takenAt = now()
  const opened: Snapshot[] = []
  try {
    const rows = openSnapshot(file)
    opened.push(rows)
    refuseUnknown(file, rows)
    const id = await noteBackup(file, rows, takenAt)
    const inbox = existsSync(inboxFileOf(file)) ? openSnapshot(inboxFileOf(file)) : undefined
    if (inbox) opened.push(inbox)
    const clock = keptTime(file)
    await rows.copyTo(rowsCopy, (share) => {
      signal?.throwIfAborted()
      onProgress?.(share)
    })
    await inbox?.copyTo(inboxCopy, () => signal?.throwIfAborted())
    markAsBackup(rowsCopy, { takenAt, ...(id !== undefined && { id }) })
    // After the rows: a key is in the secret before a row names it.
    const secret = secretFor(options)
    if (secret !== undefined) refuseOtherSecret(options, rowsCopy)
    const isSealed = secret !== undefined && passphrase !== undefined
    if (isSealed) writeForOwner(join(folder, SEALED), await sealSecret(secret, passphrase))
    const names: readonly StoredFile['name'][] = [
      ROWS,
      ...(inbox ? ([INBOX] as const) : []),
      ...(isSealed ? ([SEALED] as const) : []),
    ]
    for (const name of names) syncFile(join(folder, name))
    const files: Manifest['files'] = []
    for (const name of names) files.push(await describeFile(folder, name, signal))
    return {
      format: 1,
      rekindle: version,
      schemaVersion: rows.schemaVersion,
      takenAt: isoInstant(takenAt),
      clock: clock === undefined ? null : isoInstant(clock),
      secret: {
        stored: isSealed ? 'sealed' : 'left-out',
        fingerprint: secret === undefined ? null : fingerprintOf(secret),
      },
      ...countRows(rowsCopy),
      mails: inbox ? countMails(inboxCopy) : 0,
      files,
    }
  } finally {
    for (const each of opened) each.close()
  }
}

/** A backup of rows with another secret could not be restored. */
function refuseOtherSecret({ file }: BackupOptions, copy: string): void {
  const sqlite = openForReading(copy)
  try {
    askSecret({ file, sqlite })
  } finally {
    sqlite.close()
  }
}

function refuseUnknown(file: string, { schemaVersion: version }: Snapshot): void {
  if (version === 0) throw new BackupError({ kind: 'not-a-store', file })
  if (version > SCHEMA_VERSION) throw new StartError({ kind: 'newer-database', file, version })
}

/**
 * See 6. A store that cannot be written can still be copied, and so can one of an earlier version;
 * such a copy is proven only by a journal that has more than it.
 *
 * @returns the backup's id; undefined if it could not be noted
 */
async function noteBackup(
  file: string,
  { schemaVersion }: Snapshot,
  takenAt: Instant,
): Promise<string | undefined> {
  if (schemaVersion !== SCHEMA_VERSION || (await isNotServed(file))) return undefined
  const id = randomBytes(12).toString('base64url')
  const store = await sqliteEngine.openShared(file).catch(() => undefined)
  try {
    // Without a journal there is nothing that an older one could be taken for.
    if (!store || !(await store.table.get(JOURNAL))) return undefined
    await store.table.write([{ put: takenBackupRow({ id, takenAt }) }])
    return id
  } catch {
    return undefined
  } finally {
    store?.close()
  }
}

/**
 * What was restored and not served since has nothing that its own backup does not have. It has no
 * write-ahead log either, so that a write would wait for the backup's own read.
 */
async function isNotServed(file: string): Promise<boolean> {
  const rows = openRowsForReading({ file })
  try {
    return (await notServedSince(rows.table)) !== undefined
  } finally {
    rows.close()
  }
}

const JOURNAL: RowKey = { pk: STORE_KEY, sk: 'journal' }

/** In SQL: the copy may have the shape of an earlier version, and keeps it. */
function markAsBackup(copy: string, taken: BackupMark): void {
  const { pk, sk, ...mark } = backupMarkRow(taken)
  // An earlier mark stays as long as the restore that it belongs to has not begun: nothing that came
  // after that backup is known here either.
  const insert = `INSERT INTO rows (pk, sk, body) VALUES (?, ?, ?)
    ON CONFLICT (pk, sk) DO UPDATE SET body = excluded.body
    WHERE json_extract(rows.body, '$.takenAt') = (
      SELECT json_extract(body, '$.takenAt') FROM rows WHERE pk = '~store' AND sk = 'restore')`
  change(copy, insert, pk, sk, JSON.stringify(mark))
}
