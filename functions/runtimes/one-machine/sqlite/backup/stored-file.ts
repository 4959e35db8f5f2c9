/** Files of a backup: put on disk, and identified by their bytes. */
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, openSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredFile } from './manifest.ts'

const OWNER_ONLY = 0o600

/** @param signal ends the reading */
export async function sha256Of(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file, { signal })) hash.update(part)
  return hash.digest('hex')
}

/** A file of the folder, as the manifest lists it. */
export async function describeFile(
  folder: string,
  name: StoredFile['name'],
  signal?: AbortSignal,
): Promise<StoredFile> {
  const file = join(folder, name)
  return { name, bytes: statSync(file).size, sha256: await sha256Of(file, signal) }
}

/** A new file that only its owner may read. */
export const writeForOwner = (file: string, content: string | Uint8Array): void =>
  writeFileSync(file, content, { mode: OWNER_ONLY, flag: 'wx', flush: true })

export function syncFile(file: string): void {
  const opened = openSync(file, 'r+')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
