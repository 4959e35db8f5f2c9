/** Words of `rekindle model`. They are for analysts, and use the terms of the papers. */
import type { FitVerdict } from '../../domain/models/fit-verdict.ts'
import type { RuleCheckWords } from './rule-check-words.ts'
import type { VerbWords } from './verb-words.ts'

type Source = 'orders' | 'mapping' | 'shop'
type Fitting = 'family' | 'unit' | 'prior' | 'until'
/** How dormancy is decided, and `theta`, which is refused. */
type Rule = 'within-days' | 'chance' | 'theta'

export type ModelVerbs = {
  readonly 'model fit': VerbWords<never, Source | Fitting | 'currency', 'json' | 'cdnow' | 'shop'>
  readonly 'model score': VerbWords<
    never,
    Source | Fitting | 'currency' | 'horizon' | 'csv' | Rule,
    'csv' | 'shop'
  >
  readonly 'model check': VerbWords<
    never,
    | Source
    | Fitting
    | Rule
    | 'fixed-days'
    | 'min-days'
    | 'max-days'
    | 'currency'
    | 'to'
    | 'monthly'
    | 'each-month'
    | 'svg',
    'file' | 'shop' | 'papers'
  >
}

/** The unit of time of parameters and figures. */
type UnitName = 'days' | 'weeks'

export type ModelWords = {
  readonly shop: (shop: string) => string
  readonly units: Readonly<Record<UnitName, string>>
  readonly verdict: {
    readonly fitted: string
    readonly doubtful: string
    readonly unusable: string
    /** Before a list of reasons, one a line. */
    readonly because: (verdict: string) => string
  }
  readonly file: {
    readonly rows: (rows: number, purchases: number, refunds: number) => string
    readonly free: (purchases: number) => string
    readonly refundsWithoutOrder: (refunds: number) => string
  }
  readonly fit: {
    readonly heading: (model: string, source: string, until: string, unit: string) => string
    readonly customers: (customers: number, repeaters: string) => string
    readonly repeatCustomers: (customers: number) => string
    readonly leftOut: (boughtOnce: string, withoutSpend: string) => string
    readonly otherCurrencies: (purchases: number, currency: string) => string
    readonly columns: { readonly value: string; readonly low: string; readonly high: string }
    readonly likelihood: (value: string, seconds: number) => string
    readonly version: (version: number) => string
    readonly policyDays: string
    readonly inForce: (from: string | undefined) => string
  }
  readonly score: {
    readonly heading: (
      model: string,
      source: string,
      until: string,
      horizon: string,
      unit: string,
    ) => string
    readonly columns: {
      readonly customer: string
      readonly alive: string
      readonly again: (days: number) => string
      readonly purchases: string
      readonly spend: (currency: string | undefined) => string
      readonly threshold: (chance: string) => string
    }
    readonly more: (customers: string) => string
    readonly unusable: (model: string, reasons: string) => string
    readonly noThreshold: (reasons: string) => string
    readonly otherCurrencies: (purchases: number, currency: string) => string
    readonly noSpend: (reasons: string) => string
    readonly horizon: (typed: string, unit: string, most: string) => string
  }
  readonly check: {
    readonly heading: (
      model: string,
      source: string,
      until: string,
      to: string,
      days: number,
    ) => string
    readonly totals: (customers: number, purchases: number, expected: string, off: string) => string
    readonly frequency: string
    readonly frequencyColumns: {
      readonly times: string
      readonly customers: string
      readonly expected: string
      readonly actual: string
    }
    readonly orMore: (times: number) => string
    readonly errors: (meanAbsolute: string, rootMeanSquare: string, bias: string) => string
    readonly auc: (alive: string, again: string) => string
    readonly noAuc: string
    readonly calibration: string
    readonly calibrationColumns: {
      readonly decile: string
      readonly customers: string
      readonly chance: string
      readonly bought: string
    }
    readonly tracking: string
    readonly trackingColumns: {
      readonly upTo: string
      readonly expected: string
      readonly actual: string
      readonly off: string
    }
  }
  /** Of the rule of dormancy. */
  readonly rule: RuleCheckWords
  readonly plot: {
    /** Behind the name of the model; empty for one to rely on. */
    readonly verdicts: Readonly<Record<FitVerdict, string>>
    readonly title: (model: string, verdict: string, source: string) => string
    readonly about: (
      customers: number,
      until: string,
      days: number,
      expected: string,
      actual: string,
      off: string,
    ) => string
    readonly description: string
    readonly tracking: string
    readonly frequency: string
    readonly axis: string
    readonly fitted: string
    readonly tested: string
    readonly expected: string
    readonly actual: string
  }
  readonly usage: {
    readonly sourceMissing: string
    readonly mappingForShop: string
    readonly storeForFile: (option: string) => string
    readonly ofFilesOnly: (options: readonly string[]) => string
    readonly currency: (model: string) => string
    readonly chance: (typed: string) => string
    readonly theta: string
    readonly monthly: (option: string) => string
    readonly bounds: (least: number, most: number) => string
    readonly withUntil: (options: readonly string[]) => string
    readonly withoutUntil: (options: readonly string[]) => string
    readonly order: string
    readonly tooFar: string
  }
  readonly failures: {
    readonly empty: (source: string) => string
    readonly beforeFirst: (until: string, source: string, first: string) => string
    readonly currency: (typed: string, source: string, known: string) => string
    /** A currency with how often it occurs. */
    readonly currencyCount: (code: string, purchases: number) => string
    readonly oneInstant: (source: string, at: string) => string
    readonly nothingToTest: (until: string, source: string, last: string) => string
    readonly untested: (model: string, until: string, reasons: string) => string
  }
  readonly beyondData: (source: string, last: string, to: string) => string
  readonly laterThanNow: (source: string, last: string) => string
}
