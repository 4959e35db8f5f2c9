import { afterAll, describe, expect, it } from 'vitest'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { makeShopCache } from '../../../functions/runtimes/shop-cache.ts'
import { addShop, campaignRow, changeShop } from '../../../functions/store/shops.ts'
import { decidedShop, keyOf, messageKey, welcome } from '../../support/decided-shop.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { NOON, order, policy, settings } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

describe('a runtime that still holds the settings from before a publication', () => {
  it('sends what was decided under the new ones', async () => {
    const shop = decidedShop(table, { version: 2 })
    const { customer, key } = await dueWelcome(table, shop)
    const { mailer, sent } = fakeMailer()
    const before = { ...shop.inForce.settings, version: 1, campaigns: [] }
    const asked: (number | undefined)[] = []
    const ports = portsOf(shop, mailer, {
      settings: async (_, atLeast = 0) => {
        asked.push(atLeast)
        return atLeast > before.version ? shop.inForce.settings : before
      },
    })
    expect(await sendMessage(key, ports)).toMatchObject({ outcome: 'accepted' })
    expect(sent).toHaveLength(1)
    expect(asked).toEqual([2])
    expect(key).toEqual(messageKey(customer))
  })

  it('looks the settings up again rather than deciding by what is out of date', async () => {
    await addShop(table, { ...settings().shop, id: 'kept' }, policy({ quietHours: null }))
    const clock = { now: NOON }
    const cache = makeShopCache(table, () => clock.now)
    expect((await cache.settings('kept'))?.version).toBe(1)
    await changeShop(table, 'kept', () => ({
      rows: [campaignRow('kept', welcome, { en: 'Welcome' })],
    }))
    expect((await cache.settings('kept'))?.version).toBe(1)
    expect((await cache.settings('kept', 2))?.version).toBe(2)
    expect((await cache.settings('kept'))?.campaigns).toHaveLength(1)
  })

  it('never takes a customer back to an older version', async () => {
    const shop = decidedShop(table, { version: 5 })
    await shop.recordConsenting('steady', { orders: [order('o-1', NOON)] })
    await shop.react('steady')
    const older = { ...shop.inForce.settings, version: 4, campaigns: [] }
    await reactToCustomer(keyOf('steady'), {
      ...shop.ports,
      settings: async (_, atLeast = 0) => (atLeast > 4 ? shop.inForce.settings : older),
    })
    expect((await shop.load('steady')).state?.settingsVersion).toBe(5)
  })
})
