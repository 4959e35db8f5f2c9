import { afterAll, describe, expect, it } from 'vitest'
import type { Campaign } from '../../../functions/domain/campaign.ts'
import type { Conditions } from '../../../functions/domain/conditions.ts'
import type { Message, SendOutcome } from '../../../functions/domain/message.ts'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { unsubscribe } from '../../../functions/pipeline/feedback/unsubscribe.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import type { Mailer, ReadyMail } from '../../../functions/pipeline/sending/mailer.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { PROFILE, parseCustomerKey } from '../../../functions/store/keys.ts'
import type { Table, Write } from '../../../functions/store/table.ts'
import {
  type DecidedShop,
  decidedShop,
  keyOf,
  messageKey,
  welcome,
} from '../../support/decided-shop.ts'
import { ACCEPTED, dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { days, NOON, order, policy } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

/** The table with something done beforehand at the first write, or instead of its answer. */
function tamperedAt(first: (writes: readonly Write[]) => Promise<unknown>): Table {
  let isDone = false
  return {
    ...table,
    async write(writes) {
      if (!isDone) {
        isDone = true
        await first(writes)
      }
      return table.write(writes)
    },
  }
}

const leave = async (customer: string, shop: DecidedShop) =>
  unsubscribe(
    { use: 'leave', shop: 'acme', customer, campaign: 'welcome', issuedAt: 0 },
    await shop.load(customer),
    table,
    NOON,
  )

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

  it('leaves nothing in doubt where it could not be noted that a mail leaves', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const full = new Error('no space left')
    const ports = portsOf(shop, mailer, {
      onLeaving() {
        throw full
      },
    })
    await expect(sendMessage(key, ports)).rejects.toBe(full)
    const until = NOON + MINUTE_MS
    expect(await stored()).toMatchObject({ status: 'parked', reason: 'departure-not-noted', until })
    expect(sent).toEqual([])
    expect((await shop.load(customer)).state?.wakeAt).toBe(until)
    shop.clock.now = until
    await shop.react(customer)
    expect(await sendMessage(key, portsOf(shop, mailer))).toEqual(ACCEPTED)
  })

  const full = new Error('full')
  const REFUSED = { outcome: 'refused', reason: 'ses-message-rejected' } as const
  it.each([
    ['that its leaving could not be noted', 1, ACCEPTED, true, 'parked'],
    ['that nothing left, as its claim was not answered', 0, ACCEPTED, false, 'due'],
    ['that the carrier accepted it', 1, ACCEPTED, false, 'accepted'],
    ['that the carrier refused it', 1, REFUSED, false, 'refused'],
  ] as const)(
    'is not in doubt after its lease where the store did not take %s',
    async (_what, answeredWrites, answer, isNoteRefused, status) => {
      const { shop, customer, key, stored } = await dueWelcome(table)
      const unsettled = new Map<string, Message>()
      let writes = 0
      const ports = portsOf(shop, fakeMailer(answer).mailer, {
        table: {
          ...table,
          // The claim is stored in any case, and nothing after it.
          async write(rows) {
            const answered = ++writes === 1 ? await table.write(rows) : undefined
            if (!answered || writes > answeredWrites) throw full
            return answered
          },
        },
        onLeaving() {
          if (isNoteRefused) throw full
        },
        onUnsettled: (_key, claimId, after) => unsettled.set(claimId, after),
      })
      await expect(sendMessage(key, ports)).rejects.toBe(full)
      expect(await stored()).toMatchObject({ status: 'claimed', repeatable: false })
      shop.clock.now += 6 * MINUTE_MS
      const settledAs = (claimId: string) => unsettled.get(claimId)
      await reactToCustomer(keyOf(customer), { ...shop.ports, settledAs })
      expect((await stored()).status).toBe(status === 'parked' ? 'due' : status)
    },
  )

  it('has it due again at once where the claim was not answered and can be taken back', async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const unanswered = tamperedAt(async (writes) => {
      await table.write(writes)
      throw full
    })
    await expect(sendMessage(key, portsOf(shop, mailer, { table: unanswered }))).rejects.toBe(full)
    expect([await stored(), sent]).toMatchObject([{ status: 'due', attempt: 1 }, []])
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

describe('the decision at the door', () => {
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
    await refuse(({ customer, shop }) => leave(customer, shop), {
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
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    await leave(customer, shop)
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

describe('the claim', () => {
  it("is another's if another was faster between reading and writing", async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const [slow, fast] = [fakeMailer(), fakeMailer()]
    const contested = tamperedAt(() => sendMessage(key, portsOf(shop, fast.mailer)))
    const said = await sendMessage(key, portsOf(shop, slow.mailer, { table: contested }))
    expect(said).toEqual({ outcome: 'not-sent', why: 'claimed-by-another' })
    expect([slow.sent.length, fast.sent.length]).toEqual([0, 1])
    expect(await stored()).toMatchObject({ status: 'accepted', attempt: 1 })
  })

  it('is our own if the store carried it out and its answer was lost', async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer()
    const lossy = tamperedAt((writes) => table.write(writes))
    expect(await sendMessage(key, portsOf(shop, mailer, { table: lossy }))).toMatchObject({
      outcome: 'accepted',
    })
    expect(sent).toHaveLength(1)
    expect(await stored()).toMatchObject({ status: 'accepted', attempt: 1 })
  })

  it('is stored before the mailer is called, and belongs to sending alone', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const seen: Message[] = []
    const { mailer } = fakeMailer(async () => {
      await shop.react(customer)
      seen.push(await stored())
      return ACCEPTED
    })
    await sendMessage(key, portsOf(shop, mailer))
    expect(seen).toMatchObject([{ status: 'claimed', leaseUntil: NOON + 5 * MINUTE_MS }])
  })

  it('is not made by a sender that dies before the mail is ready to leave', async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const dying = { repeatable: false, prepare: () => Promise.reject(new Error('killed')) }
    await expect(sendMessage(key, portsOf(shop, dying))).rejects.toThrow('killed')
    expect(await stored()).toMatchObject({ status: 'due', attempt: 0 })
    const { mailer, sent } = fakeMailer()
    await sendMessage(key, portsOf(shop, mailer))
    expect(sent).toHaveLength(1)
  })

  it('discards the mail if someone decided while it was made ready', async () => {
    const { shop, customer, key } = await dueWelcome(table)
    const discarded: string[] = []
    const { mailer, sent } = fakeMailer()
    const slow: Mailer = {
      repeatable: false,
      prepare: async (mail) => {
        await leave(customer, shop)
        await shop.react(customer)
        const ready = await mailer.prepare(mail)
        return { ...ready, discard: () => discarded.push(mail.messageId) } as ReadyMail
      },
    }
    expect(await sendMessage(key, portsOf(shop, slow))).toMatchObject({ outcome: 'not-sent' })
    expect([discarded.length, sent.length]).toEqual([1, 0])
  })

  it('stores why a mail could not be made ready', async () => {
    const { shop, key, stored } = await dueWelcome(table)
    const reason = 'address-local-part-not-ascii'
    const refusing: Mailer = {
      repeatable: false,
      prepare: async () => ({ outcome: 'refused', reason }),
    }
    await sendMessage(key, portsOf(shop, refusing))
    expect(await stored()).toMatchObject({ status: 'refused', reason, attempt: 1 })
  })

  it('of a sender that vanished is never sent again if it is unknown whether it was sent', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer } = fakeMailer(() => Promise.reject(new Error('killed')))
    await expect(sendMessage(key, portsOf(shop, mailer))).rejects.toThrow('killed')
    shop.clock.now = NOON + 5 * MINUTE_MS - 1
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'claimed' })
    shop.clock.now += 1
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'unknown', claimedAt: NOON })
    expect(await sendMessage(key, portsOf(shop, fakeMailer().mailer))).toEqual({
      outcome: 'not-sent',
      why: 'not-due',
    })
  })

  it('of a sender who vanished is due again if the mailer knows a repeat', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer } = fakeMailer(() => Promise.reject(new Error('killed')), true)
    await expect(sendMessage(key, portsOf(shop, mailer))).rejects.toThrow('killed')
    shop.clock.now = NOON + 5 * MINUTE_MS
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'due', attempt: 1 })
    expect(await sendMessage(key, portsOf(shop, fakeMailer().mailer))).toMatchObject({
      outcome: 'accepted',
    })
    expect(await stored()).toMatchObject({ attempt: 2 })
  })

  it('that ran out before the mailer answered settles nothing any more', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer } = fakeMailer(async () => {
      shop.clock.now = NOON + HOUR_MS
      await shop.react(customer)
      return ACCEPTED
    })
    expect(await sendMessage(key, portsOf(shop, mailer))).toEqual(ACCEPTED)
    expect(await stored()).toMatchObject({ status: 'unknown' })
  })
})

describe('what the mailer says', () => {
  it.each<[SendOutcome, object]>([
    [ACCEPTED, { status: 'accepted', mailerMessageId: 'ses-1', acceptedAt: NOON }],
    [
      { outcome: 'refused', reason: 'MessageRejected' },
      { status: 'refused', reason: 'MessageRejected', at: NOON },
    ],
    [
      { outcome: 'parked', reason: 'daily-quota', until: NOON + 60 },
      { status: 'parked', reason: 'daily-quota', until: NOON + 60, putOff: true },
    ],
    [{ outcome: 'unknown' }, { status: 'unknown', claimedAt: NOON, at: NOON }],
  ])('settles the message: %j', async (says, expected) => {
    const { shop, key, stored } = await dueWelcome(table)
    const { mailer, sent } = fakeMailer(says)
    const said = await sendMessage(key, portsOf(shop, mailer))
    expect(await stored()).toMatchObject({ ...expected, attempt: 1 })
    expect(said).toEqual(says)
    expect(await sendMessage(key, portsOf(shop, mailer))).toEqual({
      outcome: 'not-sent',
      why: 'not-due',
    })
    expect(sent).toHaveLength(1)
  })

  it('parks it until it is due again at that instant', async () => {
    const { shop, customer, key, stored } = await dueWelcome(table)
    const { mailer } = fakeMailer({ outcome: 'parked', reason: 'rate', until: NOON + 60 })
    await sendMessage(key, portsOf(shop, mailer))
    shop.clock.now = NOON + 59
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'parked' })
    shop.clock.now = NOON + 60
    await shop.react(customer)
    expect(await sendMessage(key, portsOf(shop, fakeMailer().mailer))).toMatchObject({
      outcome: 'accepted',
    })
    expect(await stored()).toMatchObject({ attempt: 2 })
  })
})
