/** Erasures while the rows of a customer are on their way to another id, and after. */
import { describe, expect } from 'vitest'
import { eraseCustomer } from '../../functions/intake/erase-customer.ts'
import { recordPurchases } from '../../functions/intake/record-facts.ts'
import { loadAddress } from '../../functions/store/addresses.ts'
import { guestId, hashOfGuest } from '../../functions/store/identity.ts'
import { joinCustomers, splitCustomer } from '../../functions/store/join-customers.ts'
import { addressKey, type CustomerKey } from '../../functions/store/keys.ts'
import type { Row, Table } from '../../functions/store/table.ts'
import { decidedShop, keyOf } from '../support/decided-shop.ts'
import { days, NOON } from '../support/given.ts'
import { Killed, killedAt } from '../support/killed-table.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { addressHash, addressOf, erasingShop, hashOf, iso } from './erasing-shop.ts'

const WHEN = ['before', 'after'] as const

describe.each(STORE_ENGINES)('the erasure of a customer who moves, on $name', (engine) => {
  /** On one engine so many that they move in several transactions. */
  const ORDERS = engine.name === 'SQLite' ? 55 : 1
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  const { newCustomer, purchase, buy, erase, rowsOf } = erasingShop(() => table)

  /** A guest with a mail that was accepted and many orders, whose next purchase has an id. */
  async function mailedGuest(orders = 1) {
    const name = newCustomer()
    const guest = guestId(hashOf(name))
    const shop = decidedShop(table)
    const granted = { purpose: 'marketing', act: 'granted', source: 'checkout', at: iso(NOON - 9) }
    const person = { email: addressOf(name), name: `Name of ${name}`, consents: [granted] }
    const without = { customer: { ...person, locale: 'en', country: 'GB' } }
    await buy(name, `${name}-first`, NOON - days(1), without)
    await shop.react(guest)
    await shop.acceptWelcome(guest)
    const many = Array.from({ length: orders }, (_, i) =>
      purchase(name, `${name}-${i}`, NOON - i, without),
    )
    await recordPurchases('acme', many, { table, addressHash })
    return { name, guest, shop }
  }

  /** What the table still says of a person: nothing but that their ids were erased, and when. */
  async function left(...ids: readonly string[]): Promise<readonly string[]> {
    const rows: Row[] = []
    const places = ids.map((id) => addressKey(hashOfGuest(id) ?? hashOf(id)))
    for (const pk of new Set([...ids.map(keyOf), ...places])) rows.push(...(await table.query(pk)))
    const keys = new Set<string>(ids.map(keyOf))
    const names = ids.flatMap((id) => [`"${id}"`, addressOf(id), `Name of ${id}"`])
    return rows
      .filter((row) => {
        const { pk: _pk, ...fields } = row
        const names_ = names.some((name) => JSON.stringify(fields).includes(name))
        return names_ || (keys.has(row.pk) && !isErasureOnly(row))
      })
      .map((row) => JSON.stringify(row))
  }

  const isErasureOnly = ({ sk, pk: _pk, ...row }: Row): boolean =>
    sk === 'state'
      ? Object.keys(row).every((field) => ['erasedAt', 'version', 'v'].includes(field))
      : sk === 'profile' && row.contentHash === '~'

  async function unlessKilled(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return false
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      return true
    }
  }

  check(
    `leaves nothing under either id, wherever the move was cut short${because}`,
    { timeout: 60_000 },
    async () => {
      for (let write = 1, moves = true; moves; write++)
        for (const when of WHEN) {
          const { name, guest, shop } = await mailedGuest(ORDERS)
          const killed = killedAt(table, write, when)
          moves = await unlessKilled(async () => {
            const again = [purchase(name, `${name}-id`, NOON)]
            await recordPurchases('acme', again, { table: killed, addressHash })
            await shop.react(name, killed)
          })
          for (const id of write % 2 === 0 ? [name] : [guest, name]) await erase(id, NOON + 1)
          expect(await left(name, guest), `${when} write ${write}`).toEqual([])
          for (const id of [guest, name, guest]) {
            const isErased = (await shop.row(id, 'state'))?.erasedAt !== undefined
            if (isErased) expect(await shop.react(id)).toEqual({ outcome: 'no-customer' })
          }
          expect(await left(name, guest), `${when} write ${write}, later`).toEqual([])
        }
    },
  )

  check(
    `leaves nothing where it comes between two steps of the move${because}`,
    { timeout: 60_000 },
    async () => {
      for (let write = 1, moves = true; moves; write++) {
        const { name, guest, shop } = await mailedGuest(ORDERS)
        await buy(name, `${name}-id`, NOON)
        let left_ = write
        const erasing: Table = {
          ...table,
          async writeTogether(writes) {
            if (--left_ === 0) await erase(name, NOON + 1)
            return table.writeTogether(writes)
          },
        }
        await shop.react(name, erasing)
        moves = left_ <= 0
        await shop.react(guest)
        await shop.react(name)
        if (!moves) await erase(name, NOON + 1)
        expect(await left(name, guest), `before step ${write}`).toEqual([])
      }
    },
  )

  check(
    `is finished by doing it again, wherever it was cut short itself${because}`,
    { timeout: 60_000 },
    async () => {
      for (const step of [0, 1])
        for (let write = 1, erases = true; erases; write++)
          for (const when of WHEN) {
            const { name, guest, shop } = await mailedGuest()
            await buy(name, `${name}-id`, NOON)
            await unlessKilled(() => shop.react(name, killedAt(table, step, 'after')))
            erases = await unlessKilled(() => erase(name, NOON + 1, killedAt(table, write, when)))
            if (write % 2 === 0) await shop.react(name)
            await erase(guest, NOON + 1)
            await erase(name, NOON + 1)
            expect(await left(name, guest), `step ${step}, ${when} ${write}`).toEqual([])
          }
    },
  )

  check(`names no guest who is another customer of the address${because}`, async () => {
    const [first, second] = [newCustomer(), newCustomer()]
    const shared = (id: string) => ({ customer: { id, email: addressOf(first) } })
    await buy(first, `${first}-1`, NOON, shared(first))
    await buy(second, `${second}-1`, NOON, shared(second))
    expect(await erase(second)).toEqual({ outcome: 'erased' })
    await buy(first, `${first}-2`, NOON, { customer: { email: addressOf(first) } })
    expect((await decidedShop(table).load(first)).facts.orders).toHaveLength(2)
  })

  check(`gives back the places at every address that was theirs${because}`, async () => {
    const { name, guest, shop } = await mailedGuest()
    await buy(name, `${name}-id`, NOON)
    await shop.react(name)
    const moved = { id: name, email: `new-${addressOf(name)}` }
    await buy(name, `${name}-later`, NOON + 1, { customer: moved })
    await shop.react(name)
    const slots = async () => (await loadAddress(table, 'acme', hashOf(name))).own.slots
    expect(await slots()).not.toEqual([])
    await erase(name, NOON + 2)
    expect(await slots()).toEqual([])
    expect(await left(name, guest)).toEqual([])
  })

  /** Two customers with ids, of whom the first was mailed, as they become one. */
  async function joined() {
    const { name: guestName, guest, shop } = await mailedGuest()
    const [from, to] = [newCustomer(), newCustomer()]
    const at = (id: string) => ({ customer: { id, email: addressOf(guestName) } })
    await buy(from, `${from}-1`, NOON, at(from))
    await shop.react(from)
    await buy(to, `${to}-1`, NOON)
    await shop.react(to)
    await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, NOON)
    return { guest, from, to, shop }
  }

  check(`forgets the former ids of a customer, and the mails under them${because}`, async () => {
    const { guest, from, to, shop } = await joined()
    await shop.react(to)
    const erased = new Set<CustomerKey>()
    let fails = true
    const ports = {
      ...{ table, now: () => NOON + 1 },
      async eraseMails(key: CustomerKey) {
        if (fails) throw new Killed()
        erased.add(key)
      },
    }
    expect(await unlessKilled(() => eraseCustomer(keyOf(to), ports))).toBe(true)
    fails = false
    await eraseCustomer(keyOf(to), ports)
    expect([...erased]).toEqual(expect.arrayContaining([guest, from, to].map(keyOf)))
    expect(await left(to, from, guest)).toEqual([])
    await buy(from, `${from}-new`, NOON + 2)
    expect((await shop.load(from)).facts.orders).toHaveLength(1)
  })

  check(`takes whom was asked for, who is parted as it begins${because}`, async () => {
    const { from, to, shop } = await joined()
    await shop.react(to)
    let isParted = false
    const parting: Table = {
      ...table,
      async query(pk, range) {
        if (pk === keyOf(to) && range === undefined && !isParted) {
          isParted = true
          await splitCustomer(table, { key: keyOf(to), id: from }, NOON)
        }
        return table.query(pk, range)
      },
    }
    await erase(from, NOON + 1, parting)
    await shop.react(to)
    const orders = (await shop.load(to)).facts.orders.map(({ orderId }) => orderId)
    expect(orders).toEqual([`${to}-1`])
    expect((await rowsOf(from)).map(({ sk }) => sk)).toEqual(['profile', 'state'])
  })

  check(`is the last word on what is on its way to someone erased before${because}`, async () => {
    const { from, to, shop } = await joined()
    await shop.react(to)
    await erase(to, NOON + 1)
    await buy(from, `${from}-new`, NOON + 2)
    await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, NOON + 3)
    await erase(to, NOON + 4)
    const late = purchase(from, `${from}-new`, NOON + 2)
    expect(await recordPurchases('acme', [late], { table, addressHash })).toEqual(['erased'])
  })

  check(
    `is the last word on what is on its way back to someone erased before${because}`,
    async () => {
      const { from, to, shop } = await joined()
      await shop.react(to)
      await erase(to, NOON + 1)
      await buy(from, `${from}-new`, NOON + 2)
      await buy(to, `${to}-new`, NOON + 2)
      await joinCustomers(table, { from: keyOf(from), to: keyOf(to) }, NOON + 3)
      await shop.react(to)
      expect(await splitCustomer(table, { key: keyOf(to), id: from }, NOON + 4)).toBe('begun')
      await erase(from, NOON + 5)
      const late = purchase(from, `${from}-new`, NOON + 2)
      expect(await recordPurchases('acme', [late], { table, addressHash })).toEqual(['erased'])
      await shop.react(to)
      expect((await shop.load(to)).facts.orders.map(({ orderId }) => orderId)).toEqual([
        `${to}-new`,
      ])
    },
  )

  check(
    `leaves the other customer whole where two are being parted${because}`,
    { timeout: 60_000 },
    async () => {
      for (const step of [0, 1, 2])
        for (const who of ['from', 'to'] as const) {
          const { shop, ...ids } = await joined()
          const { from, to } = ids
          await shop.react(to)
          expect(await splitCustomer(table, { key: keyOf(to), id: from }, NOON)).toBe('begun')
          await unlessKilled(() => shop.react(to, killedAt(table, step, 'after')))
          await erase(ids[who], NOON + 1)
          const other = who === 'from' ? to : from
          await shop.react(other)
          const { facts } = await shop.load(other)
          expect(facts.isMoving, `${who} after ${step}`).toBeUndefined()
          const orders = facts.orders.map(({ orderId }) => orderId)
          expect(orders).not.toContain(`${ids[who]}-1`)
          if (who === 'from') expect(orders).toContain(`${to}-1`)
          expect((await rowsOf(ids[who])).map(({ sk }) => sk)).toEqual(['profile', 'state'])
        }
    },
  )
})
