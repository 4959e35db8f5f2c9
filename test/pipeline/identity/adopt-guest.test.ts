import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import type { Instant } from '../../../functions/domain/time.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../../functions/intake/wire.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { guestId, isOfPerson } from '../../../functions/store/identity.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { type DecidedShop, decidedShop, keyOf, WELCOME_SORT } from '../../support/decided-shop.ts'
import { days, NOON } from '../../support/given.ts'
import { STORE_ENGINES, type StoreUnderTest } from '../../support/store-engines.ts'

const { addressHash } = secret
const iso = (at: Instant): string => new Date(at).toISOString()

describe.each(STORE_ENGINES)('a guest who turns out to be a customer, on $name', (engine) => {
  const { missing, start } = engine
  const check = missing ? it.skip : it
  const because = missing ? ` (skipped: ${missing})` : ''
  let store: StoreUnderTest
  let table: Table
  let people = 0
  beforeAll(async () => {
    if (missing) return
    store = await start()
    table = store.table
  })
  afterAll(() => store?.stop())

  /** Someone new, with an address and a shop that decides for them. */
  function person() {
    const name = `p${++people}`
    const email = `${name}@example.org`
    const shop = decidedShop(table)
    const guest = guestId(addressHash(email))
    const buy = (orderId: string, paidAt: Instant, id?: string) =>
      recordPurchases(
        'acme',
        [
          PostedPurchase.parse({
            orderId: `${name}-${orderId}`,
            paidAt: iso(paidAt),
            currency: 'EUR',
            grossMinor: 1_000,
            customer: {
              ...(id !== undefined && { id }),
              email,
              locale: 'en',
              country: 'GB',
              consents: [
                {
                  ...{ purpose: 'marketing', act: 'granted', at: iso(paidAt), source: 'checkout' },
                },
              ],
            },
          }),
        ],
        { table, addressHash, now: () => shop.clock.now },
      )
    return { name, email, shop, guest, buy }
  }
  const ordersOf = ({ orders }: CustomerFacts) => orders.map(({ orderId }) => orderId).sort()
  const slots = async (email: string) =>
    (await loadAddress(table, 'acme', addressHash(email))).own.slots
  const rowsLeft = async (id: string) => (await table.query(keyOf(id))).filter(isOfPerson)
  const classOf = async (shop: DecidedShop, id: string) => (await shop.load(id)).state?.class

  check(
    `is one customer with their whole history, and greeted no second time${because}`,
    async () => {
      const { name, shop, guest, buy } = person()
      await buy('1', NOON - days(300))
      await buy('2', NOON - days(80))
      await shop.react(guest)
      await buy('3', NOON, name)
      await shop.react(name)
      const { facts } = await shop.load(name)
      expect(ordersOf(facts)).toEqual([`${name}-1`, `${name}-2`, `${name}-3`])
      expect(await classOf(shop, name)).toBe('active')
      expect(facts.messages).toEqual([])
      expect(await rowsLeft(guest)).toEqual([])
    },
  )

  check(
    `leads what is bought there without an id to the customer from then on${because}`,
    async () => {
      const { name, shop, guest, buy } = person()
      await buy('1', NOON - days(2), name)
      await shop.react(name)
      await buy('2', NOON - days(1))
      await shop.react(name)
      expect(ordersOf((await shop.load(name)).facts)).toEqual([`${name}-1`, `${name}-2`])
      expect(await rowsLeft(guest)).toEqual([])
    },
  )

  check(`keeps the mail that the guest got, and its place under the caps${because}`, async () => {
    const { name, email, shop, guest, buy } = person()
    await buy('1', NOON)
    await shop.react(guest)
    const due = await shop.row(guest, WELCOME_SORT)
    expect(due).toMatchObject({ status: 'due' })
    await table.write([
      {
        put: {
          ...due,
          ...{ pk: keyOf(guest), sk: WELCOME_SORT, status: 'accepted', attempt: 1 },
          ...{ acceptedAt: NOON, mailerMessageId: 'm' },
        },
      },
    ])
    await buy('2', NOON, name)
    await shop.react(name)
    const { facts } = await shop.load(name)
    expect(facts.messages).toMatchObject([
      {
        campaign: 'welcome',
        step: 'hello',
        status: 'accepted',
        mailedAs: { customer: guest, n: 1 },
      },
    ])
    expect(await slots(email)).toMatchObject([{ customer: name, step: 'hello' }])
  })

  check(`keeps the code that the guest was given with its journey${because}`, async () => {
    const { name, shop, guest, buy } = person()
    await buy('1', NOON)
    await shop.react(guest)
    const coupon = { campaign: 'welcome', n: 1, pool: 'p', code: 'P-1', takenAt: NOON }
    await table.write([{ put: { pk: keyOf(guest), sk: '~coupon#welcome#1', ...coupon } }])
    await buy('2', NOON, name)
    await shop.react(name)
    const { facts } = await shop.load(name)
    const moved = facts.journeys.find(({ mailedAs }) => mailedAs?.customer === guest)
    const n = moved?.n ?? 1
    expect(await shop.row(name, `~coupon#welcome#${n}`)).toMatchObject({ ...coupon, n })
    expect(await rowsLeft(guest)).toEqual([])
  })

  check(`waits for a mail that a sender has in its hands${because}`, async () => {
    const { name, shop, guest, buy } = person()
    await buy('1', NOON)
    await shop.react(guest)
    const due = await shop.row(guest, WELCOME_SORT)
    const claim = { status: 'claimed', attempt: 1, claimedAt: NOON, claimId: 'c' }
    const lease = { leaseUntil: NOON + 60_000, repeatable: false }
    await table.write([{ put: { ...due, ...claim, ...lease, pk: keyOf(guest), sk: WELCOME_SORT } }])
    await buy('2', NOON, name)
    expect(await shop.react(name)).toEqual({ outcome: 'moving' })
    shop.clock.now = NOON + 60_000
    await shop.react(name)
    expect((await shop.load(name)).facts.messages).toMatchObject([
      { status: 'unknown', mailedAs: { customer: guest, n: 1 } },
    ])
    expect(await rowsLeft(guest)).toEqual([])
  })

  check(`stays another's where a first id has the address${because}`, async () => {
    const { name, shop, guest, buy } = person()
    await buy('1', NOON - days(3), name)
    await buy('2', NOON - days(2), `${name}-sister`)
    await buy('3', NOON - days(1))
    await shop.react(name)
    await shop.react(`${name}-sister`)
    expect(ordersOf((await shop.load(name)).facts)).toEqual([`${name}-1`, `${name}-3`])
    expect(ordersOf((await shop.load(`${name}-sister`)).facts)).toEqual([`${name}-2`])
    expect(await rowsLeft(guest)).toEqual([])
  })
})
