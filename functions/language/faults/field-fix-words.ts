/** How to fix a field of campaign.yaml or sample.json, in a marketer's words. */
import type { ConditionUnit } from '../../domain/condition-table.ts'
import type { JoinedName } from '../../domain/conditions.ts'
import type { StartKind } from '../../domain/starts/start.ts'

/** By field, without list positions; the longest match wins. */
export type CampaignFieldFixes = Readonly<
  Record<
    | 'id'
    | 'name'
    | 'kind'
    | 'reviewedForOffers'
    | 'start'
    | 'coupon'
    | 'withDeliveryEvents'
    | 'reentryAfter'
    | 'late'
    | 'endsOn'
    | 'restart'
    | 'activeFrom'
    | 'activeUntil'
    | 'backlog'
    | 'quietHours'
    | 'caps'
    | 'caps.messages'
    | 'caps.withinDays'
    | 'priority'
    | 'steps'
    | 'steps.id'
    | 'steps.name'
    | 'steps.template'
    | 'steps.after'
    | 'steps.afterPrevious'
    | 'steps.until'
    | 'steps.until.event'
    | 'steps.until.upTo'
    | 'steps.until.else'
    | 'steps.repeat'
    | 'steps.repeat.every'
    | 'steps.repeat.while'
    | 'content',
    string
  >
>

export type SampleFieldFixes = Readonly<
  Record<
    | 'customer'
    | 'customer.name'
    | 'shop'
    | 'zone'
    | 'unsubscribeUrl'
    | 'preferencesUrl'
    | 'confirmUrl'
    | 'lifecycle'
    | 'value'
    | 'recommendations'
    | 'byLocale',
    string
  >
>

export type BrandFieldFixes = Readonly<
  Record<
    | 'logo'
    | 'logo.light'
    | 'logo.width'
    | 'light'
    | 'dark'
    | 'font'
    | 'headingFont'
    | 'radius'
    | 'footer'
    | 'links'
    | 'wechat',
    string
  >
>

/** What is allowed under `start`. */
export type StartHints = Readonly<Record<StartKind, string>>

export type FieldFixWords = {
  readonly campaign: CampaignFieldFixes
  readonly sample: SampleFieldFixes
  /** Of brand.yaml. */
  readonly brand: BrandFieldFixes
  /** Of segments.yaml. */
  readonly segments: Readonly<Record<'segments' | 'segments.name', string>>
  /** What each unit of a condition takes. */
  readonly conditions: Readonly<Record<ConditionUnit, string>>
  readonly joined: Readonly<Record<JoinedName, string>>
  readonly notBelow: (fix: string, least: string) => string
  readonly conditionNames: (names: readonly string[]) => string
  /** If the file as a whole is not an object. */
  readonly wholeCampaign: string
  readonly wholeSample: string
  readonly wholeBrand: string
}
