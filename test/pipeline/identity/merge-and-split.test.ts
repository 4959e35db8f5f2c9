import { describe, expect } from 'vitest'
import type { CustomerFacts } from '../../../functions/domain/customer.ts'
import { Declarations } from '../../../functions/domain/declarations.ts'
import { PostedEvent } from '../../../functions/intake/event-wire.ts'
import { recordEvents } from '../../../functions/intake/record-events.ts'
import { recordPurchases, recordRefunds } from '../../../functions/intake/record-facts.ts'
import { PostedPurchase, PostedRefund } from '../../../functions/intake/wire.ts'
import { loadEventBodies } from '../../../functions/store/event-bodies.ts'
import { joinCustomers, splitCustomer } from '../../../functions/store/join-customers.ts'
import type { Table } from '../../../functions/store/table.ts'
import { secret } from '../../support/api-shop.ts'
import { decidedShop, keyOf } from '../../support/decided-shop.ts'
import { days, NOON } from '../../support/given.ts'
import { Killed, killedAt } from '../../support/killed-table.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'

const { addressHash } = secret
const DECLARED = Declarations.parse({ events: { visited: { properties: { note: 'text' } } } })
const iso = (at: number): string => new Date(at).toISOString()

describe.each(STORE_ENGINES)('customers merged and split again, on $name', (engine) => {
  let table: Table
  const { check } = onEngine(engine, (store) => {
    table = store.table
  })

  async function twoPeople(prefix: string) {
    const shop = decidedShop(table)
    const ids = [`${prefix}-a`, `${prefix}-b`] as const
    const ports = { table, addressHash, now: () => shop.clock.now }
    for (const id of ids) {
      const customer = { id, email: `${id}@example.org`, name: id, locale: 'en', country: 'GB' }
      const consents = [
        { purpose: 'marketing', act: 'granted', at: iso(NOON - days(1)), source: 'checkout' },
      ]
      await recordPurchases(
        'acme',
        [
          PostedPurchase.parse({
            ...{ orderId: `${id}-1`, paidAt: iso(NOON), currency: 'EUR', grossMinor: 1_000 },
            customer: { ...customer, consents },
          }),
        ],
        ports,
      )
      await recordRefunds(
        'acme',
        [
          PostedRefund.parse({
            ...{ refundId: `${id}-r`, orderId: `${id}-1`, at: iso(NOON), currency: 'EUR' },
            ...{ minor: 100, customer: { id } },
          }),
        ],
        ports,
      )
      await recordEvents(
        { ...shop.inForce.settings, declarations: DECLARED },
        [
          PostedEvent.parse({
            ...{ eventId: `${id}-e`, name: 'visited', at: iso(NOON), properties: { note: id } },
            customer: { id, attributes: { [`of-${id}`]: 'x', tier: id } },
          }),
        ],
        ports,
        NOON,
      )
      await shop.react(id)
      await shop.acceptWelcome(id)
    }
    return { shop, a: ids[0], b: ids[1] }
  }

  const sorted = (texts: readonly string[]) => [...texts].sort()
  const contentOf = ({
    orders,
    refunds,
    messages,
    journeys,
    profile,
    ...facts
  }: CustomerFacts) => ({
    events: sorted(facts.events.map(({ eventId }) => eventId)),
    attributes: sorted(facts.attributes.flatMap(({ name }) => (name === 'tier' ? [] : name))),
    orders: sorted(orders.map(({ orderId }) => orderId)),
    refunds: sorted(refunds.map(({ refundId }) => refundId)),
    messages: messages.map(({ campaign, n, status }) => ({ campaign, n, status })),
    journeys: journeys.map(({ campaign, n }) => ({ campaign, n })),
    email: profile?.email,
    name: profile?.name,
  })

  const textsOf = async (id: string) =>
    [...(await loadEventBodies(table, keyOf(id))).values()].map(({ texts }) => texts.note)

  /** A process that is killed before or after each of its writes, and its successor that is not. */
  async function killing(work: (table: Table) => Promise<unknown>) {
    for (let write = 1; write < 40; write++)
      for (const when of ['before', 'after'] as const)
        try {
          await work(killedAt(table, write, when))
          return
        } catch (error) {
          if (!(error instanceof Killed)) throw error
        }
    throw new Error('it never ended')
  }

  for (const isKilled of [false, true])
    check(
      `have their orders, refunds, messages and profile back${isKilled ? ', killed at every write' : ''}`,
      async () => {
        const { shop, a, b } = await twoPeople(isKilled ? 'killed' : 'whole')
        const before = {
          a: contentOf((await shop.load(a)).facts),
          b: contentOf((await shop.load(b)).facts),
        }
        const react = (id: string) =>
          isKilled ? killing((dying) => shop.react(id, dying)) : shop.react(id)
        const now = shop.clock.now
        expect(await joinCustomers(table, { from: keyOf(b), to: keyOf(a) }, now)).toBe('begun')
        await react(a)
        const joined = contentOf((await shop.load(a)).facts)
        expect(joined.orders).toEqual([`${a}-1`, `${b}-1`])
        expect(joined.refunds).toEqual([`${a}-r`, `${b}-r`])
        expect(joined.events).toEqual([`${a}-e`, `${b}-e`])
        expect(joined.attributes).toEqual([`of-${a}`, `of-${b}`])
        expect(await textsOf(a)).toEqual([a, b])
        expect(joined.messages).toHaveLength(2)
        const splitting = () => splitCustomer(table, { key: keyOf(a), id: b }, now)
        expect(await splitting()).toBe('begun')
        expect(await splitting(), 'asked again before it is done').toBe('moving')
        await react(b)
        await react(a)
        expect({
          a: contentOf((await shop.load(a)).facts),
          b: contentOf((await shop.load(b)).facts),
        }).toEqual(before)
        expect([await textsOf(a), await textsOf(b)]).toEqual([[a], [b]])
      },
    )
})
