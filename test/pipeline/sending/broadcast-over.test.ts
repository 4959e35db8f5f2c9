/** No mail of a broadcast leaves once its time is over, however near its sender came to that. */
import { afterAll, describe, expect, it } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '../../../functions/domain/time.ts'
import type { Mailer } from '../../../functions/pipeline/sending/mailer.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { decidedShop, welcome } from '../../support/decided-shop.ts'
import { dueWelcome, fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const SEND_BY = NOON + MINUTE_MS

/** A broadcast of noon that is over after a minute. */
const dueBroadcast = () => {
  const start = { kind: 'broadcast', at: { instant: NOON }, sendBy: { instant: SEND_BY } } as const
  return dueWelcome(table, decidedShop(table, { campaigns: [{ ...welcome, start }] }))
}

describe('the mail of a broadcast', () => {
  it('leaves while there is time for that', async () => {
    const { shop, key, stored } = await dueBroadcast()
    const { mailer, sent } = fakeMailer()
    shop.clock.now = SEND_BY - 5 * SECOND_MS - 1
    await sendMessage(key, portsOf(shop, mailer))
    expect(sent).toHaveLength(1)
    expect(await stored()).toMatchObject({ status: 'accepted' })
  })

  it('is not claimed in the last seconds, and is skipped at the end', async () => {
    const { shop, customer, key, stored } = await dueBroadcast()
    const { mailer, sent } = fakeMailer()
    shop.clock.now = SEND_BY - 5 * SECOND_MS
    const said = await sendMessage(key, portsOf(shop, mailer))
    expect(said).toEqual({ outcome: 'not-sent', why: 'not-due' })
    expect(await stored()).toMatchObject({ status: 'due', attempt: 0 })
    shop.clock.now = SEND_BY
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'skipped', reason: 'too-late-for-broadcast' })
    expect(sent).toEqual([])
  })

  it('is skipped by a sender who comes to it too late', async () => {
    const { shop, key, stored } = await dueBroadcast()
    const { mailer, sent } = fakeMailer()
    shop.clock.now = SEND_BY
    await sendMessage(key, portsOf(shop, mailer))
    expect(await stored()).toMatchObject({ status: 'skipped', reason: 'too-late-for-broadcast' })
    expect(sent).toEqual([])
  })

  it('does not leave where its sender paused between the claim and the first byte', async () => {
    const { shop, customer, key, stored } = await dueBroadcast()
    const { mailer, sent } = fakeMailer()
    const pausing: Mailer = {
      repeatable: false,
      async prepare(mail) {
        const ready = await mailer.prepare(mail)
        if (ready.outcome !== 'ready') return ready
        const send: typeof ready.send = (onLeaving) => {
          shop.clock.now = SEND_BY
          return ready.send(onLeaving)
        }
        return { ...ready, send }
      },
    }
    await expect(sendMessage(key, portsOf(shop, pausing))).rejects.toThrow('would leave too late')
    expect(sent).toEqual([])
    await shop.react(customer)
    expect(await stored()).toMatchObject({ status: 'skipped', reason: 'too-late-for-broadcast' })
  })
})
