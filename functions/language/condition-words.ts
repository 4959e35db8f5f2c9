/** Words for whom a campaign, a step or a segment is for: a missing one is a fault of types. */
import type { ConditionName } from '../domain/conditions.ts'
import type { MarketingConsent } from '../domain/consent.ts'

/** A least and a most, formatted; one of them at least is given. */
export type RangeWords = { readonly least?: string | undefined; readonly most?: string | undefined }

/** Days that a condition looks back; absent for all time. */
type Lately = { readonly days?: string | undefined }

export type ConditionWords = {
  /** Whom a campaign or a step is for, as one sentence. */
  readonly asksFor: (conditions: string) => string
  /** Each as what follows "customers who", with what it asks for formatted by its unit. */
  readonly conditions: Readonly<Record<ConditionName, (asked: string) => string>>
  /** A condition that a newer version published. */
  readonly unknownCondition: (name: string) => string
  /** What a condition asks for, where that is more than a value. */
  readonly asked: {
    readonly consent: Readonly<Record<MarketingConsent, string>>
    readonly orders: (asked: RangeWords & Lately) => string
    readonly spend: (asked: RangeWords & Lately) => string
    readonly products: (
      asked: Lately & { readonly names: string; readonly are: 'skus' | 'categories' },
    ) => string
    readonly event: (
      asked: RangeWords & Lately & { readonly name: string; readonly where?: string | undefined },
    ) => string
    /** Of an attribute of a customer, or a property of an event. */
    readonly is: (name: string, values: string) => string
    readonly within: (name: string, range: string) => string
    readonly range: (range: RangeWords) => string
    readonly known: (name: string) => string
    readonly notKnown: (name: string) => string
    readonly mailed: (campaign: string, days: string) => string
    readonly neverMailed: (campaign: string) => string
    readonly yes: string
    readonly no: string
  }
  readonly joined: {
    /** Joined by "or" already. */
    readonly any: (conditions: string) => string
    readonly not: (conditions: string) => string
    readonly segment: (name: string) => string
  }
}
