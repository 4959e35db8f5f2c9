/** Deciding anew for many customers, as several verbs end: with progress, and without haste. */
import { setTimeout as sleep } from 'node:timers/promises'
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
import type { Io } from './command.ts'
import { Failure } from './failure.ts'
import { type Store, shopIn } from './open-store.ts'
import { makeProgress } from './progress.ts'
import { untilHeard } from './until-heard.ts'
import { counted } from './words.ts'

/** On a deployed table, whose capacity belongs to the shop's own work first. */
const CUSTOMERS_A_SECOND = 200

/**
 * Decides for all whose settings are out of date, once nobody decides by the old ones any more.
 *
 * @throws Failure if some could not be decided for
 */
export async function decideAgain(store: Store, shop: string, io: Io): Promise<number> {
  const { settings } = await shopIn(store, shop)
  await untilHeard(store, settings.shop.openedAt !== undefined)
  return pass(store, io, (ports) => redecideShop(shop, store.table, ports))
}

/** Decides once for each of these customers, and forgets that they were waiting for it. */
export const decideForEach = (
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
  const { decided, failed } = await run({
    react: reactor(store, io),
    ...(!store.pending && { pace: paced(io.now) }),
    onProgress: (count) => progress.show(`${counted(count, 'customer')} decided for`),
    onFailure(_key, error) {
      const kind = failureName(error)
      problems.set(kind, (problems.get(kind) ?? 0) + 1)
    },
  })
  progress.done()
  if (failed === 0) return decided
  const kinds = [...problems].map(([kind, times]) => `${kind} (${times})`).join(', ')
  throw new Failure(
    `${counted(failed, 'customer')} of ${decided + failed} could not be decided for: ${kinds}. Run it again: those who were are left alone.`,
  )
}

/** Reacts, and takes the customer from those who wait for a reaction. */
function reactor({ table, pending }: Store, { now }: Io): PassPorts['react'] {
  // A deployed table is sent from by SES; whoever sends from a file decides once more at the door.
  const { settings } = makeShopCache(table, now, { needsDomainCheck: pending === undefined })
  return async (key) => {
    const mark = pending?.markOf(key)
    await reactToCustomer(key, { table, settings, now })
    if (mark && mark.mark > 0) await pending?.reacted([mark])
  }
}

/** Lets so many through each second, evenly. */
function paced(now: Io['now']): () => Promise<void> {
  let turn = now()
  return async () => {
    turn = Math.max(turn + 1_000 / CUSTOMERS_A_SECOND, now())
    await sleep(turn - now())
  }
}
