/** Words of the faults of a campaign's folder: its files, its content and what its law asks for. */
import type { MailPurpose } from '../../domain/starts/starts.ts'
import type { FaultText } from './fault-text.ts'

export type ServicePurpose = Exclude<MailPurpose, 'marketing'>

/** The variables that the law asks for in a mail. */
export type RequiredVariable = 'shop.postalAddress' | 'shop.email' | 'unsubscribeUrl' | 'confirmUrl'

export type CampaignFaultWords = {
  readonly noCampaignFile: FaultText
  readonly mailFileName: (file: string) => FaultText
  readonly missingMail: (template: string, locale: string) => FaultText
  readonly unsentTemplate: (template: string) => FaultText
  readonly noContent: (locale: string) => FaultText
  readonly sameId: (id: string, other: string) => FaultText
  readonly lostSigns: FaultText
  readonly content: {
    /** The fix of a placeholder of another tool, and where to write it. */
    readonly inMail: (fix: string) => string
    readonly liquid: FaultText
    readonly html: (found: string) => FaultText
    /** Such as `&amp;`. */
    readonly entity: (found: string) => FaultText
    readonly unsafeLink: (value: string) => FaultText
  }
  readonly confirmation: {
    readonly kind: FaultText
    readonly oneStep: (steps: number) => FaultText
    readonly repeat: FaultText
    readonly reentryAfter: FaultText
    readonly endsOn: FaultText
    readonly backlog: FaultText
  }
  /** A step waits for the event for longer than it is kept. */
  readonly eventNotKept: (name: string, keepDays: number) => FaultText
  readonly reviewed: {
    readonly marketing: FaultText
    /** @param wanted the languages to list, with those that are listed */
    readonly unread: (
      purpose: ServicePurpose,
      locale: string,
      wanted: readonly string[],
    ) => FaultText
    readonly automatic: (locale: string) => FaultText
    readonly noMail: (locale: string) => FaultText
  }
  readonly offer: (purpose: ServicePurpose, words: string) => FaultText
  readonly amount: {
    readonly nested: (most: number) => FaultText
    readonly pieces: (most: number) => FaultText
  }
  readonly required: {
    readonly missing: (purpose: MailPurpose, variable: RequiredVariable) => FaultText
    /** @param countries by their codes */
    readonly contact: (countries: readonly string[]) => FaultText
    readonly onlyInConfirmation: (variable: RequiredVariable) => FaultText
    readonly recommending: (purpose: MailPurpose) => FaultText
    /** @param customer for whom it is not shown; absent if for none */
    readonly unseen: (variable: RequiredVariable, customer: string | undefined) => FaultText
  }
}
