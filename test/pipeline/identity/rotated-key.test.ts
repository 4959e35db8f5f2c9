/** Guests, grants and customers end as they would have without a new key for their addresses. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentAt } from '../../../functions/domain/consent.ts'
import { isGuest } from '../../../functions/domain/identity.ts'
import { recordCustomer, recordPurchases } from '../../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../../functions/intake/wire.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { customerBehind, guestId, idOf, isOfPerson } from '../../../functions/store/identity.ts'
import { type KeyRing, readKeyRing } from '../../../functions/store/key-ring.ts'
import { rekeyCustomers } from '../../../functions/store/rekey-customers.ts'
import { makeSecret, type Secret } from '../../../functions/store/secret.ts'
import type { Table } from '../../../functions/store/table.ts'
import { type DecidedShop, decidedShop, keyOf } from '../../support/decided-shop.ts'
import { makeMemoryTable } from '../../support/fault-memory-table.ts'
import { days, NOON } from '../../support/given.ts'

const IDS = ['ann', 'ben']
const EMAILS = ['one@example.com', 'two@example.com']
const ring: KeyRing = readKeyRing(`${'k'.repeat(43)}\naddress 2 ${'n'.repeat(43)}\n`)
const use = { signing: 1, address: 1, retired: [], isMoving: false }
const before = makeSecret(ring, use)
const moving = makeSecret(ring, { ...use, address: 2, isMoving: true })
/** 300 histories here; `npm run test:faults` lives through many more. */
const HISTORIES = Number(process.env.REKINDLE_HISTORIES ?? 300)

type Act =
  /** `late`: by a process that has not read yet which key is current. */
  | {
      readonly kind: 'buy' | 'withdraw'
      readonly id: string | undefined
      readonly email: string
      readonly late: boolean
      readonly daysAgo: number
    }
  | {
      readonly kind: 'profile'
      readonly id: string
      readonly email: string
      readonly late: boolean
    }
  | { readonly kind: 'react' }
  /** Moves some customers, and is then cut short. */
  | { readonly kind: 'rekey'; readonly customers: number }

const email = fc.constantFrom(...EMAILS)
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('buy' as const, 'buy' as const, 'withdraw' as const),
    id: fc.option(fc.constantFrom(...IDS), { nil: undefined }),
    ...{ email, late: fc.boolean() },
    daysAgo: fc.constantFrom(0, 1, 100),
  }),
  fc.record({
    kind: fc.constant('profile' as const),
    id: fc.constantFrom(...IDS),
    ...{ email, late: fc.boolean() },
  }),
  fc.constant({ kind: 'react' as const }),
  fc.record({ kind: fc.constant('rekey' as const), customers: fc.nat({ max: 2 }) }),
)

const iso = (at: number) => new Date(at).toISOString()

async function perform(act: Act, i: number, shop: DecidedShop, table: Table, secret: Secret) {
  const at = NOON + i
  shop.clock.now = at
  const { addressHash, addressKeys } = 'late' in act && act.late ? before : secret
  const ports = { table, addressHash, addressKeys, now: () => at }
  switch (act.kind) {
    case 'buy':
    case 'withdraw': {
      const paidAt = iso(at - days(act.daysAgo))
      const consent = { purpose: 'marketing', source: 'checkout', at: paidAt }
      const posted = PostedPurchase.parse({
        ...{ orderId: `o-${i}`, paidAt, currency: 'EUR', grossMinor: 1_000 },
        customer: {
          ...(act.id !== undefined && { id: act.id }),
          ...{ email: act.email, locale: 'en', country: 'GB' },
          consents: [{ ...consent, act: act.kind === 'buy' ? 'granted' : 'withdrawn' }],
        },
      })
      return recordPurchases('acme', [posted], ports)
    }
    case 'profile':
      return recordCustomer('acme', act.id, { email: act.email, updatedAt: at }, ports, at)
    case 'react':
      return reactToAll(shop)
    case 'rekey': {
      let left = act.customers
      const pace = async () => {
        if (left-- === 0) throw new Error('cut short')
      }
      const keys = secret.addressKeys()
      if (keys.hasOlder)
        await rekeyCustomers(table, { shops: ['acme'], now: () => at, keys, pace }).catch(() => {})
    }
  }
}

const guestsOf = (secret: Secret) => EMAILS.map((one) => guestId(secret.addressHash(one)))

/** As their wakes do; customers with an id first, so that the order is the same whatever the key. */
async function reactToAll(shop: DecidedShop): Promise<void> {
  for (const id of [...IDS, ...guestsOf(before), ...guestsOf(moving)]) {
    const { state, facts } = await shop.load(id)
    if (state || facts.orders.length > 0 || facts.profile) await shop.react(id)
  }
}

/** Who is who, by names that do not depend on a key. */
async function standing(shop: DecidedShop, table: Table, secret: Secret) {
  const guests = guestsOf(secret)
  const nameOf = (id: string) => (isGuest(id) ? `guest of ${EMAILS[guests.indexOf(id)]}` : id)
  const people: Record<string, unknown> = {}
  const behind = async (id: string) => idOf(await customerBehind(table, keyOf(id)))
  /** An id under an older key leads on with the next purchase at its address. */
  async function present(asked: string): Promise<string> {
    const id = await behind(asked)
    const former = guestsOf(before)[guests.indexOf(asked)]
    if (id !== asked || former === undefined) return id
    const known = await behind(former)
    return known === former ? asked : known
  }
  for (const asked of [...IDS, ...guests]) {
    const id = await present(asked)
    const { facts, state } = await shop.load(id)
    people[nameOf(asked)] = {
      is: nameOf(id),
      class: state?.class,
      purchases: state?.purchases,
      orders: facts.orders.map(({ orderId }) => orderId).toSorted(),
      marketing: consentAt(facts.consents, 'marketing', shop.clock.now),
      email: facts.profile?.email,
    }
  }
  for (const one of EMAILS) {
    // By its older hash, which leads on once anything was recorded at the address.
    const { facts } = await loadAddress(table, 'acme', before.addressHash(one))
    people[one] = facts.slots
      .map(({ customer, campaign, step, at }) => [nameOf(customer), campaign, step, at].join(' '))
      .toSorted()
  }
  return people
}

const memory = () => makeMemoryTable(() => {})

describe('a new key for addresses', () => {
  it('changes nothing of who is who, their class, their consent and their places', {
    timeout: 60_000 + HISTORIES * 100,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { maxLength: 6 }),
        fc.array(anyAct, { maxLength: 8 }),
        async (first, then) => {
          const [plain, rotated] = [memory(), memory()]
          const [plainShop, rotatedShop] = [decidedShop(plain), decidedShop(rotated)]
          const acts = [
            ...first.map((act) => [act, before] as const),
            ...then.map((act) => [act, moving] as const),
          ]
          for (const [i, [act, secret]] of acts.entries()) {
            await perform(act, i, plainShop, plain, before)
            await perform(act, i, rotatedShop, rotated, secret)
          }
          const keys = moving.addressKeys()
          const now = () => NOON + acts.length
          for (const shop of [plainShop, rotatedShop]) {
            shop.clock.now = now()
            await reactToAll(shop)
          }
          for (let pass = 0; pass < 2; pass++) {
            await rekeyCustomers(rotated, { shops: ['acme'], now, keys })
            await reactToAll(rotatedShop)
            await reactToAll(plainShop)
          }
          expect(await rekeyCustomers(rotated, { shops: ['acme'], now, keys })).toMatchObject({
            moved: 0,
          })
          expect(await standing(rotatedShop, rotated, moving)).toEqual(
            await standing(plainShop, plain, before),
          )
          for (const guest of guestsOf(before))
            expect((await rotated.query(keyOf(guest))).filter(isOfPerson)).toEqual([])
        },
      ),
      { numRuns: HISTORIES },
    )
  })
})
