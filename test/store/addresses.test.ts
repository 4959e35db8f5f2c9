import { describe, expect } from 'vitest'
import {
  type AddressFacts,
  type AddressSlot,
  type Suppression,
  UNKNOWN_ADDRESS,
  withSlots,
  withSoftBounce,
  withSuppression,
  withWithdrawal,
} from '../../functions/domain/address.ts'
import {
  changeAddress,
  eachAddress,
  liftSuppression,
  loadAddress,
  putAddress,
  suppressForAll,
} from '../../functions/store/addresses.ts'
import { ALL_SHOPS, addressKey } from '../../functions/store/keys.ts'
import type { Table, Write } from '../../functions/store/table.ts'
import { decidedShop, keyOf, WELCOME_SORT } from '../support/decided-shop.ts'
import { days, NOON, order } from '../support/given.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const BOUNCED = { reason: 'no-such-mailbox', at: NOON } as const
const COMPLAINED = { reason: 'complaint', at: NOON + 1 } as const
const MANY = { bounces: 100, withinMs: days(14) }

describe.each(STORE_ENGINES)('an address on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let addresses = 0
  const anAddress = () => `hash-${++addresses}`

  const factsOf = async (hash: string, shop = 'tea') => (await loadAddress(table, shop, hash)).facts
  const suppress = (
    hash: string,
    suppression = BOUNCED as AddressFacts['suppression'],
    shop = 'tea',
  ) =>
    changeAddress(table, shop, hash, (facts) =>
      suppression ? withSuppression(facts, suppression) : facts,
    )
  const bounce = (hash: string, at: number, limit = MANY) =>
    changeAddress(table, 'tea', hash, (facts) => withSoftBounce(facts, at, limit))
  /** The same table, and what was asked of it. */
  const watched = () => {
    const asked: Write[] = []
    const through: Table = {
      ...table,
      write: (writes) => {
        asked.push(...writes)
        return table.write(writes)
      },
      writeTogether: (writes) => {
        asked.push(...writes)
        return table.writeTogether(writes)
      },
    }
    return { through, asked }
  }

  check(`is unknown without facts, and asking makes no row${because}`, async () => {
    const hash = anAddress()
    expect(await factsOf(hash)).toEqual(UNKNOWN_ADDRESS)
    await changeAddress(table, 'tea', hash, (facts) => facts)
    expect(await table.query(addressKey(hash))).toEqual([])
  })

  check(`is suppressed in the shop that reported it and in no other${because}`, async () => {
    const hash = anAddress()
    await suppress(hash)
    expect((await factsOf(hash)).suppression).toEqual(BOUNCED)
    expect((await factsOf(hash, 'tea2')).suppression).toBeUndefined()
  })

  check(`keeps the graver reason, and what is known already writes nothing${because}`, async () => {
    const hash = anAddress()
    await suppress(hash)
    const changeBy = (by: Suppression, through = table) =>
      changeAddress(through, 'tea', hash, (facts) => withSuppression(facts, by))
    await changeBy(COMPLAINED)
    expect((await factsOf(hash)).suppression).toEqual(COMPLAINED)
    const { through, asked } = watched()
    await changeBy(BOUNCED, through)
    expect((await factsOf(hash)).suppression).toEqual(COMPLAINED)
    expect(asked).toEqual([])
  })

  check(`suppressed for all shops is so for those that come later${because}`, async () => {
    const hash = anAddress()
    await suppressForAll(table, hash, BOUNCED)
    await suppressForAll(table, hash, COMPLAINED)
    for (const shop of ['tea', 'new'])
      expect((await factsOf(hash, shop)).suppression).toEqual(COMPLAINED)
  })

  check(`that opted out of all shops can still be suppressed in all${because}`, async () => {
    const hash = anAddress()
    await changeAddress(table, ALL_SHOPS, hash, (facts) => withWithdrawal(facts, NOON))
    await suppressForAll(table, hash, BOUNCED)
    await changeAddress(table, 'tea', hash, (facts) => withWithdrawal(facts, NOON - 5))
    const { facts, own } = await loadAddress(table, 'tea', hash)
    expect(facts).toMatchObject({ withdrawnAt: NOON, suppression: BOUNCED })
    expect(own).toEqual({ ...UNKNOWN_ADDRESS, withdrawnAt: NOON - 5 })
  })

  check(`is suppressed by as many temporary bounces as the policy says${because}`, async () => {
    const hash = anAddress()
    const limit = { bounces: 3, withinMs: days(14) }
    for (const day of [0, 15, 20, 20]) await bounce(hash, NOON + days(day), limit)
    expect(await factsOf(hash)).toEqual({
      ...UNKNOWN_ADDRESS,
      softBounces: [NOON + days(15), NOON + days(20)],
    })
    await bounce(hash, NOON + days(28), limit)
    expect((await factsOf(hash)).suppression).toEqual({
      reason: 'soft-bounces',
      at: NOON + days(28),
    })
  })

  check(`loses nothing when several report it at once${because}`, async () => {
    const hash = anAddress()
    const bouncedAt = Array.from({ length: 8 }, (_, i) => NOON + i)
    await Promise.all(bouncedAt.map((at) => bounce(hash, at)))
    expect((await factsOf(hash)).softBounces).toEqual(bouncedAt)
  })

  check(`that others never leave alone is a fault${because}`, async () => {
    const hash = anAddress()
    let at = NOON
    const busy: Table = {
      ...table,
      async write(writes) {
        await bounce(hash, ++at)
        return table.write(writes)
      },
      async writeTogether(writes) {
        await bounce(hash, ++at)
        return table.writeTogether(writes)
      },
    }
    await expect(
      changeAddress(busy, 'tea', hash, (facts) => withSuppression(facts, BOUNCED)),
    ).rejects.toThrow('changed by others')
    await suppress(hash)
    const lifting = { why: 'a test', at: NOON }
    await expect(liftSuppression(busy, 'tea', hash, lifting)).rejects.toThrow('changed by others')
  })

  check(
    `is written to again once its suppression is lifted, with a note of it${because}`,
    async () => {
      const hash = anAddress()
      const limit = { bounces: 2, withinMs: days(14) }
      for (const at of [NOON, NOON + 1]) await bounce(hash, at, limit)
      await changeAddress(table, 'tea', hash, (facts) => withWithdrawal(facts, NOON))
      const lifting = { why: 'the mailbox works again', at: NOON + 5 }
      expect(await liftSuppression(table, 'tea', hash, lifting)).toMatchObject({
        reason: 'soft-bounces',
      })
      expect(await factsOf(hash)).toEqual({ ...UNKNOWN_ADDRESS, withdrawnAt: NOON })
      expect(await table.query(addressKey(hash))).toContainEqual(
        expect.objectContaining({
          ...lifting,
          shop: 'tea',
          suppression: { reason: 'soft-bounces', at: NOON + 1 },
        }),
      )
      await bounce(hash, NOON + 6, limit)
      expect((await factsOf(hash)).suppression).toBeUndefined()
    },
  )

  check(`that is suppressed elsewhere has nothing to lift here${because}`, async () => {
    const hash = anAddress()
    await suppressForAll(table, hash, BOUNCED)
    const { through, asked } = watched()
    const lifting = { why: 'a test', at: NOON }
    expect(await liftSuppression(through, 'tea', hash, lifting)).toBeUndefined()
    expect(asked).toEqual([])
    expect(await liftSuppression(table, ALL_SHOPS, hash, lifting)).toEqual(BOUNCED)
    expect(await factsOf(hash)).toEqual(UNKNOWN_ADDRESS)
  })

  const slot = (customer: string, step: string, at = NOON): AddressSlot => ({
    customer,
    campaign: 'care',
    n: 1,
    step,
    at,
  })
  const reserve = async (
    hash: string,
    customer: string,
    slots: readonly AddressSlot[],
    now = NOON,
  ) => {
    const address = await loadAddress(table, 'tea', hash)
    const reserved = withSlots(address.own, customer, slots, now)
    return reserved === address.own ? undefined : table.write([putAddress(address, reserved)])
  }

  check(`keeps the slots of every customer who shares it${because}`, async () => {
    const hash = anAddress()
    await reserve(hash, 'ann', [slot('ann', 'a')])
    await reserve(hash, 'bea', [slot('bea', 'b')])
    expect((await factsOf(hash)).slots).toEqual([slot('ann', 'a'), slot('bea', 'b')])
    expect(await reserve(hash, 'ann', [slot('ann', 'a', NOON + 9)])).toBeUndefined()
    await reserve(hash, 'ann', [])
    expect((await factsOf(hash)).slots).toEqual([slot('bea', 'b')])
  })

  check(`forgets slots that no cap looks back to${because}`, async () => {
    const hash = anAddress()
    await reserve(hash, 'ann', [slot('ann', 'a')])
    const later = NOON + days(365)
    await reserve(hash, 'bea', [slot('bea', 'b', later)], later)
    expect((await factsOf(hash)).slots).toEqual([slot('bea', 'b', later)])
  })

  check(
    `gives one step to one of two who share it, whichever is decided first${because}`,
    async () => {
      const hash = anAddress()
      const shop = decidedShop(table)
      const two = [`${hash}-ann`, `${hash}-bea`]
      for (const customer of two) {
        const profile = {
          email: 'both@example.org',
          locale: 'en',
          country: 'GB',
          addressHash: hash,
        }
        await shop.recordConsenting(customer, { orders: [order('o-1', NOON)], profile })
      }
      await Promise.all(two.map((customer) => shop.react(customer)))
      const became = await Promise.all(
        two.map(async (customer) => (await shop.row(customer, WELCOME_SORT))?.status),
      )
      expect(became.toSorted()).toEqual(['due', 'skipped'])
      expect((await factsOf(hash, 'acme')).slots).toHaveLength(1)
    },
  )

  check(`commits no message for which it has no slot any more${because}`, async () => {
    const hash = anAddress()
    const shop = decidedShop(table)
    const customer = `${hash}-ann`
    const profile = { email: 'ann@example.org', locale: 'en', country: 'GB', addressHash: hash }
    await shop.recordConsenting(customer, { orders: [order('o-1', NOON)], profile })
    const late: Table = {
      ...table,
      async writeTogether(writes) {
        await changeAddress(table, 'acme', hash, (facts) => withSuppression(facts, BOUNCED))
        return table.writeTogether(writes)
      },
    }
    await shop.react(customer, late)
    expect(await table.get({ pk: keyOf(customer), sk: WELCOME_SORT })).toMatchObject({
      status: 'skipped',
      reason: 'suppressed',
    })
    expect((await factsOf(hash, 'acme')).slots).toEqual([])
  })

  check(
    `is listed with every shop that knows it, and with no note or customer${because}`,
    async () => {
      const hash = anAddress()
      await suppress(hash)
      await liftSuppression(table, 'tea', hash, { why: 'a test', at: NOON })
      await suppress(hash, COMPLAINED)
      await suppressForAll(table, hash, BOUNCED)
      await table.write([{ put: { pk: 'tea/~address', sk: 'profile', email: 'x@example.org' } }])
      const found = []
      for await (const known of eachAddress(table)) if (known.hash === hash) found.push(known)
      expect(found).toHaveLength(2)
      expect(found).toContainEqual({
        hash,
        shop: 'tea',
        facts: { ...UNKNOWN_ADDRESS, suppression: COMPLAINED },
      })
      expect(found).toContainEqual({
        hash,
        shop: ALL_SHOPS,
        facts: { ...UNKNOWN_ADDRESS, suppression: BOUNCED },
      })
    },
  )
})
