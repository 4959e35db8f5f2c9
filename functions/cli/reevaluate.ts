/** Re-evaluates many customers, as several verbs do last: with progress, and at a steady pace. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { OnNotUnderstood } from '../pipeline/decisions/not-understood.ts'
import { reactToCustomer } from '../pipeline/reactions/react-to-customer.ts'
import {
  type Pass,
  type PassPorts,
  reactToEach,
  redecideShop,
} from '../pipeline/reactions/redecide-shop.ts'
import { makeShopCache } from '../runtimes/shop-cache.ts'
import { failureName } from '../store/failure.ts'
import type { CustomerKey } from '../store/keys.ts'
import { Failure } from './failure.ts'
import { type Store, shopIn } from './open-store.ts'
import { makeProgress } from './progress.ts'
import { untilSettingsApply } from './settings-delay.ts'
import type { Io } from './verb.ts'

/**
 * Re-evaluates every customer last decided by former settings, once no process uses those any more.
 *
 * @returns how many
 * @throws Failure if some could not be re-evaluated
 */
export async function reevaluateShop(store: Store, shop: string, io: Io): Promise<number> {
  const { settings } = await shopIn(store, shop)
  await untilSettingsApply(store, settings.shop.openedAt !== undefined)
  return pass(store, io, (ports) => redecideShop(shop, store.table, ports))
}

/** Re-evaluates each of these customers once, who then wait for no reaction. */
export const reevaluateEach = (
  store: Store,
  keys: AsyncIterable<CustomerKey>,
  io: Io,
): Promise<number> => pass(store, io, (ports) => reactToEach(keys, ports))

async function pass(
  store: Store,
  io: Io,
  run: (ports: PassPorts) => Promise<Pass>,
): Promise<number> {
  const progress = makeProgress(io)
  const problems = new Map<string, number>()
  const unknown = new Set<string>()
  const { decided, failed } = await run({
    react: reactor(store, io, (_key, what) => {
      for (const text of what) unknown.add(text)
    }),
    ...(Number.isFinite(store.decisionsPerSecond) && {
      pace: paced(store.decisionsPerSecond, io.now),
    }),
    onProgress: (count) => progress.show(io.words.progress.reevaluated(count)),
    onFailure(_key, error) {
      const kind = failureName(error)
      problems.set(kind, (problems.get(kind) ?? 0) + 1)
    },
  })
  progress.done()
  if (unknown.size > 0) throw new Failure((w) => w.failures.notUnderstood([...unknown].join(', ')))
  if (failed === 0) return decided
  const kinds = [...problems].map(([kind, times]) => `${kind} (${times})`).join(', ')
  throw new Failure((w) => w.failures.someFailed(failed, decided + failed, kinds))
}
function reactor(
  { table, needsDomainCheck, react }: Store,
  { now }: Io,
  onNotUnderstood: OnNotUnderstood,
): PassPorts['react'] {
  const shops = makeShopCache(table, now, { needsDomainCheck })
  return (key) =>
    react(key, (isToFacts) => {
      const settings = isToFacts ? shops.settingsAfterFact : shops.settings
      return reactToCustomer(key, { table, settings, now, onNotUnderstood })
    })
}

/** Lets this many through each second, evenly. */
export function paced(perSecond: number, now: Io['now']): () => Promise<void> {
  let turn = now()
  return async () => {
    turn = Math.max(turn + 1_000 / perSecond, now())
    await sleep(turn - now())
  }
}
