/** What arrives while two customers are one, and whose it is once they are parted or joined again. */
import { afterAll, describe, expect, it } from 'vitest'
import { recordCustomer } from '../../../functions/intake/record-facts.ts'
import { recordHold } from '../../../functions/intake/record-hold.ts'
import { recordFeedback } from '../../../functions/pipeline/feedback/record-feedback.ts'
import { unsubscribe } from '../../../functions/pipeline/feedback/unsubscribe.ts'
import { customerBehind, guestId, idOf } from '../../../functions/store/identity.ts'
import { joinCustomers, splitCustomer } from '../../../functions/store/join-customers.ts'
import { orderSort } from '../../../functions/store/keys.ts'
import { putPreferences } from '../../../functions/store/preferences.ts'
import { addressHash, erasingShop, hashOf } from '../../intake/erasing-shop.ts'
import { decidedShop, keyOf, WELCOME_SORT, welcome } from '../../support/decided-shop.ts'
import { campaign, days, NOON } from '../../support/given.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
const { newCustomer, buy, erase } = erasingShop(() => table)
const shop = decidedShop(table)
const now = () => NOON

async function two(): Promise<readonly [string, string]> {
  const ids = [newCustomer(), newCustomer()] as const
  for (const id of ids) {
    await buy(id, `${id}-1`, NOON - 1)
    await shop.react(id)
  }
  return ids
}

async function join(from: string, to: string): Promise<void> {
  expect(await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, NOON)).toBe('begun')
  await shop.react(to)
}

async function split(from: string, id: string): Promise<void> {
  expect(await splitCustomer(table, { key: keyOf(from), id }, NOON)).toBe('begun')
  await shop.react(id)
  await shop.react(from)
}

const factsOf = async (id: string) => (await shop.load(id)).facts
const behind = async (id: string): Promise<string> => idOf(await customerBehind(table, keyOf(id)))
const withdrawals = async (id: string) =>
  (await factsOf(id)).consents.filter(({ act }) => act === 'withdrawn').map(({ at }) => at)

async function withdraw(id: string): Promise<void> {
  const consent = { purpose: 'marketing', act: 'withdrawn', source: 'form', at: NOON } as const
  await recordCustomer('acme', id, { consents: [consent] }, { table, addressHash }, NOON)
}

describe('what was posted while two customers were one', () => {
  it('goes back with the id that it was posted under: a hold, and a withdrawal, which stays too', async () => {
    const [from, to] = await two()
    await join(from, to)
    const hold = { shop: 'acme', customer: from, hold: 'h-1' }
    expect(await recordHold(hold, { reason: 'chargeback', at: NOON }, table, NOON)).toBe('recorded')
    await withdraw(from)
    await split(to, from)
    expect((await factsOf(from)).holds?.map(({ holdId }) => holdId)).toEqual(['h-1'])
    expect((await factsOf(to)).holds ?? []).toEqual([])
    expect(await withdrawals(from)).toEqual([NOON])
    expect(await withdrawals(to)).toEqual([NOON])
  })

  it('goes back where it came by a link, also if the other had withdrawn before', async () => {
    const [from, to] = await two()
    await withdraw(to)
    await join(from, to)
    const link = { use: 'leave', shop: 'acme', customer: from, campaign: 'welcome' } as const
    for (const again of [false, true]) {
      const { outcome } = await unsubscribe(
        { ...link, issuedAt: NOON },
        await shop.load(to),
        table,
        NOON + Number(again),
      )
      expect(outcome).toBe('had-left')
    }
    await split(to, from)
    expect(await withdrawals(from)).toHaveLength(1)
  })

  it('goes back as the profile of the former id, and the other has their own again', async () => {
    const [from, to] = await two()
    const before = (await factsOf(to)).profile
    await join(from, to)
    await buy(from, `${from}-2`, NOON)
    expect((await factsOf(to)).profile?.name).toBe(`Name of ${from}`)
    await split(to, from)
    expect((await factsOf(to)).profile).toEqual(before)
    const { email, name, updatedAt } = (await factsOf(from)).profile ?? {}
    expect({ email, name, updatedAt }).toEqual({
      ...{ email: `${from}@example.org`, name: `Name of ${from}`, updatedAt: NOON },
    })
    expect(JSON.stringify(await table.query(keyOf(to)))).not.toContain(from)
  })

  it('leaves the address, and no name, of a guest who led to the customer before', async () => {
    const customer = newCustomer()
    await buy(customer, `${customer}-1`, NOON - 2)
    await shop.react(customer)
    const guest = { email: `${customer}@example.org`, name: 'Someone Else' }
    await buy(customer, `${customer}-2`, NOON - 1, { customer: guest })
    await shop.react(customer)
    await split(customer, guestId(hashOf(customer)))
    const { email, name, country } = (await factsOf(customer)).profile ?? {}
    expect({ email, name, country }).toEqual({ email: guest.email, country: 'GB' })
  })

  it('goes back where it came by a link in a mail of the former id', async () => {
    const [from, to] = await two()
    await join(from, to)
    const link = {
      use: 'leave',
      shop: 'acme',
      customer: from,
      campaign: 'welcome',
      issuedAt: NOON,
    } as const
    await unsubscribe(link, await shop.load(to), table, NOON)
    await split(to, from)
    expect(await withdrawals(from)).toEqual([NOON])
  })

  it('stays a withdrawal of both, however they are joined and parted after that', async () => {
    const [from, to] = await two()
    const third = newCustomer()
    await buy(third, `${third}-1`, NOON - 1)
    await withdraw(from)
    await join(from, to)
    await split(to, from)
    await join(to, third)
    await split(third, to)
    expect(await withdrawals(to)).toEqual([NOON])
    await join(to, from)
    await split(from, to)
    expect(await withdrawals(to)).toEqual([NOON])
    expect(await withdrawals(from)).toEqual([NOON])
  })

  it('leaves the profile that a split gives back, though it arrived late under the former id', async () => {
    const [from, to] = await two()
    const before = (await factsOf(from)).profile
    await join(from, to)
    const order = { orderId: 'late', paidAt: NOON, updatedAt: NOON, currency: 'EUR', grossMinor: 1 }
    await table.write([{ put: { pk: keyOf(from), sk: orderSort('late'), ...order } }])
    await shop.react(from)
    expect((await factsOf(to)).orders.map(({ orderId }) => orderId)).toContain('late')
    await split(to, from)
    expect((await factsOf(from)).profile).toEqual(before)
    expect((await factsOf(from)).orders.map(({ orderId }) => orderId)).toContain('late')
  })
})

describe('customers who are joined', () => {
  it('get no mail of a campaign that one of them unsubscribed from, nor once they are parted', async () => {
    const [from, to] = await two()
    const off = (...campaignsOff: string[]) => ({ campaignsOff })
    await table.write([
      putPreferences(keyOf(to), undefined, off('win-back'), NOON - 2),
      putPreferences(keyOf(from), undefined, off('care'), NOON - 1),
    ])
    await join(from, to)
    expect((await factsOf(to)).preferences?.campaignsOff).toEqual(['win-back', 'care'])
    await split(to, from)
    for (const id of [from, to])
      expect((await factsOf(id)).preferences?.campaignsOff, id).toContain('care')
  })

  it('keep who led to one of them before the other was erased', async () => {
    const [inner, from] = await two()
    await join(inner, from)
    const to = newCustomer()
    await buy(to, `${to}-1`, NOON - 1)
    await erase(to, NOON + 1)
    await buy(to, `${to}-2`, NOON + 2)
    shop.clock.now = NOON + 3
    await join(from, to)
    await buy(inner, `${inner}-2`, NOON + 4)
    await split(to, from)
    shop.clock.now = NOON
    expect(await behind(inner)).toBe(from)
    expect((await factsOf(from)).orders.map(({ orderId }) => orderId)).toEqual([`${inner}-2`])
  })

  it('wait for no mail of a journey that the erasure of the other left out', async () => {
    const from = newCustomer()
    const steps = [{ id: 'hello', template: 'hello', afterMs: 60_000 }]
    const late = decidedShop(table, { campaigns: [campaign({ ...welcome, steps })] })
    await buy(from, `${from}-1`, NOON - 1, { customer: { id: from, locale: 'en', country: 'GB' } })
    await late.react(from)
    late.clock.now = NOON + 60_000
    await late.react(from)
    expect(await late.row(from, WELCOME_SORT)).toMatchObject({ status: 'held' })
    const to = newCustomer()
    await buy(to, `${to}-1`, NOON - 1)
    await erase(to, NOON + 30_000)
    await buy(to, `${to}-2`, NOON + 30_001)
    await late.react(to)
    await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, late.clock.now)
    await late.react(to)
    expect(await late.row(to, 'message#welcome#2#hello')).toBeUndefined()
    late.clock.now += days(30)
    await late.react(to)
    expect((await late.row(to, 'state'))?.wakeAt).toBeGreaterThan(late.clock.now)
  })

  it('buy at the address of the guest who they became', async () => {
    const [name, other] = [newCustomer(), newCustomer()]
    const guest = guestId(hashOf(name))
    const at = { customer: { email: `${name}@example.org` } }
    await buy(name, `${name}-guest`, NOON - 1, at)
    await buy(other, `${other}-1`, NOON - 1)
    await join(other, guest)
    await buy(other, `${other}-2`, NOON, { customer: { id: other, email: `${name}@example.org` } })
    const state = await shop.row(guest, 'state')
    expect([state?.movedTo, state?.adopting]).toEqual([undefined, undefined])
    expect((await factsOf(guest)).orders).toHaveLength(3)
  })
})

describe('customers who were parted', () => {
  it('record the event of a mail that went out under the number of the other', async () => {
    const [from, to] = await two()
    await join(from, to)
    const sk = 'message#welcome#2#hello'
    const due = { campaign: 'welcome', n: 2, step: 'hello', status: 'accepted', attempt: 1 }
    const fields = { ...due, acceptedAt: NOON, mailerMessageId: 'm', locale: 'en' }
    const first = await shop.row(to, WELCOME_SORT)
    await table.write([{ put: { ...first, ...fields, pk: keyOf(to), sk } }])
    await split(to, from)
    const event = {
      messageId: `${keyOf(to)}/welcome#2#hello`,
      at: NOON,
      kind: 'complained',
    } as const
    const reported = { event, recipients: [] }
    const ports = { ...shop.ports, table, addressHash, now, onPaused: () => {} }
    expect(await recordFeedback(reported, ports)).toBe('recorded')
    expect(await withdrawals(from)).toEqual([NOON])
  })

  it('are parted to the end, though one buys at the address of the other meanwhile', async () => {
    const [name, other] = [newCustomer(), newCustomer()]
    const guest = guestId(hashOf(name))
    const email = `${name}@example.org`
    await buy(name, `${name}-guest`, NOON - 1, { customer: { email } })
    await buy(other, `${other}-1`, NOON - 1)
    await join(guest, other)
    await splitCustomer(table, { key: keyOf(other), id: guest }, NOON)
    await buy(other, `${other}-2`, NOON, { customer: { id: other, email } })
    const state = await shop.row(guest, 'state')
    expect([state?.movedTo, state?.adopting]).toEqual([undefined, [other]])
    await shop.react(guest)
    await shop.react(other)
    for (const id of [guest, other]) expect((await factsOf(id)).isMoving, id).toBeUndefined()
  })

  it('are left alone by the timer once they were erased', async () => {
    const [from, to] = await two()
    await join(from, to)
    await erase(to, NOON + 1)
    expect(await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, NOON)).toBe('begun')
    await shop.react(to)
    for (const id of [from, to]) expect((await shop.row(id, 'state'))?.wakeAt, id).toBeUndefined()
  })
})
