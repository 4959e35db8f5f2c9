/** A shop whose customers are erased: who buys there, and what it still knows about them. */
import { expect } from 'vitest'
import type { Instant } from '../../functions/domain/time.ts'
import { eraseCustomer } from '../../functions/intake/erase-customer.ts'
import { recordPurchases, recordRefunds } from '../../functions/intake/record-facts.ts'
import { recordHold } from '../../functions/intake/record-hold.ts'
import { PostedPurchase, PostedRefund } from '../../functions/intake/wire.ts'
import { putPreferences } from '../../functions/store/preferences.ts'
import type { Table } from '../../functions/store/table.ts'
import { secret } from '../support/api-shop.ts'
import { decidedShop, keyOf, WELCOME_SORT } from '../support/decided-shop.ts'
import { days, NOON } from '../support/given.ts'

export const { addressHash } = secret
export const iso = (at: Instant): string => new Date(at).toISOString()
export const addressOf = (customer: string): string => `${customer}@example.org`
export const hashOf = (customer: string): string => addressHash(addressOf(customer))

/** What is left of an erased customer. */
export const NOTHING = { rows: ['profile', 'state'], personal: [], slots: [] }

/** @param table of the test that runs */
export function erasingShop(table: () => Table) {
  let customers = 0
  const newCustomer = () => `c-${++customers}`
  const ports = () => ({ table: table(), addressHash })
  const purchase = (customer: string, orderId: string, paidAt: Instant, rest: object = {}) =>
    PostedPurchase.parse({
      orderId,
      paidAt: iso(paidAt),
      currency: 'EUR',
      grossMinor: 1_000,
      lines: [{ sku: 'tea', title: 'Tea', quantity: 1 }],
      customer: {
        id: customer,
        email: addressOf(customer),
        name: `Name of ${customer}`,
        locale: 'en',
        country: 'GB',
        consents: [
          {
            purpose: 'marketing',
            act: 'granted',
            at: iso(paidAt),
            source: 'checkout',
            basis: 'double-opt-in',
            evidence: addressOf(customer),
          },
        ],
      },
      ...rest,
    })
  const refund = (customer: string, refundId: string, at: Instant) =>
    PostedRefund.parse({
      refundId,
      orderId: 'o-1',
      customer: { id: customer, email: addressOf(customer) },
      at: iso(at),
      currency: 'EUR',
      minor: 5,
    })
  const buy = (customer: string, orderId: string, paidAt: Instant, rest?: object) =>
    recordPurchases('acme', [purchase(customer, orderId, paidAt, rest)], ports())
  const erase = (customer: string, at = NOON, through = table()) =>
    eraseCustomer(keyOf(customer), { table: through, now: () => at })
  const rowsOf = (customer: string) => table().query(keyOf(customer))

  /** A customer with a row of every kind, and a mail that is due. */
  async function mailedCustomer() {
    const customer = newCustomer()
    const shop = decidedShop(table())
    await buy(customer, 'o-1', NOON - days(1))
    await recordRefunds('acme', [refund(customer, 'r-1', NOON - 5)], ports())
    const name = { shop: 'acme', customer, hold: 'case' }
    await recordHold(name, { reason: 'chargeback', at: NOON - 9, until: NOON - 8 }, table(), NOON)
    await table().write([
      putPreferences(keyOf(customer), undefined, { campaignsOff: [] }, NOON - 7),
    ])
    await shop.react(customer)
    expect(await shop.row(customer, WELCOME_SORT)).toMatchObject({ status: 'due' })
    return { customer, shop }
  }

  /** What the whole table still knows: the customer's rows, and all that name them elsewhere. */
  async function left(customer: string) {
    const rows = []
    for (const prefix of ['acme/', '~address/'])
      for await (const row of table().scan(prefix)) rows.push(JSON.stringify(row))
    return {
      rows: (await rowsOf(customer)).map(({ sk }) => sk),
      personal: rows.filter((row) => row.includes(addressOf(customer)) || row.includes('Name of')),
      slots: rows.filter((row) => row.includes(`"customer":"${customer}"`)),
    }
  }

  return { newCustomer, ports, purchase, refund, buy, erase, rowsOf, mailedCustomer, left }
}
