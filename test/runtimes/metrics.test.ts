import { describe, expect, it } from 'vitest'
import { makeHistogram } from '../../functions/runtimes/one-machine/histogram.ts'
import { metricsText } from '../../functions/runtimes/one-machine/metrics.ts'

const LINE =
  /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="([^"\\\n]|\\[\\"n])*"\})? (\d+(\.\d+)?(e[+-]\d+)?))$/

describe('the figures of a machine', () => {
  const commits = makeHistogram()
  for (const ms of [0.4, 3, 3, 900, 9_000]) commits.observe(ms)
  const text = metricsText({
    accepted: new Map([['order', 3]]),
    decided: new Map([['committed', 2]]),
    sent: new Map([['accepted', 1]]),
    queues: { reactions: 4, sends: 5 },
    messages: new Map([
      ['unknown', 2],
      ['claimed', 1],
      ['held', 7],
    ]),
    oldestWakeLagMs: 1_500,
    commitTimes: commits.counts(),
    ready: false,
    errors: new Map([['a "quoted"\nevent', 1]]),
  })

  it('are lines of the text format, each family with its kind', () => {
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(LINE)
    expect(text.endsWith('\n')).toBe(true)
  })

  it('count what was accepted, decided, sent, waits and is in doubt', () => {
    for (const line of [
      'rekindle_ready 0',
      'rekindle_facts_accepted_total{kind="order"} 3',
      'rekindle_decisions_total{outcome="committed"} 2',
      'rekindle_sends_total{outcome="accepted"} 1',
      'rekindle_messages{outcome="held"} 7',
      'rekindle_messages_in_doubt 3',
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
