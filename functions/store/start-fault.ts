/** Why a store on this machine cannot be opened or served: something that a person has to fix. */

import type { SecretFault } from './secret-fault.ts'

export type StartFault =
  | { readonly kind: 'newer-database'; readonly file: string; readonly version: number }
  /** It has an older shape, and cannot be copied as it is before it is changed. */
  | {
      readonly kind: 'no-safety-copy'
      readonly file: string
      readonly copy: string
      readonly problem: string
    }
  | { readonly kind: 'database-in-use'; readonly file: string }
  /** Its own user may not write it, so that it would accept nothing. */
  | { readonly kind: 'database-read-only'; readonly file: string }
  | { readonly kind: 'secret-incomplete'; readonly file: string }
  /** The system refuses to read it; `code` is such as EACCES. */
  | { readonly kind: 'secret-unreadable'; readonly file: string; readonly code: string }
  /** A further line of the secret is not a key. */
  | { readonly kind: 'secret-line'; readonly file: string; readonly line: number }
  /** `stored` is the short fingerprint of the key that the store was written with, if it is known. */
  | { readonly kind: 'secret-missing'; readonly file: string; readonly stored?: string }
  | { readonly kind: 'secret-differs'; readonly file: string; readonly fault: SecretFault }
  /** The secret lies next to a link to the file, instead of next to the file. */
  | { readonly kind: 'secret-at-link'; readonly secret: string; readonly file: string }
  /** The file has a second name, under which another server would find neither lock nor log. */
  | { readonly kind: 'database-has-two-names'; readonly file: string }
  /** Both instants as ISO 8601 has them; the file holds the later one. */
  | {
      readonly kind: 'clock-behind'
      readonly clock: string
      readonly seen: string
      readonly file: string
    }
  /** The file at the path of the journal is something else. */
  | { readonly kind: 'not-a-journal'; readonly file: string }
  | { readonly kind: 'newer-journal'; readonly file: string }
  /** Another server appends to it, as when a backup is tried out next to the shop itself. */
  | { readonly kind: 'journal-in-use'; readonly file: string }
  /** Nothing is at its place, as when a disk is not mounted. */
  | { readonly kind: 'journal-folder-missing'; readonly file: string }
  | {
      readonly kind: 'journal-of-another-store'
      readonly file: string
      readonly database: string
    }
  /** The database is older than its journal, or the journal is gone: the server decides. */
  | { readonly kind: 'restore-not-noticed'; readonly file: string; readonly database: string }
  | { readonly kind: 'port-taken'; readonly port: number; readonly option: string }

/** @example throw new StartError({ kind: 'database-in-use', file: 'rekindle.sqlite' }) */
export class StartError extends Error {
  readonly fault: StartFault
  constructor(fault: StartFault) {
    super(`this machine cannot start: ${JSON.stringify(fault)}`)
    this.name = 'StartError'
    this.fault = fault
  }
}
