/** What a mail may say of its customer, its shop and its campaign. */
import type { ShownProduct } from './product.ts'

/** What every template may use; all of it is always there, if only as an empty text. */
export type MailVariables = {
  /** `name` is empty where it is unknown: greet without one. */
  readonly customer: { readonly id: string; readonly name: string }
  readonly shop: { readonly name: string; readonly url: string; readonly postalAddress: string }
  /** The campaign's own words and links in this locale. */
  readonly content: Readonly<Record<string, unknown>>
  /** Leads out of all marketing; every marketing mail must show it. */
  readonly unsubscribeUrl: string
  /** Where the customer chooses what they hear about, how often and in which language. */
  readonly preferencesUrl: string
  /** Confirms that the customer asked for mail; empty but in a mail that asks them to. */
  readonly confirmUrl: string
  /** `lastPurchaseAt` in ISO 8601, empty where there was none. */
  readonly lifecycle: {
    readonly class: string
    readonly purchases: number
    readonly lastPurchaseAt: string
  }
  /**
   * Articles chosen for this customer, at most `MOST_RECOMMENDED`, each available and complete in
   * this language; often there are none, so say something else then: {% for … %}{% else %}.
   */
  readonly recommendations: readonly ShownProduct[]
  readonly locale: string
}
