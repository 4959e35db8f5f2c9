/** The shape of an entry in the table of starts: everything that one kind of start has to say. */
import type * as z from 'zod/mini'
import type { Campaign } from '../campaign.ts'
import type { MarketingConsent } from '../consent.ts'
import type { CustomerFacts } from '../customer.ts'
import type { Journey } from '../journey.ts'
import type { Assessment } from '../lifecycle.ts'
import type { CountedOrder } from '../order.ts'
import type { Settings } from '../policy.ts'
import { nextJourneyNumber } from '../restore.ts'
import type { Instant } from '../time.ts'
import type { Truth } from '../truth.ts'
import type { JourneyStart, JourneyStartOf, StartKind, StartOf, WhyNot } from './start.ts'

/** A field, or an object with these fields. */
export type KnownField = true | Readonly<Record<string, true>>

export type StartRule<K extends StartKind> = {
  /** Every field of it as published, and those within one; one more is of a newer version. */
  readonly fields: Readonly<Record<keyof StartOf<K>, KnownField>>
  /** Confirmation mail, or otherwise the campaign's kind of mail. */
  readonly purpose: 'of-campaign' | 'confirmation'
  /** Whether a feed of purchases that broke would look like this start. */
  readonly isCausedByAbsence: (start: StartOf<K>) => boolean
  /**
   * `instant`: as of which `eligible` is asked. `state`: in which a customer stays for a time, and may
   * become eligible. `request`: of an act that waits to be confirmed.
   */
  readonly happensAs: 'instant' | 'state' | 'request'
  /** What a journey keeps of it, as it is stored; fields of a newer version stay. */
  readonly journey: z.ZodMiniType<JourneyStartOf<K>>
  /**
   * Whether two journeys of one person were started by the same thing, however far apart their times
   * are. Undefined if only the time between them shows it.
   */
  readonly isSameCause: (one: JourneyStartOf<K>, other: JourneyStartOf<K>) => Truth
  /** The journeys that begin by now, or why none does. */
  readonly begin: (start: StartOf<K>, occasion: Occasion) => Starts
  /** When a journey is over if no new fact arrives; undefined if time does not end it. */
  readonly lapsesAt: (startedAt: Instant, mailedAt: MailedAt) => Instant | undefined
  /** When its end is to be asked for again if no new fact arrives, where no other wake is sure to. */
  readonly endChangesAt: (start: JourneyStartOf<K>, standing: Standing) => Instant | undefined
  /** How the start itself ends a journey, beyond the purchase that the campaign may end on. */
  readonly end: (start: JourneyStartOf<K>, passage: Passage) => JourneyEnding | undefined
}

/** When the latest mail of a journey was handed over; asked only where it matters. */
export type MailedAt = () => Instant | undefined

/** A campaign that may begin for a customer. */
export type Occasion = {
  readonly campaign: Campaign
  /** The customer's journeys through the campaign so far, the latest start last. */
  readonly before: readonly Journey[]
  readonly facts: CustomerFacts
  readonly assessment: Assessment
  readonly settings: Settings
  /** What happened before this starts nothing, unless it arrived late. */
  readonly from: Instant
  readonly late: LateCauses
  /**
   * Whether a campaign with a backlog may start for what happened before. Not where the rules have
   * changed since it began: they may see a class that the customer was not in before. Nor where an
   * older copy was restored since: whose turn came before may have had it.
   */
  readonly releasesBacklog: boolean
  readonly now: Instant
}

/**
 * What happened before the rules changed and arrived afterwards: the former rules have not decided
 * about it, so it starts what it would have started without the change.
 */
export type LateCauses = {
  readonly arrivedFrom: Instant
  readonly happenedFrom: Instant
}

/**
 * Whether what happened at `at` may start a campaign.
 *
 * @param arrivedAt 0 if that is not known
 */
export const mayCause = (
  { from, late }: Pick<Occasion, 'from' | 'late'>,
  at: Instant,
  arrivedAt: Instant,
): boolean => at >= from || (arrivedAt >= late.arrivedFrom && at >= late.happenedFrom)

/** What a campaign begins, or why nothing; and the next instant that is known already. */
export type Starts =
  | { readonly journeys: readonly [Journey, ...Journey[]]; readonly nextAt?: Instant }
  | { readonly journeys: readonly []; readonly whyNot: WhyNot; readonly nextAt?: Instant }

/** How a customer stands at `now`, as far as it may end a journey. */
export type Standing = {
  readonly facts: CustomerFacts
  readonly settings: Settings
  /** The orders that count, in order of payment. */
  readonly counting: readonly CountedOrder[]
  /** Orders that count no more. */
  readonly refunded: readonly CountedOrder[]
  readonly assessment: Assessment
  readonly consent: MarketingConsent
  /** When they last asked for marketing by an act of their own, if that is still valid. */
  readonly askedForAt: Instant | undefined
  readonly now: Instant
}

/** A journey that may be over. */
export type Passage = Standing & {
  readonly startedAt: Instant
  /** The first purchase since, where the campaign ends on one. */
  readonly bought: CountedOrder | undefined
}

export type JourneyEnding = NonNullable<Journey['end']>

/** @param nextAt when the campaign begins if no new fact arrives, where that is known */
export const nothing = (whyNot: WhyNot, nextAt?: Instant): Starts => ({
  journeys: [],
  whyNot,
  ...(nextAt !== undefined && { nextAt }),
})

/** One journey, under the next number. */
export const begun = (
  { campaign, before, settings }: Occasion,
  startedAt: Instant,
  start: JourneyStart,
): Starts => ({
  journeys: [
    { campaign: campaign.id, n: nextJourneyNumber(before, settings.restore), startedAt, start },
  ],
})

/** Why a customer who has completed the campaign cannot enter it again yet. */
export const tooSoon = ({ reentryAfterMs }: Campaign, last: Journey): WhyNot =>
  reentryAfterMs === undefined
    ? { reason: 'never-again' }
    : { reason: 'again-from', at: last.startedAt + reentryAfterMs }
