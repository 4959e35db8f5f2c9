/** The secret of one machine: made once, kept beside the database, readable by its owner alone. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { makeSecret, type Secret } from '../../store/secret.ts'

/** @example secretBeside('rekindle.sqlite') // reads or makes rekindle.sqlite.secret */
export function secretBeside(databaseFile: string): Secret {
  const file = `${databaseFile}.secret`
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return makeSecret(Buffer.from(readFileSync(file, 'utf8').trim()))
}
