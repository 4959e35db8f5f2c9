/** Words of `rekindle segments` and `rekindle backtest`. */
import type { VerbWords } from './verb-words.ts'

export type ReportVerbs = {
  readonly segments: VerbWords<
    never,
    'as-of' | 'from' | 'to' | 'members',
    'now' | 'past' | 'members' | 'moved'
  >
  readonly backtest: VerbWords<never, 'from' | 'to' | 'csv' | 'assume-reachable', 'run' | 'csv'>
}

export type ReportWords = {
  readonly asOf: (moment: string) => string
  readonly allCustomers: string
  readonly segments: {
    readonly fromAndTo: string
    readonly unknown: (name: string, known: readonly string[]) => string
    readonly between: (from: string, to: string) => string
    /** Of those who entered, left and stayed. */
    readonly columns: readonly [string, string, string]
  }
  readonly backtest: {
    readonly noCampaigns: (shop: string) => string
    readonly order: string
    readonly replayed: (customers: number) => string
    readonly period: (from: string, to: string, customers: number) => string
    readonly totals: (sent: number, skipped: string, waiting: string) => string
    /** How many customers were sent at least one mail. */
    readonly mailed: (customers: number) => string
    /** What they bought in the 30 days after a mail; whether because of it is not known. */
    readonly boughtAfter: (
      bought: { readonly customers: number; readonly purchases: number },
      money: string,
    ) => string
    /** How many of the messages repeat a step that the customer had before. */
    readonly sentIfNew: (messages: number) => string
    readonly assumed: string
    readonly columns: {
      readonly step: string
      readonly journeys: string
      readonly sent: string
      readonly skipped: string
      readonly waiting: string
      readonly mailed: string
      readonly bought: string
    }
    readonly busiest: (day: string, messages: number) => string
    readonly skips: string
    readonly holds: string
    readonly deferrals: string
    /** What a model was used for: thresholds, conditions of value, or both. */
    readonly usedFor: Readonly<Record<'thresholds' | 'value' | 'both', string>>
    readonly oneModel: (usedFor: string, version: number, day: string) => string
    readonly severalModels: (
      usedFor: string,
      first: number,
      last: number,
      from: string,
      to: string,
    ) => string
    readonly hindsight: (versions: readonly string[]) => string
    readonly unusable: (versions: readonly string[]) => string
    /** Where a model was missing, and what followed. */
    readonly lacking: (before: string | undefined, consequences: readonly string[]) => string
    readonly valueSkipped: string
    readonly policyDays: (forAll: boolean) => string
  }
}
