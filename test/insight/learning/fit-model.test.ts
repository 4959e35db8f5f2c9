import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exponential, randomOf } from '../../../functions/demo/random.ts'
import { unknownCustomer } from '../../../functions/domain/customer.ts'
import { expectedSpend } from '../../../functions/domain/models/gamma-gamma.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { fitModel, TooSmallSample } from '../../../functions/insight/learning/fit-model.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { addShop, loadShop } from '../../../functions/store/shops.ts'
import { days, NOON, order, settings } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

let store: ReturnType<typeof temporaryTable>
const { shop, policy } = settings()
beforeEach(async () => {
  store = temporaryTable()
  await addShop(store.table, shop, policy)
})
afterEach(() => store.stop())

/** A customer who bought on these days of the last 300, without a profile. */
const buyer = (id: string, on: readonly number[]): LoadedCustomer => ({
  key: customerKey('acme', id),
  facts: {
    ...unknownCustomer('acme', id),
    orders: on.map((day) => order(`${id} ${day}`, NOON - days(300 - day))),
  },
  lifecycle: [],
  notUnderstood: [],
})

async function* each(customers: readonly LoadedCustomer[]) {
  yield* customers
}

/** Everyone buys at a rate of their own, and after each purchase some leave permanently. */
function simulatedBuyers(count: number): LoadedCustomer[] {
  const random = randomOf('buyers')
  return Array.from({ length: count }, (_, i) => {
    const gap = 8 + 60 * random()
    const bought = [Math.floor(100 * random())]
    while (random() > 0.25) {
      const next = (bought.at(-1) ?? 0) + exponential(random, gap)
      if (next > 299) break
      bought.push(Math.floor(next))
    }
    return buyer(`c${i}`, bought)
  })
}

const ports = () => ({ table: store.table, now: () => NOON })

describe('fitting the model of a shop', () => {
  it('puts a version in force a minute later, and keeps the ones before', async () => {
    const customers = simulatedBuyers(400)
    const { model, fit } = await fitModel('acme', each(customers), ports())
    expect(model).toMatchObject({ version: 1, from: NOON + 60_000 })
    expect(model.verdict).not.toBe('unusable')
    expect(fit.customers).toBe(400)
    await fitModel('acme', each(customers), { ...ports(), now: () => NOON + 7 * DAY_MS })
    const models = (await loadShop(store.table, 'acme'))?.settings.models
    expect(models?.map(({ version }) => version)).toEqual([1, 2])
    expect(models?.[0]).toEqual(model)
    expect(await store.table.query('~models/acme')).toHaveLength(2)
  })

  it('says that there are no customers to learn from, and keeps that too', async () => {
    const { model, fit } = await fitModel('acme', each([]), ports())
    expect(model).toEqual({
      version: 1,
      from: NOON + 60_000,
      fittedAt: NOON,
      customers: 0,
      reasons: ['no-customers'],
      spendReasons: ['no-customers'],
      verdict: 'unusable',
    })
    expect(fit.reasons).toEqual(['no-customers'])
  })

  it('says only once, however often it was tried, that nothing can be learned yet', async () => {
    for (const day of [0, 1, 2])
      await fitModel('acme', each([]), { ...ports(), now: () => NOON + days(day) })
    const of = async () => (await loadShop(store.table, 'acme'))?.settings.models
    expect(await of()).toMatchObject([
      { version: 3, from: NOON + 60_000, fittedAt: NOON + days(2) },
    ])
    const customers = simulatedBuyers(100)
    await fitModel('acme', each(customers), { ...ports(), now: () => NOON + days(3) })
    expect((await of())?.map(({ version }) => version)).toEqual([3, 4])
  })

  it('leaves out what was refunded in full, and is honest about a few', async () => {
    const returned = buyer('back', [10])
    const refunded = {
      ...returned,
      facts: {
        ...returned.facts,
        refunds: [
          { refundId: 'r', orderId: 'back 10', at: NOON - 1, currency: 'EUR', minor: 1_000 },
        ],
      },
    }
    const { model, fit } = await fitModel('acme', each([refunded, buyer('a', [1, 40])]), ports())
    expect(fit.customers).toBe(1)
    expect(model.verdict).toBe('doubtful')
  })

  it('learns what they spend, and where they part by recency, frequency and money', async () => {
    const { model } = await fitModel('acme', each(simulatedBuyers(400)), ports())
    // An order comes to 1000; who bought twice on a day spent twice as much on it.
    const meanMinor = model.spend && expectedSpend(model.spend, { x: 0, spend: 0 })
    expect(meanMinor).toBeGreaterThan(990)
    expect(meanMinor).toBeLessThan(1_300)
    const { recencyDays = [], purchases = [], monetaryMinor = [] } = model.quintiles ?? {}
    for (const cuts of [recencyDays, purchases, monetaryMinor])
      expect(cuts).toEqual(cuts.toSorted((a, b) => a - b))
    expect(monetaryMinor[3]).toBe((purchases[3] ?? 0) * 1_000)
  })

  it('says how certain it is: of few customers hardly, of many quite', async () => {
    const widthOf = async (count: number) => {
      const { model } = await fitModel('acme', each(simulatedBuyers(count)), ports())
      const {
        value = 0,
        low = 0,
        high = 0,
      } = ('params' in model ? model.typicalSilenceDays : undefined) ?? {}
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
      return high / low
    }
    const [few, many] = [await widthOf(6), await widthOf(400)]
    expect(few).toBeGreaterThan(3 * many)
    expect(many).toBeLessThan(2)
  })

  it('says how many customers it learned from if there was no time for all', async () => {
    let asked = 0
    const enough = () => ++asked > 120
    const customers = simulatedBuyers(400)
    const { sample } = await fitModel('acme', each(customers), { ...ports(), enough })
    expect(sample).toEqual({
      customers: 120,
      complete: false,
      coarseness: { histories: 0, spends: 0 },
    })
    const [details] = await store.table.query('~models/acme')
    expect(details).toMatchObject({ fit: { sample, transactions: { verdict: 'fitted' } } })
    const whole = await fitModel('acme', each(customers), ports())
    expect(whole.sample).toMatchObject({ customers: 400, complete: true })
  })

  it('does not put what little was read in the time in the place of more', async () => {
    const customers = simulatedBuyers(400)
    const cutAt = (most: number) => {
      let asked = 0
      return { ...ports(), enough: () => ++asked > most }
    }
    await fitModel('acme', each(customers), ports())
    await expect(fitModel('acme', each(customers), cutAt(50))).rejects.toThrow(TooSmallSample)
    await expect(fitModel('acme', each(customers), cutAt(0))).rejects.toThrow('model fit --shop')
    expect((await loadShop(store.table, 'acme'))?.settings.models).toHaveLength(1)
    const many = simulatedBuyers(1_300)
    await fitModel('acme', each(many), ports())
    const { sample } = await fitModel('acme', each(many), cutAt(1_100))
    expect(sample).toMatchObject({ customers: 1_100, complete: false })
  })

  it('is cut short by a scan that ended before any customer was read', async () => {
    const { sample } = await fitModel('acme', each([]), { ...ports(), enough: () => true })
    expect(sample.complete).toBe(false)
  })

  it('removes the forecasts of a version after more than a year, and no version', async () => {
    const customers = simulatedBuyers(100)
    await fitModel('acme', each(customers), ports())
    await fitModel('acme', each(customers), { ...ports(), now: () => NOON + days(401) })
    const models = (await loadShop(store.table, 'acme'))?.settings.models
    expect(models?.map(({ quintiles }) => quintiles !== undefined)).toEqual([false, true])
  })

  it('is in force for all of the past in a shop that is still loading, and sends no mail', async () => {
    const { openedAt: _, ...loading } = { ...shop, id: 'new' }
    await addShop(store.table, loading, policy)
    const customers = simulatedBuyers(100)
    await fitModel('new', each(customers.slice(50)), ports())
    await fitModel('new', each(customers), ports())
    const models = (await loadShop(store.table, 'new'))?.settings.models
    expect(models?.map(({ version, from }) => [version, from])).toEqual([[2, 0]])
  })

  it('knows no shop that was not added', async () => {
    await expect(fitModel('missing', each([]), ports())).rejects.toThrow('there is no shop missing')
  })
})
