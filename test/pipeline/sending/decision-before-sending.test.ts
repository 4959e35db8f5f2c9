/** What changed since a message fell due is decided before it is sent. */
import { afterAll, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { PROFILE } from '../../../functions/store/keys.ts'
import type { Table } from '../../../functions/store/table.ts'
import { type DecidedShop, decidedShop, welcome } from '../../support/decided-shop.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { days, NOON, order, policy } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

describe('the decision before a message is sent', () => {
  const refuse = async (
    prepare: (given: Awaited<ReturnType<typeof dueWelcome>>) => unknown,
    expected: object,
    shop?: DecidedShop,
  ) => {
    const given = await dueWelcome(table, shop)
    const { mailer, sent } = fakeMailer()
    await prepare(given)
    const said = await sendMessage(given.key, portsOf(given.shop, mailer))
    const stored = await given.stored()
    expect(stored).toMatchObject({ ...expected, attempt: 0 })
    expect(said).toEqual({ outcome: 'not-sent', why: stored.status })
    expect(sent).toEqual([])
    return given
  }

  it('skips it if the customer bought meanwhile, and ends the journey', async () => {
    const shop = decidedShop(table, { campaigns: [{ ...welcome, endsOnPurchase: true }] })
    const { customer } = await refuse(
      async (given) => {
        shop.clock.now = NOON + 5
        await shop.record(given.customer, { orders: [order('o-2', NOON + 5)] })
      },
      { status: 'skipped', reason: 'bought-meanwhile', at: NOON + 5 },
      shop,
    )
    const { facts, state } = await shop.load(customer)
    expect(facts.journeys[0]?.end).toEqual({ at: NOON + 5, reason: 'bought-meanwhile' })
    expect(state).toMatchObject({ class: 'active', purchases: 2 })
  })

  it('skips it if the customer unsubscribed, though it was due already', async () => {
    await refuse(({ leave }) => leave(), {
      status: 'skipped',
      reason: 'unsubscribed',
    })
  })

  it('holds it if the campaign was paused, and it is due again after that', async () => {
    const { shop, customer, key, stored } = await refuse(
      ({ shop }) => {
        const campaigns = [{ ...welcome, paused: true }]
        shop.inForce.settings = { ...shop.inForce.settings, campaigns }
      },
      { status: 'held', reason: 'campaign-paused', until: NOON + days(3) },
    )
    shop.inForce.settings = { ...shop.inForce.settings, campaigns: [welcome] }
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'due' })
    expect(await sendMessage(key, portsOf(shop, fakeMailer().mailer))).toMatchObject({
      outcome: 'accepted',
    })
  })

  it('holds it if the address was removed', async () => {
    await refuse(({ shop, customer }) => shop.record(customer, { profile: { locale: 'en' } }), {
      status: 'held',
      reason: 'no-address',
    })
  })

  it('puts it off if night has come', async () => {
    await refuse(
      ({ shop }) => {
        const quietHours = { from: '11:00', to: '13:00' }
        shop.inForce.settings = { ...shop.inForce.settings, policy: policy({ quietHours }) }
      },
      { status: 'deferred', reason: 'quiet-hours', putOff: true },
    )
  })

  it.each([
    [6 * MINUTE_MS, 6 * MINUTE_MS],
    [40 * MINUTE_MS, 40 * MINUTE_MS],
    [2 * HOUR_MS, 2 * HOUR_MS],
    [5 * MINUTE_MS, 0],
  ])('waited %d ms for a sender, and its place under the caps moves by %d', async (waited, by) => {
    const { shop, key, customer, stored } = await dueWelcome(table)
    const profile = await table.get({ pk: key.pk, sk: PROFILE })
    const decidedAt = shop.clock.now
    shop.clock.now += waited
    const { mailer } = fakeMailer()
    await sendMessage(key, portsOf(shop, mailer))
    expect(await stored()).toMatchObject({ status: 'accepted' })
    const { own } = await loadAddress(table, 'acme', String(profile?.addressHash))
    expect(own.slots).toMatchObject([{ customer, at: decidedAt + by }])
  })

  it('skips it if it became too late while it waited in a queue', async () => {
    await refuse(({ shop }) => Object.assign(shop.clock, { now: NOON + days(3) }), {
      status: 'skipped',
      reason: 'too-late',
    })
  })

  it('is made again if someone decided in between', async () => {
    const { leave, shop, customer, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    await leave()
    let isDone = false
    const contested: Table = {
      ...table,
      async writeTogether(writes) {
        if (!isDone) await shop.react(customer)
        isDone = true
        return table.writeTogether(writes)
      },
    }
    expect(await sendMessage(key, portsOf(shop, mailer, { table: contested }))).toEqual({
      outcome: 'not-sent',
      why: 'not-due',
    })
    expect(await stored()).toMatchObject({ status: 'skipped', reason: 'unsubscribed' })
    expect(sent).toEqual([])
  })
})
