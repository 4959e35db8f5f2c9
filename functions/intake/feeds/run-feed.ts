/**
 * Fetches one feed of a shop and takes it in.
 *
 * 1. One reader at a time: a feed is leased before it is read.
 * 2. A feed that is not read to its end withdraws nothing: what came before the fault is taken in,
 *    and the other articles stay as they were.
 * 3. An unchanged feed is read all the same once a week, since its articles must be known to be in
 *    it still.
 * 4. What is noted of a fault has no part of the address or of the feed.
 */
import type { Settings } from '../../domain/policy.ts'
import type { FeedFailure } from '../../domain/recommend/feed-failure.ts'
import { encodingOf } from '../../domain/text-encoding.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../../domain/time.ts'
import type { FeedRun, StoredFeed } from '../../store/codecs/feed-rows.ts'
import { failureName } from '../../store/failure.ts'
import { leaseFeed, releaseFeed } from '../../store/feeds.ts'
import type { Table } from '../../store/table.ts'
import { ImportFault } from '../import/import-fault.ts'
import { idRuleOf } from './article-id.ts'
import { feedAddress } from './feed-address.ts'
import { FeedMapping } from './feed-mapping.ts'
import type { FeedOptions, FeedRead } from './feed-options.ts'
import type { FeedRow } from './feed-row.ts'
import { seenAgainAfterMs } from './feed-run.ts'
import { FetchFault } from './fetch-fault.ts'
import {
  type FeedNetwork,
  type FeedVersion,
  type FetchedFeed,
  type FetchLimits,
  fetchFeed,
} from './fetch-feed.ts'
import { readFeed } from './read-feed.ts'
import { type FeedTaken, MOST_WITHDRAWN, takeFeed } from './take-feed.ts'

export type RunFeedPorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly network: FeedNetwork
  readonly limits: FetchLimits
  readonly onRow?: (row: FeedRow) => void
  readonly onProgress?: (rows: number) => void
}

export type RunFeedOptions = {
  /** Whether or not the server says that it has not changed. */
  readonly evenUnchanged?: boolean
  /** It has less than its usual time, so that having too little is not its fault. */
  readonly hasLessTime?: boolean
  /** Of a complete feed, the greatest share of the articles that it may withdraw. */
  readonly mostWithdrawn?: number
}

/** What a run came to; `run` is what was noted of it. */
export type FeedRunEnd =
  | { readonly kind: 'busy' }
  | { readonly kind: 'unchanged'; readonly run: FeedRun }
  | {
      readonly kind: 'read'
      readonly run: FeedRun
      readonly read: FeedRead
      readonly taken: FeedTaken
    }
  | {
      readonly kind: 'failed'
      readonly run: FeedRun & { readonly why: FeedFailure }
      readonly error: unknown
    }

/** Since then its articles were named, so that an unchanged feed need not be read. */
const READ_AGAIN_AFTER_MS = 6 * DAY_MS
/** After the last byte: counting what a feed does not name, and withdrawing it. */
const REST_MS = 10 * MINUTE_MS
const RUNS_KEPT = 10
const LONGEST_DETAIL = 100

/**
 * Safe to repeat: the same feed again changes nothing.
 *
 * @example await runFeed(feed, settings, {}, ports) // { kind: 'read', run, read, taken }
 */
export async function runFeed(
  feed: StoredFeed,
  settings: Settings,
  options: RunFeedOptions,
  ports: RunFeedPorts,
): Promise<FeedRunEnd> {
  const { table, limits } = ports
  const shop = settings.shop.id
  const now = ports.now()
  const until = now + limits.wholeMs + REST_MS
  const leased = await leaseFeed(table, shop, feed, { now, until })
  if (!leased) return { kind: 'busy' }
  const tally = { rows: 0, refused: 0 }
  const { end, version } = await runLeased(leased, settings, { ...options, now, tally }, ports)
  await releaseFeed(table, shop, leased, noted(leased, end, version))
  return end
}

type Running = RunFeedOptions & {
  readonly now: Instant
  readonly tally: { rows: number; refused: number }
}

type Ended = {
  readonly end: Exclude<FeedRunEnd, { readonly kind: 'busy' }>
  readonly version?: FeedVersion
}

async function runLeased(
  feed: StoredFeed,
  settings: Settings,
  running: Running,
  ports: RunFeedPorts,
): Promise<Ended> {
  const { now: at, tally } = running
  try {
    const { url } = feedAddress(feed.url)
    if (!url) throw new FetchFault('not-https')
    // Before anything is fetched: what is not read must not be left open.
    const reading = optionsOf(feed, settings)
    const known = running.evenUnchanged ? undefined : knownVersion(feed, settings, at)
    const fetched = await fetchFeed(url, known, ports.limits, ports.network)
    if (fetched.kind === 'unchanged')
      return { end: { kind: 'unchanged', run: { at, status: 'unchanged' } } }
    const { read, taken } = await takeFetched(fetched, reading, feed, settings, running, ports)
    const run: FeedRun = { at, status: 'read', ...tally, outcome: outcomeOf(taken) }
    // Where something of it was not done, "unchanged" would hide that the next time.
    const isAllDone = !taken.isCut && taken.became.newer === 0
    return {
      end: { kind: 'read', run, read, taken },
      ...(isAllDone && { version: fetched.version }),
    }
  } catch (error) {
    const { why, detail } = failureOf(error, running)
    const run = {
      ...({ at, status: 'failed', why } as const),
      ...(detail !== '' && { detail: detail.slice(0, LONGEST_DETAIL) }),
      ...(tally.rows > 0 && tally),
    }
    return { end: { kind: 'failed', run, error } }
  }
}

/** Undefined where the feed must be read whatever the server says. */
function knownVersion(
  { readAt, etag, lastModified }: StoredFeed,
  { policy }: Settings,
  now: Instant,
): FeedVersion | undefined {
  const againAfterMs = Math.min(READ_AGAIN_AFTER_MS, seenAgainAfterMs(policy.recommend))
  if (readAt === undefined || Math.abs(now - readAt) >= againAfterMs) return undefined
  if (etag === undefined && lastModified === undefined) return undefined
  return {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  }
}

async function takeFetched(
  { bytes }: Extract<FetchedFeed, { readonly kind: 'feed' }>,
  reading: FeedOptions,
  { isWhole }: StoredFeed,
  settings: Settings,
  { now, tally, mostWithdrawn = MOST_WITHDRAWN }: Running,
  { table, onRow, onProgress }: RunFeedPorts,
): Promise<{ readonly read: FeedRead; readonly taken: FeedTaken }> {
  const { shop, policy } = settings
  let read: FeedRead | undefined
  try {
    const taken = await takeFeed(
      async (on) => {
        read = await readFeed(bytes, reading, (row) => {
          tally.rows++
          if (row.kind === 'unread') tally.refused++
          onRow?.(row)
          return on(row)
        })
      },
      isWhole ? { whole: { mostWithdrawn } } : {},
      {
        ...{ table, shop: shop.id },
        rule: { now, unseenAfterDays: policy.recommend.unseenAfterDays },
        ...(onProgress && { onProgress }),
      },
    )
    if (!read) throw new Error('a feed that was taken in was read')
    return { read, taken }
  } finally {
    await bytes.return(undefined)
  }
}

/** @throws if this build does not know how the feed is to be read: then it must not be */
function optionsOf(feed: StoredFeed, { shop, policy }: Settings): FeedOptions {
  return {
    shopUrl: shop.url,
    zone: shop.zone,
    currency: feed.currency ?? policy.currency,
    locale: feed.locale,
    idColumn: feed.idColumn,
    encoding: understood(feed.encoding, encodingOf),
    idRule: understood(feed.idRule, idRuleOf),
    mapping: understood(feed.mapping, mappingOf),
  }
}

const mappingOf = (json: string): FeedMapping | undefined =>
  FeedMapping.safeParse(JSON.parse(json)).data

function understood<T>(stored: string | undefined, read: (text: string) => T | undefined) {
  if (stored === undefined) return undefined
  const meant = read(stored)
  if (meant === undefined) throw new Error('a feed is to be read in a way that is not known')
  return meant
}

const outcomeOf = ({
  products,
  withdrawn,
  isCut,
  bestSellers,
}: FeedTaken): NonNullable<FeedRun['outcome']> => ({
  ...{ products, withdrawn, isCut },
  ...(bestSellers && {
    bestSellers: { counted: bestSellers.counted, named: bestSellers.named },
  }),
})

function failureOf(
  error: unknown,
  { hasLessTime }: RunFeedOptions,
): { readonly why: FeedFailure; readonly detail: string } {
  if (error instanceof FetchFault)
    return error.why === 'too-long' && hasLessTime ? { why: 'no-time', detail: '' } : error
  if (!(error instanceof ImportFault)) return { why: 'fault', detail: failureName(error) }
  const { code, line } = error
  if (code === 'no-articles') return { why: 'empty', detail: '' }
  return { why: 'not-a-feed', detail: line === undefined ? code : `${code}, ${line}` }
}

/** The row after a run, which is leased no more. */
function noted(feed: StoredFeed, { run, kind }: Ended['end'], version?: FeedVersion): StoredFeed {
  const { etag, lastModified, failingSince, ...rest } = feed
  const before = {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  }
  const runs = [run, ...feed.runs].slice(0, RUNS_KEPT)
  switch (kind) {
    case 'unchanged':
      return { ...rest, ...before, runs }
    case 'read':
      return { ...rest, ...version, runs, readAt: run.at }
    case 'failed':
      // Where a part of it was taken in, what the server says of the whole is not known here.
      return {
        ...rest,
        ...(run.rows === undefined && before),
        ...{ runs, failingSince: failingSince ?? run.at },
      }
  }
}
