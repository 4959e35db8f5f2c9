import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import { listedEvidence } from '../../functions/intake/import/listed-withdrawal.ts'
import { findLiftable, liftWithdrawals } from '../../functions/intake/lift-import-withdrawals.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import type { PostedConsent } from '../../functions/intake/wire.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { consentSort } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { decidedShop, keyOf } from '../support/decided-shop.ts'
import { consent, NOON, order, refund } from '../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../support/store-engines.ts'

const no = (at: number, rest: Partial<ConsentFact> = {}) =>
  consent(at, { act: 'withdrawn', source: 'import', ...rest })
const yes = consent(NOON + 9, { source: 'import' })

describe.each(STORE_ENGINES)('withdrawals from unticked boxes, on $name', ({ missing, start }) => {
  describe.skipIf(missing)(missing ?? 'a repair', () => {
    let store: StoreUnderTest
    let table: Table
    beforeAll(async () => {
      store = await start()
      table = store.table
      const { record } = decidedShop(table)
      const orders = [order('o1', NOON)]
      await record('box', { orders, consents: [no(NOON), yes] })
      await record('box of a refund', { refunds: [refund('o1', NOON)], consents: [no(NOON)] })
      await record('listed', {
        orders,
        consents: [no(NOON, { evidence: listedEvidence('unsubscribed', 'export') })],
      })
      await record('undated', { orders, consents: [no(NOON - 1)] })
      for (const source of ['unsubscribe', 'sync', 'form', 'complaint', 'checkout'] as const)
        await record(`left by ${source}`, {
          orders,
          consents: [no(NOON), consent(NOON - 5, { act: 'withdrawn', source })],
        })
      await record('tracking', { orders, consents: [no(NOON, { purpose: 'tracking' })] })
      await record('fine', { orders, consents: [yes] })
    })
    afterAll(() => store?.stop())

    it('are listed with what is not lifted, and why; listing changes nothing', async () => {
      const before = await table.query(keyOf('box'))
      const { liftable, staying } = await findLiftable(table, 'acme')
      expect(liftable.map(({ customer }) => customer).toSorted()).toEqual([
        'box',
        'box of a refund',
      ])
      expect(staying).toEqual({
        listed: 1,
        'not-at-an-order': 1,
        'withdrawn-otherwise': 5,
        'not-understood': 0,
      })
      expect(await table.query(keyOf('box'))).toEqual(before)
    })

    it('are lifted once, and a grant of an import counts then', async () => {
      const { liftable } = await findLiftable(table, 'acme')
      const lifted = await Promise.all(liftable.map((one) => liftWithdrawals(table, one)))
      expect(lifted).toEqual([1, 1])
      expect((await loadCustomer(table, keyOf('box'))).facts.consents).toEqual([yes])
      // Of a list that was made before.
      expect(await Promise.all(liftable.map((one) => liftWithdrawals(table, one)))).toEqual([0, 0])
      expect((await findLiftable(table, 'acme')).liftable).toEqual([])
      for (const id of ['listed', 'undated', 'left by sync', 'left by unsubscribe'])
        expect((await loadCustomer(table, keyOf(id))).facts.consents).toContainEqual(
          expect.objectContaining({ act: 'withdrawn', source: 'import' }),
        )
    })

    it('stay once an import has brought the same with a mapping that lists the value', async () => {
      const { record } = decidedShop(table)
      await record('unsubscribed', { orders: [order('o1', NOON)], consents: [no(NOON)] })
      const listed = no(NOON, { evidence: listedEvidence('unsubscribed') })
      const customer = { id: 'unsubscribed', consents: [listed as PostedConsent] }
      const posted = { orderId: 'o1', paidAt: NOON, currency: 'EUR', grossMinor: 1_000, customer }
      await recordPurchases('acme', [posted], { table, addressHash: () => '' }, 'import-2')
      const { liftable } = await findLiftable(table, 'acme')
      expect(liftable.map((one) => one.customer)).not.toContain('unsubscribed')
    })

    it('stay where an import has stored the same as a listed value meanwhile', async () => {
      const { record } = decidedShop(table)
      await record('again', { orders: [order('o1', NOON)], consents: [no(NOON)] })
      const { liftable } = await findLiftable(table, 'acme')
      const stated = no(NOON, { evidence: listedEvidence('unsubscribed') })
      await table.write([{ put: { pk: keyOf('again'), sk: consentSort(stated), ...stated } }])
      expect(await Promise.all(liftable.map((one) => liftWithdrawals(table, one)))).toEqual([0])
    })
  })
})
