import type { KeyKind } from './key-ring.ts'

/** Why a secret is not the one of a store; fingerprints are in their short form. */
export type SecretFault =
  /** The store was written with another key of this number. */
  | {
      readonly kind: 'other-key'
      readonly key: KeyKind
      readonly number: number
      readonly stored: string
      readonly found: string
    }
  /** The store was written with a key that the secret does not have. */
  | {
      readonly kind: 'key-missing'
      readonly key: KeyKind
      readonly number: number
      readonly stored: string
    }
  /** No fingerprint is stored yet, and stored addresses were hashed with another key. */
  | { readonly kind: 'other-addresses'; readonly found: string }
