/** Words of `rekindle backup` and `rekindle restore`. */
import type { VerbWords } from './verb-words.ts'

export type BackupVerbs = {
  readonly backup: VerbWords<'TO', 'passphrase-file' | 'without-secret', 'ask' | 'timer'>
  readonly restore: VerbWords<'FROM', 'passphrase-file' | 'check', 'restore' | 'check'>
}

export type BackupWords = {
  readonly taken: (folder: string, at: string) => string
  /** What was found by `--check`. */
  readonly whole: (folder: string, at: string) => string
  readonly restored: (folder: string, at: string, file: string) => string
  readonly counts: {
    readonly shops: string
    readonly customers: string
    readonly orders: string
    readonly messages: string
    readonly mails: string
    readonly rows: string
  }
  readonly size: (megabytes: string) => string
  readonly verified: string
  readonly secretSealed: string
  readonly secretLeftOut: string
  readonly secretNone: string
  readonly passphraseMoved: string
  readonly journalNext: (journal: string) => string
  readonly withoutJournal: (at: string) => string
  readonly copying: (percent: string) => string
  readonly passphrase: {
    readonly ask: string
    readonly repeat: string
    readonly differs: string
    readonly missing: string
    readonly tooShort: (least: number) => string
    readonly empty: (file: string) => string
  }
  readonly usage: { readonly passphraseNotNeeded: string }
  /** Why it failed; nothing was left behind. */
  readonly failed: (why: string) => string
  readonly faults: {
    readonly exists: (path: string) => string
    readonly noFolder: (folder: string) => string
    readonly notAStore: (file: string) => string
    readonly secretMissing: (file: string) => string
    readonly notABackup: (folder: string) => string
    readonly newerBackup: (folder: string) => string
    readonly newerSeal: string
    readonly fileMissing: (name: string) => string
    readonly fileDamaged: (name: string) => string
    readonly databaseDamaged: (name: string, problem: string) => string
    readonly wrongPassphrase: string
    readonly secretNeeded: (file: string) => string
    readonly otherSecret: (file: string) => string
    readonly stopped: string
  }
}
