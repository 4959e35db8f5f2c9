/** Who may be mailed is the same whether or not the key that hashes addresses was changed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AddressFacts,
  withSlots,
  withSoftBounce,
  withSuppression,
  withWithdrawal,
} from '../../functions/domain/address.ts'
import { recordCustomer, recordPurchases } from '../../functions/intake/record-facts.ts'
import { changeAddress, loadAddress, putAddress } from '../../functions/store/addresses.ts'
import { type KeyRing, readKeyRing } from '../../functions/store/key-ring.ts'
import { ALL_SHOPS, customerKey, PROFILE } from '../../functions/store/keys.ts'
import { rekeyCustomers } from '../../functions/store/rekey-customers.ts'
import { makeSecret, type Secret } from '../../functions/store/secret.ts'
import type { Table } from '../../functions/store/table.ts'
import { makeMemoryTable } from '../support/fault-memory-table.ts'
import { days, NOON } from '../support/given.ts'

const SHOP = 'acme'
const CUSTOMERS = ['ann', 'ben', 'cem']
const EMAILS = ['one@example.com', 'two@example.com']
const ring: KeyRing = readKeyRing(`${'k'.repeat(43)}\naddress 2 ${'n'.repeat(43)}\n`)
const use = { signing: 1, address: 1, retired: [], isMoving: false }
const before = makeSecret(ring, use)
const moving = makeSecret(ring, { ...use, address: 2, isMoving: true })
const after = makeSecret(ring, { ...use, address: 2 })

type Act =
  /** `late`: by a process that has not read yet which key is current. */
  | {
      readonly kind: 'record'
      readonly who: string
      readonly email: string
      readonly late: boolean
    }
  | { readonly kind: 'suppress' | 'suppress-all' | 'bounce'; readonly email: string }
  | { readonly kind: 'leave' | 'slot'; readonly who: string }
  /** Moves some customers, and is then cut short. */
  | { readonly kind: 'rekey'; readonly customers: number }

const who = fc.constantFrom(...CUSTOMERS)
const email = fc.constantFrom(...EMAILS)
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('record' as const), who, email, late: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('suppress' as const, 'suppress-all', 'bounce'), email }),
  fc.record({ kind: fc.constantFrom('leave' as const, 'slot'), who }),
  fc.record({ kind: fc.constant('rekey' as const), customers: fc.nat({ max: 2 }) }),
)

const hashOf = async (table: Table, customer: string): Promise<string | undefined> =>
  (await table.get({ pk: customerKey(SHOP, customer), sk: PROFILE }))?.addressHash as string

async function change(
  table: Table,
  of: string,
  secret: Secret,
  act: (f: AddressFacts) => AddressFacts,
  shop = SHOP,
) {
  for (const hash of secret.addressKeys().hashes(of)) await changeAddress(table, shop, hash, act)
}

async function perform(act: Act, at: number, table: Table, secret: Secret): Promise<void> {
  switch (act.kind) {
    case 'record': {
      const { addressHash, addressKeys } = act.late ? before : secret
      const ports = { table, addressHash, addressKeys }
      await recordCustomer(SHOP, act.who, { email: act.email, updatedAt: at }, ports, at)
      return
    }
    case 'suppress':
      return change(table, act.email, secret, (f) => withSuppression(f, { reason: 'by-hand', at }))
    case 'suppress-all': {
      const suppress = (f: AddressFacts) => withSuppression(f, { reason: 'complaint', at })
      return change(table, act.email, secret, suppress, ALL_SHOPS)
    }
    case 'bounce': {
      const limit = { bounces: 3, withinMs: days(30) }
      return change(table, act.email, secret, (f) => withSoftBounce(f, at, limit))
    }
    case 'leave': {
      const hash = await hashOf(table, act.who)
      if (hash) await changeAddress(table, SHOP, hash, (f) => withWithdrawal(f, at))
      return
    }
    case 'slot': {
      const hash = await hashOf(table, act.who)
      if (!hash) return
      const address = await loadAddress(table, SHOP, hash)
      const slot = { customer: act.who, campaign: 'care', n: at, step: 'tips', at }
      const own = address.own.slots.filter(({ customer }) => customer === act.who)
      await table.write([putAddress(address, withSlots(address.own, act.who, [...own, slot], at))])
      return
    }
    case 'rekey': {
      let left = act.customers
      const pace = async () => {
        if (left-- === 0) throw new Error('cut short')
      }
      const keys = secret.addressKeys()
      if (keys.hasOlder)
        await rekeyCustomers(table, { shops: [SHOP], now: () => NOON, keys, pace }).catch(() => {})
    }
  }
}

/** What decisions for each customer read about their address. */
async function known(table: Table) {
  const facts: Record<string, unknown> = {}
  for (const customer of CUSTOMERS) {
    const hash = await hashOf(table, customer)
    if (!hash) continue
    const { suppression, withdrawnAt, softBounces, slots } = (await loadAddress(table, SHOP, hash))
      .facts
    facts[customer] = {
      ...{ suppressed: suppression !== undefined, withdrawnAt, softBounces },
      slots: slots.map((slot) => JSON.stringify(slot)).toSorted(),
    }
  }
  return facts
}

const memory = () => makeMemoryTable(() => {})

describe('a new key for addresses', () => {
  it('changes nothing of what is known about any customer, at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { maxLength: 14 }),
        fc.array(anyAct, { maxLength: 14 }),
        async (first, then) => {
          const [plain, rotated] = [memory(), memory()]
          const acts = [
            ...first.map((act) => [act, before] as const),
            ...then.map((act) => [act, moving] as const),
          ]
          for (const [i, [act, secret]] of acts.entries()) {
            await perform(act, NOON + i, plain, before)
            await perform(act, NOON + i, rotated, secret)
            expect(await known(rotated)).toEqual(await known(plain))
          }
          const keys = moving.addressKeys()
          await rekeyCustomers(rotated, { shops: [SHOP], now: () => NOON, keys })
          expect(
            await rekeyCustomers(rotated, { shops: [SHOP], now: () => NOON, keys }),
          ).toMatchObject({ moved: 0 })
          expect(await known(rotated)).toEqual(await known(plain))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('finds what was known of an address before it had a customer, however late one comes', async () => {
    const table = memory()
    await change(table, 'one@example.com', before, (f) => withWithdrawal(f, NOON))
    for (const secret of [moving, after]) {
      const email = secret === moving ? 'one@example.com' : 'three@example.com'
      const hash = before.addressHash(email)
      await changeAddress(table, SHOP, hash, (f) => withWithdrawal(f, NOON))
      await recordCustomer(SHOP, email, { email, updatedAt: NOON }, { table, ...secret }, NOON)
      const address = await loadAddress(table, SHOP, secret.addressHash(email))
      expect(address.facts.withdrawnAt).toBe(NOON)
      expect((await loadAddress(table, SHOP, hash)).hash).toBe(secret.addressHash(email))
    }
  })

  it('leaves a purchase that is posted again as it was', async () => {
    const table = memory()
    const purchase = {
      ...{ orderId: 'o-1', paidAt: NOON, currency: 'EUR', grossMinor: 100 },
      customer: { id: 'ann', email: 'one@example.com', name: 'Ann' },
    }
    const post = (secret: Secret) => recordPurchases(SHOP, [purchase], { table, ...secret })
    const stored = () => table.get({ pk: customerKey(SHOP, 'ann'), sk: PROFILE })
    expect(await post(before)).toEqual(['recorded'])
    const contentHash = (await stored())?.contentHash
    expect(await post(moving)).toEqual(['unchanged'])
    await rekeyCustomers(table, { shops: [SHOP], now: () => NOON, keys: moving.addressKeys() })
    expect(await post(after)).toEqual(['unchanged'])
    expect(await stored()).toMatchObject({
      contentHash,
      addressHash: after.addressHash('one@example.com'),
    })
  })

  it('leaves a profile alone whose hash was made with a key that is not in the secret', async () => {
    const table = memory()
    const stranger = makeSecret(Buffer.alloc(32, 9))
    await recordCustomer(SHOP, 'ann', { email: 'one@example.com' }, { table, ...stranger }, NOON)
    const keys = moving.addressKeys()
    expect(await rekeyCustomers(table, { shops: [SHOP], now: () => NOON, keys })).toMatchObject({
      moved: 0,
      unexplained: 1,
    })
    expect(await hashOf(table, 'ann')).toBe(stranger.addressHash('one@example.com'))
  })
})
