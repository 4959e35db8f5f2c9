import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES_VERSION } from '../../functions/domain/rules-version.ts'
import { isoInstant, MINUTE_MS } from '../../functions/domain/time.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../functions/intake/wire.ts'
import { adoptRules } from '../../functions/pipeline/reactions/adopt-rules.ts'
import { changeShop } from '../../functions/store/shops.ts'
import { type ApiShop, aPurchase, makeApiShop, NOW, secret } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const PAID = NOW - MINUTE_MS
const consents = [
  { purpose: 'marketing', act: 'granted', at: isoInstant(PAID), source: 'checkout' },
] as const
const purchaseOf = (id: string, rest: object = {}) =>
  aPurchase({ orderId: `of-${id}`, customer: { id, consents }, paidAt: isoInstant(PAID), ...rest })
const post = async (id: string, rest: object = {}) => {
  const bearer = await api.bearerOf(['admin'])
  return api.call('POST /v1/shops/{shop}/purchases', { body: purchaseOf(id, rest), bearer })
}
const arrivalsOf = async (id: string) => {
  const { orders, consents: given } = await api.facts(id)
  return [...orders, ...given].map(({ recordedAt }) => recordedAt)
}
const later = { updatedAt: isoInstant(NOW), grossMinor: 1 }

describe('When a fact arrived', () => {
  it('is stored only of what happened before the shop came to be on other rules', async () => {
    await post('before')
    expect(await arrivalsOf('before')).toEqual([undefined, undefined])

    // From the first start of the new build on, until the deployment is complete.
    await changeShop(table, 'tea', () => ({ rules: { rulesVersion: RULES_VERSION + 1 } }))
    await post('meanwhile')
    expect(await arrivalsOf('meanwhile')).toEqual([NOW, NOW])

    await adoptRules('tea', table, NOW)
    await post('late')
    expect(await arrivalsOf('late')).toEqual([NOW, NOW])
    await post('new', { paidAt: isoInstant(NOW) })
    expect(await arrivalsOf('new')).toEqual([undefined, NOW])
  })

  it('stays when a later version of the order is posted', async () => {
    expect((await post('before', later)).body.results).toMatchObject([{ status: 'updated' }])
    expect(await arrivalsOf('before')).toEqual([undefined, undefined])
    api.clock.now = NOW + 5
    expect((await post('late', later)).body.results).toMatchObject([{ status: 'updated' }])
    expect(await arrivalsOf('late')).toEqual([NOW, NOW])
    expect((await post('late')).body.results).toMatchObject([{ status: 'unchanged' }])
    expect((await post('late', later)).body.results).toMatchObject([{ status: 'unchanged' }])
  })

  it('is not shown, nor stored of what an import brings', async () => {
    const { body } = await api.call('GET /v1/shops/{shop}/customers/{customer}', {
      customer: 'late',
    })
    expect(JSON.stringify(body)).not.toContain('recordedAt')
    const ports = { table, addressHash: secret.addressHash }
    await recordPurchases('tea', [PostedPurchase.parse(purchaseOf('imported'))], ports, 'a.csv')
    expect(await arrivalsOf('imported')).toEqual([undefined, undefined])
  })
})
