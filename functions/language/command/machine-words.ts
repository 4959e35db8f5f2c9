/** Words of the verbs about this machine: `serve`, `unsubscribe` and `completion`. */
import type { VerbWords } from './verb-words.ts'

export type MachineVerbs = {
  readonly serve: VerbWords<
    never,
    | 'journal'
    | 'journal-days'
    | 'port'
    | 'host'
    | 'public-url'
    | 'console-port'
    | 'mailer'
    | 'configuration-set'
    | 'tracked-configuration-set'
    | 'create'
    | 'inbox-days'
    | 'demo',
    'demo' | 'ses'
  >
  readonly unsubscribe: VerbWords<never, 'mail', 'file' | 'pipe'>
  readonly completion: VerbWords<'SHELL', never, 'bash' | 'zsh' | 'fish'>
}

/** What came of a mail to the unsubscribe mailbox. */
type MailOutcome =
  | 'left'
  | 'had-left'
  | 'unknown-customer'
  | 'sent-by-a-machine'
  | 'no-token'
  | 'token-does-not-open'

export type MachineWords = {
  readonly serve: {
    readonly runs: (url: string, file: string) => string
    readonly console: (url: string) => string
    readonly demo: (url: string) => string
    readonly post: (key: string) => string
    /** No marketing goes out. */
    readonly held: (lostFrom: string) => string
    readonly journalGone: (file: string) => string
    readonly sesNeedsUrl: string
    readonly noDatabase: (file: string) => string
  }
  /** Why it cannot start, or its store cannot be opened. */
  readonly start: {
    readonly newerDatabase: (file: string, version: number) => string
    /** A file of an older version, which is copied before it is changed. */
    readonly noSafetyCopy: (file: string, copy: string, problem: string) => string
    readonly databaseInUse: (file: string) => string
    readonly secretIncomplete: (file: string) => string
    readonly databaseReadOnly: (file: string) => string
    readonly secretAtLink: (secret: string, file: string) => string
    readonly databaseHasTwoNames: (file: string) => string
    readonly clockBehind: (clock: string, seen: string, file: string) => string
    readonly notAJournal: (file: string) => string
    readonly newerJournal: (file: string) => string
    readonly journalInUse: (file: string) => string
    readonly journalFolderMissing: (file: string) => string
    readonly journalOfAnother: (file: string, database: string) => string
    readonly restoreNotNoticed: (file: string, database: string) => string
    readonly portTaken: (port: number, option: string) => string
  }
  readonly unsubscribe: {
    readonly outcomes: Readonly<Record<MailOutcome, string>>
    readonly secretMissing: string
  }
  /** The first lines of a completion script, as comments. */
  readonly completion: (load: string, keep: string) => readonly string[]
}
