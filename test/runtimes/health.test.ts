import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeHealthCheck } from '../../functions/runtimes/one-machine/health.ts'
import { StoreUnavailable } from '../../functions/store/failure-cause.ts'

const NOON = 1_796_000_000_000
const now = () => NOON + performance.now()

describe('the health of a machine', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], now: 0 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is ready where the store can be written, which is tried once a second at most', async () => {
    let writes = 0
    const { health } = makeHealthCheck(async () => void writes++, now)
    await Promise.all([health(), health(), health()])
    expect(await health()).toEqual({ ready: true })
    expect(writes).toBe(1)
    vi.advanceTimersByTime(1_000)
    await health()
    expect(writes).toBe(2)
  })

  it('names the cause and since when, and is ready again once a write succeeds', async () => {
    let write = () => Promise.reject<void>(new StoreUnavailable('disk-full'))
    const { health } = makeHealthCheck(() => write(), now)
    const first = { ready: false, cause: 'disk-full', since: now() }
    expect(await health()).toMatchObject(first)
    vi.advanceTimersByTime(60_000)
    expect(await health()).toMatchObject(first)
    write = async () => {}
    vi.advanceTimersByTime(1_000)
    expect(await health()).toEqual({ ready: true })
  })

  it('answers within two seconds while the store does not, with one write under way', async () => {
    let writes = 0
    let end = () => {}
    const hangs = () =>
      new Promise<void>((resolve) => {
        writes++
        end = resolve
      })
    const { health } = makeHealthCheck(hangs, now)
    const asked = health()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await asked).toMatchObject({ ready: false, cause: 'locked' })
    const again = health()
    await vi.advanceTimersByTimeAsync(500)
    expect(writes).toBe(1)
    expect(await again).toMatchObject({ ready: false, cause: 'locked' })
    end()
    await vi.advanceTimersByTimeAsync(500)
    expect(writes).toBe(1)
    const last = health()
    end()
    expect(await last).toEqual({ ready: true })
    expect(writes).toBe(2)
  })

  it('answers at once while one write goes on not being answered', async () => {
    const { health } = makeHealthCheck(() => new Promise(() => {}), now)
    const first = health()
    await vi.advanceTimersByTimeAsync(2_000)
    await first
    const again = health()
    await vi.advanceTimersByTimeAsync(1)
    expect(await Promise.race([again, 'waits'])).toMatchObject({ ready: false, cause: 'locked' })
  })

  it('does not recover from a damaged file because a write succeeds', async () => {
    const { health, note } = makeHealthCheck(async () => {}, now)
    note({ problem: 'SQLITE_BUSY (5): database is locked', cause: 'locked' })
    expect(await health()).toEqual({ ready: true })
    note({ problem: 'SQLITE_CORRUPT (11): database disk image is malformed', cause: 'corrupt' })
    vi.advanceTimersByTime(1_000)
    note({ problem: 'SQLITE_FULL (13): database or disk is full', cause: 'disk-full' })
    expect(await health()).toMatchObject({ ready: false, cause: 'corrupt' })
  })

  it('remembers for ten seconds that a disk was full: a small write may still fit', async () => {
    const { health, note } = makeHealthCheck(async () => {}, now)
    note({ problem: 'SQLITE_FULL (13): database or disk is full', cause: 'disk-full' })
    expect(await health()).toMatchObject({ ready: false, cause: 'disk-full' })
    vi.advanceTimersByTime(10_001)
    expect(await health()).toEqual({ ready: true })
  })
})
