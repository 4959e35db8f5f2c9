/** The search of the list of customers: by id, name or e-mail address, with no address in a URL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Console, makeConsole } from '../../functions/console/console.ts'
import { recordCustomer } from '../../functions/intake/record-facts.ts'
import { makeConsoleReads } from '../../functions/runtimes/one-machine/sqlite/console-reads.ts'
import { inboxFileOf } from '../../functions/runtimes/one-machine/sqlite/inbox-mailer.ts'
import { joinCustomers } from '../../functions/store/join-customers.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { makeSecret } from '../../functions/store/secret.ts'
import { openForReading } from '../../functions/store/sqlite/database.ts'
import { emptyShopInAFile, type ShopInAFile } from './shop-in-a-file.ts'

const { addressHash } = makeSecret(new Uint8Array(32))
const CUSTOMERS = [
  { id: 'c-1', name: 'Lin Wei', email: 'lin@example.com' },
  { id: 'c-2', name: 'Berlinda Stone', email: 'stone@example.com' },
  { id: 'at@shop', name: 'Ada', email: 'lin@example.com' },
]
const LIST = '/shops/demo/customers'

let shop: ShopInAFile
let ask: Console

beforeAll(async () => {
  shop = await emptyShopInAFile()
  const ports = { table: shop.table, addressHash }
  for (const { id, ...profile } of CUSTOMERS)
    await recordCustomer('demo', id, { ...profile, consents: [] }, ports, shop.until)
  await shop.catchUp(shop.until)
  const reads = makeConsoleReads(openForReading(shop.file, inboxFileOf(shop.file)))
  ask = makeConsole({ reads, now: () => shop.until, settings: shop.settings, addressHash })
})

afterAll(() => shop.close())

const post = (fields: Readonly<Record<string, string>>, path = LIST) =>
  ask({
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers: {},
    body: String(new URLSearchParams(fields)),
  })

/** The page that a search leads to, with the address at which it is. */
async function searchFor(text: string, fields: Readonly<Record<string, string>> = {}) {
  const { status, headers } = await post({ search: text, ...fields })
  expect(status).toBe(303)
  const { location = '' } = headers
  const { pathname, searchParams } = new URL(location, 'http://localhost')
  const page = await ask({ method: 'GET', path: pathname, query: searchParams, headers: {} })
  const body = String(page.body)
  const found = CUSTOMERS.filter(({ name }) => body.includes(`<bdi>${name}</bdi>`))
  return { location, page, body, found: found.map(({ id }) => id) }
}

describe('Searching for a customer', () => {
  test.each([
    ['the start of an id', 'c-', ['c-1', 'c-2']],
    ['a name, in any case', ' lin WEI ', ['c-1']],
    ['a part of names', 'lin', ['c-1', 'c-2']],
    ['an address that two share', 'Lin@Example.com ', ['c-1', 'at@shop']],
    ['an address of no customer', 'lin@example.org', []],
    ['nothing', '', ['c-1', 'c-2', 'at@shop']],
  ])('finds by %s', async (_, text, ids) => {
    const { page, found } = await searchFor(text)
    expect(page.status).toBe(200)
    expect(found).toEqual(ids)
  })

  test('puts nothing of an address into the address of a page', async () => {
    const { location, body } = await searchFor('lin@example.com', { sort: 'spend' })
    expect(location).toBe(`${LIST}?sort=spend&address=${addressHash('lin@example.com')}`)
    const links = [...body.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, link]) => link)
    expect(links.filter((link) => /lin|example/i.test(link ?? ''))).toEqual([])
    expect(body).toContain('Customers with the e-mail address you entered.')
    expect(body).toContain(`<a href="${LIST}?sort=spend">Show all customers</a>`)
  })

  test('leads to the page of a customer whose id looks like an address', async () => {
    const { location, body } = await searchFor('at@shop')
    expect(location).toBe(`${LIST}/at%40shop`)
    expect(body).toContain('Ada')
  })

  test('keeps the class and the order, and what was typed', async () => {
    const { location, body } = await searchFor('lin', { class: 'prospect', sort: 'spend' })
    expect(location).toBe(`${LIST}?class=prospect&sort=spend&search=lin`)
    expect(body).toContain('name="search" type="search" value="lin"')
  })

  test('leads from a former id to the page of the customer it belongs to now', async () => {
    const customer = { locale: 'en', consents: [] }
    const ports = { table: shop.table, addressHash }
    for (const id of ['c-8', 'c-9'])
      await recordCustomer('demo', id, { ...customer, name: id }, ports, shop.until)
    await shop.catchUp(shop.until)
    const [from, to] = ['c-8', 'c-9'].map((id) => customerKey('demo', id))
    if (!from || !to) throw new Error('two ids')
    await joinCustomers(shop.table, { from, to }, shop.until)
    await shop.catchUp(shop.until)
    const get = (path: string) =>
      ask({ method: 'GET', path, query: new URLSearchParams(), headers: {} })
    const { status, headers } = await get(`${LIST}/c-8`)
    expect({ status, location: headers.location }).toEqual({
      status: 303,
      location: `${LIST}/c-9`,
    })
    expect((await get(`${LIST}/c-9`)).body).toContain('<li><bdi>c-8</bdi></li>')
  })

  test('refuses what no form of ours sends', async () => {
    expect((await post({ search: 'x'.repeat(255) })).status).toBe(400)
    expect((await post({ search: 'lin', class: 'none' })).status).toBe(400)
    expect((await post({}, '/shops/demo/customers/c-1')).status).toBe(405)
    expect((await post({}, '/shops/demo/messages')).status).toBe(405)
    const { status } = await ask({
      method: 'POST',
      path: LIST,
      query: new URLSearchParams(),
      headers: {},
    })
    expect(status).toBe(400)
  })
})
