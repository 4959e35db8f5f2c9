/**
 * `backup.json`: what a backup holds. It has exactly one spelling, and ends in a checksum of the
 * rest, so that a changed byte of its own is found too.
 */
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { errorCode } from '../../../../store/error-code.ts'
import { BackupError } from './backup-fault.ts'

/** The files of a backup; they have the same names whatever the store's own name is. */
export const MANIFEST = 'backup.json'
export const ROWS = 'rekindle.sqlite'
export const INBOX = 'rekindle.sqlite.inbox'
export const SEALED = 'secret.sealed'

/** A manifest with a higher one was written by a later Rekindle. */
const FORMAT = 1

const StoredFile = z.object({
  name: z.enum([ROWS, INBOX, SEALED]),
  bytes: z.number(),
  sha256: z.string(),
})
export type StoredFile = z.infer<typeof StoredFile>

const Manifest = z.object({
  format: z.literal(FORMAT),
  /** The Rekindle that took the backup, and the version of the shape of the rows file. */
  rekindle: z.string(),
  schemaVersion: z.number(),
  /** Everything that is missing from the backup happened at this instant or later. */
  takenAt: z.iso.datetime(),
  /** The store's time mark: no row holds a later instant. Null if the store was never served. */
  clock: z.nullable(z.iso.datetime()),
  secret: z.object({
    stored: z.enum(['sealed', 'left-out']),
    /** Identifies the secret without revealing it; null if the store has none. */
    fingerprint: z.nullable(z.string()),
  }),
  customers: z.number(),
  mails: z.number(),
  /** How many there are of each kind, named as by `rowKindOf`. */
  rows: z.record(z.string(), z.number()),
  files: z.array(StoredFile),
})
export type Manifest = z.infer<typeof Manifest>

/** @example manifestText(manifest) // what backup.json holds */
export function manifestText(manifest: Manifest): string {
  const fields = Manifest.parse(manifest)
  const checksum = createHash('sha256').update(JSON.stringify(fields)).digest('hex')
  return `${JSON.stringify({ ...fields, checksum }, null, 2)}\n`
}

/** @throws BackupError if there is none, a byte of it was changed, or a later Rekindle wrote it */
export function readManifest(folder: string): Manifest {
  const text = textIn(folder)
  const value = parsed(text)
  if (typeof value?.format === 'number' && value.format > FORMAT)
    throw new BackupError({ kind: 'newer-backup', folder })
  const { checksum: _checksum, ...fields } = value ?? {}
  const { data } = Manifest.safeParse(fields)
  if (!data || manifestText(data) !== text)
    throw new BackupError({ kind: 'file-damaged', name: MANIFEST })
  return data
}

function textIn(folder: string): string {
  try {
    return readFileSync(join(folder, MANIFEST), 'utf8')
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new BackupError({ kind: 'not-a-backup', folder })
    throw error
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const FINGERPRINT_LABEL = 'rekindle/secret-file/1\n'

/** Identifies a secret, whatever keys were added to it: an HMAC of a constant under its first key. */
export const fingerprintOf = (secret: Uint8Array): string =>
  createHmac('sha256', firstKeyIn(secret)).update(FINGERPRINT_LABEL).digest('base64url')

const firstKeyIn = (secret: Uint8Array): string =>
  Buffer.from(secret).toString().split('\n', 1).join('')
