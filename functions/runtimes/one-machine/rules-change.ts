/**
 * What follows when a build with other rules takes over a store: its shops are put on them, and
 * their customers re-evaluated in the background, in the time that the shops' own work leaves.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { isOnTheseRules, RULES_VERSION } from '../../domain/rules-version.ts'
import { type Instant, MINUTE_MS } from '../../domain/time.ts'
import { adoptRules, continueReevaluation } from '../../pipeline/reactions/adopt-rules.ts'
import type { Reaction } from '../../pipeline/reactions/react-to-customer.ts'
import { reactToEach } from '../../pipeline/reactions/redecide-shop.ts'
import { reportedFailure } from '../../store/failure.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { listShops, loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import type { Log } from '../log.ts'

export type RulesChangePorts = {
  readonly table: Table
  readonly now: () => Instant
  readonly log: Log
  /** Decides for a customer whose facts wait for their reaction, and clears the mark. */
  readonly reactToFacts: (key: CustomerKey) => Promise<unknown>
  /** Decides for a customer without a new fact. */
  readonly react: (key: CustomerKey) => Promise<Reaction>
  /** Whether so much waits that the re-evaluation waits too. */
  readonly isBusy: () => boolean
}

const CUSTOMERS_AT_A_TIME = 16
const WAIT_WHILE_BUSY_MS = 50
const MOST_ATTEMPTS = 5
const BETWEEN_ATTEMPTS_MS = 1_000
const TRY_AGAIN_AFTER_MS = 15 * MINUTE_MS

/**
 * @param left the customers whose facts an earlier process left without a reaction
 * @returns a function that ends it; the next start continues
 */
export function followRulesChange(
  left: readonly CustomerKey[],
  ports: RulesChangePorts,
): { readonly stop: () => Promise<void> } {
  const { log, now } = ports
  const since = now()
  const stopping = new AbortController()
  const isRunning = () => !stopping.signal.aborted

  async function run(): Promise<void> {
    while (isRunning()) {
      const isDone = await followOnce(left, since, ports, isRunning).catch((error) => {
        log('error', 'rules-change-failed', reportedFailure(error))
        return false
      })
      if (isDone) return
      await sleep(TRY_AGAIN_AFTER_MS, undefined, { signal: stopping.signal, ref: false }).catch(
        () => undefined,
      )
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** @returns whether nothing is left to do */
async function followOnce(
  left: readonly CustomerKey[],
  since: Instant,
  ports: RulesChangePorts,
  isRunning: () => boolean,
): Promise<boolean> {
  const { table, now, log, react } = ports
  const shops = await listShops(table)
  const loaded = await Promise.all(shops.map((shop) => loadShop(table, shop)))
  if (loaded.some((one) => one && !isOnTheseRules(one.settings))) await reactFirst(left, ports)
  let isDone = isRunning()
  for (const shop of shops) {
    if (!isRunning()) return false
    if (await adoptRules(shop, table, since))
      log('info', 'rules-changed', { shop, rulesVersion: RULES_VERSION })
    const found = await continueReevaluation(shop, {
      ...{ table, now, react, mayGoOn: isRunning, atATime: CUSTOMERS_AT_A_TIME },
      async pace() {
        while (ports.isBusy() && isRunning()) await sleep(WAIT_WHILE_BUSY_MS)
      },
      onFailure: (customer, error) =>
        log('error', 'reevaluation-failed', { customer, ...reportedFailure(error) }),
    })
    if (!found) continue
    const { status, decided, changedClass } = found
    log('info', 'customers-reevaluated', { shop, status, decided, changedClass })
    isDone &&= status === 'done'
  }
  return isDone
}

/**
 * A purchase that was accepted before keeps its journey. One whose reaction keeps failing must not
 * keep the shop from its rules: it is reported, and retried as ever.
 */
async function reactFirst(
  left: readonly CustomerKey[],
  { reactToFacts, log }: RulesChangePorts,
): Promise<void> {
  let waiting = left
  for (let attempt = 1; waiting.length > 0; attempt++) {
    const failed: CustomerKey[] = []
    await reactToEach(each(waiting), {
      react: reactToFacts,
      onFailure(customer, error) {
        failed.push(customer)
        if (attempt === MOST_ATTEMPTS)
          log('error', 'reaction-failed', { customer, ...reportedFailure(error) })
      },
    })
    if (attempt === MOST_ATTEMPTS) return
    waiting = failed
    if (failed.length > 0) await sleep(BETWEEN_ATTEMPTS_MS)
  }
}

async function* each(keys: readonly CustomerKey[]): AsyncIterable<CustomerKey> {
  yield* keys
}
