/** Marketing to a mailbox provider pauses itself where too much bounces or is complained of. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, type Instant } from '../../../functions/domain/time.ts'
import { changeShop, loadShop, pauseRow } from '../../../functions/store/shops.ts'
import { days, NOON } from '../../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'
import {
  HANDED_OVER,
  type Happening,
  type MailedShop,
  mailedShop,
  RECEIPT,
  SHOP,
  wipe,
} from './record-feedback-shop.ts'

const HARD_BOUNCE: Happening = { kind: 'bounced', bounce: 'no-such-mailbox' }
const FULL: Happening = { kind: 'bounced', bounce: 'temporary' }
const REFUSED: Happening = { kind: 'bounced', bounce: 'policy' }
const VAGUE: Happening = { kind: 'bounced', bounce: 'unclear' }
const COMPLAINED: Happening = { kind: 'complained' }

describe.each(STORE_ENGINES)('marketing to a mailbox provider, on $name', ({ missing, start }) => {
  describe.skipIf(missing)(missing ?? 'of a shop', () => {
    let store: StoreUnderTest
    let shop: MailedShop
    let customers = 0
    beforeAll(async () => {
      store = await start()
    })
    afterAll(() => store?.stop())
    beforeEach(async () => {
      await wipe(store.table)
      shop = await mailedShop(store.table)
    })

    /** So many mails of as many customers. */
    async function meet(
      happening: Happening,
      count: number,
      { domain = 'gmail.com', at = NOON as Instant, times = 1 } = {},
    ): Promise<void> {
      for (let i = 0; i < count; i++) {
        const customer = `c-${++customers}`
        const status = { ...HANDED_OVER, acceptedAt: Math.min(at, NOON) }
        await shop.has(customer, { email: `${customer}@${domain}`, status })
        for (let n = 0; n < times; n++) await shop.report({ customer, happening, at: at + n })
      }
    }
    const pauses = async () => (await loadShop(store.table, SHOP))?.settings.pauses
    const letGoOn = (at: Instant) =>
      changeShop(store.table, SHOP, ({ settings }) => ({
        rows: settings.pauses.map((pause) => pauseRow(SHOP, pause, at)),
      }))

    it.each([
      ['5 of 200 bounced', 200, HARD_BOUNCE, 5, 'bounces'],
      ['5 of 200 were refused for policy', 200, REFUSED, 5, 'bounces'],
      ['5 of 200 bounced without a reason', 200, VAGUE, 5, 'bounces'],
      ['3 of 6,000 were complained of', 6_000, COMPLAINED, 3, 'complaints'],
    ] as const)('pauses once if %s', async (_, mails, happening, count, reason) => {
      await shop.sent('gmail', mails)
      await meet(happening, count - 1)
      expect(shop.paused).toEqual([])
      expect(await pauses()).toEqual([])
      await meet(happening, 3)
      const pause = { provider: 'gmail', reason, at: NOON }
      expect(shop.paused).toEqual([pause])
      expect(await pauses()).toEqual([pause])
    })

    it.each([
      ['of fewer than 200 mails half bounced', 199, HARD_BOUNCE, 20],
      ['2 of 200 were complained of', 200, COMPLAINED, 2],
      ['4 of 200 bounced', 200, HARD_BOUNCE, 4],
      ['3 of 6,001 were complained of', 6_001, COMPLAINED, 3],
      ['mails were only deferred', 200, FULL, 20],
    ] as const)('goes on where %s', async (_, mails, happening, count) => {
      await shop.sent('gmail', mails)
      await meet(happening, count)
      expect(shop.paused).toEqual([])
      expect(await pauses()).toEqual([])
    })

    it('pauses once, however many record bounces at the same time', async () => {
      await shop.sent('gmail', 200)
      await meet(HARD_BOUNCE, 4)
      const five = ['a', 'b', 'c', 'd', 'e']
      for (const customer of five) await shop.has(customer, { email: `${customer}@gmail.com` })
      const { settings } = (await loadShop(store.table, SHOP)) ?? {}
      const through = { settings: async () => settings }
      await Promise.all(
        five.map((customer) =>
          shop.report({ customer, happening: HARD_BOUNCE, at: NOON }, through),
        ),
      )
      // Each concurrent recorder may report it, and the alarm is the same.
      expect(shop.paused.length).toBeGreaterThanOrEqual(1)
      expect(await pauses()).toHaveLength(1)
    })

    it('counts a mail once, even if it is reported twice or bounced twice', async () => {
      await shop.sent('gmail', 200)
      await meet(HARD_BOUNCE, 4, { times: 2 })
      expect(shop.paused).toEqual([])
    })

    it('counts each provider separately', async () => {
      await shop.sent('gmail', 200)
      await shop.sent('qq', 200)
      await meet(HARD_BOUNCE, 4)
      await meet(HARD_BOUNCE, 4, { domain: 'qq.com' })
      expect(shop.paused).toEqual([])
      await meet(HARD_BOUNCE, 1, { domain: 'qq.com' })
      expect(shop.paused).toMatchObject([{ provider: 'qq' }])
    })

    it('counts the last 7 days, of mails as of bounces', async () => {
      await shop.sent('gmail', 10_000, NOON - days(7))
      await shop.sent('gmail', 200)
      await meet(HARD_BOUNCE, 5, { at: NOON - days(7) })
      expect(shop.paused).toEqual([])
      await meet(HARD_BOUNCE, 3, { at: NOON - days(6) })
      await meet(HARD_BOUNCE, 1)
      expect(shop.paused).toEqual([])
      await meet(HARD_BOUNCE, 1)
      expect(shop.paused).toHaveLength(1)
    })

    it('counts nothing from before a person resumed it', async () => {
      await shop.sent('gmail', 200)
      await meet(HARD_BOUNCE, 5)
      shop.clock.now = NOON + HOUR_MS
      await letGoOn(shop.clock.now)
      await meet(HARD_BOUNCE, 4, { at: NOON + 1 })
      await meet(HARD_BOUNCE, 4, { at: shop.clock.now })
      expect(await pauses()).toEqual([])
      await meet(HARD_BOUNCE, 1, { at: shop.clock.now })
      expect(shop.paused.map(({ at }) => at)).toEqual([NOON, NOON + HOUR_MS])
      expect(await pauses()).toEqual([{ provider: 'gmail', reason: 'bounces', at: NOON + HOUR_MS }])
    })

    it('starts a new count on another day', async () => {
      await shop.sent('gmail', 200)
      await meet(HARD_BOUNCE, 5)
      shop.clock.now = NOON + DAY_MS
      await letGoOn(shop.clock.now)
      await shop.sent('gmail', 199)
      await meet(HARD_BOUNCE, 20, { at: shop.clock.now })
      expect(shop.paused).toHaveLength(1)
    })

    it('that is paused holds marketing to it; service mail and other providers go on', async () => {
      await shop.sent('gmail', 200)
      await shop.buys('ann', 'ann@gmail.com')
      await meet(HARD_BOUNCE, 5)
      expect(await shop.send('ann')).toBe('held')
      expect(await shop.message('ann')).toMatchObject({ reason: 'provider-paused' })
      expect(await shop.send('ann', RECEIPT)).toBe('accepted')
      await shop.buys('bea', 'bea@gmail.com')
      expect(await shop.message('bea')).toMatchObject({ reason: 'provider-paused' })
      await shop.buys('cem', 'cem@qq.com')
      expect(await shop.send('cem')).toBe('accepted')
    })
  })
})
