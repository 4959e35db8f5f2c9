import { describe, expect, it } from 'vitest'
import { makeHistogram } from '../../functions/runtimes/one-machine/histogram.ts'
import { type MachineFigures, metricsText } from '../../functions/runtimes/one-machine/metrics.ts'

type Family = { readonly kind: string; readonly samples: Map<string, number> }

/**
 * Reads the text format as strictly as its description does:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
function parse(text: string): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>()
  let [name, family]: [string, Family | undefined] = ['', undefined]
  const lines = text.split('\n')
  expect(lines.pop()).toBe('')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    const help = /^# HELP ([a-z_]+) ([^\\]+)$/.exec(line)
    if (help) {
      name = help[1] ?? ''
      expect(families.has(name), `${name} comes twice`).toBe(false)
      const kind = new RegExp(`^# TYPE ${name} (counter|gauge|histogram)$`).exec(lines[++i] ?? '')
      family = { kind: kind?.[1] ?? 'no type', samples: new Map() }
      families.set(name, family)
      continue
    }
    const sample =
      /^([a-z_]+)(\{[a-z]+="(?:[^"\\]|\\[\\"n])*"\})? (\d+(?:\.\d+)?(?:e[+-]\d+)?)$/.exec(line)
    const [, of = '', label = '', value = ''] = sample ?? []
    expect(of, line).toMatch(
      new RegExp(`^${name}${family?.kind === 'histogram' ? '_(bucket|sum|count)' : ''}$`),
    )
    expect(family?.samples.has(of + label), `${line} comes twice`).toBe(false)
    family?.samples.set(of + label, Number(value))
  }
  return families
}

describe('the figures of a machine', () => {
  const commits = makeHistogram()
  for (const ms of [0.4, 3, 3, 900, 9_000]) commits.observe(ms)
  const figures: MachineFigures = {
    accepted: new Map([['order', 3]]),
    decided: new Map([['committed', 2]]),
    sent: new Map([['accepted', 1]]),
    sesEvents: new Map([['not-ours', 6]]),
    queues: { reactions: 4, sends: 5 },
    messages: new Map([
      ['unknown', 2],
      ['claimed', 1],
      ['held', 7],
    ]),
    feeds: new Map([['failed', 1]]),
    oldestWakeLagMs: 1_500,
    commitTimes: commits.counts(),
    ready: false,
    errors: new Map([['a "quoted"\nevent', 1]]),
  }
  const text = metricsText(figures)

  it('are in the text format, each family once, with its kind and no series twice', () => {
    const families = parse(text)
    for (const [name, { kind }] of families) {
      expect(kind).toMatch(/^(counter|gauge|histogram)$/)
      expect(name.endsWith('_total'), name).toBe(kind === 'counter')
      expect(name).not.toMatch(/_(ms|milliseconds|kb|megabytes|minutes|count|sum|bucket)$/)
    }
    const buckets = [...(families.get('rekindle_commit_seconds')?.samples ?? [])]
    const counts = buckets.slice(0, -2).map(([, count]) => count)
    expect(counts).toEqual([...counts].sort((one, other) => one - other))
    expect(buckets.at(-3)).toEqual(['rekindle_commit_seconds_bucket{le="+Inf"}', 5])
  })

  it('lack what cannot be read, and no other', () => {
    const unread = { messages: undefined, feeds: undefined, oldestWakeLagMs: undefined }
    const some = parse(metricsText({ ...figures, ...unread }))
    for (const [name, { samples }] of parse(text))
      expect(some.get(name)?.samples.size ?? 0, name).toBe(
        /messages|feeds|lag/.test(name) ? 0 : samples.size,
      )
  })

  it('count what was accepted, decided, sent, waits and is in doubt', () => {
    for (const line of [
      'rekindle_ready 0',
      'rekindle_facts_accepted_total{kind="order"} 3',
      'rekindle_decisions_total{outcome="committed"} 2',
      'rekindle_sends_total{outcome="accepted"} 1',
      'rekindle_messages{outcome="held"} 7',
      'rekindle_messages_in_doubt 3',
      'rekindle_feeds{status="failed"} 1',
      'rekindle_queue_size{queue="sends"} 5',
      'rekindle_oldest_due_wake_lag_seconds 1.5',
      String.raw`rekindle_errors_total{event="a \"quoted\"\nevent"} 1`,
    ])
      expect(text).toContain(`\n${line}\n`)
  })

  it('count commits up to each bound, so that a bucket includes the shorter ones', () => {
    for (const line of [
      'rekindle_commit_seconds_bucket{le="0.001"} 1',
      'rekindle_commit_seconds_bucket{le="0.005"} 3',
      'rekindle_commit_seconds_bucket{le="1"} 4',
      'rekindle_commit_seconds_bucket{le="+Inf"} 5',
      'rekindle_commit_seconds_count 5',
    ])
      expect(text).toContain(`\n${line}\n`)
  })
})
