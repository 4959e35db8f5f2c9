/** Why a backup cannot be taken or restored: something that a person has to fix. */

export type BackupFault =
  /** Nothing is overwritten. */
  | { readonly kind: 'exists'; readonly path: string }
  /** The one in which the backup would be. */
  | { readonly kind: 'no-folder'; readonly folder: string }
  | { readonly kind: 'not-a-store'; readonly file: string }
  | { readonly kind: 'secret-missing'; readonly file: string }
  | { readonly kind: 'not-a-backup'; readonly folder: string }
  | { readonly kind: 'newer-backup'; readonly folder: string }
  | { readonly kind: 'newer-seal' }
  | { readonly kind: 'file-missing'; readonly name: string }
  /** Its bytes are not those that the backup recorded. */
  | { readonly kind: 'file-damaged'; readonly name: string }
  /** As SQLite describes it. */
  | { readonly kind: 'database-damaged'; readonly name: string; readonly problem: string }
  | { readonly kind: 'wrong-passphrase' }
  /** The backup holds none, so it has to be put next to the database first. */
  | { readonly kind: 'secret-needed'; readonly file: string }
  | { readonly kind: 'other-secret'; readonly file: string }
  | { readonly kind: 'stopped' }

/** @example throw new BackupError({ kind: 'exists', path: '/backups/monday' }) */
export class BackupError extends Error {
  readonly fault: BackupFault
  constructor(fault: BackupFault) {
    super(`the backup failed: ${JSON.stringify(fault)}`)
    this.name = 'BackupError'
    this.fault = fault
  }
}
