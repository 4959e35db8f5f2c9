/** Words of `rekindle shop declare`. */
import type { DeclarationChanges } from '../../domain/declaration-changes.ts'
import type { VerbWords } from './verb-words.ts'

export type DeclareVerbs = {
  readonly 'shop declare': VerbWords<'FILE', never, 'show' | 'replace'>
}

export type DeclaredWords = {
  readonly same: (shop: string) => string
  readonly inEffect: (shop: string) => string
  /** Earlier events of a name stay for so many days. @param day as YYYY-MM-DD */
  readonly keptLess: (event: string, days: number, day: string) => string
  /** What changed, by paths such as `events.delivered`. */
  readonly changes: Readonly<Record<keyof DeclarationChanges, (paths: readonly string[]) => string>>
  /** A campaign relies on what the file no longer has, or now limits further. */
  /** @param user a campaign, or a segment */
  readonly inUse: (file: string, path: string, user: string) => string
}
