/** Words of `rekindle domain check`. */
import type { CheckName, CheckOutcome, NextStep, Note } from '../../domain/domain-check.ts'
import type { DomainProblem } from '../../domain/domain-problem.ts'
import type { VerbWords } from './verb-words.ts'

export type DomainVerbs = {
  readonly 'domain check': VerbWords<
    never,
    | 'region'
    | 'mail-from'
    | 'dkim-token'
    | 'dkim-selector'
    | 'tracking-domain'
    | 'reply-to'
    | 'unsubscribe-mailbox'
    | 'public-url'
    | 'resolver'
    | 'ses',
    'dns' | 'ses' | 'given'
  >
}

export type DomainWords = {
  readonly outcomes: Readonly<Record<CheckOutcome, string>>
  readonly checks: Readonly<Record<CheckName, string>>
  readonly problems: Readonly<Record<DomainProblem, string>>
  readonly notes: Readonly<Record<Note, string>>
  readonly next: string
  readonly steps: Readonly<Record<NextStep, string>>
  readonly unanswered: (answer: string) => string
  readonly inDns: (record: string) => string
  readonly answered: (answer: string) => string
  readonly put: string
  readonly columns: { readonly name: string; readonly type: string; readonly value: string }
  readonly free: (shop: string) => string
  readonly held: (shop: string) => string
  readonly stillFree: (shop: string, since: string) => string
  readonly stillHeld: (shop: string) => string
  readonly notReady: (domain: string, failed: string) => string
  readonly unsuitable: (domain: string) => string
  readonly unclear: (domain: string, checks: string) => string
  readonly regionMissing: string
  readonly secretMissing: string
  readonly incomplete: (domain: string, checks: string) => string
  readonly sesFailed: (region: string, name: string, message: string) => string
  readonly invalid: {
    readonly region: (typed: string) => string
    readonly domain: (option: string, typed: string) => string
    readonly tokens: (given: number) => string
    readonly names: (option: string, typed: string) => string
    readonly address: (option: string, typed: string) => string
    readonly resolver: (typed: string) => string
  }
}
