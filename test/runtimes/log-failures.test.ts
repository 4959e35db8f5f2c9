import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '../../functions/domain/time.ts'
import { type FailureLog, logFailures } from '../../functions/runtimes/one-machine/log-failures.ts'

const NOON = Date.UTC(2026, 6, 28, 12)
const FULL = { problem: 'SQLITE_FULL (13): database or disk is full', cause: 'disk-full' }

describe('a failure that goes on', () => {
  let lines: object[]
  let isReady: boolean
  let failures: FailureLog
  beforeEach(() => {
    vi.useFakeTimers({ now: NOON })
    lines = []
    isReady = false
    failures = logFailures({
      log: (level, event, facts) => lines.push({ level, event, ...facts }),
      now: Date.now,
      isReady: async () => isReady,
    })
  })
  afterEach(() => {
    failures.stop()
    vi.useRealTimers()
  })

  const refuse = (times: number) => {
    for (let i = 0; i < times; i++) failures.log('error', 'request-failed', FULL)
  }
  const taken = () => lines.splice(0)

  it('is logged when it begins, counted once a minute, and logged when it ends', async () => {
    refuse(1_000)
    failures.log('error', 'reaction-failed', { customer: 'tea/17', ...FULL })
    expect(taken()).toEqual([
      { level: 'error', event: 'request-failed', ...FULL },
      { level: 'error', event: 'reaction-failed', customer: 'tea/17', ...FULL },
    ])
    await vi.advanceTimersByTimeAsync(30 * SECOND_MS)
    refuse(500)
    await vi.advanceTimersByTimeAsync(30 * SECOND_MS)
    const since = '2026-07-28T12:00:00.000Z'
    expect(taken()).toEqual([
      {
        level: 'error',
        event: 'failure-continues',
        cause: 'disk-full',
        since,
        'request-failed': 1_499,
      },
    ])
    // Quiet, and not ready: no request came that could have failed.
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
    expect(taken()).toEqual([])
    isReady = true
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(taken()).toEqual([
      {
        level: 'info',
        event: 'failure-ended',
        ...{ cause: 'disk-full', since, until: '2026-07-28T12:00:30.000Z' },
        ...{ 'request-failed': 1_500, 'reaction-failed': 1 },
      },
    ])
    expect(vi.getTimerCount()).toBe(0)
    refuse(1)
    expect(taken()).toHaveLength(1)
  })

  it('loses no count when the server stops', () => {
    refuse(3)
    failures.stop()
    expect(taken()[1]).toMatchObject({ event: 'failure-continues', 'request-failed': 2 })
  })

  it('is kept apart by its cause, and every line without one is logged', () => {
    failures.log('error', 'request-failed', FULL)
    failures.log('error', 'request-failed', { ...FULL, cause: 'locked' })
    for (let i = 0; i < 3; i++) {
      failures.log('error', 'request-failed', { problem: 'TypeError' })
      failures.log('info', 'store-migrated', { cause: 'disk-full' })
    }
    expect(taken()).toHaveLength(8)
  })
})
