import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unknownCustomer } from '../../../functions/domain/customer.ts'
import { expectedSpend } from '../../../functions/domain/models/gamma-gamma.ts'
import { MINUTE_MS } from '../../../functions/domain/time.ts'
import { fitModel } from '../../../functions/insight/learning/fit-model.ts'
import type { LoadedCustomer } from '../../../functions/store/customers.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { addShop, changeShop, loadShop } from '../../../functions/store/shops.ts'
import { days, NOON, order, settings } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

let store: ReturnType<typeof temporaryTable>
const { shop, policy } = settings()
beforeEach(() => {
  store = temporaryTable()
})
afterEach(() => store.stop())

/** Forty who buy about once a month, each time for another amount, and some of them abroad too. */
const buyers: readonly LoadedCustomer[] = Array.from({ length: 40 }, (_, i) => ({
  key: customerKey('acme', `c${i}`),
  facts: {
    ...unknownCustomer('acme', `c${i}`),
    orders: Array.from({ length: 1 + (i % 5) }, (_, n) =>
      order(`o${n}`, NOON - days(200 - 30 * n - i), { grossMinor: 800 + 10 * i }),
    ).concat(
      i % 5 > 2
        ? [order('abroad', NOON - days(2), { currency: 'JPY', grossMinor: 1_000_000 })]
        : [],
    ),
  },
  lifecycle: [],
  notUnderstood: [],
}))

describe('from when on a fitted model holds', () => {
  it('is a minute after it was stored, however long reading took', async () => {
    await addShop(store.table, shop, policy)
    let now = NOON
    async function* slowly() {
      for (const buyer of buyers) {
        now += MINUTE_MS
        yield buyer
      }
    }
    const { model } = await fitModel('acme', slowly(), { table: store.table, now: () => now })
    expect(model).toMatchObject({ fittedAt: NOON, from: NOON + 41 * MINUTE_MS })
  })

  it('is not all of the past in a shop that was opened while it was read', async () => {
    const { openedAt: _, ...loading } = shop
    await addShop(store.table, loading, policy)
    async function* meanwhile() {
      yield* buyers
      await changeShop(store.table, 'acme', () => ({ shop: { ...loading, openedAt: NOON } }))
    }
    await fitModel('acme', meanwhile(), { table: store.table, now: () => NOON })
    const models = (await loadShop(store.table, 'acme'))?.settings.models
    expect(models?.map(({ from }) => from)).toEqual([NOON + MINUTE_MS])
  })
})

describe('a split basket', () => {
  it('teaches no more loyalty than decisions see in it', async () => {
    const split = buyers.map((buyer) => ({
      ...buyer,
      facts: {
        ...buyer.facts,
        orders: buyer.facts.orders.flatMap((each) => [
          { ...each, grossMinor: each.grossMinor / 2 },
          {
            ...order(`${each.orderId} too`, each.paidAt + days(1)),
            currency: each.currency,
            grossMinor: each.grossMinor / 2,
          },
        ]),
      },
    }))
    const merging = { ...policy, mergeOrdersWithinMinutes: 2_880 }
    await addShop(store.table, shop, policy)
    await addShop(store.table, { ...shop, id: 'merging' }, merging)
    const fitted = async (id: string, customers: readonly LoadedCustomer[]) => {
      const each = (async function* () {
        yield* customers
      })()
      const { model } = await fitModel(id, each, { table: store.table, now: () => NOON })
      const { verdict, quintiles, spend } = model
      return { verdict, quintiles, spend, params: 'params' in model && model.params }
    }
    expect(await fitted('merging', split)).toEqual(await fitted('acme', buyers))
  })
})

describe('what is spent', () => {
  it("is learned of the shop's currency alone, other than when they buy", async () => {
    await addShop(store.table, shop, policy)
    const each = (async function* () {
      yield* buyers
    })()
    const { model, fit } = await fitModel('acme', each, { table: store.table, now: () => NOON })
    expect(fit.repeaters).toBe(32)
    const meanMinor = model.spend && expectedSpend(model.spend, { x: 0, spend: 0 })
    expect(meanMinor).toBeGreaterThan(800)
    expect(meanMinor).toBeLessThan(2_000)
  })
})
