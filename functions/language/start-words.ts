/** Words for every start of a campaign, and for why one has not begun: a missing one is a fault of types. */
import type { StartKind, WhyNot } from '../domain/starts/start.ts'

/** A newer version may have published a start that this one does not know. */
type OfEachStart<Facts> = {
  readonly [K in StartKind | 'unknown']: (facts: Facts) => string
}

/** The reasons of `WhyNot`, each with what its sentence needs to know. */
export type WhyNotWords = {
  readonly [R in WhyNot['reason']]: (facts: {
    /** The class that starts the campaign. */
    readonly class: string
    /** The segment that starts it. */
    readonly segment: string
    /** The day that the reason speaks of, if it speaks of one. */
    readonly day: string
    /** The event, or the date, that it speaks of, if it does. */
    readonly named: string
  }) => string
}

/** The facts of a planned start, each given for the kinds that have it. */
export type PlannedFacts = {
  readonly class: string
  /** By name. */
  readonly segment: string
  /** Of purchases: the how-manieth, and the amount from which on; undefined for any. */
  readonly nth?: number | undefined
  readonly amount?: string | undefined
  /** The products and categories that are asked for, in one list; undefined for any. */
  readonly products?: string | undefined
  /** The event, or the date. */
  readonly named: string
  /** What is asked of the event's properties, such as `rating ≥ 4`; undefined for nothing. */
  readonly properties?: string | undefined
  /** Days before or after a date, or on the day itself. */
  readonly days: number
  readonly side: 'before' | 'on' | 'after'
  readonly isYearly: boolean
  /** The hour of a date, or the day and hour of a broadcast. */
  readonly time: string
  /** Whether the time of a broadcast is that of each customer's own clock. */
  readonly isLocal: boolean
}

export type StartWords = {
  readonly starts: {
    /** When a campaign starts, for a customer in general. */
    readonly planned: OfEachStart<PlannedFacts>
    /** What started a journey, as a sentence. */
    readonly started: OfEachStart<{
      readonly class: string
      readonly segment: string
      readonly order: string
      /** The event, or the date. */
      readonly named: string
      /** Since when it holds, or when the order was paid. */
      readonly day: string
    }>
    /** The same in a few words, after "started" and its instant. */
    readonly brief: OfEachStart<{
      readonly class: string
      readonly segment: string
      readonly order: string
      readonly named: string
    }>
    /** What a campaign calls `last-purchase`. */
    readonly lastPurchase: string
  }
  readonly whyNot: WhyNotWords
}
