/** Words for the console's lists, its campaign and model pages, and the first page of the demonstration. */
import type { MessageGroup } from '../domain/delivery-history.ts'
import type { FailureCause } from '../domain/failure-cause.ts'
import type { IgnoredReason } from '../domain/feedback/ignored-event.ts'
import type { RuleTestWords } from './rule-test-words.ts'

export type ConsoleWords = {
  readonly rooms: {
    readonly messages: string
    readonly campaigns: string
    readonly model: string
    /** For the list of shops, if there are several. */
    readonly shops: string
    readonly switchShop: string
  }
  readonly shopList: { readonly title: string; readonly lead: string }
  readonly messageList: {
    readonly title: string
    readonly latest: string
    readonly seeAll: string
    readonly empty: string
    readonly emptyHint: string
    readonly noneLikeThis: string
    readonly filter: string
    readonly everything: string
    readonly groups: Readonly<Record<MessageGroup, string>>
    /** Under the title, where only one campaign or step is listed. */
    readonly only: (campaign: string, step: string | undefined) => string
    readonly clear: string
    readonly opened: string
    readonly clicked: string
    readonly older: string
    readonly newest: string
  }
  readonly pageOf: (page: string, pages: string) => string
  readonly renderedAgain: {
    readonly ofVersion: (version: string, day: string) => string
    readonly ofToday: (version: string) => string
    readonly yetToCome: (version: string) => string
    /** It may have been sent or not. */
    readonly unclear: (version: string) => string
    readonly linksHint: string
    readonly none: string
  }
  readonly forEngineers: string
  /** With the conditions as one list. */
  readonly audience: {
    /** What starts a campaign, and for whom. */
    readonly startFor: (start: string, conditions: string) => string
    /** When a step is sent, and to whom. */
    readonly stepFor: (when: string, conditions: string) => string
    /** The same, and for whom the campaign goes on from this step. */
    readonly stepWhile: (step: string, conditions: string) => string
  }
  readonly campaignPage: {
    readonly title: string
    readonly list: string
    readonly kinds: Readonly<Record<'marketing' | 'service', string>>
    readonly running: string
    readonly paused: string
    readonly pausedHint: string
    readonly withdrawn: string
    readonly starts: string
    readonly repeats: string
    readonly never: string
    readonly again: (length: string) => string
    readonly endsOnPurchase: string
    /** @param events a list of their names */
    readonly endsOnEvents: (events: string) => string
    readonly restarts: string
    readonly restartsLatest: string
    readonly languages: string
    readonly active: string
    readonly activeUntil: string
    readonly steps: string
    readonly customers: string
    readonly inItNow: (count: string) => string
    readonly none: string
    readonly began: (day: string) => string
    readonly lastStep: (step: string, outcome: string) => string
    readonly nothingYet: string
    /** @param day absent while the step waits for an event, or for the mail before it */
    readonly nextStep: (step: string, day: string | undefined) => string
    readonly finished: string
    readonly ended: string
    readonly skipped: string
    readonly skippedHint: string
    readonly versions: string
    readonly version: (version: string) => string
    readonly inForce: string
    readonly versionsFrom: string
    readonly stepsAre: (steps: string) => string
    readonly more: string
  }
  readonly sorting: {
    readonly label: string
    readonly byId: string
    readonly byLastPurchase: string
    readonly bySpend: string
    readonly lifetimeValue: string
    readonly total: (count: string) => string
  }
  readonly modelTest: {
    readonly title: string
    readonly lead: (customers: string, until: string, to: string) => string
    readonly result: (expected: string, actual: string, off: string) => string
    /** How far the prediction was off, as a sentence. */
    readonly off: {
      readonly high: (percent: string) => string
      readonly low: (percent: string) => string
      readonly exact: string
    }
    readonly none: string
    readonly expected: string
    readonly actual: string
    readonly learned: string
    readonly tested: string
    readonly tracking: string
    readonly trackingAbout: string
    readonly frequency: string
    readonly frequencyAbout: string
    readonly times: string
  }
  /** Whether personal limits are right for a shop, by its own history. */
  readonly ruleTest: RuleTestWords
  /** What the server itself can do at this moment. */
  readonly system: {
    readonly title: string
    readonly status: string
    readonly ready: string
    readonly notReady: string
    /** A sentence each; `fault` where the cause is not one of these. */
    readonly causes: Readonly<Record<FailureCause | 'fault', string>>
    readonly since: (moment: string) => string
    readonly waiting: string
    readonly inDoubt: string
    readonly inDoubtAbout: string
    readonly overdue: string
    readonly nothingOverdue: string
    readonly unusedEvents: string
    readonly unusedBecause: Readonly<Record<IgnoredReason, string>>
    readonly unusedAbout: string
  }
  readonly demo: {
    readonly title: string
    readonly lead: string
    readonly mailed: string
    readonly waiting: string
    readonly withoutConsent: string
    readonly readMail: string
    readonly seeWhy: string
  }
}
