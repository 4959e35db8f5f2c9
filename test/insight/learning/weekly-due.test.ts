/** The two things that are done weekly, by what they leave behind themselves. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../../functions/domain/time.ts'
import {
  buildDueRecommendations,
  builtFacts,
} from '../../../functions/insight/learning/build-due-recommendations.ts'
import { fitDueModels, fitFacts } from '../../../functions/insight/learning/fit-due-models.ts'
import { loadNeighbours, loadPopular } from '../../../functions/store/counted-items.ts'
import { customerKey, linesSort, orderSort } from '../../../functions/store/keys.ts'
import { addShop, loadShop } from '../../../functions/store/shops.ts'
import { days, NOON, order, settings } from '../../support/given.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

let store: TemporaryTable
let logged: object[]
const { shop, policy } = settings()
beforeEach(async () => {
  store = temporaryTable()
  logged = []
  await addShop(store.table, shop, policy)
  const bought = Array.from({ length: 30 }, (_, i) => {
    const pk = customerKey('acme', `c-${i}`)
    const { orderId, ...logged } = order(`o-${i}`, NOON - days(i + 1))
    const lines = [{ sku: 'tea' }, { sku: 'cup' }]
    return [
      { put: { pk, sk: orderSort(orderId), ...logged } },
      { put: { pk, sk: linesSort(orderId), lines, paidAt: logged.paidAt, updatedAt: NOON } },
    ]
  })
  await store.table.write(bought.flat())
})
afterEach(() => store.stop())

const ports = (at: number, remaining = HOUR_MS) => ({
  table: store.table,
  now: () => at,
  remainingMs: () => remaining,
  onFailure: (_: string, error: unknown) => {
    throw error
  },
})
const fitDue = (at: number) =>
  fitDueModels({ ...ports(at), onFitted: (id, fitted) => logged.push(fitFacts(id, fitted)) })
const buildDue = (at: number) =>
  buildDueRecommendations({
    ...ports(at),
    onBuilt: (id, built) => logged.push(builtFacts(id, built)),
  })

describe('the model of a shop', () => {
  it('is fitted from all its customers, and again when a week is over', async () => {
    for (const day of [0, 1, 6, 7, 8, 14]) await fitDue(NOON + days(day))
    expect(logged).toHaveLength(3)
    expect(logged[0]).toEqual({
      shop: 'acme',
      version: 1,
      verdict: expect.any(String),
      reasons: expect.any(String),
      customers: 30,
      complete: 'true',
    })
    const models = (await loadShop(store.table, 'acme'))?.settings.models
    expect(models?.map(({ version }) => version)).toEqual([1, 2, 3])
  })
})

describe('the model of a shop that opened without customers', () => {
  it('is tried again the next day, until there are customers to learn from', async () => {
    await addShop(store.table, { ...shop, id: 'young' }, policy)
    for (const day of [0, 1, 2]) await fitDue(NOON + days(day))
    const { pk, ...fields } = { pk: customerKey('young', 'c-1'), ...order('o-1', NOON) }
    await store.table.write([{ put: { pk, sk: orderSort('o-1'), ...fields } }])
    for (const day of [3, 4, 5, 6]) await fitDue(NOON + days(day))
    const young = logged.filter((facts) => 'shop' in facts && facts.shop === 'young')
    expect(young).toMatchObject([
      { reasons: 'no-customers' },
      { reasons: 'no-customers' },
      { reasons: 'no-customers' },
      { verdict: 'doubtful', customers: 1 },
    ])
  })
})

describe('what a shop recommends', () => {
  it('is counted, and again when a week is over', async () => {
    for (const day of [0, 1, 6, 7, 8, 14]) await buildDue(NOON + days(day))
    expect(logged).toHaveLength(3)
    expect(logged[0]).toMatchObject({
      shop: 'acme',
      complete: 'true',
      baskets: 30,
      items: 2,
      withNeighbours: 2,
    })
    expect((await loadNeighbours(store.table, 'acme', 'tea')).map(({ sku }) => sku)).toEqual([
      'cup',
    ])
    expect((await loadPopular(store.table, 'acme'))?.builtAt).toBe(NOON + days(14))
  })

  it('is due again if counting was cut short', async () => {
    const dying = {
      ...ports(NOON),
      table: { ...store.table, write: () => Promise.reject(new Error('power lost')) },
      onFailure: () => {},
      onBuilt: () => {},
    }
    expect(await buildDueRecommendations(dying)).toEqual({ done: 0, failed: 1, left: 0 })
    expect(await buildDue(NOON + HOUR_MS)).toEqual({ done: 1, failed: 0, left: 0 })
  })
})
