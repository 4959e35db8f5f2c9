import type { Context } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RULES_VERSION } from '../../../functions/domain/rules-version.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import { makeFollowUpgradeHandler } from '../../../functions/pipeline/reactions/follow-upgrade.handler.ts'
import { FORMAT, loadDeployment, noteDeployment } from '../../../functions/store/format.ts'
import { shopKey } from '../../../functions/store/keys.ts'
import { loadReevaluation } from '../../../functions/store/shop-upgrade.ts'
import { addShop, changeShop, loadShop } from '../../../functions/store/shops.ts'
import { decidedShop } from '../../support/decided-shop.ts'
import { NOON, order, policy, settings } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

const END_OF_DEPLOYMENT = { source: 'aws.cloudformation' }
const BY_SCHEDULE = { source: 'aws.scheduler' }
const OTHER_RULES = RULES_VERSION + 1

describe('What follows a deployment', () => {
  let store: TemporaryTable
  let clock: number
  let remainingMs: number
  let seen: string[]
  beforeEach(async () => {
    store = temporaryTable()
    clock = NOON
    remainingMs = 900_000
    seen = []
    await addShop(store.table, settings().shop, policy())
    await changeShop(store.table, 'acme', () => ({ rules: { rulesVersion: OTHER_RULES } }))
    const shop = decidedShop(store.table)
    await shop.record('ann', { orders: [order('o-1', NOON)] })
    await shop.react('ann')
  })
  afterEach(() => store.stop())

  const run = (event: object | undefined) => {
    const shop = decidedShop(store.table)
    const handler = makeFollowUpgradeHandler({
      ...{ table: store.table, now: () => clock },
      react: (key) => shop.react(key.slice('acme/'.length)),
      onRulesChanged: () => seen.push('changed'),
      onReevaluated: (_shop, { status }) => seen.push(status),
      onNotDeployed: () => seen.push('not deployed'),
      onFailure: () => seen.push('failed'),
    })
    return handler(event, { getRemainingTimeInMillis: () => remainingMs } as Context)
  }
  const rulesNow = async () => (await loadShop(store.table, 'acme'))?.settings

  it('waits for the end of the deployment, and ten minutes more for what is still to be decided', async () => {
    await run(BY_SCHEDULE)
    expect(seen).toEqual(['not deployed'])
    await run(END_OF_DEPLOYMENT)
    expect(await loadDeployment(store.table)).toEqual({
      ...{ format: FORMAT, rulesVersion: RULES_VERSION, at: NOON },
    })
    clock += 9 * MINUTE_MS
    await run(BY_SCHEDULE)
    expect(await rulesNow()).toMatchObject({ rulesVersion: OTHER_RULES })
    clock += MINUTE_MS
    await run(BY_SCHEDULE)
    expect(await rulesNow()).toMatchObject({ rulesSince: NOON })
    expect(seen).toEqual(['not deployed', 'changed', 'done'])
    await run(BY_SCHEDULE)
    expect(seen).toHaveLength(3)
  })

  it('does not begin by a function that was updated before the deployment was complete', async () => {
    await noteDeployment(store.table, { format: 1, rulesVersion: OTHER_RULES, at: NOON })
    clock += 60 * MINUTE_MS
    await run(BY_SCHEDULE)
    expect(seen).toEqual(['not deployed'])
    expect(await rulesNow()).toMatchObject({ rulesVersion: OTHER_RULES })
  })

  it('stops before its time is over, and the next run continues', async () => {
    await run(END_OF_DEPLOYMENT)
    clock += 15 * MINUTE_MS
    remainingMs = 1_000
    await run(BY_SCHEDULE)
    expect(seen).toEqual([])
    remainingMs = 900_000
    await run(BY_SCHEDULE)
    expect(seen).toEqual(['changed', 'done'])
    expect(await loadReevaluation(store.table, 'acme')).toMatchObject({ status: 'done' })
  })

  it('raises the alarm for a shop that it cannot read, once the others are done', async () => {
    await addShop(store.table, { ...settings().shop, id: 'zoo' }, policy())
    await store.table.write([{ put: { pk: shopKey('acme'), sk: 'shop', v: 99 } }])
    await expect(run(BY_SCHEDULE)).rejects.toThrow('shops that failed: 1')
    expect(seen).toEqual(['failed'])
  })
})
