/**
 * The secret of one machine: made once, kept next to the database, readable by its owner alone. Its
 * text is a key ring (store/key-ring.ts).
 */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../../../store/error-code.ts'
import { type KeyRing, KeyRingError, newKey, readKeyRing } from '../../../store/key-ring.ts'
import { StartError } from '../../../store/start-fault.ts'
import { syncFolder } from './sync-folder.ts'

export const secretFileOf = (databaseFile: string): string => `${databaseFile}.secret`

/**
 * The keys next to a database; undefined if there is no file.
 *
 * @throws StartError that names the line, if one is not a key
 * @example readKeyFile('rekindle.sqlite')?.address.size // 1
 */
export function readKeyFile(databaseFile: string): KeyRing | undefined {
  const text = readSecretFile(databaseFile)
  return text && readKeys(text.toString(), secretFileOf(databaseFile))
}

/**
 * The text of the file; undefined if there is none.
 *
 * @throws StartError that names the line, if one is not a key; also if it cannot be read
 */
export function readSecretFile(databaseFile: string): Buffer | undefined {
  const file = secretFileOf(databaseFile)
  if (!existsSync(file)) return undefined
  const text = readText(file).trim()
  readKeys(text, file)
  return Buffer.from(text)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = errorCode(error) ?? String(error)
    throw new StartError({ kind: 'secret-unreadable', file, code })
  }
}

function readKeys(text: string, file: string): KeyRing {
  try {
    return readKeyRing(text)
  } catch (error) {
    if (!(error instanceof KeyRingError)) throw error
    throw error.line === 1
      ? new StartError({ kind: 'secret-incomplete', file })
      : new StartError({ kind: 'secret-line', file, line: error.line })
  }
}

/** Makes the file, unless there is one. The caller knows that nothing was hashed with another key. */
export function makeSecretFile(databaseFile: string): void {
  const file = secretFileOf(databaseFile)
  writeWhole(file, newKey(), (unnamed) => {
    try {
      // Unlike a rename, a link never replaces one that another process has made meanwhile.
      linkSync(unnamed, file)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  })
}

/**
 * Replaces the text, as when a key was added: where the file really is, and for the same readers,
 * since a server of another user may be reading it.
 */
export function replaceSecretFile(databaseFile: string, text: string): void {
  const file = realpathSync(secretFileOf(databaseFile))
  const { mode, uid, gid } = statSync(file)
  writeWhole(file, text, (unnamed) => {
    const own = statSync(unnamed)
    if (own.uid !== uid || own.gid !== gid) chownSync(unnamed, uid, gid)
    chmodSync(unnamed, mode & 0o777)
    renameSync(unnamed, file)
  })
}

/** On disk before it has its name: after a loss of power it is there whole or not at all. */
function writeWhole(file: string, text: string, give: (unnamed: string) => void): void {
  const unnamed = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(unnamed, text, { mode: 0o600, flag: 'wx', flush: true })
    give(unnamed)
  } finally {
    rmSync(unnamed, { force: true })
  }
  syncFolder(dirname(file))
}
