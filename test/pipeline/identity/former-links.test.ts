import { describe, expect } from 'vitest'
import { eraseCustomer } from '../../../functions/intake/erase-customer.ts'
import { reactToCustomer } from '../../../functions/pipeline/reactions/react-to-customer.ts'
import { joinCustomers } from '../../../functions/store/join-customers.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import type { Table } from '../../../functions/store/table.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { onEngine } from '../../support/on-engine.ts'
import { STORE_ENGINES } from '../../support/store-engines.ts'
import { understandsAll } from '../../support/understands-all.ts'
import { encoded, formOn } from '../feedback/customer-pages.ts'
import { makeUnsubscribeShop, tokenOf, type UnsubscribeShop } from '../feedback/unsubscribe-shop.ts'

const CONFIRM = { use: 'confirm', campaign: 'sign-up', n: 1, step: 'ask' } as const

describe.each(STORE_ENGINES)('links in mails of a former id, on $name', (engine) => {
  let table: Table
  let shop: UnsubscribeShop
  const { check, because } = onEngine(engine, async (store) => {
    table = store.table
    shop = await makeUnsubscribeShop(table)
  })

  /** @returns the id they have and the one they had */
  async function joined(id: string): Promise<readonly [string, string]> {
    const former = `${id}-former`
    for (const one of [id, former]) await shop.store(one)
    const keys = { from: customerKey('tea', former), to: customerKey('tea', id) }
    await joinCustomers(table, keys, NOW)
    const ports = { table, settings: shop.settings, now: () => NOW, ...understandsAll }
    await reactToCustomer(keys.to, ports)
    return [id, former]
  }
  const post = (
    page: 'unsubscribe' | 'preferences' | 'confirm',
    former: string,
    raw = '',
    to: Parameters<typeof tokenOf>[1] = {},
  ) =>
    shop.call(`POST /${page}/{token}`, {
      token: tokenOf(former, { ...(page === 'confirm' ? CONFIRM : {}), ...to }),
      bearer: undefined,
      raw,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  check(`let the present customer leave${because}`, async () => {
    const [id, former] = await joined('lin')
    expect((await post('unsubscribe', former)).status).toBe(200)
    expect((await shop.load(id)).facts.consents).toContainEqual(
      expect.objectContaining({ purpose: 'marketing', act: 'withdrawn' }),
    )
    expect((await shop.load(former)).facts.consents).toEqual([])
  })

  check(`let the present customer choose, and confirm${because}`, async () => {
    const [id, former] = await joined('mei')
    // What was mailed to the address that the present customer has.
    const to = { addressHash: secret.addressHash(`${id}@example.com`) }
    const token = tokenOf(former, to)
    const { text } = await shop.call('GET /preferences/{token}', { token, bearer: undefined })
    expect(
      (await post('preferences', former, encoded({ ...formOn(text), often: 'monthly' }), to))
        .status,
    ).toBe(200)
    expect((await shop.load(id)).facts.preferences).toBeDefined()
    expect((await shop.load(former)).facts.preferences).toBeUndefined()
    expect((await post('confirm', former, '', to)).status).toBe(200)
    expect((await post('confirm', former)).status).toBe(409)
    expect((await shop.load(former)).facts.consents).toEqual([])
  })

  check(`restore nothing of a customer who was erased${because}`, async () => {
    const [id, former] = await joined('ada')
    await eraseCustomer(customerKey('tea', id), { table, now: () => NOW })
    for (const page of ['unsubscribe', 'preferences', 'confirm'] as const)
      expect([200, 404]).toContain((await post(page, former, 'marketing=off')).status)
    for (const one of [id, former]) {
      const rows = JSON.stringify(await table.query(customerKey('tea', one)))
      expect(rows).not.toContain('@')
    }
  })
})
