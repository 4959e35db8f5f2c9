/** Words of `rekindle secret`, and of a secret that is not the one of a store. */
import type { VerbWords } from './verb-words.ts'

export type SecretVerbs = {
  readonly 'secret status': VerbWords<never, never, 'file' | 'table'>
  readonly 'secret add': VerbWords<'KIND', never, 'signing' | 'table'>
  readonly 'secret use': VerbWords<'KIND' | 'NUMBER', never, 'signing' | 'address'>
  readonly 'secret rekey': VerbWords<never, never, 'rekey'>
  readonly 'secret retire': VerbWords<'KIND' | 'NUMBER', never, 'retire'>
}

/** What a key is for. */
type KeyKind = 'signing' | 'address'
type Key = { readonly kind: KeyKind; readonly number: number }

export type SecretWords = {
  /** Why a secret cannot be used; `name` is its file or ARN, fingerprints are in short form. */
  readonly faults: {
    readonly missing: (name: string, stored: string | undefined) => string
    readonly line: (name: string, line: number) => string
    readonly otherKey: (name: string, key: Key, stored: string, found: string) => string
    readonly keyMissing: (name: string, key: Key, stored: string) => string
    readonly otherAddresses: (name: string, found: string) => string
  }
  /** A line of `secret status`; instants are as ISO 8601 has them. */
  readonly key: (key: Key, fingerprint: string) => string
  readonly states: {
    readonly current: (since: string) => string
    readonly added: (at: string) => string
    readonly former: (until: string) => string
    readonly retired: (at: string) => string
  }
  readonly notStored: string
  readonly moving: string
  readonly added: (key: Key, name: string) => string
  readonly mayUseFrom: (key: Key, at: string) => string
  readonly used: (key: Key) => string
  readonly rekeyNext: string
  readonly retireFrom: (key: Key, at: string) => string
  readonly retired: (key: Key) => string
  readonly rekeyed: (moved: number, known: number) => string
  readonly unexplained: (profiles: number) => string
  readonly rekeyAgain: (at: string) => string
  readonly nothingToRekey: string
  readonly progress: (profiles: number) => string
  readonly keepCopy: (name: string) => string
  readonly refusals: {
    readonly noSuchKey: (key: Key) => string
    readonly alreadyCurrent: (key: Key) => string
    readonly older: (key: Key, current: number) => string
    readonly tooSoon: (key: Key, at: string) => string
    readonly rekeyFirst: string
    readonly retireCurrent: (key: Key) => string
    readonly retireTooSoon: (key: Key, at: string) => string
    readonly addressKept: string
    readonly changedMeanwhile: string
  }
  readonly hashesWhileMoving: string
  readonly secretMissing: string
}
