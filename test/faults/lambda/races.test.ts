/** Failures that the faults brought to light, one test each. */
import { afterAll, describe, expect, it } from 'vitest'
import type { ConsentFact } from '../../../functions/domain/consent.ts'
import type { SendOutcome } from '../../../functions/domain/message.ts'
import { dayOf, isoInstant, MINUTE_MS } from '../../../functions/domain/time.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { wakeDueCustomers } from '../../../functions/pipeline/reactions/wake-due-customers.ts'
import { dueMessageOf } from '../../../functions/pipeline/sending/due-message.ts'
import { sendInTurn } from '../../../functions/pipeline/sending/send-in-turn.ts'
import { sendMessage } from '../../../functions/pipeline/sending/send-message.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { isTombstone, tombstone } from '../../../functions/store/erasure.ts'
import { STATE } from '../../../functions/store/keys.ts'
import { keyOf as keyOfWrite, type Row, type Table } from '../../../functions/store/table.ts'
import { mailedShop, WARY } from '../../pipeline/feedback/record-feedback-shop.ts'
import { aPurchase, makeApiShop } from '../../support/api-shop.ts'
import {
  type DecidedShop,
  decidedShop,
  keyOf,
  messageKey,
  welcome,
} from '../../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../../support/due-welcome.ts'
import { consent, days, hours, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)

const REFUSED: SendOutcome = { outcome: 'refused', reason: 'ses-message-rejected' }
const parkedFor = (ms: number): SendOutcome => ({
  outcome: 'parked',
  reason: 'ses-daily-quota',
  until: NOON + ms,
})

let homes = 0

/** Two customers who share an address; the first has bought and the welcome is due. */
async function twoAtOneAddress(shop: DecidedShop = decidedShop(table)) {
  const hash = `home-${++homes}`
  const [ann, bea] = [`${hash}-ann`, `${hash}-bea`] as const
  const buys = async (customer: string, consents: readonly ConsentFact[] = [consent(0)]) => {
    const profile = { email: 'both@example.org', locale: 'en', country: 'GB', addressHash: hash }
    await shop.recordConsenting(customer, {
      orders: [order(`o-${customer}`, NOON)],
      profile,
      consents,
    })
    await shop.react(customer)
  }
  await buys(ann)
  const slots = async () => (await loadAddress(table, 'acme', hash)).own.slots
  return { shop, ann, bea, buys, slots, key: messageKey(ann) }
}

/** A second step falls due half an hour after the first. */
const twoSteps = {
  ...welcome,
  steps: [...welcome.steps, { id: 'more', template: 'hello', afterMs: 30 * MINUTE_MS }],
}

describe('who shares an address', () => {
  it('counts a parked mail from when it fell due again', async () => {
    const { shop, ann, key, slots } = await twoAtOneAddress()
    await sendMessage(key, portsOf(shop, fakeMailer(parkedFor(hours(20))).mailer))
    shop.clock.now = NOON + hours(20)
    await shop.react(ann)
    expect(await slots()).toMatchObject([{ customer: ann, at: NOON + hours(20) }])
  })

  it('counts a mail that fell due while another was being parked', async () => {
    const { shop, ann, key, slots } = await twoAtOneAddress(
      decidedShop(table, { campaigns: [twoSteps] }),
    )
    const { mailer } = fakeMailer(async () => {
      shop.clock.now = NOON + hours(1)
      return parkedFor(hours(9))
    })
    await sendMessage(key, portsOf(shop, mailer))
    expect(await shop.row(ann, 'message#welcome#1#more')).toMatchObject({ status: 'due' })
    expect(await slots()).toMatchObject([{ customer: ann, step: 'more' }])
  })

  it('counts a mail that fell due while another was asked to come back later', async () => {
    const { shop, ann, key, slots } = await twoAtOneAddress(
      decidedShop(table, { campaigns: [twoSteps] }),
    )
    const turn = async () => {
      shop.clock.now = NOON + hours(1)
      return { turn: 'park', until: NOON + hours(9), reason: 'pace-daily-quota' } as const
    }
    const due = dueMessageOf((await table.get(key)) as Row)
    if (!due) throw new Error('the message is not due')
    await sendInTurn(due, { ...portsOf(shop, fakeMailer().mailer), pacer: { turn } })
    expect(await shop.row(ann, 'message#welcome#1#more')).toMatchObject({ status: 'due' })
    expect(await slots()).toMatchObject([{ customer: ann, step: 'more' }])
  })

  it('gets the step that the other was refused', async () => {
    const { shop, bea, buys, key } = await twoAtOneAddress()
    await sendMessage(key, portsOf(shop, fakeMailer(REFUSED).mailer))
    await buys(bea)
    expect(await table.get(messageKey(bea))).toMatchObject({ status: 'due' })
  })

  it('gets the step that was parked for the other and then skipped', async () => {
    const { shop, ann, bea, buys, key } = await twoAtOneAddress()
    await sendMessage(key, portsOf(shop, fakeMailer(parkedFor(hours(9))).mailer))
    await buys(ann, [consent(NOON + 1, { act: 'withdrawn', source: 'form' })])
    shop.clock.now = NOON + 1
    await shop.react(ann)
    expect(await table.get(key)).toMatchObject({ status: 'skipped', reason: 'unsubscribed' })
    await buys(bea)
    expect(await table.get(messageKey(bea))).toMatchObject({ status: 'due' })
  })
})

describe('a message that is parked', () => {
  it('wakes its customer in time, also if the answer to the parking was lost', async () => {
    const { shop, ann, key } = await twoAtOneAddress()
    const asksAgain: Table = {
      ...table,
      async write(writes) {
        const results = await table.write(writes)
        const isParking = writes.some((write) => 'put' in write && write.put.status === 'parked')
        return isParking ? table.write(writes) : results
      },
    }
    const { mailer } = fakeMailer(parkedFor(1_500))
    const said = await sendMessage(key, portsOf(shop, mailer, { table: asksAgain }))
    expect(said).toMatchObject({ outcome: 'parked' })
    expect((await shop.load(ann)).state?.wakeAt).toBe(NOON + 1_500)
  })

  it('does not restore a customer who is being erased', async () => {
    const { shop, ann, key } = await twoAtOneAddress()
    const { mailer } = fakeMailer(async () => {
      const version = (await shop.load(ann)).state?.version ?? 0
      await table.write([{ put: tombstone(keyOf(ann), NOON, version + 1) }])
      return parkedFor(hours(1))
    })
    await sendMessage(key, portsOf(shop, mailer))
    const state = await shop.row(ann, STATE)
    expect(state && isTombstone(state)).toBe(true)
  })

  it('does not bring back settings older than its customer was decided for under', async () => {
    const { shop, ann, key } = await twoAtOneAddress()
    const { mailer } = fakeMailer(async () => {
      shop.inForce.settings = { ...shop.inForce.settings, version: 2 }
      await shop.react(ann)
      return parkedFor(hours(1))
    })
    await sendMessage(key, portsOf(shop, mailer))
    expect((await shop.load(ann)).state?.settingsVersion).toBe(2)
  })
})

describe('a customer due to be woken', () => {
  it('is woken, even if another customer’s failure cannot be reported', async () => {
    const shop = decidedShop(table)
    const names = ['poor', 'good', 'fair'] as const
    for (const name of names) {
      await shop.recordConsenting(name, { orders: [order(`o-${name}`, NOON)] })
      await shop.react(name)
    }
    shop.clock.now = NOON + days(1)
    const woken: string[] = []
    const run = wakeDueCustomers({
      table,
      now: () => shop.clock.now,
      react: async (key) => {
        if (key === keyOf('poor')) throw new Error('no such zone')
        woken.push(key)
        await reactToCustomer(key, shop.ports)
      },
      onFailure: () => Promise.reject(new Error('the queue does not exist')),
      mayGoOn: () => true,
    })
    await expect(run).rejects.toThrow('the queue does not exist')
    expect(woken).toEqual(expect.arrayContaining([keyOf('good'), keyOf('fair')]))
    expect((await shop.load('poor')).state?.wakeAt).toBeGreaterThan(shop.clock.now)
  })
})

describe('marketing that pauses itself', () => {
  // Reported only if the write says that it was done: see pauseIfUnwelcome in
  // functions/pipeline/feedback/pause-provider.ts.
  it('is reported, even if the answer to the pausing write was lost', async () => {
    const { table: own, stop: stopOwn } = temporaryTable()
    const shop = await mailedShop(own, WARY)
    await shop.has('ann')
    await shop.sent('other', 10)
    const asksAgain: Table = {
      ...own,
      async write(writes) {
        const results = await own.write(writes)
        const isPause = writes.some((write) => keyOfWrite(write).sk.startsWith('pause#'))
        return isPause ? own.write(writes) : results
      },
    }
    const happening = { kind: 'complained' } as const
    await shop.report({ customer: 'ann', happening }, { table: asksAgain })
    expect((await shop.ports.settings('acme'))?.pauses).toHaveLength(1)
    stopOwn()
    expect(shop.paused).toHaveLength(1)
  })
})

describe('the days on which purchases arrive', () => {
  // The handler notes the day only for what it has just recorded: see noteIntake in
  // functions/intake/post-facts.handler.ts.
  it('have one whose purchase was recorded by a request that was cut off', async () => {
    const api = await makeApiShop(table)
    const body = aPurchase({ paidAt: isoInstant(api.clock.now - MINUTE_MS) })
    const cutOff = await makeApiShop(
      {
        ...table,
        async write(writes) {
          if (writes.some((write) => 'put' in write && write.put.sk === 'intake'))
            throw new Error('cut off')
          return table.write(writes)
        },
      },
      'tea',
    )
    const route = 'POST /v1/shops/{shop}/purchases'
    await expect(cutOff.call(route, { body })).rejects.toThrow('cut off')
    expect((await api.call(route, { body })).status).toBe(200)
    expect((await api.settings('tea'))?.intakeDays).toEqual([dayOf(api.clock.now)])
  })
})
