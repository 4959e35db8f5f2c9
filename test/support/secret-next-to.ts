/** The secret of a store on this machine, as the server made it. */
import { readKeyFile } from '../../functions/runtimes/one-machine/sqlite/secret-file.ts'
import { makeSecret, type Secret } from '../../functions/store/secret.ts'

/** @example secretNextTo('rekindle.sqlite').addressHash('li@example.com') */
export function secretNextTo(databaseFile: string): Secret {
  const ring = readKeyFile(databaseFile)
  if (!ring) throw new Error(`there is no secret next to ${databaseFile}`)
  return makeSecret(ring)
}
