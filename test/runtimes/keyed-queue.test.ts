import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type KeyedQueueOptions,
  makeKeyedQueue,
} from '../../functions/runtimes/one-machine/keyed-queue.ts'

/** Work that a test ends when it likes. */
function slowWork() {
  const started: string[] = []
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()
  return {
    started,
    work: (key: string) => {
      started.push(key)
      return new Promise<void>((resolve, reject) => ends.set(key, { resolve, reject }))
    },
    end: (key: string) => ends.get(key)?.resolve(),
    fail: (key: string) => ends.get(key)?.reject(new Error(`no ${key}`)),
  }
}

const queueOf = (options: Partial<KeyedQueueOptions<string>>) =>
  makeKeyedQueue<string>({ work: async () => {}, atATime: 10, onFailure: () => {}, ...options })

const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('work by key', () => {
  it('never runs twice at a time for one key, and again if requested in the meantime', async () => {
    const { work, started, end } = slowWork()
    const queue = queueOf({ work })
    queue.add('a')
    queue.add('a')
    queue.add('a')
    expect(started).toEqual(['a'])
    end('a')
    await settled()
    expect(started).toEqual(['a', 'a'])
    end('a')
    await settled()
    expect(queue.size()).toBe(0)
    expect(started).toHaveLength(2)
  })

  it('that waits is asked for once, however often', async () => {
    const { work, started, end } = slowWork()
    const queue = queueOf({ work, atATime: 1 })
    for (const key of ['a', 'b', 'b', 'b']) queue.add(key)
    expect(queue.size()).toBe(2)
    end('a')
    await settled()
    end('b')
    await queue.idle()
    expect(started).toEqual(['a', 'b'])
  })

  it('goes on for other keys side by side, so many at a time and no more', async () => {
    const { work, started, end } = slowWork()
    const queue = queueOf({ work, atATime: 3 })
    for (const key of ['a', 'b', 'c', 'd', 'e']) queue.add(key)
    expect(started).toEqual(['a', 'b', 'c'])
    end('b')
    await settled()
    expect(started).toEqual(['a', 'b', 'c', 'd'])
    expect(queue.size()).toBe(4)
  })

  it('that fails is reported and tried again, later each time, up to a minute', async () => {
    const failures: string[] = []
    let attempts = 0
    const queue = queueOf({
      work: async () => {
        attempts++
        throw new Error('no')
      },
      onFailure: (key, error) => failures.push(`${key}: ${(error as Error).message}`),
    })
    queue.add('a')
    await settled()
    expect(failures).toEqual(['a: no'])
    const waits: number[] = []
    for (let i = 0; i < 12; i++) {
      const [before, from] = [attempts, Date.now()]
      await vi.advanceTimersToNextTimerAsync()
      expect(attempts).toBe(before + 1)
      waits.push(Date.now() - from)
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits.at(-1)).toBe(60_000)
  })

  it('that succeeds after failures begins with short waits again', async () => {
    let fails = true
    const queue = queueOf({
      work: () => (fails ? Promise.reject(new Error('no')) : Promise.resolve()),
    })
    const waitOf = async () => {
      const from = Date.now()
      await vi.advanceTimersToNextTimerAsync()
      return Date.now() - from
    }
    queue.add('a')
    await settled()
    const first = await waitOf()
    const second = await waitOf()
    fails = false
    await waitOf()
    fails = true
    queue.add('a')
    await settled()
    expect(second).toBeGreaterThan(first)
    expect(await waitOf()).toBe(first)
  })

  it('that throws before it promises anything fails like any other', async () => {
    const failures: unknown[] = []
    const queue = queueOf({
      work: () => {
        throw new Error('at once')
      },
      onFailure: (key) => failures.push(key),
    })
    queue.add('a')
    await queue.idle()
    expect(failures).toEqual(['a'])
  })

  it('lets no failing key hold up the others', async () => {
    const done: string[] = []
    const queue = queueOf({
      atATime: 1,
      work: async (key) => {
        if (key === 'bad') throw new Error('no')
        done.push(key)
      },
    })
    for (const key of ['bad', 'a', 'bad', 'b']) queue.add(key)
    await queue.idle()
    expect(done).toEqual(['a', 'b'])
  })
})

describe('a queue', () => {
  it('is idle at once if there is nothing, and after the last of what there was', async () => {
    const { work, end } = slowWork()
    const queue = queueOf({ work, atATime: 1 })
    await queue.idle()
    queue.add('a')
    queue.add('b')
    let isIdle = false
    void queue.idle().then(() => {
      isIdle = true
    })
    end('a')
    await settled()
    expect(isIdle).toBe(false)
    end('b')
    await settled()
    expect(isIdle).toBe(true)
  })

  it('that stops lets what runs finish, starts nothing more, and tries nothing again', async () => {
    const { work, started, end, fail } = slowWork()
    const queue = queueOf({ work, atATime: 2 })
    for (const key of ['a', 'b', 'c']) queue.add(key)
    let isStopped = false
    void queue.stop().then(() => {
      isStopped = true
    })
    queue.add('d')
    end('a')
    await settled()
    expect(isStopped).toBe(false)
    fail('b')
    await settled()
    expect(isStopped).toBe(true)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(started).toEqual(['a', 'b'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that stops while a key waits for its next try forgets that try', async () => {
    let attempts = 0
    const queue = queueOf({
      work: async () => {
        attempts++
        throw new Error('no')
      },
    })
    queue.add('a')
    await settled()
    await queue.stop()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(attempts).toBe(1)
  })
})
