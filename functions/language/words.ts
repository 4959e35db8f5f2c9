/**
 * Everything the pages say, in one shape for every language: a reason or status without words
 * is a fault of types, not an empty place on a page. Dates and money come in already formatted.
 */
import type { ConsentAct, ConsentBasis, ConsentPurpose, ConsentSource } from '../domain/consent.ts'
import type { ChanceWords } from './chance-words.ts'
import type { ConditionWords } from './condition-words.ts'
import type { ConsoleWords } from './console-words.ts'
import type { DeliveryWords } from './delivery-words.ts'
import type { ProductsWords } from './product-words.ts'
import type { ReachWords } from './reach-words.ts'
import type { ReasonWords } from './reason-words.ts'
import type { StartWords } from './start-words.ts'
import type { ValueWords } from './value-words.ts'

export type Words = ReasonWords &
  ConditionWords &
  ChanceWords &
  ConsoleWords &
  DeliveryWords &
  ProductsWords &
  ReachWords &
  StartWords &
  ValueWords & {
    readonly product: string
    readonly tagline: string
    readonly skipToContent: string
    readonly navigation: string
    readonly language: string
    readonly overview: string
    readonly customers: string
    readonly back: string
    readonly notFound: {
      readonly title: string
      readonly page: string
      readonly customer: string
      readonly message: string
    }
    readonly noShop: { readonly id: string; readonly yet: string; readonly hint: string }
    readonly badRequest: { readonly title: string; readonly text: string }
    readonly onlyReading: { readonly title: string; readonly text: string }

    readonly sinceWhy: (className: string, since: string | undefined, why: string) => string

    readonly inbox: {
      readonly title: string
      readonly empty: string
      readonly emptyHint: string
      readonly older: string
      readonly newest: string
      readonly pause: string
      readonly resume: string
      readonly offline: string
    }
    readonly lifecycle: {
      readonly title: string
      readonly totals: (customers: string, purchases: string) => string
      readonly loading: string
      readonly share: (percent: string) => string
    }
    readonly plan: {
      readonly title: string
      readonly none: string
      readonly paused: string
      readonly atOnce: string
      readonly after: (length: string) => string
      readonly afterPrevious: (length: string) => string
      /** Sent at the latest after `upTo`; or else the campaign ends for the customer. */
      readonly until: (event: string, upTo: string) => string
      readonly untilOrEnd: (event: string, upTo: string) => string
      readonly repeated: (first: string, every: string, className: string) => string
    }

    readonly mail: {
      readonly from: string
      readonly to: string
      readonly received: string
      readonly views: string
      readonly html: string
      readonly text: string
      readonly headers: string
      readonly source: string
      readonly noPart: string
      readonly frame: string
      readonly links: string
      readonly linksHint: string
      readonly unsubscribe: string
      /** The other pages behind a customer's links. */
      readonly pages: Readonly<Record<'preferences' | 'confirm', string>>
      readonly download: string
      readonly why: string
      readonly campaign: string
      readonly step: string
      readonly journey: string
      readonly customer: string
      readonly nthJourney: (n: number) => string
      readonly now: string
      readonly unknown: string
    }

    readonly list: {
      readonly title: (shop: string) => string
      readonly filter: string
      readonly all: string
      readonly search: string
      readonly searchHint: string
      readonly find: string
      /** Above the list, where an address was searched for. */
      readonly withAddress: string
      readonly clear: string
      readonly none: string
      readonly first: string
      readonly next: string
      readonly pages: string
      readonly columns: {
        readonly customer: string
        readonly class: string
        readonly since: string
        readonly purchases: string
        readonly last: string
        readonly monetary: string
        readonly wake: string
      }
      readonly never: string
    }

    readonly profile: {
      readonly guest: (short: string) => string
      readonly nameless: string
      readonly alsoKnownAs: string
      readonly elsewhere: string
      readonly givenElsewhere: (purpose: string, day: string) => string
      readonly title: string
      readonly email: string
      readonly locale: string
      readonly zone: string
      readonly country: string
      /** What may reach the customer: consent, law, holds, preferences. */
      readonly reach: string
      readonly consents: Readonly<Record<ConsentPurpose, string>>
      readonly monetary: string
      readonly purchases: string
      readonly firstPurchase: string
      readonly lastPurchase: string
      /** Of an attribute that is one or the other. */
      readonly yes: string
      readonly no: string
      readonly otherCurrencies: string
      readonly unknown: string
      readonly next: string
      readonly nextHint: string
      readonly nothingNext: string
      readonly campaigns: string
      readonly noCampaigns: string
      readonly history: string
      readonly noHistory: string
      readonly showAll: (entries: string) => string
    }
    readonly consentPurposes: Readonly<Record<ConsentPurpose, string>>
    readonly consentSources: Readonly<Record<ConsentSource, string>>
    readonly consentBases: Readonly<Record<ConsentBasis, string>>

    readonly journeys: {
      readonly running: string
      readonly ended: string
      readonly notStarted: string
      readonly withdrawn: string
      readonly endedBecause: (why: string, day: string) => string
      readonly step: (step: string, occurrence: string | undefined) => string
      readonly comesNext: (step: string, day: string) => string
    }

    readonly projected: {
      readonly classEntered: (className: string) => string
      readonly journeyStarted: (campaign: string) => string
      readonly journeyEnded: (campaign: string, why: string) => string
      readonly sent: (step: string, campaign: string) => string
      /** The customer had a mail of this step before. */
      readonly sentIfNew: (step: string, campaign: string) => string
      readonly skipped: (step: string, campaign: string, why: string) => string
    }
    readonly events: {
      readonly bought: (money: string) => string
      readonly order: (orderId: string) => string
      readonly line: (quantity: string, title: string) => string
      readonly moreLines: (count: number) => string
      readonly refunded: (money: string) => string
      readonly refundedOrder: (money: string, orderId: string) => string
      /** An event that the shop reports, by its declared name. */
      readonly reported: (name: string) => string
      readonly property: (name: string, value: string) => string
      readonly classEntered: (className: string) => string
      readonly consents: Readonly<Record<ConsentAct, (purpose: string) => string>>
      readonly journeyStarted: (campaign: string) => string
      readonly journeyEnded: (campaign: string, why: string) => string
      readonly sent: (step: string, campaign: string) => string
      readonly notSent: (step: string, campaign: string, why: string) => string
      readonly refused: (step: string, campaign: string, why: string) => string
      readonly unknown: (step: string, campaign: string) => string
      readonly holdBegan: (reason: string) => string
      readonly holdEnded: (reason: string) => string
      readonly suppressed: (reason: string) => string
      /** Which message a report was about. */
      readonly ofMessage: (step: string, campaign: string) => string
    }
  }
