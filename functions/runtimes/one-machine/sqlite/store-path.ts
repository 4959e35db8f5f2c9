/**
 * Where a store really is. Its lock, secret, inbox and clock belong to that place: through a link
 * to the file or to its folder, a second server would otherwise find no lock, and no secret.
 */
import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { StartError } from '../../../store/start-fault.ts'
import { secretFileOf } from './secret-file.ts'

/** As many as the system follows. */
const MOST_LINKS = 40

/**
 * @returns the path as it was given if no link leads there, or nothing is there yet
 * @throws StartError if an older version left the secret next to a link, or the file has two names:
 *   each would have a lock and a write-ahead log of its own (https://sqlite.org/howtocorrupt.html, 2.5)
 * @example realStorePath('/srv/shop.sqlite') // '/data/shop.sqlite', if the first is a link to it
 */
export function realStorePath(file: string): string {
  const real = followed(resolve(file))
  if ((statSync(real, { throwIfNoEntry: false })?.nlink ?? 1) > 1)
    throw new StartError({ kind: 'database-has-two-names', file: real })
  if (real === resolve(file)) return file
  const [atLink, atFile] = [secretFileOf(file), secretFileOf(real)]
  if (existsSync(atLink) && !existsSync(atFile))
    throw new StartError({ kind: 'secret-at-link', secret: atLink, file: real })
  return real
}

/** Also where the file itself is still to be made. */
function followed(path: string): string {
  let file = path
  for (let links = 0; links < MOST_LINKS; links++) {
    if (existsSync(file)) return realpathSync(file)
    if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) break
    file = resolve(dirname(file), readlinkSync(file))
  }
  const folder = dirname(file)
  return existsSync(folder) ? join(realpathSync(folder), basename(file)) : path
}
