/** The passing of time: decides for exactly those customers whose wake is due. */
import { type Instant, MINUTE_MS } from '../../domain/time.ts'
import { encode } from '../../store/codecs/read-customer-rows.ts'
import { stateIn } from '../../store/erasure.ts'
import { type CustomerKey, STATE } from '../../store/keys.ts'
import { type Table, WAKE_SHARDS } from '../../store/table.ts'

export type WakePorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly react: (key: CustomerKey) => Promise<unknown>
  /** Called for a customer whose reaction failed; the others go on, even if this call fails. */
  readonly onFailure: (key: CustomerKey, error: unknown) => Promise<void>
  /**
   * Customers whose reaction failed and whose wake could not be moved, with the instant until which
   * they are left alone. The caller keeps it between runs, so that such a customer is not tried and
   * reported in every run.
   */
  readonly leftAlone?: Map<CustomerKey, Instant>
  /** Whether there is time left to take on more; asked before each group. */
  readonly mayGoOn: () => boolean
}

const SHARDS_AT_A_TIME = 8
const CUSTOMERS_AT_A_TIME = 25

/** How long a customer whose reaction failed is left alone by the timer. */
export const WAKE_AGAIN_AFTER_MS = 15 * MINUTE_MS

/**
 * Wakes everyone due by now, shard by shard, the longest due first. A wake always moves or drops
 * the key: where the reaction fails, the key moves by `WAKE_AGAIN_AFTER_MS`.
 *
 * @returns how many customers were decided for
 * @throws at the end of the run, if `onFailure` failed on the way
 */
export async function wakeDueCustomers(ports: WakePorts): Promise<number> {
  const until = ports.now()
  const unreported: unknown[] = []
  const onFailure: WakePorts['onFailure'] = (key, error) =>
    ports.onFailure(key, error).catch((why) => {
      unreported.push(why)
    })
  const shards = Array.from({ length: WAKE_SHARDS }, (_, shard) => shard)
  const worker = async (): Promise<number> => {
    let woken = 0
    for (let shard = shards.pop(); shard !== undefined; shard = shards.pop())
      woken += await wakeShard(shard, until, { ...ports, onFailure })
    return woken
  }
  const counts = await Promise.all(Array.from({ length: SHARDS_AT_A_TIME }, worker))
  if (unreported.length > 0) throw unreported[0]
  return counts.reduce((sum, woken) => sum + woken, 0)
}

async function wakeShard(shard: number, until: Instant, ports: WakePorts): Promise<number> {
  const tried = new Set<string>()
  let [woken, stillThere] = [0, 0]
  while (ports.mayGoOn()) {
    const limit = stillThere + CUSTOMERS_AT_A_TIME
    const page = await ports.table.due(shard, until, limit)
    // A key that was tried may still be read: an index lags, and a failed key may not have moved.
    const keys = page
      .map(({ pk }) => pk as CustomerKey)
      .filter((key) => !tried.has(key) && (ports.leftAlone?.get(key) ?? 0) <= until)
    stillThere = page.length - keys.length
    if (keys.length === 0 && page.length < limit) return woken
    const group = keys.slice(0, CUSTOMERS_AT_A_TIME)
    const decided = await Promise.all(group.map((key) => isDecided(key, until, ports)))
    for (const key of group) tried.add(key)
    woken += decided.filter(Boolean).length
  }
  return woken
}

async function isDecided(key: CustomerKey, until: Instant, ports: WakePorts): Promise<boolean> {
  try {
    await ports.react(key)
    return true
  } catch (error) {
    await ports.onFailure(key, error)
    // Where not even this can be written, the key stays, and a later run tries again.
    await moveWake(key, until, ports).catch(() => leaveAlone(key, ports))
    return false
  }
}

/** Forgotten when there are too many: then each run tries them again. */
const MOST_LEFT_ALONE = 10_000

function leaveAlone(key: CustomerKey, { leftAlone, now }: WakePorts): void {
  if (leftAlone && leftAlone.size >= MOST_LEFT_ALONE) leftAlone.clear()
  leftAlone?.set(key, now() + WAKE_AGAIN_AFTER_MS)
}

/** Moves the wake of a customer for whom there was no decision in the meantime. */
async function moveWake(key: CustomerKey, until: Instant, ports: WakePorts): Promise<void> {
  const rows = await ports.table.query(key, { prefix: STATE })
  const state = stateIn(rows)
  if (state?.wakeAt === undefined || state.wakeAt > until) return
  const wakeAt = ports.now() + WAKE_AGAIN_AFTER_MS
  // A version of its own, so that no decision which loaded before is committed over the wake.
  await ports.table.write([
    {
      put: encode('state', key, { ...state, wakeAt, version: state.version + 1 }),
      on: { equals: { version: state.version } },
    },
  ])
}
