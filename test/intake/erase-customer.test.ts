import { describe, expect } from 'vitest'
import { withSuppression } from '../../functions/domain/address.ts'
import { isErased } from '../../functions/domain/erasure.ts'
import { eraseCustomer } from '../../functions/intake/erase-customer.ts'
import { recordCustomer, recordPurchases } from '../../functions/intake/record-facts.ts'
import { sendMessage } from '../../functions/pipeline/sending/send-message.ts'
import { changeAddress, loadAddress } from '../../functions/store/addresses.ts'
import { wakeShardOf } from '../../functions/store/keys.ts'
import type { Table } from '../../functions/store/table.ts'
import { keyOf, messageKey } from '../support/decided-shop.ts'
import { fakeMailer, portsOf } from '../support/due-welcome.ts'
import { NOON } from '../support/given.ts'
import { Killed, killedAt } from '../support/killed-table.ts'
import { onEngine } from '../support/on-engine.ts'
import { STORE_ENGINES } from '../support/store-engines.ts'
import { addressHash, addressOf, erasingShop, hashOf, NOTHING } from './erasing-shop.ts'

describe.each(STORE_ENGINES)('an erased customer on $name', (engine) => {
  let table: Table
  const { check, because } = onEngine(engine, (store) => {
    table = store.table
  })
  const { newCustomer, ports, purchase, buy, erase, rowsOf, mailedCustomer, left } = erasingShop(
    () => table,
  )

  check(
    `leaves only the fact of the erasure, and the customer no longer exists${because}`,
    async () => {
      const { customer, shop } = await mailedCustomer()
      const kinds = (await rowsOf(customer)).map(({ sk }) => sk.split('#')[0])
      expect(new Set(kinds)).toEqual(
        new Set(
          'consent hold journey lifecycle message order preferences profile refund state ~lines'.split(
            ' ',
          ),
        ),
      )
      expect((await left(customer)).slots).toHaveLength(1)
      expect(await erase(customer)).toEqual({ outcome: 'erased' })
      expect(await left(customer)).toEqual(NOTHING)
      expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
      expect(isErased(await shop.load(customer))).toBe(true)
      const due = await table.due(wakeShardOf(keyOf(customer)), Number.MAX_SAFE_INTEGER, 10_000)
      expect(due.map(({ pk }) => pk)).not.toContain(keyOf(customer))
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(`stays suppressed, and others keep their caps at the same address${because}`, async () => {
    const { customer } = await mailedCustomer()
    const other = { customer: 'other', campaign: 'care', n: 1, step: 'tip', at: NOON }
    const suppression = { reason: 'complaint', at: NOON } as const
    await changeAddress(table, 'acme', hashOf(customer), (facts) =>
      withSuppression({ ...facts, slots: [...facts.slots, other] }, suppression),
    )
    await erase(customer)
    expect((await loadAddress(table, 'acme', hashOf(customer))).own).toEqual({
      softBounces: [],
      slots: [other],
      suppression: suppression,
    })
  })

  check(
    `has no address behind wherever the erasing is cut short, once it is done again${because}`,
    async () => {
      for (let write = 1; ; write++) {
        for (const when of ['before', 'after'] as const) {
          const { customer, shop } = await mailedCustomer()
          let isKilled = true
          try {
            await erase(customer, NOON, killedAt(table, write, when))
            isKilled = false
          } catch (error) {
            expect(error).toBeInstanceOf(Killed)
          }
          if (!isKilled) {
            expect(write).toBeGreaterThan(3)
            return
          }
          const isBuried = (await shop.row(customer, 'state'))?.erasedAt !== undefined
          expect(isBuried).toBe(write > 1 || when === 'after')
          const { mailer, sent } = fakeMailer()
          if (isBuried) {
            expect(await shop.react(customer)).toEqual({ outcome: 'no-customer' })
            expect(await sendMessage(messageKey(customer), portsOf(shop, mailer))).toEqual({
              outcome: 'not-sent',
              why: 'not-found',
            })
            expect(sent).toEqual([])
          }
          expect(await erase(customer)).toMatchObject({ outcome: 'erased' })
          expect(await left(customer), `killed ${when} write ${write}`).toEqual(NOTHING)
        }
      }
    },
  )

  check(`is erased once: again changes nothing${because}`, async () => {
    const { customer } = await mailedCustomer()
    await erase(customer)
    const before = await rowsOf(customer)
    expect(await erase(customer, NOON + 9, killedAt(table, 1, 'before'))).toEqual({
      outcome: 'erased',
    })
    expect(await rowsOf(customer)).toEqual(before)
  })

  check(`was known: for any other customer there is nothing to erase${because}`, async () => {
    expect(await erase('stranger')).toEqual({ outcome: 'unknown' })
    expect(await rowsOf('stranger')).toEqual([])
  })

  check(`with more rows than one transaction takes is erased whole${because}`, async () => {
    const customer = newCustomer()
    const many = Array.from({ length: 120 }, (_, i) => purchase(customer, `o-${i}`, NOON - i))
    await recordPurchases('acme', many, ports())
    await erase(customer)
    expect(await left(customer)).toEqual(NOTHING)
  })

  check(
    `is named together with a guest whose address they have by a profile alone${because}`,
    async () => {
      const { customer, shop } = await mailedCustomer()
      const email = `other-${addressOf(customer)}`
      const guest = `~guest:${addressHash(email)}`
      const updatedAt = NOON - 2
      await recordCustomer('acme', customer, { email, updatedAt }, ports(), NOON)
      await buy(customer, 'g-1', NOON - 1, { customer: { email } })
      expect(await erase(customer)).toEqual({ outcome: 'erased', guest })
      expect((await shop.load(guest)).facts.orders).toHaveLength(1)
      expect(await erase(guest)).toEqual({ outcome: 'erased' })
      expect(await left(customer)).toEqual(NOTHING)
    },
  )

  check(`is erased with what they bought at their address without an id${because}`, async () => {
    const { customer } = await mailedCustomer()
    await buy(customer, 'g-1', NOON - 1, { customer: { email: addressOf(customer) } })
    expect(await erase(customer)).toEqual({ outcome: 'erased' })
    expect(await left(customer)).toEqual(NOTHING)
  })

  check(`has the mails erased that were kept, after the last of the rows${because}`, async () => {
    const { customer } = await mailedCustomer()
    const kept: unknown[] = []
    const eraseMails = async (key: string) => {
      kept.push([key, (await rowsOf(customer)).map(({ sk }) => sk)])
    }
    const all = { table, now: () => NOON, eraseMails }
    await eraseCustomer(keyOf(customer), all)
    await eraseCustomer(keyOf(customer), all)
    const guest = keyOf(`~guest:${hashOf(customer)}`)
    expect(kept).toEqual(
      [keyOf(customer), guest, keyOf(customer)].map((key) => [key, NOTHING.rows]),
    )
  })
})
