/** Customers who were joined, are being joined or were parted: what checks, counts and lists say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../../functions/domain/message.ts'
import { segmentsAt } from '../../../functions/insight/reports/segments.ts'
import { recordPurchases } from '../../../functions/intake/record-facts.ts'
import { PostedPurchase } from '../../../functions/intake/wire.ts'
import { checkStore } from '../../../functions/pipeline/check/check-store.ts'
import { eachCustomer } from '../../../functions/store/customers.ts'
import { customerBehind, guestId } from '../../../functions/store/identity.ts'
import { joinCustomers, splitCustomer } from '../../../functions/store/join-customers.ts'
import { customersPrefix } from '../../../functions/store/keys.ts'
import { addShop, campaignRow } from '../../../functions/store/shops.ts'
import { listingFaults } from '../../../functions/store/sqlite/check-listing.ts'
import type { Row } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import {
  type DecidedShop,
  decidedShop,
  keyOf,
  messageKey,
  WELCOME_SORT,
  welcome,
} from '../../support/decided-shop.ts'
import { days, NOON } from '../../support/given.ts'
import { Killed, killedAt } from '../../support/killed-table.ts'
import { type TemporaryTable, temporaryTable } from '../../support/temporary-table.ts'

const { addressHash } = secret
const guestOf = (name: string) => guestId(addressHash(`${name}@example.org`))

describe('a store with customers who move', () => {
  let temporary: TemporaryTable
  let shop: DecidedShop

  const buy = (name: string, orderId: string, id?: string) =>
    recordPurchases(
      'acme',
      [
        PostedPurchase.parse({
          ...{ orderId, currency: 'EUR', grossMinor: 1_000 },
          paidAt: new Date(NOON - days(1)).toISOString(),
          customer: {
            ...(id !== undefined && { id }),
            ...{ email: `${name}@example.org`, locale: 'en', country: 'GB' },
            consents: [
              {
                ...{ purpose: 'marketing', act: 'granted', source: 'checkout' },
                at: new Date(NOON - days(1)).toISOString(),
              },
            ],
          },
        }),
      ],
      { table: temporary.table, addressHash, now: () => NOON },
    )

  /** Someone who was mailed as a guest, and then bought with an id. */
  async function mailedGuest(name: string, status: Message['status']) {
    await buy(name, `${name}-1`)
    await shop.react(guestOf(name))
    const due = await shop.row(guestOf(name), WELCOME_SORT)
    const claim = { claimedAt: NOON, claimId: 'c', leaseUntil: NOON + 60_000, repeatable: false }
    const sent = { acceptedAt: NOON, mailerMessageId: 'm' }
    const put = {
      ...{ ...due, ...messageKey(guestOf(name)), status, attempt: 1 },
      ...(status === 'claimed' ? claim : sent),
    }
    await temporary.table.write([{ put }])
    await buy(name, `${name}-2`, name)
  }

  const upTo = (write: number, id: string) =>
    shop.react(id, killedAt(temporary.table, write, 'after')).catch((error) => {
      if (!(error instanceof Killed)) throw error
    })

  beforeAll(async () => {
    temporary = temporaryTable()
    shop = decidedShop(temporary.table)
    const { settings } = shop.inForce
    const { table } = temporary
    await addShop(table, settings.shop, settings.policy)
    await table.write([{ put: campaignRow('acme', welcome, { en: 'Welcome' }) }])

    await mailedGuest('adopted', 'accepted')
    await shop.react('adopted')

    await mailedGuest('waiting', 'claimed')
    expect(await shop.react('waiting')).toEqual({ outcome: 'moving' })

    for (const id of ['parted', 'of-parted', 'parting', 'of-parting']) {
      await mailedGuest(id, 'accepted')
      await shop.react(id)
    }
    for (const id of ['parted', 'parting']) {
      const key = keyOf(id)
      await joinCustomers(table, { from: keyOf(`of-${id}`), to: key }, NOON)
      await shop.react(id)
      expect(await splitCustomer(table, { key, id: `of-${id}` }, NOON)).toBe('begun')
    }
    await shop.react('parted')
    await shop.react('of-parted')
    await upTo(0, 'parting')
  })
  afterAll(() => temporary.stop())

  const CUSTOMERS = ['adopted', 'of-parted', 'of-parting', 'parted', 'parting', 'waiting']

  it('is healthy, and has each person once', async () => {
    const checked = await checkStore({
      table: temporary.table,
      now: () => NOON,
      pending: () => [],
      settle: async () => {},
      others: [],
    })
    expect(checked.findings).toEqual([])
    expect(checked.customers).toBe(CUSTOMERS.length)
    expect(await customerBehind(temporary.table, keyOf(guestOf('adopted')))).toBe(keyOf('adopted'))
  })

  it('finds a move that is never woken', async () => {
    const key = { pk: keyOf('waiting'), sk: 'state' }
    const before = (await temporary.table.get(key)) as Row
    const { wakeAt: _at, wakeShard: _shard, ...state } = before
    await temporary.table.write([{ put: { ...state, ...key } }])
    const { findings } = await checkStore({
      table: temporary.table,
      now: () => NOON,
      pending: () => [],
      settle: async () => {},
      others: [],
    })
    expect(findings).toMatchObject([{ check: 'wake-late', customer: 'waiting' }])
    await temporary.table.write([{ put: before }])
  })

  it('counts and lists no id that leads to another', async () => {
    const everyone = () => eachCustomer(temporary.table, customersPrefix('acme'))
    const ids: string[] = []
    for await (const { facts } of everyone()) ids.push(facts.customer)
    expect(ids.toSorted()).toEqual(CUSTOMERS)
    const { customers } = await segmentsAt(everyone(), NOON, shop.inForce.settings)
    expect(customers).toBeLessThanOrEqual(CUSTOMERS.length)
    expect(customers).toBeGreaterThanOrEqual(CUSTOMERS.length - 1)
    const listed = temporary.database.sqlite
      .prepare('SELECT pk FROM listed_customers ORDER BY pk')
      .all()
      .map(({ pk }) => String(pk))
    const all = CUSTOMERS.map(keyOf)
    expect(listed.filter((pk) => !all.includes(pk as (typeof all)[number]))).toEqual([])
    expect(listingFaults(temporary.database.sqlite)).toEqual([])
  })

  it('has nothing left to find once the moves are done', async () => {
    shop.clock.now = NOON + 60_000
    for (const id of CUSTOMERS) await shop.react(id)
    const checked = await checkStore({
      table: temporary.table,
      now: () => shop.clock.now,
      pending: () => [],
      settle: async () => {},
      others: [],
    })
    expect(checked).toMatchObject({ findings: [], customers: CUSTOMERS.length })
    const { customers } = await segmentsAt(
      eachCustomer(temporary.table, customersPrefix('acme')),
      NOON,
      shop.inForce.settings,
    )
    expect(customers).toBe(CUSTOMERS.length)
  })
})
