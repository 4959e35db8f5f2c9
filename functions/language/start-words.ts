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
  }) => string
}

export type StartWords = {
  readonly starts: {
    /** When a campaign starts, for a customer in general. */
    readonly planned: OfEachStart<{
      readonly class: string
      /** By name. */
      readonly segment: string
      /** Of purchases: the how-manieth, and the amount from which on; undefined for any. */
      readonly nth?: number | undefined
      readonly amount?: string | undefined
    }>
    /** What started a journey, as a sentence. */
    readonly started: OfEachStart<{
      readonly class: string
      readonly segment: string
      readonly order: string
      /** Since when it holds, or when the order was paid. */
      readonly day: string
    }>
    /** The same in a few words, after "started" and its instant. */
    readonly brief: OfEachStart<{
      readonly class: string
      readonly segment: string
      readonly order: string
    }>
  }
  readonly whyNot: WhyNotWords
}
