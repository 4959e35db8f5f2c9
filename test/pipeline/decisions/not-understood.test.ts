/** Across deployments: an older build meets what a newer one wrote. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Conditions } from '../../../functions/domain/conditions.ts'
import { HOUR_MS } from '../../../functions/domain/time.ts'
import { NotUnderstoodError } from '../../../functions/pipeline/decisions/not-understood.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { STATE } from '../../../functions/store/keys.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { decidedShop, keyOf, WELCOME_SORT, welcome } from '../../support/decided-shop.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { days, NOON, order } from '../../support/given.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'

type Newer = { readonly what: string; readonly write: (row: Row) => Row; readonly sk: string }

const NEWER_ROWS: readonly Newer[] = [
  {
    what: 'message row: status snoozed',
    sk: WELCOME_SORT,
    write: (row) => ({ ...row, status: 'snoozed', until: NOON + days(1) }),
  },
  { what: 'message row: version 2', sk: WELCOME_SORT, write: (row) => ({ ...row, v: 2 }) },
  { what: 'order row: version 2', sk: 'order#o-1', write: (row) => ({ ...row, v: 2 }) },
  { what: 'journey row: version 2', sk: 'journey#welcome#1', write: (row) => ({ ...row, v: 2 }) },
  {
    what: 'row kind event',
    sk: 'order#o-1',
    write: (row) => ({ pk: row.pk, sk: 'event#birthday#1', at: NOON }),
  },
]

const NEWER_CAMPAIGNS: readonly { readonly what: string; readonly campaign: Campaign }[] = [
  {
    what: 'campaign welcome: condition minOrders',
    campaign: { ...welcome, eligible: { minOrders: 2 } as Conditions },
  },
  {
    what: 'campaign welcome: start full-moon',
    campaign: { ...welcome, start: { kind: 'full-moon' } as unknown as Campaign['start'] },
  },
]

for (const { name, missing, start } of STORE_ENGINES) {
  const title = missing ? `on ${name} (skipped: ${missing})` : `on ${name}`
  describe.skipIf(missing)(`an older build ${title}`, () => {
    let table: Table
    let stop: () => Promise<void>
    beforeAll(async () => {
      ;({ table, stop } = await start())
    })
    afterAll(() => stop?.())

    const othersOf = async (customer: string) =>
      (await table.query(keyOf(customer))).filter(({ sk }) => sk !== STATE)

    it.each(NEWER_ROWS)(
      'neither sends nor skips where there is a $what',
      async ({ what, write, sk }) => {
        const { shop, customer, key } = await dueWelcome(table)
        const { mailer, sent } = fakeMailer()
        const row = (await table.get({ pk: keyOf(customer), sk })) as Row
        await table.write([{ put: write(row) }])
        const before = await othersOf(customer)
        // What would otherwise make the step too late, and the customer dormant.
        shop.clock.now = NOON + days(100)
        expect(await shop.react(customer)).toEqual({ outcome: 'not-understood' })
        expect(await sendMessage(key, portsOf(shop, mailer))).toEqual({
          outcome: 'not-sent',
          why: 'not-understood',
        })
        expect(sent).toEqual([])
        expect(await othersOf(customer)).toEqual(before)
        const state = await table.get({ pk: keyOf(customer), sk: STATE })
        expect(state).toMatchObject({ class: 'first-time', wakeAt: shop.clock.now + HOUR_MS })
        expect(new Set(shop.notUnderstood)).toEqual(new Set([what]))
      },
    )

    it.each(NEWER_CAMPAIGNS)(
      'neither sends nor skips where there is a $what',
      async ({ what, campaign }) => {
        const { shop, customer, key } = await dueWelcome(table)
        const { mailer, sent } = fakeMailer()
        const before = await othersOf(customer)
        shop.inForce.settings = { ...shop.inForce.settings, campaigns: [campaign] }
        shop.clock.now = NOON + days(10)
        expect(await shop.react(customer)).toMatchObject({ outcome: 'committed' })
        expect(await sendMessage(key, portsOf(shop, mailer))).toMatchObject({
          why: 'not-understood',
        })
        expect(sent).toEqual([])
        expect(await othersOf(customer)).toEqual(before)
        expect(await table.get({ pk: keyOf(customer), sk: STATE })).toMatchObject({
          wakeAt: shop.clock.now + HOUR_MS,
        })
        expect(shop.notUnderstood).toContain(what)
      },
    )

    it('lets the newer build go on where it stopped', async () => {
      const { shop, customer, key } = await dueWelcome(table)
      const { mailer, sent } = fakeMailer()
      const row = (await table.get(key)) as Row
      await table.write([{ put: { ...row, v: 2 } }])
      shop.clock.now = NOON + HOUR_MS
      await shop.react(customer)
      await table.write([{ put: row }])
      shop.clock.now = NOON + 2 * HOUR_MS
      await shop.react(customer)
      await sendMessage(key, portsOf(shop, mailer))
      expect(sent).toHaveLength(1)
    })

    it('leaves a customer whom only a newer build has decided for to the repair queue', async () => {
      const shop = decidedShop(table)
      await shop.tell('new', { orders: [order('o-1', NOON)] })
      const row = (await table.get({ pk: keyOf('new'), sk: 'order#o-1' })) as Row
      await table.write([{ put: { ...row, v: 2 } }])
      await expect(shop.react('new')).rejects.toThrow(NotUnderstoodError)
      expect(await othersOf('new')).toEqual(await table.query(keyOf('new')))
    })
  })
}
