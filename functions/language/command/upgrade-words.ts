/** Words of `rekindle upgrade` and `rekindle reevaluate`. */
import type { VerbWords } from './verb-words.ts'

export type UpgradeVerbs = {
  readonly 'upgrade check': VerbWords<never, never, 'file' | 'table'>
  readonly 'upgrade status': VerbWords<never, never, 'file' | 'table'>
  readonly 'upgrade finish': VerbWords<never, 'deployment-complete', 'table' | 'file'>
  readonly reevaluate: VerbWords<never, 'all', 'left' | 'all'>
}

export type UpgradeWords = {
  readonly formatRises: (store: string, from: number, to: number) => string
  readonly formatStays: (store: string, format: number) => string
  /** The shape of the file, by its versions. */
  readonly fileMigrates: (file: string, from: number, to: number) => string
  readonly copyFirst: (copy: string, megabytes: string) => string
  readonly notFinished: (store: string, from: number, to: number) => string
  readonly finished: (store: string, from: number, to: number) => string
  readonly nothingToReevaluate: (shop: string) => string
  readonly toReevaluate: (
    shop: string,
    from: number,
    to: number,
    customers: number,
    changedClass: number,
  ) => string
  readonly moves: (from: string, to: string, customers: number) => string
  readonly journeysEnd: (campaign: string, journeys: number) => string
  readonly mailsFollow: (campaign: string, mails: number) => string
  readonly leftAlone: (customers: number) => string
  readonly deployed: (at: string, format: number) => string
  readonly onRules: (shop: string, rules: number) => string
  readonly reevaluating: (customers: number, changedClass: number) => string
  readonly reevaluated: (customers: number, changedClass: number) => string
  readonly onOtherRules: (shop: string, own: number, build: number) => string
  readonly notDeployed: (store: string, format: number) => string
  readonly deployedJustNow: (minutes: number) => string
}
