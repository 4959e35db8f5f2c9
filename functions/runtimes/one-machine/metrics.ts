/**
 * The figures of this machine in the text format of Prometheus, version 0.0.4:
 * https://prometheus.io/docs/instrumenting/exposition_formats/. They are sixty lines of our own
 * rather than a library, because everything is counted already where it happens.
 */
import { readdirSync } from 'node:fs'
import type { ConsoleReads } from '../../console/console-reads.ts'
import { type Instant, SECOND_MS } from '../../domain/time.ts'
import { understoodFeeds } from '../../store/feeds.ts'
import { listShops } from '../../store/shops.ts'
import { type Table, WAKE_SHARDS } from '../../store/table.ts'
import type { HistogramCounts } from './engine.ts'
import type { PipelineFigures } from './pipeline.ts'

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export type MachineFigures = PipelineFigures & {
  /** Of all shops, by outcome (`domain/delivery-history.ts`); undefined if unreadable. */
  readonly messages: ReadonlyMap<string, number> | undefined
  /** Feeds by address of all shops, by how their last runs ended; undefined if unreadable. */
  readonly feeds: ReadonlyMap<string, number> | undefined
  /** How long the customer has waited whose wake is the longest overdue; undefined if unreadable. */
  readonly oldestWakeLagMs: number | undefined
  readonly commitTimes: HistogramCounts
  readonly ready: boolean
  /** Lines of the log at level error, by event. */
  readonly errors: ReadonlyMap<string, number>
}

type Sample = {
  readonly value: number
  readonly label?: readonly [name: string, value: string]
  /** Of a histogram, such as `_bucket`. */
  readonly suffix?: string
}

/** @example metricsText(figures) // '# HELP rekindle_ready ...' */
export function metricsText(figures: MachineFigures): string {
  const { accepted, decided, sent, sesEvents, queues, messages, oldestWakeLagMs, commitTimes } =
    figures
  const { reactions, sends } = queues
  return [
    family('ready', 'gauge', 'Whether the store can be written.', one(figures.ready ? 1 : 0)),
    family('facts_accepted_total', 'counter', 'Facts stored, by kind.', by('kind', accepted)),
    family('decisions_total', 'counter', 'Decisions, by outcome.', by('outcome', decided)),
    family('sends_total', 'counter', 'Attempts to send, by outcome.', by('outcome', sent)),
    family(
      'ses_events_total',
      'counter',
      'Events of Amazon SES, by what was done with them.',
      by('outcome', sesEvents),
    ),
    family('errors_total', 'counter', 'Errors in the log, by event.', by('event', figures.errors)),
    family(
      'messages',
      'gauge',
      'Messages stored, by outcome.',
      by('outcome', messages ?? new Map()),
    ),
    family(
      'feeds',
      'gauge',
      'Product feeds, by last run.',
      by('status', figures.feeds ?? new Map()),
    ),
    family(
      'messages_in_doubt',
      'gauge',
      'Messages of which it is unknown whether they were sent.',
      messages ? one((messages.get('unknown') ?? 0) + (messages.get('claimed') ?? 0)) : [],
    ),
    family('queue_size', 'gauge', 'Customers to decide for, and messages to send.', [
      { label: ['queue', 'reactions'], value: reactions },
      { label: ['queue', 'sends'], value: sends },
    ]),
    family(
      'oldest_due_wake_lag_seconds',
      'gauge',
      'How long the longest overdue customer waits.',
      oldestWakeLagMs === undefined ? [] : one(oldestWakeLagMs / SECOND_MS),
    ),
    family('commit_seconds', 'histogram', 'Commits, by the time until on disk.', [
      ...commitTimes.buckets.map(
        ({ upToSeconds, count }): Sample => ({
          suffix: '_bucket',
          label: ['le', upToSeconds === Number.POSITIVE_INFINITY ? '+Inf' : String(upToSeconds)],
          value: count,
        }),
      ),
      { suffix: '_sum', value: commitTimes.sumSeconds },
      { suffix: '_count', value: commitTimes.buckets.at(-1)?.count ?? 0 },
    ]),
    ...processFamilies(),
  ].join('')
}

function processFamilies(): readonly string[] {
  const { user, system } = process.cpuUsage()
  const memory = process.memoryUsage.rss()
  const startedAt = Date.now() / SECOND_MS - process.uptime()
  return [
    text('process_cpu_seconds_total', 'counter', 'CPU time.', one((user + system) / 1_000_000)),
    text('process_resident_memory_bytes', 'gauge', 'Resident memory.', one(memory)),
    text('process_start_time_seconds', 'gauge', 'When the process began.', one(startedAt)),
    text('process_open_fds', 'gauge', 'Open files and connections.', openFiles()),
  ]
}

/** None on a system that does not list them. */
function openFiles(): readonly Sample[] {
  try {
    return one(readdirSync('/proc/self/fd').length)
  } catch {
    return []
  }
}

type Kind = 'counter' | 'gauge' | 'histogram'

const one = (value: number): readonly Sample[] => [{ value }]

const by = (label: string, counts: ReadonlyMap<string, number>): readonly Sample[] =>
  [...counts].map(([name, value]) => ({ label: [label, name], value }))

const family = (name: string, kind: Kind, help: string, samples: readonly Sample[]): string =>
  text(`rekindle_${name}`, kind, help, samples)

const text = (name: string, kind: Kind, help: string, samples: readonly Sample[]): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${samples
    .map(
      ({ suffix = '', label, value }) =>
        `${name}${suffix}${label ? labelled(label) : ''} ${value}\n`,
    )
    .join('')}`

const labelled = ([name, value]: readonly [string, string]): string =>
  `{${name}="${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"}`

/** The messages of all shops, by outcome. */
export async function messagesByOutcome(
  reads: Pick<ConsoleReads, 'shops' | 'counts'>,
): Promise<ReadonlyMap<string, number>> {
  const shops = await reads.shops()
  const counts = await Promise.all(shops.map(({ id }) => reads.counts(id)))
  const sums = new Map<string, number>()
  for (const { messages } of counts)
    for (const { outcome, messages: count } of messages)
      sums.set(outcome, (sums.get(outcome) ?? 0) + count)
  return sums
}

/** The feeds of all shops by how their last runs ended; `waiting` where there was none. */
export async function feedsByStatus(table: Table): Promise<ReadonlyMap<string, number>> {
  const shops = await listShops(table)
  const feeds = await Promise.all(shops.map((shop) => understoodFeeds(table, shop)))
  const counts = new Map<string, number>()
  for (const { runs } of feeds.flat()) {
    const status = runs[0]?.status ?? 'waiting'
    counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  return counts
}

/** For how long the customer whose wake is the longest overdue has waited: 0 if there is none. */
export async function oldestWakeLag(table: Table, now: Instant): Promise<number> {
  const shards = Array.from({ length: WAKE_SHARDS }, (_, shard) => table.due(shard, now, 1))
  const wakes = (await Promise.all(shards)).flat().map(({ wakeAt }) => wakeAt)
  return now - Math.min(now, ...wakes)
}
