/** What a mail may say of its customer, its shop and its campaign. */

import type { BrandVariables } from './brand.ts'
import type { AttributeVariables, EventVariables, OrderVariables } from './context-variables.ts'
import type { CouponVariables } from './coupon.ts'
import type { CustomerValue } from './customer-value.ts'
import type { ShownProduct } from './recommend/product.ts'
import type { Score } from './rfm-scores.ts'
import { isoInstant } from './time.ts'

/** What every template may use; all of it is always there, if only as an empty text. */
export type MailVariables = {
  /**
   * `name` is empty if it is unknown or does not look like a name (looks-like-name.ts), and in a request to confirm:
   * use a greeting without one. `firstName` is also empty if the name does not show which part is the given name.
   */
  readonly customer: { readonly id: string; readonly name: string; readonly firstName: string }
  readonly shop: {
    readonly name: string
    readonly url: string
    readonly postalAddress: string
    /** Where an answer reaches the shop. */
    readonly email: string
    /** ISO 4217: that of all amounts which name none. */
    readonly currency: string
  }
  /** How the shop's mails look. */
  readonly brand: BrandVariables
  /** The campaign's own words and links in this locale. */
  readonly content: Readonly<Record<string, unknown>>
  /** Leads out of all marketing; every marketing mail must show it. */
  readonly unsubscribeUrl: string
  /** Where customers choose which mail they get, how often and in which language. */
  readonly preferencesUrl: string
  /** Confirms that the customer asked for mail; empty but in a mail that asks them to. */
  readonly confirmUrl: string
  /** `lastPurchaseAt` in ISO 8601, empty if there was none. */
  readonly lifecycle: {
    readonly class: string
    readonly purchases: number
    readonly lastPurchaseAt: string
  }
  /**
   * What the shop's model projects for the customer, as in conditions; empty strings where it
   * projects nothing. An empty string is neither less nor more than anything:
   * {% if value.chance < 0.2 %} is false for customers without a forecast.
   */
  readonly value: {
    /** Whether there is a forecast; the scores may be known without one. */
    readonly known: boolean
    /** 1 to 5, 5 the best. */
    readonly recencyScore: Score | ''
    readonly frequencyScore: Score | ''
    readonly monetaryScore: Score | ''
    /** To buy again within the policy's days: 0 to 1, to a hundredth. */
    readonly chance: number | ''
    /**
     * Only for mails that were published with it, 0 to 1, to a hundredth: no new mail may use it, so
     * the samples of publishing are without it.
     */
    readonly churnRisk?: number | ''
    /** Within the horizon that the policy sets, to a tenth. */
    readonly expectedPurchases: number | ''
    /** In ISO 8601. */
    readonly nextPurchaseAt: string
    /** In the shop's currency and its minor unit; whole. */
    readonly lifetimeValueMinor: number | ''
  }
  /**
   * Products chosen for this customer, at most `MOST_RECOMMENDED`, each available and complete in
   * this language. The list is often empty, so provide a fallback: {% for … %}{% else %}.
   */
  readonly recommendations: readonly ShownProduct[]
  /** Only where a purchase, or an event, starts the campaign; empty texts where the event had none. */
  readonly order?: OrderVariables
  /** `name` is empty where no event started the journey, and the properties are not there. */
  readonly event: EventVariables
  /** Only where the campaign gives a code; one for each journey. */
  readonly coupon?: CouponVariables
  readonly attributes: AttributeVariables
  /** The time zone (IANA) in which dates are written: the customer's, otherwise the shop's. */
  readonly zone: string
  readonly locale: string
}

/** For customers without a forecast. */
export const NO_VALUE: MailVariables['value'] = {
  known: false,
  recencyScore: '',
  frequencyScore: '',
  monetaryScore: '',
  chance: '',
  expectedPurchases: '',
  nextPurchaseAt: '',
  lifetimeValueMinor: '',
}

/** As a mail that is sent has them. @example valueVariables({ noForecast: 'no-model' }).known // false */
export function valueVariables(value: CustomerValue): MailVariables['value'] {
  const none = { ...NO_VALUE, churnRisk: '' } as const
  const scores = value.scores && {
    recencyScore: value.scores.recency,
    frequencyScore: value.scores.frequency,
    monetaryScore: value.scores.monetary,
  }
  const chance = value.buyAgain && { chance: hundredths(value.buyAgain.chance) }
  if ('noForecast' in value) return { ...none, ...scores, ...chance }
  const { churnRisk, expectedPurchases, nextPurchaseAt, lifetimeValueMinor } = value.forecast
  return {
    ...none,
    ...scores,
    ...chance,
    known: true,
    ...(churnRisk !== undefined && { churnRisk: hundredths(churnRisk) }),
    expectedPurchases: Math.round(10 * expectedPurchases) / 10,
    ...(nextPurchaseAt !== undefined && { nextPurchaseAt: isoInstant(nextPurchaseAt) }),
    ...(lifetimeValueMinor !== undefined && { lifetimeValueMinor: Math.round(lifetimeValueMinor) }),
  }
}

const hundredths = (share: number): number => Math.round(100 * share) / 100
