/** Customers who were joined one into the other, and are parted again in whatever order. */
import { afterAll, describe, expect, it } from 'vitest'
import { randomOf } from '../../../functions/demo/random.ts'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import { replayJournal } from '../../../functions/intake/replay-journal.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { customerBehind, guestId, idOf } from '../../../functions/store/identity.ts'
import { joinCustomers, splitCustomer } from '../../../functions/store/join-customers.ts'
import { formerSort } from '../../../functions/store/keys.ts'
import { erasingShop, hashOf } from '../../intake/erasing-shop.ts'
import { decidedShop, keyOf, WELCOME_SORT } from '../../support/decided-shop.ts'
import { NOON } from '../../support/given.ts'
import { Killed, killedAt } from '../../support/killed-table.ts'
import { temporaryTable } from '../../support/temporary-table.ts'

const { table, stop } = temporaryTable()
afterAll(stop)
const { newCustomer, buy, erase } = erasingShop(() => table)
const shop = decidedShop(table)

/** A customer with an order and an accepted mail. */
async function mailed(customer: string, at = NOON - 1): Promise<void> {
  await buy(customer, `${customer}-1`, at)
  await shop.react(customer)
  await accept(customer, WELCOME_SORT)
}

async function accept(customer: string, sk: string): Promise<void> {
  const due = await shop.row(customer, sk)
  expect(due).toMatchObject({ status: 'due' })
  const accepted = { status: 'accepted', attempt: 1, acceptedAt: NOON, mailerMessageId: customer }
  await table.write([{ put: { ...due, ...accepted, pk: keyOf(customer), sk } }])
}

async function join(from: string, to: string): Promise<void> {
  const now = ++shop.clock.now
  expect(await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, now)).toBe('begun')
  await shop.react(to)
}

async function split(from: string, id: string): Promise<void> {
  expect(await splitCustomer(table, { key: keyOf(from), id }, NOON)).toBe('begun')
  await shop.react(id)
  await shop.react(from)
}

const contentOf = ({ consents, orders, messages, journeys, profile, isMoving }: CustomerFacts) => ({
  consents: consents.map(({ act, at, source }) => ({ act, at, source })),
  orders: orders.map(({ orderId }) => orderId).sort(),
  messages: messages.map(({ campaign, n, status, mailedAs }) => ({
    campaign,
    n,
    status,
    mailedAs,
  })),
  journeys: journeys.map(({ campaign, n, mailedAs }) => ({ campaign, n, mailedAs })),
  ...{ profile, isMoving },
})
const content = async (id: string) => contentOf((await shop.load(id)).facts)
const all = async (ids: readonly string[]) => {
  const entries: (readonly [string, Awaited<ReturnType<typeof content>>])[] = []
  for (const id of ids) entries.push([id, await content(id)])
  return Object.fromEntries(entries)
}

describe('customers who were joined one into the other', () => {
  it('are who they were, whichever were joined and in whatever order they are parted', async () => {
    const random = randomOf('parted')
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    for (let round = 0; round < 6; round++) {
      const ids = Array.from({ length: 5 }, newCustomer)
      for (const id of ids) await mailed(id, NOON - Math.ceil(random() * 1e7))
      const before = await all(ids)
      for (let merges = 0; merges < 4; merges++) {
        const heads = [...new Set(await Promise.all(ids.map(behind)))]
        const to = pick(heads)
        const from = pick(heads.filter((one) => one !== to))
        await join(from, to)
      }
      for (;;) {
        const led: string[] = []
        for (const id of ids) if ((await behind(id)) !== id) led.push(id)
        if (led.length === 0) break
        const id = pick(led)
        await split(await behind(id), id)
      }
      expect(await all(ids), `round ${round}`).toEqual(before)
    }
  })

  const behind = async (id: string): Promise<string> => idOf(await customerBehind(table, keyOf(id)))

  it('take along the guest whom they had been before', async () => {
    const [name, other] = [newCustomer(), newCustomer()]
    const guest = guestId(hashOf(name))
    const at = { customer: { email: `${name}@example.org`, locale: 'en', country: 'GB' } }
    await buy(name, `${name}-guest`, NOON - 2, at)
    await buy(name, `${name}-own`, NOON - 1)
    await shop.react(name)
    await mailed(other)
    await join(name, other)
    expect(await behind(guest)).toBe(other)
    await split(other, name)
    expect(await behind(guest)).toBe(name)
    expect((await content(name)).orders).toEqual([`${name}-guest`, `${name}-own`])
    await split(name, guest)
    expect((await content(name)).orders).toEqual([`${name}-own`])
    expect((await content(guest)).orders).toEqual([`${name}-guest`])
  })

  it('take along what was bought at their address without an id, where no guest had been', async () => {
    const [name, other] = [newCustomer(), newCustomer()]
    const guest = guestId(hashOf(name))
    const at = { customer: { email: `${name}@example.org`, locale: 'en', country: 'GB' } }
    await mailed(name, NOON - 2)
    await buy(name, `${name}-guest`, NOON - 1, at)
    await mailed(other)
    await join(name, other)
    await buy(name, `${name}-later`, NOON, at)
    await split(other, name)
    expect(await behind(guest)).toBe(name)
    const orders = [`${name}-1`, `${name}-guest`, `${name}-later`]
    expect((await content(name)).orders).toEqual(orders)
    expect((await content(other)).orders).toEqual([`${other}-1`])
    await buy(name, `${name}-last`, NOON + 1, at)
    expect((await content(name)).orders).toContain(`${name}-last`)
    await split(name, guest)
    expect((await content(name)).orders).toEqual([`${name}-1`])
  })

  it('find a mail by the number that it went out under, and give that to no other', async () => {
    const [from, to] = [newCustomer(), newCustomer()]
    await buy(from, `${from}-1`, NOON - 1)
    await shop.react(from)
    await mailed(to)
    await join(from, to)
    const [journey] = (await shop.load(to)).facts.journeys.filter(({ mailedAs }) => mailedAs)
    expect(journey).toMatchObject({ n: 2, end: { reason: 'merged' } })
    // As if it had gone out before the two were found to be one journey.
    const due = { campaign: 'welcome', n: 2, step: 'hello', status: 'accepted', attempt: 1 }
    const first = await shop.row(to, WELCOME_SORT)
    const sk = 'message#welcome#2#hello'
    await table.write([{ put: { ...first, ...due, pk: keyOf(to), sk } }])
    await split(to, from)
    expect((await content(from)).messages).toMatchObject([
      { n: 1, mailedAs: { customer: to, n: 2 } },
    ])
    expect((await content(to)).journeys.map(({ n }) => n)).toEqual([1, 2])
    await join(from, to)
    expect((await content(to)).messages).toMatchObject([{ n: 1 }, { n: 2 }])
  })

  it('have the places at their own addresses back', async () => {
    const [from, to] = [newCustomer(), newCustomer()]
    await mailed(from)
    await mailed(to)
    const slots = async () =>
      (await loadAddress(table, 'acme', hashOf(from))).own.slots.map(({ customer }) => customer)
    await join(from, to)
    expect(await slots()).toEqual([to])
    await split(to, from)
    expect(await slots()).toEqual([from])
  })

  it('are erased one without the other in a copy where they are one still', async () => {
    const [from, to] = [newCustomer(), newCustomer()]
    await mailed(from)
    await mailed(to, NOON - 2)
    const before = await content(to)
    await join(from, to)
    const entry = { pk: keyOf(from), sk: 'state', fields: { erasedAt: NOON + 1 } }
    for (const again of [false, true]) {
      const { customers } = await replayJournal([entry], { table, now: () => NOON })
      expect([...customers]).toContain(again ? keyOf(from) : keyOf(to))
      expect(await content(to)).toEqual(before)
      expect((await table.query(keyOf(from))).map(({ sk }) => sk)).toEqual(['profile', 'state'])
      expect(JSON.stringify(await table.query(keyOf(to)))).not.toContain(from)
    }
    expect(await behind(from)).toBe(from)
  })

  it('take along an id that led to them, also one without a row of its own', async () => {
    const [inner, middle, outer] = [newCustomer(), newCustomer(), newCustomer()]
    await mailed(inner, NOON - 2)
    await mailed(middle)
    await join(inner, middle)
    // As a join does not leave it for someone of whom all is older than an erasure.
    await table.write([{ remove: { pk: keyOf(middle), sk: formerSort(inner) } }])
    await buy(inner, `${inner}-2`, NOON + 2)
    await mailed(outer)
    await join(middle, outer)
    await split(outer, middle)
    expect((await content(middle)).orders).toEqual([`${inner}-1`, `${inner}-2`, `${middle}-1`])
    expect((await content(outer)).orders).toEqual([`${outer}-1`])
  })

  it('are not parted while an erasure of both is cut short', async () => {
    const [from, to] = [newCustomer(), newCustomer()]
    await mailed(from)
    await mailed(to, NOON - 2)
    await join(from, to)
    const killed = killedAt(table, 1, 'after')
    await expect(erase(from, NOON + 1, killed)).rejects.toThrow(Killed)
    expect(await splitCustomer(table, { key: keyOf(to), id: from }, NOON)).toBe('moving')
    await erase(from, NOON + 1)
    for (const id of [from, to])
      expect((await table.query(keyOf(id))).map(({ sk }) => sk)).toEqual(['profile', 'state'])
  })

  it('lose nothing where the other is erased before all of it has gone back', async () => {
    const [from, to] = [newCustomer(), newCustomer()]
    await mailed(from)
    await mailed(to, NOON - 2)
    const before = await content(from)
    await join(from, to)
    await splitCustomer(table, { key: keyOf(to), id: from }, NOON)
    await erase(to, NOON + 1)
    await shop.react(from)
    await shop.react(to)
    expect(await content(from)).toEqual(before)
    expect((await table.query(keyOf(to))).map(({ sk }) => sk)).toEqual(['profile', 'state'])
  })
})
