/** Names on disk: a file that was made or renamed has its name after a loss of power too. */
import { closeSync, fsyncSync, openSync } from 'node:fs'

/** @example syncFolder('/var/lib/rekindle') */
export function syncFolder(folder: string): void {
  // Windows opens no folder, and keeps names in a journal of its own.
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
