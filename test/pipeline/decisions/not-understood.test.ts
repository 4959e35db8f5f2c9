/** Across deployments: an older build meets what a newer one wrote. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Conditions } from '../../../functions/domain/conditions.ts'
import { claim, type MessageOf } from '../../../functions/domain/message.ts'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { commitDecision } from '../../../functions/pipeline/decisions/commit-decision.ts'
import { decideCustomer } from '../../../functions/pipeline/decisions/decide-customer.ts'
import { expireClaim } from '../../../functions/pipeline/decisions/expire-claim.ts'
import { NotUnderstoodError } from '../../../functions/pipeline/decisions/not-understood.ts'
import { wakeDueCustomers } from '../../../functions/pipeline/reactions/wake-due-customers.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { blankProfile, tombstone } from '../../../functions/store/erasure.ts'
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
    what: 'row kind gift',
    sk: 'order#o-1',
    write: (row) => ({ pk: row.pk, sk: 'gift#birthday#1', at: NOON }),
  },
]

const NEWER_CAMPAIGNS: readonly { readonly what: string; readonly campaign: Campaign }[] = [
  {
    what: 'campaign welcome: condition minFullMoons',
    campaign: { ...welcome, eligible: { minFullMoons: 2 } as Conditions },
  },
  {
    what: 'campaign welcome: start full-moon',
    campaign: { ...welcome, start: { kind: 'full-moon' } as unknown as Campaign['start'] },
  },
]

const newer = (field: string): Campaign => ({ ...welcome, [field.split(' ')[1] ?? '']: 'all' })

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
      'neither sends nor skips if there is a $what',
      async ({ what, write, sk }) => {
        const { shop, customer, key } = await dueWelcome(table)
        const { mailer, sent } = fakeMailer()
        const row = (await table.get({ pk: keyOf(customer), sk })) as Row
        await table.write([{ put: write(row) }])
        const before = await othersOf(customer)
        // What would otherwise make the step too late, and the customer dormant.
        shop.clock.now = NOON + days(100)
        expect(await shop.react(customer)).toEqual({ outcome: 'not-understood' })
        expect(shop.notUnderstood).toEqual([what])
        expect(await sendMessage(key, portsOf(shop, mailer))).toEqual({
          outcome: 'not-sent',
          why: 'not-understood',
        })
        expect(sent).toEqual([])
        expect(await othersOf(customer)).toEqual(before)
        const state = await table.get({ pk: keyOf(customer), sk: STATE })
        expect(state).toMatchObject({ class: 'first-time', wakeAt: shop.clock.now + HOUR_MS })
      },
    )

    it.each(NEWER_CAMPAIGNS)(
      'neither sends nor skips if there is a $what',
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

    it('defers on condition, so that a concurrent decision is not committed over the wake', async () => {
      const { shop, customer } = await dueWelcome(table)
      const late = await shop.load(customer)
      await table.write([{ put: { pk: keyOf(customer), sk: 'gift#x', at: NOON } }])
      shop.clock.now = NOON + HOUR_MS
      await shop.react(customer)
      const { settings } = shop.inForce
      // It loaded before the event came, and commits after the deferral.
      const at = NOON + days(100)
      const { decision } = await decideCustomer(table, late, settings, at)
      expect(decision.assessment.class).toBe('dormant')
      expect(await commitDecision(table, late, decision, settings, at)).toBe('conflict')
      expect(await table.get({ pk: keyOf(customer), sk: STATE })).toMatchObject({
        wakeAt: NOON + 2 * HOUR_MS,
      })
    })

    it('defers again if another decision came first', async () => {
      const { shop, customer } = await dueWelcome(table)
      await table.write([{ put: { pk: keyOf(customer), sk: 'gift#x', at: NOON } }])
      shop.clock.now = NOON + HOUR_MS
      let first = true
      const reaction = await shop.react(customer, {
        ...table,
        async write(writes) {
          if (first) {
            first = false
            const key = { pk: keyOf(customer), sk: STATE }
            const state = (await table.get(key)) as Row & { readonly version: number }
            await table.write([
              { put: { ...state, version: state.version + 1, wakeAt: NOON + days(9) } },
            ])
          }
          return table.write(writes)
        },
      })
      expect(reaction).toEqual({ outcome: 'not-understood' })
      expect(await table.get({ pk: keyOf(customer), sk: STATE })).toMatchObject({
        wakeAt: NOON + 2 * HOUR_MS,
      })
    })

    it('decides nothing after a refusal if something came up meanwhile', async () => {
      const { shop, customer, key } = await dueWelcome(table)
      let before: Row | undefined
      const { mailer } = fakeMailer(async () => {
        await table.write([{ put: { pk: keyOf(customer), sk: 'gift#x', at: NOON } }])
        before = await table.get({ pk: keyOf(customer), sk: STATE })
        return { outcome: 'refused', reason: 'ses-message-rejected' }
      })
      shop.clock.now = NOON + HOUR_MS
      await sendMessage(key, portsOf(shop, mailer))
      expect(await table.get({ pk: keyOf(customer), sk: STATE })).toEqual(before)
    })

    it('loses no customer who was erased and comes back by a row of the newer one', async () => {
      const shop = decidedShop(table)
      const key = keyOf('returning')
      const erasedAt = NOON - days(1)
      await table.write([
        { put: tombstone(key, erasedAt, 3) },
        { put: blankProfile(key, erasedAt) },
      ])
      await shop.record('returning', { orders: [order('o-9', NOON)] })
      const row = (await table.get({ pk: key, sk: 'order#o-9' })) as Row
      await table.write([{ put: { ...row, v: 2 } }])
      expect(await shop.react('returning')).toEqual({ outcome: 'not-understood' })
      expect(shop.notUnderstood).toEqual(['order row: version 2'])
      expect(await table.get({ pk: key, sk: STATE })).toMatchObject({
        wakeAt: shop.clock.now + HOUR_MS,
      })
    })

    it('ends no claim on what it does not understand', async () => {
      const { shop, customer, key } = await dueWelcome(table)
      const due = (await shop.load(customer)).facts.messages[0] as MessageOf<'due'>
      const claimed = claim(due, { claimId: 'lost', repeatable: false }, NOON)
      await table.write([{ put: { ...key, ...claimed } }])
      shop.inForce.settings = { ...shop.inForce.settings, campaigns: [newer('field audience')] }
      await expireClaim(key, shop.ports)
      expect(await table.get(key)).toMatchObject({ status: 'claimed' })
      await table.write([{ put: { ...key, ...claimed, v: 2 } as Row }])
      await expireClaim(key, shop.ports)
      expect(await table.get(key)).toMatchObject({ status: 'claimed' })
    })

    it('tries a customer whose state it must not write over again only after a while', async () => {
      const { shop, customer } = await dueWelcome(table)
      const state = (await table.get({ pk: keyOf(customer), sk: STATE })) as Row
      await table.write([{ put: { ...state, v: 3, wakeAt: NOON + 1 } }])
      const leftAlone = new Map()
      let failures = 0
      for (let minute = 1; minute <= 20; minute++) {
        shop.clock.now = NOON + minute * MINUTE_MS
        await wakeDueCustomers({
          table,
          now: () => shop.clock.now,
          react: (woken) => (woken === keyOf(customer) ? shop.react(customer) : Promise.resolve()),
          onFailure: async () => {
            failures++
          },
          leftAlone,
          mayGoOn: () => true,
        })
      }
      expect(failures).toBe(2)
      expect(shop.notUnderstood).toContain('state row: version 3')
      await table.write([{ remove: { pk: keyOf(customer), sk: STATE } }])
    })

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
      await shop.record('new', { orders: [order('o-1', NOON)] })
      const row = (await table.get({ pk: keyOf('new'), sk: 'order#o-1' })) as Row
      await table.write([{ put: { ...row, v: 2 } }])
      await expect(shop.react('new')).rejects.toThrow(NotUnderstoodError)
      expect(await othersOf('new')).toEqual(await table.query(keyOf('new')))
    })
  })
}
