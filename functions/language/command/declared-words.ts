/** Words of `rekindle shop declare`. */
import type { DeclarationChanges } from '../../domain/declaration-changes.ts'
import type { VerbWords } from './verb-words.ts'

export type DeclareVerbs = {
  readonly 'shop declare': VerbWords<'FILE', never, 'show' | 'replace'>
}

export type DeclaredWords = {
  /** What changed, by paths such as `events.delivered`; or that nothing did. */
  readonly changed: (shop: string, changes: DeclarationChanges) => string
  /** A campaign relies on what the file no longer has, or now limits further. */
  readonly inUse: (file: string, path: string, campaign: string) => string
}
