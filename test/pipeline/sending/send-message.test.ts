import { afterAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Conditions } from '../../../functions/domain/conditions.ts'
import { HOUR_MS } from '../../../functions/domain/time.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { parseCustomerKey } from '../../../functions/store/keys.ts'
import { messageKey, welcome } from '../../support/decided-shop.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { days, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

describe('sending a due message', () => {
  it('hands it to the mailer once, and says so', async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    expect(await sendMessage(key, portsOf(shop, mailer))).toMatchObject({ outcome: 'accepted' })
    expect(await stored()).toMatchObject({
      status: 'accepted',
      attempt: 1,
      acceptedAt: NOON,
      mailerMessageId: 'ses-1',
    })
    expect(await sendMessage(key, portsOf(shop, mailer))).toEqual({
      outcome: 'not-sent',
      why: 'not-due',
    })
    expect(sent).toHaveLength(1)
  })

  it('parks a mail to an address that was hashed with another secret, and says so', async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const reported: string[] = []
    const withKeys = (hashOf: (email: string) => string) =>
      portsOf(shop, mailer, {
        addressKeys: () => ({ hashes: (email) => ['under a newer key', hashOf(email)] }),
        onOtherSecret: (message) => reported.push(message),
      })
    const parked = { reason: 'address-hash-differs', until: NOON + HOUR_MS }
    const other = withKeys((email) => `another hash of ${email}`)
    expect(await sendMessage(key, other)).toEqual({ outcome: 'parked', ...parked })
    expect(await stored()).toMatchObject({ status: 'parked', attempt: 0, ...parked })
    expect({ sent, reported }).toEqual({ sent: [], reported: ['welcome#1#hello'] })
    shop.clock.now += HOUR_MS
    await shop.react(parseCustomerKey(key.pk)?.customer ?? '')
    const own = withKeys((email) => `hash of ${email}`)
    expect(await sendMessage(key, own)).toMatchObject({ outcome: 'accepted' })
  })

  it('by many senders at once calls the mailer once', async () => {
    const { shop, key } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => sendMessage(key, portsOf(shop, mailer))),
    )
    expect(sent).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1)
    expect(
      outcomes.filter((one) => one.outcome === 'not-sent' && one.why === 'claimed-by-another'),
    ).toHaveLength(9)
  })

  it('does nothing if it, its customer or its shop does not exist', async () => {
    const { shop, customer, key } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const ports = portsOf(shop, mailer)
    expect(await sendMessage(messageKey(customer, 'message#welcome#9#hello'), ports)).toEqual({
      outcome: 'not-sent',
      why: 'not-found',
    })
    expect(await sendMessage(messageKey('stranger'), ports)).toEqual({
      outcome: 'not-sent',
      why: 'not-found',
    })
    const noShop = { ...ports, settings: async () => undefined }
    expect(await sendMessage(key, noShop)).toEqual({ outcome: 'not-sent', why: 'not-found' })
    expect(sent).toEqual([])
  })
})

describe('a version that does not know what a newer one published', () => {
  const newer: readonly (readonly [string, Campaign])[] = [
    ['condition', { ...welcome, eligible: { minFullMoons: 2 } as Conditions }],
    ['start', { ...welcome, start: { kind: 'full-moon' } as unknown as Campaign['start'] }],
  ]

  it.each(newer)('sends nothing and skips nothing if it is a %s', async (_what, unknown) => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const before = await stored()
    const { mailer, sent } = fakeMailer()
    shop.inForce.settings = { ...shop.inForce.settings, campaigns: [unknown] }
    // What would skip it otherwise.
    await shop.record(customer, { orders: [order('o-2', NOON + 5)] })
    shop.clock.now = NOON + days(30)
    expect(await sendMessage(key, portsOf(shop, mailer))).toEqual({
      outcome: 'not-sent',
      why: 'not-understood',
    })
    await shop.react(customer)
    expect(sent).toEqual([])
    expect(await stored()).toEqual(before)
    const { facts, state } = await shop.load(customer)
    expect(facts.journeys).toHaveLength(1)
    expect(facts.journeys[0]?.end).toBeUndefined()
    expect(state?.wakeAt).toBe(shop.clock.now + HOUR_MS)
  })

  it('leaves it to the newer version, which sends it', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const understood = shop.inForce.settings
    shop.inForce.settings = {
      ...understood,
      campaigns: [{ ...welcome, eligible: { minFullMoons: 2 } as Conditions }],
    }
    shop.clock.now = NOON + HOUR_MS
    await shop.react(customer)
    expect(await sendMessage(key, portsOf(shop, mailer))).toEqual({
      outcome: 'not-sent',
      why: 'not-understood',
    })
    shop.inForce.settings = understood
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'due', relayAt: NOON + 2 * HOUR_MS })
    expect(await sendMessage(key, portsOf(shop, mailer))).toMatchObject({ outcome: 'accepted' })
    expect(sent).toHaveLength(1)
  })
})
