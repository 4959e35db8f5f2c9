import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { continueReevaluation } from '../../../functions/pipeline/reactions/adopt-rules.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { makeShopCache } from '../../../functions/runtimes/shop-cache.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import { finishUpgrade } from '../../../functions/store/finish-upgrade.ts'
import { FIRST_FORMAT } from '../../../functions/store/format.ts'
import { inFormOf, seenFormat } from '../../../functions/store/formed-table.ts'
import { guestId, isOfPerson } from '../../../functions/store/identity.ts'
import type { CustomerKey } from '../../../functions/store/keys.ts'
import { addShop, campaignRow, changeShop } from '../../../functions/store/shops.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { keyOf } from '../../support/decided-shop.ts'
import { settings as anySettings, campaign, days, NOON, policy } from '../../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'

const { addressHash } = secret
const EMAIL = 'ana@example.org'
const GUEST = guestId(addressHash(EMAIL))
const regulars = campaign({
  id: 'regulars',
  start: { kind: 'class-entered', class: 'active' },
  steps: [{ id: 'picks', template: 'hello', afterMs: 0 }],
  locales: { hello: ['en'] },
  activeFrom: 0,
})

describe.each(STORE_ENGINES)('customers whom an earlier build recorded, on $name', (engine) => {
  const { missing, start } = engine
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''
  let store: StoreUnderTest
  beforeAll(async () => {
    if (!missing) store = await start()
  })
  afterAll(() => store?.stop())

  const purchase = (orderId: string, paidAt: number, id?: string) => ({
    ...{ orderId, paidAt, currency: 'EUR', grossMinor: 1_000 },
    customer: { ...(id !== undefined && { id }), email: EMAIL, locale: 'en', country: 'GB' },
  })

  check(
    `are one with their guests once the upgrade is finished, and start nothing by that${because}`,
    async () => {
      const format = seenFormat(FIRST_FORMAT)
      const table: Table = inFormOf(store.table, format.current)
      const now = () => NOON
      await addShop(
        store.table,
        { ...anySettings().shop, id: 'acme', openedAt: 0 },
        policy({ quietHours: null }),
      )
      await changeShop(store.table, 'acme', () => ({
        rows: [campaignRow('acme', regulars, { en: 'Regulars' })],
      }))
      const { settings } = makeShopCache(table, now, { needsDomainCheck: false }, format.see)
      const react = (key: CustomerKey) =>
        reactToCustomer(key, { table, settings, now, onNotUnderstood: () => {} })
      const record = (orderId: string, paidAt: number, id?: string) =>
        recordPurchases('acme', [purchase(orderId, paidAt, id)], { table, addressHash, now })

      await record('o-1', NOON - days(80))
      await record('o-2', NOON - days(200), 'ana')
      await react(keyOf('ana'))
      await react(keyOf(GUEST))
      expect((await loadCustomer(table, keyOf('ana'))).state).not.toHaveProperty('addresses')

      await finishUpgrade(store.table, NOON)
      const again = makeShopCache(table, now, { needsDomainCheck: false }, format.see)
      const pass = await continueReevaluation('acme', {
        ...{ table, now },
        react: (key) =>
          reactToCustomer(key, {
            ...{ table, settings: again.settings, now, onNotUnderstood: () => {} },
          }),
        onFailure: (_key, error) => {
          throw error
        },
      })
      expect(pass).toMatchObject({ status: 'done', joins: true })
      const { facts, state } = await loadCustomer(table, keyOf('ana'))
      expect(facts.orders.map(({ orderId }) => orderId)).toEqual(['o-1', 'o-2'])
      expect(state).toMatchObject({ class: 'active', addresses: [addressHash(EMAIL)] })
      expect(facts.journeys).toEqual([])
      expect((await table.query(keyOf(GUEST))).filter(isOfPerson)).toEqual([])
      expect(await continueReevaluation('acme', { table, now, react, onFailure: () => {} })).toBe(
        undefined,
      )
    },
  )
})
