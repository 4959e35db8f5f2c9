import { describe, expect, it } from 'vitest'
import { importIntoStore } from '../../functions/cli/import/into-store.ts'
import { openTouchedCustomers } from '../../functions/cli/import/touched-customers.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { reactToCustomer } from '../../functions/pipeline/reactions/react-to-customer.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { addShop, campaignRow, changeShop, loadShop } from '../../functions/store/shops.ts'
import { campaign, hours, NOON, policy, settings } from '../support/given.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { understandsAll } from '../support/understands-all.ts'

const thanks = campaign({ id: 'thanks', kind: 'service', start: { kind: 'purchase' } })
const ann = customerKey('acme', 'ann')

const imported = {
  kind: 'order',
  customer: { id: 'ann', email: 'ann@example.org', locale: 'en' },
  orderId: 'o1',
  paidAt: NOON,
  currency: 'EUR',
  grossMinor: 500,
  lines: [],
} as const

for (const { name, missing, start } of STORE_ENGINES)
  describe.skipIf(missing)(`an import into an open shop on ${name}`, () => {
    it('holds the customers it touches until it is complete, and lists each of them once', async () => {
      const { table, stop } = await start()
      await addShop(table, settings().shop, policy())
      await changeShop(table, 'acme', () => ({ rows: [campaignRow('acme', thanks, { en: 'T' })] }))
      const react = async () => {
        const reaction = await reactToCustomer(ann, {
          table,
          settings: async (shop) => (await loadShop(table, shop))?.settings,
          now: () => NOON + hours(1),
          ...understandsAll,
        })
        return 'decision' in reaction ? reaction.decision.journeys : []
      }
      const touched = openTouchedCustomers()
      const options = { addressHash: () => '', untilSettingsApply: async () => {}, now: () => NOON }
      const port = importIntoStore({
        table,
        shop: 'acme',
        touched,
        words: enFaults,
        ...options,
      })

      await port.begin('spring')
      expect(await port.record([imported, { ...imported, orderId: 'o2' }])).toEqual([
        { status: 'recorded' },
        { status: 'recorded' },
      ])
      expect(await react()).toEqual([])

      await port.complete('spring')
      expect(await react()).toMatchObject([{ campaign: 'thanks', n: 1 }])
      const keys: string[] = []
      for await (const key of touched.keys()) keys.push(key)
      expect(keys).toEqual([ann])
      touched.close()
      await stop()
    })
  })
