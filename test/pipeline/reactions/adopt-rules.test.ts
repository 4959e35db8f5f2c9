import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RULES_VERSION } from '../../../functions/domain/rules-version.ts'
import { DAY_MS, HOUR_MS } from '../../../functions/domain/time.ts'
import {
  adoptRules,
  continueReevaluation,
} from '../../../functions/pipeline/reactions/adopt-rules.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { followRulesChange } from '../../../functions/runtimes/one-machine/rules-change.ts'
import { makeShopCache } from '../../../functions/runtimes/shop-cache.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import { type CustomerKey, shopKey } from '../../../functions/store/keys.ts'
import { loadReevaluation } from '../../../functions/store/shop-upgrade.ts'
import { addShop, campaignRow, changeShop, loadShop } from '../../../functions/store/shops.ts'
import { decidedShop, keyOf, welcome } from '../../support/decided-shop.ts'
import { consent, NOON, order, policy, settings } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'
import { understandsAll } from '../../support/understands-all.ts'

const OTHER_RULES = RULES_VERSION + 1

/**
 * Customers as a build with other rules left them: it took ann and bea for prospects, and so gave
 * them no journey.
 */
describe('A shop that was decided for by other rules', () => {
  let store: TemporaryTable
  let shop: ReturnType<typeof decidedShop>
  let clock: number
  beforeEach(async () => {
    store = temporaryTable()
    clock = NOON + DAY_MS
    shop = decidedShop(store.table)
    await addShop(store.table, settings().shop, policy({ quietHours: null }))
    await changeShop(store.table, 'acme', () => ({
      rows: [campaignRow('acme', welcome, { en: 'Welcome' })],
      rules: { rulesVersion: OTHER_RULES },
    }))
    for (const id of ['ann', 'bea', 'cem']) {
      await shop.recordConsenting(id, { orders: [order(`of ${id}`, NOON)] })
      shop.clock.now = NOON
      if (id === 'cem') await shop.react(id)
      else await putState(id, 'prospect')
    }
    await putState('cem', 'first-time')
  })
  afterEach(() => store.stop())

  async function putState(id: string, name: 'prospect' | 'first-time'): Promise<void> {
    const state = (await shop.load(id)).state
    await store.table.write([
      {
        put: {
          ...{ pk: keyOf(id), sk: 'state', class: name, purchases: 0, monetaryMinor: 0 },
          ...{ settingsVersion: 2, rulesVersion: OTHER_RULES, version: (state?.version ?? 0) + 1 },
        },
      },
    ])
  }

  const now = () => clock
  const shops = () => makeShopCache(store.table, now)
  const react = (key: CustomerKey) =>
    reactToCustomer(key, {
      ...{ table: store.table, now, ...understandsAll },
      settings: shops().settings,
    })
  const classOf = async (id: string) => (await loadCustomer(store.table, keyOf(id))).state?.class
  const journeysOf = async (id: string) => (await shop.load(id)).facts.journeys

  it('is put on these rules once, and its customers move without a journey for what was before', async () => {
    expect(await adoptRules('acme', store.table, clock)).toBe(true)
    expect(await adoptRules('acme', store.table, clock + 1)).toBe(false)
    expect((await loadShop(store.table, 'acme'))?.settings).toMatchObject({
      ...{ version: 3, rulesSince: clock },
    })
    const ports = { table: store.table, now, react, onFailure: () => {} }
    expect(await continueReevaluation('acme', ports)).toMatchObject({
      ...{ status: 'done', decided: 3, changedClass: 2 },
    })
    expect(await continueReevaluation('acme', ports)).toBeUndefined()
    expect(await classOf('ann')).toBe('first-time')
    expect(await journeysOf('ann')).toEqual([])
    expect(await journeysOf('cem')).toHaveLength(1)
    expect((await store.table.get({ pk: keyOf('ann'), sk: 'state' }))?.rulesVersion).toBe(
      RULES_VERSION === 1 ? undefined : RULES_VERSION,
    )
  })

  it('is continued where a run was ended, and again where a customer failed', async () => {
    await adoptRules('acme', store.table, clock)
    let asked = 0
    const ports = { table: store.table, now, react, onFailure: () => {}, atATime: 1 }
    expect(
      await continueReevaluation('acme', { ...ports, mayGoOn: () => ++asked <= 1 }),
    ).toMatchObject({ status: 'running', decided: 1 })
    const failing = { ...ports, react: () => Promise.reject(new Error('out of order')) }
    expect(await continueReevaluation('acme', failing)).toMatchObject({
      ...{ status: 'running', decided: 1 },
    })
    expect(await continueReevaluation('acme', ports)).toMatchObject({ status: 'done', decided: 3 })
    expect(await loadReevaluation(store.table, 'acme')).toMatchObject({ decided: 3 })
  })

  it('starts nothing old by a wake before it is on these rules, and what a new fact causes', async () => {
    await react(keyOf('ann'))
    expect(await journeysOf('ann')).toEqual([])
    const { settingsAfterFact } = shops()
    await reactToCustomer(keyOf('ann'), {
      ...{ table: store.table, now, settings: settingsAfterFact, ...understandsAll },
    })
    expect(await journeysOf('ann')).toHaveLength(1)
  })

  it('decides first on one machine what was accepted before, then follows in the background', async () => {
    await shop.record('dan', { orders: [order('of dan', NOON)], consents: [consent(0)] })
    const { settings: withheld, settingsAfterFact } = shops()
    const events: string[] = []
    const ports = { table: store.table, now, ...understandsAll }
    const change = followRulesChange([keyOf('dan')], {
      ...{ table: store.table, now, isBusy: () => false },
      log: (_level, event) => events.push(event),
      reactToFacts: (key) => reactToCustomer(key, { ...ports, settings: settingsAfterFact }),
      react: (key) => reactToCustomer(key, { ...ports, settings: withheld }),
    })
    await expect.poll(() => events).toEqual(['rules-changed', 'customers-reevaluated'])
    await change.stop()
    expect(await journeysOf('dan')).toHaveLength(1)
    expect(await journeysOf('ann')).toEqual([])
    expect(await classOf('ann')).toBe('first-time')
    // What happens from now on starts as ever.
    clock += HOUR_MS
    await shop.recordConsenting('eve', { orders: [order('of eve', clock)] })
    await react(keyOf('eve'))
    expect(await journeysOf('eve')).toHaveLength(1)
  })

  it('keeps what it is on when its settings change', async () => {
    await adoptRules('acme', store.table, clock)
    await changeShop(store.table, 'acme', () => ({ policy: policy({ dormantAfterDays: 30 }) }))
    const row = await store.table.get({ pk: shopKey('acme'), sk: 'shop' })
    expect(row).toMatchObject({ settingsVersion: 4, rulesSince: clock })
  })
})
