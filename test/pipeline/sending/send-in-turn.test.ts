import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Conditions } from '../../../functions/domain/conditions.ts'
import type { SendOutcome } from '../../../functions/domain/message.ts'
import type { Ask, Park } from '../../../functions/domain/pace/pace.ts'
import { type DueMessage, dueMessageOf } from '../../../functions/pipeline/sending/due-message.ts'
import { simpleMailer } from '../../../functions/pipeline/sending/mailer.ts'
import type { Pacer } from '../../../functions/pipeline/sending/pacing/pacer.ts'
import { sendInTurn } from '../../../functions/pipeline/sending/send-in-turn.ts'
import { loadCustomer } from '../../../functions/store/customers.ts'
import type { Row, Table } from '../../../functions/store/table.ts'
import { keyOf } from '../../support/decided-shop.ts'
import { dueWelcome, portsOf } from '../../support/due-welcome.ts'
import { hours, NOON, order } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

let store: ReturnType<typeof temporaryTable>
beforeEach(() => {
  store = temporaryTable()
})
afterEach(() => store.stop())

/** Gives every turn at once, or none, and records the outcomes. */
function fakePacer(park?: Park) {
  const asks: Ask[] = []
  const outcomes: (SendOutcome | 'given back')[] = []
  const pacer: Pacer = {
    async turn(ask) {
      asks.push(ask)
      return (
        park ?? {
          turn: 'go',
          giveBack: () => void outcomes.push('given back'),
          said: async (outcome) => void outcomes.push(outcome),
        }
      )
    },
  }
  return { pacer, asks, outcomes }
}

const accepting = simpleMailer({
  repeatable: false,
  send: async () => ({ outcome: 'accepted', mailerMessageId: 'ses-1' }),
})

async function given() {
  const welcome = await dueWelcome(store.table)
  const due = dueMessageOf((await store.table.get(welcome.key)) as Row)
  if (!due) throw new Error('the welcome is not due')
  return { ...welcome, due }
}

describe('a message whose turn has come', () => {
  it('is sent, and the pace gets the mailer’s answer', async () => {
    const { shop, due } = await given()
    const { pacer, asks, outcomes } = fakePacer()
    expect(await sendInTurn(due, { ...portsOf(shop, accepting), pacer })).toMatchObject({
      outcome: 'accepted',
    })
    expect(asks).toEqual([{ shop: 'acme', provider: 'other', marketing: true }])
    expect(outcomes).toEqual([{ outcome: 'accepted', mailerMessageId: 'ses-1' }])
  })

  it('and that is skipped at the door gives its turn to the next', async () => {
    const { shop, customer, due } = await given()
    await shop.record(customer, { orders: [order('o2', NOON)] })
    const { pacer, outcomes } = fakePacer()
    expect(await sendInTurn(due, { ...portsOf(shop, accepting), pacer })).toEqual({
      outcome: 'not-sent',
      why: 'skipped',
    })
    expect(outcomes).toEqual(['given back'])
  })

  it('waits for no turn if it was sent while it waited in the queue', async () => {
    const { shop, due } = await given()
    const { pacer, asks } = fakePacer()
    const ports = { ...portsOf(shop, accepting), pacer }
    await sendInTurn(due, ports)
    shop.clock.now = due.relayAt
    expect(await sendInTurn(due, ports)).toEqual({ outcome: 'not-sent', why: 'not-due' })
    expect(asks).toHaveLength(1)
  })

  it('gives its turn back if the store fails', async () => {
    const { shop, due } = await given()
    const { pacer, outcomes } = fakePacer()
    const table = { ...store.table, query: () => Promise.reject(new Error('throttled')) }
    const ports = { ...portsOf(shop, accepting, { table }), pacer }
    await expect(sendInTurn(due, ports)).rejects.toThrow('throttled')
    expect(outcomes).toEqual(['given back'])
  })

  it('passes the mailer’s answer to the pace also if the store fails after that', async () => {
    const { shop, due } = await given()
    const { pacer, outcomes } = fakePacer()
    let writes = 0
    const table: Table = {
      ...store.table,
      write: (rows) =>
        ++writes === 1 ? store.table.write(rows) : Promise.reject(new Error('throttled')),
    }
    const ports = { ...portsOf(shop, accepting, { table }), pacer }
    await expect(sendInTurn(due, ports)).rejects.toThrow('throttled')
    expect(outcomes).toEqual([{ outcome: 'accepted', mailerMessageId: 'ses-1' }])
  })

  it('gives its turn back if the mailer itself fails', async () => {
    const { shop, due } = await given()
    const { pacer, outcomes } = fakePacer()
    const broken = simpleMailer({
      repeatable: false,
      send: () => Promise.reject(new Error('no client')),
    })
    await expect(sendInTurn(due, { ...portsOf(shop, broken), pacer })).rejects.toThrow('no client')
    expect(outcomes).toEqual(['given back'])
  })

  it('is not sent if its key does not belong to a customer', async () => {
    const { shop, due } = await given()
    const { pacer, asks } = fakePacer()
    const lost: DueMessage = { ...due, pk: 'acme' }
    expect(await sendInTurn(lost, { ...portsOf(shop, accepting), pacer })).toEqual({
      outcome: 'not-sent',
      why: 'not-found',
    })
    expect(asks).toEqual([])
  })
})

describe('a message that has no turn', () => {
  const park: Park = { turn: 'park', until: NOON + hours(2), reason: 'pace-daily-quota' }

  it('is left as it is if a newer version published its campaign', async () => {
    const { shop, key, due } = await given()
    const before = await store.table.get(key)
    const campaigns = shop.inForce.settings.campaigns.map((one) => ({
      ...one,
      eligible: { minFullMoons: 2 } as Conditions,
    }))
    shop.inForce.settings = { ...shop.inForce.settings, campaigns }
    const { pacer } = fakePacer(park)
    expect(await sendInTurn(due, { ...portsOf(shop, accepting), pacer })).toEqual({
      outcome: 'not-sent',
      why: 'not-understood',
    })
    expect(await store.table.get(key)).toEqual(before)
  })

  it('is parked without an attempt, and its customer is woken for it', async () => {
    const { shop, customer, key, due } = await given()
    const { pacer } = fakePacer(park)
    expect(await sendInTurn(due, { ...portsOf(shop, accepting), pacer })).toMatchObject({
      outcome: 'parked',
    })
    expect(await store.table.get(key)).toMatchObject({
      status: 'parked',
      reason: 'pace-daily-quota',
      until: NOON + hours(2),
      attempt: 0,
      putOff: true,
    })
    const { state } = await loadCustomer(store.table, keyOf(customer))
    expect(state?.wakeAt).toBeLessThanOrEqual(NOON + hours(2))
    shop.clock.now = NOON + hours(2)
    await shop.react(customer)
    expect(await store.table.get(key)).toMatchObject({ status: 'due' })
  })

  it('asks for an earlier wake if its turn comes before its next relay', async () => {
    const { shop, customer, due } = await given()
    const { pacer } = fakePacer({ ...park, until: NOON + 5_000 })
    await sendInTurn(due, { ...portsOf(shop, accepting), pacer })
    const { state } = await loadCustomer(store.table, keyOf(customer))
    expect(state?.wakeAt).toBe(NOON + 5_000)
  })

  it('is left alone if it is not due any more, or does not exist', async () => {
    const { shop, key, due } = await given()
    const { pacer } = fakePacer(park)
    const ports = { ...portsOf(shop, accepting), pacer }
    expect(await sendInTurn({ ...due, sk: 'message#welcome#9#hello' }, ports)).toEqual({
      outcome: 'not-sent',
      why: 'not-found',
    })
    expect(await sendInTurn(due, ports)).toMatchObject({ outcome: 'parked' })
    expect(await sendInTurn(due, ports)).toEqual({ outcome: 'not-sent', why: 'not-due' })
    expect(await store.table.get(key)).toMatchObject({ status: 'parked' })
  })
})
