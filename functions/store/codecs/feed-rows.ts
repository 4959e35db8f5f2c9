/** The kind of rows in `~feeds/<shop>`: the feeds that are fetched, and how their runs ended. */
import { FEED_FAILURES, type FeedFailure } from '../../domain/recommend/feed-failure.ts'
import type { Instant } from '../../domain/time.ts'
import { fieldsOf, idAfter, type RowCodec } from './codec.ts'
import { faultIn, having, instant, listOf, maybe, number, oneOf, text, truth } from './fields.ts'

/** The result of a feed that was read to its end. */
export type FeedOutcome = {
  readonly products: number
  readonly withdrawn: number
  /** It would have withdrawn too much, so nothing was. */
  readonly isCut: boolean
  /** Of the best-selling products, if they were counted. */
  readonly bestSellers?: { readonly counted: number; readonly named: number }
}

export const FEED_RUN_STATUSES = ['read', 'unchanged', 'failed'] as const
export type FeedRunStatus = (typeof FEED_RUN_STATUSES)[number]

export type FeedRun = {
  readonly at: Instant
  readonly status: FeedRunStatus
  /** Of one that failed. */
  readonly why?: FeedFailure
  /** Such as `HTTP 503`, up to 100 characters: never a part of the address, or of the feed. */
  readonly detail?: string
  /** How many were read, also where that failed in the middle. */
  readonly rows?: number
  /** Of them, those that could not be read. */
  readonly refused?: number
  readonly outcome?: FeedOutcome
}

/** How a feed is fetched and read; as it was added. */
export type FeedPlan = {
  readonly name: string
  /** A secret of the shop: it may hold a token or a password. */
  readonly url: string
  readonly locale?: string
  /** What the mapping file says, in JSON. */
  readonly mapping?: string
  readonly currency?: string
  readonly encoding?: string
  readonly idColumn?: string
  /** Rules that are joined by a plus. */
  readonly idRule?: string
  /** What it does not name is withdrawn. */
  readonly isWhole: boolean
  readonly everyHours: number
  readonly addedAt: Instant
}

export type StoredFeed = FeedPlan & {
  /** Raised by each write of the row. */
  readonly version: number
  /** While someone reads it: until when no other may. */
  readonly lease?: { readonly until: Instant }
  /** The latest first. */
  readonly runs: readonly FeedRun[]
  /** When it was read in full last. */
  readonly readAt?: Instant
  /** Since when it has failed each time. */
  readonly failingSince?: Instant
  /** What the server said of the version that was read in full. */
  readonly etag?: string
  readonly lastModified?: string
}

export const FEED = 'feed#'

const FAILURES = Object.keys(FEED_FAILURES) as readonly FeedFailure[]

/** Apart from those that a sender reads, which is loaded for each batch. */
export const FEED_ROW: RowCodec<'feed', StoredFeed> = {
  kind: 'feed',
  sort: { prefix: FEED },
  version: 1,
  faultOf: faultIn<Omit<StoredFeed, 'name'>>({
    url: text,
    locale: maybe(text),
    mapping: maybe(text),
    currency: maybe(text),
    encoding: maybe(text),
    idColumn: maybe(text),
    idRule: maybe(text),
    isWhole: truth,
    everyHours: number,
    addedAt: instant,
    version: number,
    lease: maybe(having<NonNullable<StoredFeed['lease']>>({ until: instant })),
    runs: listOf(
      having<FeedRun>({
        at: instant,
        status: oneOf(FEED_RUN_STATUSES),
        why: maybe(oneOf(FAILURES)),
      }),
    ),
    readAt: maybe(instant),
    failingSince: maybe(instant),
    etag: maybe(text),
    lastModified: maybe(text),
  }),
  read: (row) => ({
    name: idAfter(FEED, row),
    ...fieldsOf<Omit<StoredFeed, 'name'>>(row),
  }),
}
