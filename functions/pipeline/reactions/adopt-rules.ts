/**
 * Moves a shop to the rules of this build, once an upgrade or a rollback is complete:
 *
 * 1. What happened before `since` starts nothing any more. Facts that were accepted earlier and wait
 *    for their reaction are decided first, by the caller.
 * 2. Then every customer who was decided for by other rules is re-evaluated: classes move and
 *    journeys end. The pass notes how far it is in the shop's partition, and can be continued.
 */
import { isOnTheseRules, RULES_VERSION } from '../../domain/rules-version.ts'
import type { Instant } from '../../domain/time.ts'
import type { Reevaluation } from '../../store/codecs/shop-rows.ts'
import { FORMAT_OF_IDENTITY } from '../../store/identity.ts'
import { claimAddress } from '../../store/join-customers.ts'
import type { CustomerKey } from '../../store/keys.ts'
import { formatOfShop, loadReevaluation, reevaluationRow } from '../../store/shop-upgrade.ts'
import { changeShop, loadShop } from '../../store/shops.ts'
import type { Table } from '../../store/table.ts'
import { customersToJoin } from '../identity/join-known.ts'
import type { Reaction } from './react-to-customer.ts'
import { type Pass, type PassPorts, reactToEach, redecideShop } from './redecide-shop.ts'

/**
 * Puts the shop on the rules of this build; safe to repeat.
 *
 * @returns whether it was on others
 * @throws if a row of the shop cannot be read, or the store fails
 * @example if (await adoptRules('acme', table, now())) log('info', 'rules-changed', { shop })
 */
export async function adoptRules(shop: string, table: Table, since: Instant): Promise<boolean> {
  const loaded = await loadShop(table, shop)
  if (!loaded || isOnTheseRules(loaded.settings)) return false
  const before = await loadReevaluation(table, shop)
  const reevaluation: Reevaluation = {
    ...(before?.status === 'running' && before.joins && { joins: true }),
    ...{ rulesVersion: RULES_VERSION, status: 'running', decided: 0, changedClass: 0 },
    ...{ startedAt: since, updatedAt: since },
  }
  await changeShop(table, shop, ({ settings: { rulesSince = since } }) => ({
    rules: { rulesVersion: RULES_VERSION, rulesSince: Math.max(rulesSince, since) },
    rows: [reevaluationRow(shop, reevaluation)],
  }))
  return true
}

export type ReevaluatePorts = Omit<PassPorts, 'react' | 'onProgress'> & {
  readonly table: Table
  readonly now: () => Instant
  readonly react: (key: CustomerKey) => Promise<Reaction>
}

/**
 * Re-evaluates the customers whom the last change of the rules has left, or begins where an earlier
 * run stopped.
 *
 * @returns how far it is now; undefined if nothing is left to do for these rules
 * @throws if the shop is unknown or the store fails
 * @example (await continueReevaluation('acme', ports))?.status // 'done'
 */
export async function continueReevaluation(
  shop: string,
  ports: ReevaluatePorts,
): Promise<Reevaluation | undefined> {
  const { table, now, react, ...pass } = ports
  const before = await loadReevaluation(table, shop)
  if (before?.status !== 'running' || before.rulesVersion !== RULES_VERSION) return undefined
  if (before.joins && (await formatOfShop(table, shop)) < FORMAT_OF_IDENTITY) return undefined
  let changedClass = 0
  const counting = {
    ...pass,
    async react(key: CustomerKey) {
      if (hasChangedClass(await react(key))) changedClass += 1
    },
  }
  const joined = before.joins ? await joinShop(shop, { ...counting, table, now }) : NOTHING
  const redecided = joined.wasEnded ? NOTHING : await redecideShop(shop, table, counting)
  const decided = joined.decided + redecided.decided
  const failed = joined.failed + redecided.failed
  const wasEnded = joined.wasEnded ?? redecided.wasEnded
  const after: Reevaluation = {
    ...before,
    status: failed === 0 && !wasEnded ? 'done' : 'running',
    updatedAt: now(),
    decided: before.decided + decided,
    changedClass: before.changedClass + changedClass,
  }
  await table.write([
    { put: reevaluationRow(shop, after), on: { equals: { startedAt: before.startedAt } } },
  ])
  return after
}

const NOTHING: Pass = { decided: 0, failed: 0 }

/** See pipeline/identity/join-known.ts. */
async function joinShop(
  shop: string,
  ports: PassPorts & Pick<ReevaluatePorts, 'table' | 'now'>,
): Promise<Pass> {
  const { table, now, react, ...pass } = ports
  const hashOf = new Map<CustomerKey, string>()
  async function* keys(): AsyncIterable<CustomerKey> {
    for await (const { key, addressHash } of customersToJoin(shop, table)) {
      hashOf.set(key, addressHash)
      yield key
    }
  }
  return reactToEach(keys(), {
    ...pass,
    async react(key) {
      const addressHash = hashOf.get(key)
      hashOf.delete(key)
      // First as they are, by which the process has seen the format as well.
      await react(key)
      if (addressHash !== undefined) await claimAddress(table, key, addressHash, now())
      await react(key)
    },
  })
}

/** Whether a decision moved the customer to another class. */
export const hasChangedClass = (reaction: Reaction): boolean =>
  'decision' in reaction &&
  reaction.classBefore !== undefined &&
  reaction.classBefore !== reaction.decision.assessment.class
