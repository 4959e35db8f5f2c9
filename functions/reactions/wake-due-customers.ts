/** Time passing: decides for every customer whose instant has come, and for nobody else. */
import type { Instant } from '../domain/time.ts'
import type { CustomerKey } from '../store/keys.ts'
import { type Table, WAKE_SHARDS } from '../store/table.ts'

export type WakePorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** Hears of a customer whose reaction failed; the others go on. */
  readonly onFailure: (key: CustomerKey, error: unknown) => Promise<void>
  /** Whether there is time left to take on more. */
  readonly mayGoOn: () => boolean
}

const SHARDS_AT_A_TIME = 8
const CUSTOMERS_AT_A_TIME = 25

/**
 * Wakes everyone due by now, shard by shard, the longest due first.
 *
 * @returns how many customers were decided for
 */
export async function wakeDueCustomers(ports: WakePorts): Promise<number> {
  const until = ports.now()
  const shards = Array.from({ length: WAKE_SHARDS }, (_, shard) => shard)
  const worker = async (): Promise<number> => {
    let woken = 0
    for (let shard = shards.pop(); shard !== undefined; shard = shards.pop())
      woken += await wakeShard(shard, until, ports)
    return woken
  }
  const counts = await Promise.all(Array.from({ length: SHARDS_AT_A_TIME }, worker))
  return counts.reduce((sum, woken) => sum + woken, 0)
}

async function wakeShard(shard: number, until: Instant, ports: WakePorts): Promise<number> {
  const tried = new Set<string>()
  let woken = 0
  while (ports.mayGoOn()) {
    const page = await ports.table.due(shard, until, tried.size + CUSTOMERS_AT_A_TIME)
    // A key that stays in the index although it was tried belongs to a reaction that failed.
    const keys = page.map(({ pk }) => pk as CustomerKey).filter((key) => !tried.has(key))
    if (keys.length === 0) return woken
    const decided = await Promise.all(keys.map((key) => isDecided(key, ports)))
    for (const key of keys) tried.add(key)
    woken += decided.filter(Boolean).length
  }
  return woken
}

const isDecided = (key: CustomerKey, { react, onFailure }: WakePorts): Promise<boolean> =>
  react(key).then(
    () => true,
    async (error) => {
      await onFailure(key, error)
      return false
    },
  )
