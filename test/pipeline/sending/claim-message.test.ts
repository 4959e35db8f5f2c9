/** Who has a message in hand, and what is stored of what came of it. */
import { afterAll, describe, expect, it } from 'vitest'
import type { Message, SendOutcome } from '../../../functions/domain/message.ts'
import { HOUR_MS, MINUTE_MS } from '../../../functions/domain/time.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import type { Mailer, ReadyMail } from '../../../functions/pipeline/sending/mailer.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import type { Table, Write } from '../../../functions/store/table.ts'
import { keyOf } from '../../support/decided-shop.ts'
import { ACCEPTED, dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { NOON } from '../../support/given.ts'
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
    const { leave, shop, customer, key } = await dueWelcome(table)
    const discarded: string[] = []
    const { mailer, sent } = fakeMailer()
    const slow: Mailer = {
      repeatable: false,
      prepare: async (mail) => {
        await leave()
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

describe('a message that was claimed', () => {
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
