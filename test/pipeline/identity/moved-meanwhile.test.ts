/** What others do to customers while they are joined, parted or erased. */
import { beforeEach, describe, expect, it } from 'vitest'
import { eraseCustomer } from '../../../functions/intake/erase-customer.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../../functions/intake/wire.ts'
import { recordFeedback } from '../../../functions/pipeline/feedback/record-feedback.ts'
import { customerBehind, guestId, isOfPerson } from '../../../functions/store/identity.ts'
import { joinCustomers, splitCustomer } from '../../../functions/store/join-customers.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { type DecidedShop, decidedShop, keyOf, WELCOME_SORT } from '../../support/decided-shop.ts'
import { makeMemoryTable } from '../../support/fault-memory-table.ts'
import { NOON, order } from '../../support/given.ts'
import { Killed, killedAt } from '../../support/killed-table.ts'

const { addressHash } = secret
const EMAIL = 'li@example.org'
const GUEST = guestId(addressHash(EMAIL))

describe('while customers move', () => {
  let table: Table
  let shop: DecidedShop
  const now = () => shop.clock.now
  beforeEach(() => {
    table = makeMemoryTable(() => {})
    shop = decidedShop(table)
  })

  const buy = (orderId: string, id?: string) =>
    recordPurchases(
      'acme',
      [
        PostedPurchase.parse({
          ...{ orderId, paidAt: new Date(NOON - 1).toISOString(), currency: 'EUR' },
          ...{ grossMinor: 1_000, customer: { ...(id !== undefined && { id }), email: EMAIL } },
        }),
      ],
      { table, addressHash, now },
    )
  const join = (from: string, to: string, through = table) =>
    joinCustomers(through, { from: keyOf(from), to: keyOf(to) }, now())

  /** A table where something happens once, just before the n-th read of what is asked for. */
  function afterLookUp(reads: number, meanwhile: () => Promise<unknown>): Table {
    let left = reads
    return {
      ...table,
      async query(pk, range) {
        if (--left === 0) await meanwhile()
        return table.query(pk, range)
      },
    }
  }

  it('two processes that join them the opposite way make no circle', async () => {
    for (let reads = 1; reads <= 6; reads++) {
      const [a, b] = [`a-${reads}`, `b-${reads}`]
      for (const id of [a, b]) await shop.recordConsenting(id, { orders: [order(id, NOON)] })
      await join(
        a,
        b,
        afterLookUp(reads, () => join(b, a)),
      )
      expect(await customerBehind(table, keyOf(a))).toBe(await customerBehind(table, keyOf(b)))
    }
  })

  it('no id is parted from a customer who has moved on', async () => {
    for (let reads = 1; reads <= 2; reads++) {
      const [a, b, c] = [`a-${reads}`, `b-${reads}`, `c-${reads}`]
      for (const id of [a, b, c]) await shop.recordConsenting(id, { orders: [order(id, NOON)] })
      await join(a, b)
      await shop.react(b)
      const through = afterLookUp(reads, () => join(b, c))
      expect(await splitCustomer(through, { key: keyOf(b), id: a }, now())).toBe('not-joined')
      await shop.react(b)
      await shop.react(c)
      const { facts } = await shop.load(c)
      expect(facts.orders).toHaveLength(3)
      expect(facts.isMoving).toBeUndefined()
    }
  })

  it('a purchase is taken along that another move read past', async () => {
    await buy('o-1')
    await buy('o-2', 'a')
    const [read, mayCommit, hasCommitted] = [1, 2, 3].map(() => Promise.withResolvers<void>())
    const first: Table = {
      ...table,
      async writeTogether(writes) {
        read?.resolve()
        await mayCommit?.promise
        return table.writeTogether(writes).finally(hasCommitted?.resolve)
      },
    }
    const second: Table = {
      ...table,
      async writeTogether(writes) {
        mayCommit?.resolve()
        await hasCommitted?.promise
        return table.writeTogether(writes)
      },
    }
    const moving = shop.react('a', first)
    await read?.promise
    // As a recording leaves it that had looked the guest up before.
    await shop.record(GUEST, { orders: [order('o-3', NOON)] })
    await Promise.all([moving, shop.react(GUEST, second)])
    expect((await table.query(keyOf(GUEST))).filter(isOfPerson)).toEqual([])
    expect((await shop.load('a')).facts.orders).toHaveLength(3)
    expect((await shop.load('a')).state).toMatchObject({ purchases: 3 })
  })

  it('an event finds its message on its way from one id to the next', async () => {
    await shop.recordConsenting('a', { orders: [order('o', NOON)] })
    await shop.react('a')
    const due = await shop.row('a', WELCOME_SORT)
    const accepted = { status: 'accepted', attempt: 1, acceptedAt: NOON, mailerMessageId: 'm' }
    await table.write([{ put: { ...due, ...accepted, pk: keyOf('a'), sk: WELCOME_SORT } }])
    for (const id of ['b', 'c']) await shop.recordConsenting(id, { orders: [order(id, NOON)] })
    await join('a', 'b')
    await shop.react('b')
    await join('b', 'c')
    const complaint = { messageId: 'acme/a/welcome#1#hello', kind: 'complained', at: NOON } as const
    const ports = { ...shop.ports, addressHash, onPaused: () => {} }
    expect(await recordFeedback({ event: complaint, recipients: [] }, ports)).toBe('recorded')
    await shop.react('c')
    expect((await shop.load('c')).facts.consents).toContainEqual(
      expect.objectContaining({ act: 'withdrawn', source: 'complaint' }),
    )
  })

  it('an erasure that was cut short is finished under a former id as well', async () => {
    for (let write = 1; write < 16; write++)
      for (const when of ['before', 'after'] as const) {
        const [a, b] = [`a-${write}-${when}`, `b-${write}-${when}`]
        for (const id of [a, b]) await shop.recordConsenting(id, { orders: [order(id, NOON)] })
        await join(a, b)
        await shop.react(b)
        const erase = (through: Table) => eraseCustomer(keyOf(a), { table: through, now })
        await erase(killedAt(table, write, when)).catch((error) => {
          if (!(error instanceof Killed)) throw error
        })
        await erase(table)
        for (const id of [a, b]) {
          expect((await table.query(keyOf(id))).filter(isOfPerson), `${write} ${when}`).toEqual([])
          expect(await shop.row(id, 'state')).toEqual({
            ...{ pk: keyOf(id), sk: 'state', erasedAt: expect.any(Number) },
            version: expect.any(Number),
          })
        }
      }
  })

  it('an erasure ends the parting of a guest who became another customer meanwhile', async () => {
    await buy('o-1')
    await buy('o-2', 'a')
    await shop.react('a')
    expect(await splitCustomer(table, { key: keyOf('a'), id: GUEST }, now())).toBe('begun')
    await buy('o-3', 'b')
    await eraseCustomer(keyOf('b'), { table, now })
    await shop.react('a')
    const { facts } = await shop.load('a')
    expect(facts.isMoving).toBeUndefined()
    expect(facts.orders.map(({ orderId }) => orderId)).toEqual(['o-2'])
  })

  it('an id that is parted and becomes another customer takes its rows along', async () => {
    await buy('o-1')
    await buy('o-2', 'a')
    await shop.react('a')
    await shop.recordConsenting('b', { orders: [order('o-3', NOON)] })
    expect(await splitCustomer(table, { key: keyOf('a'), id: GUEST }, now())).toBe('begun')
    expect(await join(GUEST, 'b')).toBe('begun')
    await shop.react(GUEST)
    await shop.react('a')
    const ordersOf = async (id: string) =>
      (await shop.load(id)).facts.orders.map(({ orderId }) => orderId)
    expect(await ordersOf('a')).toEqual(['o-2'])
    expect(await ordersOf('b')).toEqual(['o-1', 'o-3'])
    expect((await shop.load('a')).facts.isMoving).toBeUndefined()
  })

  it('a customer who becomes a guest keeps the hash of their own address', async () => {
    await buy('o-1', 'a')
    const other = guestId(addressHash('mei@example.org'))
    await join('a', other)
    await shop.react(other)
    const { facts, addressHash: hash } = await shop.load(other)
    expect(facts.profile?.email).toBe(EMAIL)
    expect(hash).toBe(addressHash(EMAIL))
  })
})
