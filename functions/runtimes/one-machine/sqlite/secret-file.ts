/** The secret of one machine: made once, kept next to the database, readable by its owner alone. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeSecret, type Secret } from '../../../store/secret.ts'
import { StartError } from '../../../store/start-fault.ts'
import { syncFolder } from './sync-folder.ts'

const KEY_BYTES = 32

export const secretFileOf = (databaseFile: string): string => `${databaseFile}.secret`

/**
 * @throws if the file exists and holds less than a secret: a new one would invalidate every
 * unsubscribe link and stored hash
 * @example loadOrMakeSecret('rekindle.sqlite') // reads or makes rekindle.sqlite.secret
 */
export function loadOrMakeSecret(databaseFile: string): Secret {
  const file = secretFileOf(databaseFile)
  if (!existsSync(file)) make(databaseFile, file)
  return makeSecret(keyIn(file))
}

/**
 * The key as it is stored; undefined if there is none, and none is made.
 *
 * @throws if the file holds less than a secret
 */
export function readSecretFile(databaseFile: string): Buffer | undefined {
  const file = secretFileOf(databaseFile)
  return existsSync(file) ? keyIn(file) : undefined
}

function keyIn(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim())
  if (key.length < KEY_BYTES) throw new StartError({ kind: 'secret-incomplete', file })
  return key
}

/** On disk before it has its name: after a loss of power it is there whole or not at all. */
function make(databaseFile: string, file: string): void {
  const unnamed = `${databaseFile}.${randomBytes(6).toString('hex')}.secret`
  const secret = randomBytes(KEY_BYTES).toString('base64url')
  try {
    writeFileSync(unnamed, secret, { mode: 0o600, flag: 'wx', flush: true })
    // Unlike a rename, a link never replaces one that another process has made meanwhile.
    linkSync(unnamed, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(unnamed, { force: true })
  }
  syncFolder(dirname(file))
}
