/** Work by key: never two at a time for one key, and retried where it fails. */

export type KeyedQueue<K extends string> = {
  /** Asks for work on `key`. Where it already waits, that changes nothing; where it runs, it runs again. */
  readonly add: (key: K) => void
  /** How many keys wait or run. */
  readonly size: () => number
  /** Resolves when nothing waits or runs. */
  readonly idle: () => Promise<void>
  /** Lets what runs finish and starts nothing more. */
  readonly stop: () => Promise<void>
}

export type KeyedQueueOptions<K extends string> = {
  readonly work: (key: K) => Promise<unknown>
  readonly atATime: number
  readonly onFailure: (key: K, error: unknown) => void
}

const FIRST_RETRY_MS = 200
const LAST_RETRY_MS = 60_000

export function makeKeyedQueue<K extends string>(options: KeyedQueueOptions<K>): KeyedQueue<K> {
  const { work, atATime, onFailure } = options
  const waiting = new Set<K>()
  const running = new Set<K>()
  const askedAgain = new Set<K>()
  const failures = new Map<K, number>()
  const retries = new Set<NodeJS.Timeout>()
  let watchers: (() => void)[] = []
  let stopped = false

  async function run(key: K): Promise<void> {
    running.add(key)
    try {
      await work(key)
      failures.delete(key)
    } catch (error) {
      onFailure(key, error)
      retryLater(key)
    }
    running.delete(key)
    if (askedAgain.delete(key)) waiting.add(key)
    pump()
  }

  function retryLater(key: K): void {
    const failed = (failures.get(key) ?? 0) + 1
    failures.set(key, failed)
    const timer = setTimeout(
      () => {
        retries.delete(timer)
        add(key)
      },
      Math.min(FIRST_RETRY_MS * 2 ** (failed - 1), LAST_RETRY_MS),
    )
    if (stopped) clearTimeout(timer)
    else retries.add(timer)
  }

  function pump(): void {
    for (const key of waiting) {
      if (stopped || running.size >= atATime) break
      waiting.delete(key)
      void run(key)
    }
    if (running.size > 0 || (waiting.size > 0 && !stopped)) return
    for (const watcher of watchers) watcher()
    watchers = []
  }

  function add(key: K): void {
    if (running.has(key)) askedAgain.add(key)
    else waiting.add(key)
    pump()
  }

  const idle = () =>
    new Promise<void>((resolve) => {
      watchers.push(resolve)
      pump()
    })

  return {
    add,
    size: () => waiting.size + running.size,
    idle,
    stop() {
      stopped = true
      for (const timer of retries) clearTimeout(timer)
      return idle()
    },
  }
}
