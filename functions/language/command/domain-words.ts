/** Words of `rekindle domain check`. */
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

type Outcome = 'passed' | 'failed' | 'could-not-ask' | 'not-known' | 'not-used'

/** What is checked of a domain. */
type CheckedPart =
  | 'dkim'
  | 'spf'
  | 'dmarc'
  | 'mail-from'
  | 'tracking'
  | 'reply-to'
  | 'unsubscribe-mailbox'
  | 'public-url'

/** What is worth doing next. */
type StepName =
  | 'authorise-reports'
  | 'dmarc-quarantine'
  | 'dmarc-all-mail'
  | 'dmarc-reject'
  | 'bimi'
  | 'check-public-url'

type NoteName =
  | 'public-url-not-public'
  | 'dkim-keys-not-given'
  | 'mail-from-not-given'
  | 'from-unread'
  | 'dmarc-spf-not-aligned'
  | 'dmarc-dkim-not-aligned'
  | 'dmarc-rua-invalid'
  | 'dmarc-rua-not-authorised'
  | 'spf-ptr'
  | 'dkim-testing'
  | 'dkim-key-below-2048-bits'
  | 'almost-record-ignored'
  | 'quotes-in-record'
  | 'dkim-key-of-another-region'
  | 'dmarc-of-a-parent-domain'
  | 'dmarc-no-reports'
  | 'tracking-by-own-server'
  | 'reply-to-by-address-record'
  | 'own-mail-server'

export type DomainWords = {
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly checks: Readonly<Record<CheckedPart, string>>
  readonly problems: Readonly<Record<DomainProblem, string>>
  readonly notes: Readonly<Record<NoteName, string>>
  readonly next: string
  readonly steps: Readonly<Record<StepName, string>>
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
