/**
 * The licences of everything that `npm ci` installs, as the lock file records them, and which of them
 * the project accepts.
 */
import { readFileSync } from 'node:fs'
import * as z from 'zod'

/** Permissive licences, and such that bind only changes to the very files they cover. SPDX ids. */
const ACCEPTED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
])

/** Packages whose manifest names no SPDX expression: what it says, and what it means. */
const MEANT: Readonly<Record<string, { readonly written: string; readonly spdx: string }>> = {
  slick: { written: 'MIT (http://mootools.net/license.txt)', spdx: 'MIT' },
}

const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), license: z.string().optional() }),
  ),
})

export type Licensed = {
  readonly name: string
  readonly version: string
  /** An SPDX expression; empty where the package states none. */
  readonly licence: string
  readonly isAccepted: boolean
}

/** @example licencesIn(lockFileText).filter(({ isAccepted }) => !isAccepted) // [] */
export function licencesIn(lockFile: string): readonly Licensed[] {
  const { packages } = LockFile.parse(JSON.parse(lockFile))
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license = '' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const meant = MEANT[name]
      const licence = meant?.written === license ? meant.spdx : license
      return { name, version, licence, isAccepted: isAccepted(licence) }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** One of the alternatives is enough. Whatever joins licences in another way is not accepted. */
const isAccepted = (expression: string): boolean =>
  expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((licence) => ACCEPTED.has(licence))

export const lockFileText = (): string =>
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
