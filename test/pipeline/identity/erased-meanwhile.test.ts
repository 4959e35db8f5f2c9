/** An erasure and the join that it meets, wherever the one comes between two steps of the other. */
import { describe, expect, it } from 'vitest'
import { eraseCustomer } from '../../../functions/intake/erase-customer.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../../functions/intake/wire.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { guestId, isOfPerson, readState } from '../../../functions/store/identity.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import { makeMemoryTable } from '../../support/fault-memory-table.ts'
import { days, NOON } from '../../support/given.ts'

const { addressHash } = secret
const EMAIL = 'li@example.org'
const HASH = addressHash(EMAIL)
const GUEST = guestId(HASH)

/** The table, where something happens just before the n-th time that it is used. */
function interrupted(table: Table, nth: number, meanwhile: () => Promise<unknown>) {
  let used = 0
  const before =
    <A extends readonly unknown[], R>(use: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      if (++used === nth) await meanwhile()
      return use(...asked)
    }
  const through: Table = {
    ...table,
    get: before(table.get),
    query: before(table.query),
    write: before(table.write),
    writeTogether: before(table.writeTogether),
  }
  return { through, isOver: () => used < nth }
}

/** A guest to whom a mail is due, who is known by their id as `a`, but has not bought with it yet. */
async function guestWhoIsKnown() {
  const table = makeMemoryTable(() => {})
  const shop = decidedShop(table)
  const now = () => shop.clock.now
  const buy = (orderId: string, customer: object, paidAt: number, through = table) =>
    recordPurchases(
      'acme',
      [
        PostedPurchase.parse({
          ...{ orderId, paidAt: new Date(paidAt).toISOString(), currency: 'EUR' },
          ...{ grossMinor: 1_000, customer: { locale: 'en', country: 'GB', ...customer } },
        }),
      ],
      { table: through, addressHash, now },
    )
  const granted = { purpose: 'marketing', act: 'granted', source: 'checkout' }
  const consents = [{ ...granted, at: new Date(NOON - days(1)).toISOString() }]
  await buy('o-1', { email: EMAIL, consents }, NOON - days(1))
  await buy('o-2', { id: 'a' }, NOON - days(1))
  for (const id of [GUEST, 'a']) await shop.react(id)
  const erase = (through = table) => eraseCustomer(keyOf('a'), { table: through, now })
  /** What is there of `a`, and of the guest unless they are another customer. */
  async function left() {
    for (const id of ['a', GUEST, 'a']) await shop.react(id)
    const { state } = await readState(table, keyOf(GUEST))
    const isOther = state?.movedTo === undefined && state?.erasedAt === undefined
    const ids = ['a', ...(isOther ? [] : [GUEST])]
    const rows = await Promise.all(ids.map((id) => table.query(keyOf(id))))
    const { own } = await loadAddress(table, 'acme', HASH)
    const slots = own.slots.filter(({ customer }) => ids.includes(customer))
    return [
      ...rows.flat().flatMap((row) => (isOfPerson(row) ? `${row.pk} ${row.sk}` : [])),
      ...slots.map(({ customer }) => `a place of ${customer}`),
    ]
  }
  return { table, shop, buy, erase, left }
}

describe('an erasure and a join', () => {
  it('leave nothing where rows move between two steps of the erasure', async () => {
    for (let nth = 1, isOver = false; !isOver; nth++) {
      const { table, shop, buy, erase, left } = await guestWhoIsKnown()
      await buy('o-3', { id: 'a', email: EMAIL }, NOON - 1)
      const erasing = interrupted(table, nth, () => shop.react('a'))
      await erase(erasing.through)
      isOver = erasing.isOver()
      if (isOver) break
      expect(await left(), `before step ${nth}`).toEqual([])
    }
  })

  it('leave nothing of before where the erasure comes between two steps of the purchase', async () => {
    for (let nth = 1, isOver = false; !isOver; nth++) {
      const { table, buy, erase, left } = await guestWhoIsKnown()
      const buying = interrupted(table, nth, () => erase())
      await buy('o-3', { id: 'a', email: EMAIL }, NOON - 1, buying.through)
      isOver = buying.isOver()
      if (isOver) break
      // What was read before it may be written after it.
      const slipped = [`${keyOf('a')} order#o-3`, `${keyOf('a')} profile`]
      const ofBefore = (await left()).filter((what) => !slipped.includes(what))
      expect(ofBefore, `before step ${nth}`).toEqual([])
    }
  })
})
