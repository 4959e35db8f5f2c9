import { describe, expect } from 'vitest'
import {
  type AddressFacts,
  withoutSlotsOf,
  withSlots,
  withSoftBounce,
  withSuppression,
  withWithdrawal,
} from '../../functions/domain/address.ts'
import {
  changeAddress,
  eachAddress,
  leaveAddress,
  liftSuppression,
  loadAddress,
  putAddress,
} from '../../functions/store/addresses.ts'
import { readRow } from '../../functions/store/codecs/codec.ts'
import { SHARED_ROWS } from '../../functions/store/codecs/shared-rows.ts'
import { ALL_SHOPS, addressKey } from '../../functions/store/keys.ts'
import { moveAddress } from '../../functions/store/move-address.ts'
import type { Table } from '../../functions/store/table.ts'
import { days, NOON } from '../support/given.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'

const BOUNCED = { reason: 'no-such-mailbox', at: NOON } as const

describe.each(STORE_ENGINES)('an address that moves to a newer key on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  let addresses = 0
  const anAddress = () => {
    const n = ++addresses
    return { from: `older-${n}`, to: `newer-${n}`, shop: 'tea', evenIfUnknown: true }
  }

  const suppress = (hash: string, shop = 'tea') =>
    changeAddress(table, shop, hash, (facts) => withSuppression(facts, BOUNCED))
  const loaded = (hash: string, shop = 'tea') => loadAddress(table, shop, hash)

  check(`is the same by either hash, for one shop and for all${because}`, async () => {
    const move = anAddress()
    await suppress(move.from)
    await changeAddress(table, ALL_SHOPS, move.from, (facts) => withWithdrawal(facts, NOON))
    await moveAddress(table, move)
    const facts = { suppression: BOUNCED, withdrawnAt: NOON }
    for (const hash of [move.from, move.to]) {
      expect(await loaded(hash)).toMatchObject({ hash: move.to, facts })
      expect((await loaded(hash, 'other')).facts).toMatchObject({ withdrawnAt: NOON })
    }
    await moveAddress(table, move)
    expect(await loaded(move.to)).toMatchObject({ version: 1 })
  })

  check(`is changed, listed and lifted in one place${because}`, async () => {
    const move = anAddress()
    await moveAddress(table, move)
    await suppress(move.from)
    expect((await loaded(move.to)).facts.suppression).toEqual(BOUNCED)
    const listed = []
    for await (const { hash } of eachAddress(table))
      if (hash.endsWith(`-${addresses}`)) listed.push(hash)
    expect(listed).toEqual([move.to])
    expect(await liftSuppression(table, 'tea', move.from, { why: 'a test', at: NOON })).toEqual(
      BOUNCED,
    )
    expect((await loaded(move.from)).facts.suppression).toBeUndefined()
    await leaveAddress(table, 'tea', move.from, 'c-1')
  })

  check(`is merged with what the newer hash knew already${because}`, async () => {
    const move = anAddress()
    const slot = (customer: string) => ({
      customer,
      campaign: 'care',
      n: 1,
      step: 'tips',
      at: NOON,
    })
    const known = (hash: string, customer: string, at: number) =>
      changeAddress(table, 'tea', hash, (facts) =>
        withSlots(
          withSoftBounce(facts, at, { bounces: 9, withinMs: days(9) }),
          customer,
          [slot(customer)],
          NOON,
        ),
      )
    await known(move.from, 'c-1', NOON)
    await known(move.to, 'c-2', NOON + 1)
    await moveAddress(table, move)
    const { facts } = await loaded(move.from)
    expect(facts.softBounces).toEqual([NOON, NOON + 1])
    expect(facts.slots.map(({ customer }) => customer).toSorted()).toEqual(['c-1', 'c-2'])
    const left = withoutSlotsOf(withoutSlotsOf(facts, 'c-1'), 'c-2')
    expect(left.slots).toEqual([])
  })

  check(
    `refuses what was decided before it moved, so that it is decided again${because}`,
    async () => {
      for (const isKnown of [true, false]) {
        const move = anAddress()
        if (isKnown) await suppress(move.from)
        const before = await loaded(move.from)
        await moveAddress(table, move)
        const stale = putAddress(before, { ...before.own, withdrawnAt: NOON })
        expect(await table.writeTogether([stale])).toBe('conflict')
      }
    },
  )

  check(`loses no change that is made while it moves${because}`, async () => {
    const move = anAddress()
    const bounce = (hash: string, at: number) =>
      changeAddress(table, 'tea', hash, (facts: AddressFacts) =>
        withSoftBounce(facts, at, { bounces: 99, withinMs: days(9) }),
      )
    const instants = Array.from({ length: 12 }, (_, i) => NOON + i)
    await Promise.all([
      ...instants.map((at) => bounce(at % 2 ? move.from : move.to, at)),
      moveAddress(table, move),
      moveAddress(table, move),
    ])
    expect((await loaded(move.from)).facts.softBounces).toEqual(instants)
  })

  check(
    `cannot be read as one without facts by a build that knows no moves${because}`,
    async () => {
      const move = anAddress()
      await suppress(move.from)
      await moveAddress(table, move)
      const [row] = await table.query(addressKey(move.from))
      expect(() => row && readRow(SHARED_ROWS.address, row)).toThrow('cannot be read')
    },
  )
})
