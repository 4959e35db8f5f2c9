/** Reads a backup from its first byte to its last, and compares it with its manifest. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BackupError } from './backup-fault.ts'
import { countMails, countRows } from './contents.ts'
import { fingerprintOf, INBOX, type Manifest, ROWS, readManifest, SEALED } from './manifest.ts'
import { openSecret } from './seal-secret.ts'
import { faultOfDatabase } from './snapshot.ts'
import { sha256Of } from './stored-file.ts'

/** A backup that was found to be whole. */
export type Verified = {
  readonly manifest: Manifest
  /** Opened; undefined if the backup holds none. */
  readonly secret: Buffer | undefined
}

/**
 * Every file has the bytes that were recorded, both databases are whole and hold as many rows as
 * were counted, and the secret opens and is the one that was sealed.
 *
 * @param passphrase is asked for only if there is a secret to open
 * @throws BackupError that names what is missing or damaged
 * @example const { manifest } = await verifyBackup('/backups/monday', async () => passphrase)
 */
export async function verifyBackup(
  folder: string,
  passphrase: () => Promise<string>,
  signal?: AbortSignal,
): Promise<Verified> {
  const manifest = readManifest(folder)
  for (const { name, sha256 } of manifest.files) {
    if (!existsSync(join(folder, name))) throw new BackupError({ kind: 'file-missing', name })
    if ((await sha256Of(join(folder, name), signal)) !== sha256)
      throw new BackupError({ kind: 'file-damaged', name })
  }
  verifyDatabases(folder, manifest)
  const isSealed = manifest.secret.stored === 'sealed'
  return { manifest, secret: isSealed ? await secretIn(folder, manifest, passphrase) : undefined }
}

function verifyDatabases(folder: string, { files, customers, rows, mails }: Manifest): void {
  for (const name of [ROWS, INBOX] as const) {
    if (!files.some((file) => file.name === name)) continue
    const problem = faultOfDatabase(join(folder, name))
    if (problem !== undefined) throw new BackupError({ kind: 'database-damaged', name, problem })
    const isSame =
      name === ROWS
        ? sameRows(countRows(join(folder, name)), { customers, rows })
        : countMails(join(folder, name)) === mails
    if (!isSame) throw new BackupError({ kind: 'file-damaged', name })
  }
}

type Rows = Pick<Manifest, 'customers' | 'rows'>

/** By the sum: a later Rekindle may name a kind that this one did not know. */
const sameRows = (found: Rows, recorded: Rows): boolean =>
  found.customers === recorded.customers && sum(found.rows) === sum(recorded.rows)

const sum = (rows: Rows['rows']): number =>
  Object.values(rows).reduce((total, count) => total + count, 0)

async function secretIn(
  folder: string,
  { secret }: Manifest,
  passphrase: () => Promise<string>,
): Promise<Buffer> {
  const opened = await openSecret(readFileSync(join(folder, SEALED), 'utf8'), await passphrase())
  if (fingerprintOf(opened) !== secret.fingerprint)
    throw new BackupError({ kind: 'file-damaged', name: SEALED })
  return opened
}
