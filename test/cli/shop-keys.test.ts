import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../functions/domain/time.ts'
import { keyFor } from '../../functions/http/keys.ts'
import { loadKeyUses, putKeyUse } from '../../functions/store/key-use.ts'
import { loadShop } from '../../functions/store/shops.ts'
import { withRows } from './known-customer.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here, runHere } from './run-here.ts'

const workplace = makeWorkplace(here)
const { rekindle, json, remove } = workplace
afterAll(remove)

type Issued = { readonly key: string; readonly keyId: string }
type Listed = {
  readonly keyId: string
  readonly name: string | null
  readonly scopes: readonly string[]
  readonly lastUsedOn: string | null
  readonly expiresAt: string | null
}
let purchases: Issued
let events: Issued

const EVENTS = ['acme', '--scope', 'feedback', '--name', 'SES events']
const IN_TWO_DAYS = Date.now() + 2 * 86_400_000
const list = () => json<readonly Listed[]>(['shop', 'key', 'list', 'acme'])
const keys = () => withRows(workplace, async (table) => (await loadShop(table, 'acme'))?.keys ?? [])

beforeAll(async () => {
  purchases = await json<Issued>(['shop', 'add', 'acme', ...SHOP_DETAILS])
  events = await json<Issued>(['shop', 'key', 'add', ...EVENTS])
})

describe('one more key of a shop', () => {
  it('for SES events leaves the key that posts purchases as it was', async () => {
    expect(keyFor(events.key, await keys(), IN_TWO_DAYS)?.scopes).toEqual(['feedback'])
    expect(keyFor(purchases.key, await keys(), IN_TWO_DAYS)?.scopes).toContain('ingest')
  })

  it('is shown once, and listed by its name, never with its secret', async () => {
    const { out } = await rekindle(['shop', 'key', 'list', 'acme'])
    expect(out).toMatch(
      new RegExp(`^rk_${events.keyId} +SES events +feedback +20.* +no use recorded +never$`, 'm'),
    )
    expect(out).not.toContain(events.key)
    expect(await list()).toMatchObject([
      { keyId: purchases.keyId, name: null, expiresAt: null, lastUsedOn: null },
      { keyId: events.keyId, name: 'SES events', scopes: ['feedback'] },
    ])
  })

  it('is listed with the day on which it was last used', async () => {
    const day = dayOf(Date.UTC(2026, 0, 31))
    await withRows(workplace, (table) =>
      table.write([putKeyUse('acme', { keyId: purchases.keyId, day })]),
    )
    expect((await list())[0]?.lastUsedOn).toBe('2026-01-31')
  })

  it('is of the shop that --shop names too, as in other verbs', async () => {
    const named = [...EVENTS.slice(1, -1), 'second', '--shop', 'acme']
    await json<Issued>(['shop', 'key', 'add', ...named])
    expect((await rekindle(['shop', 'key', 'revoke', '--shop=acme', 'second'])).code).toBe(0)
    expect(await list()).toHaveLength(2)
    const two = await runHere(['shop', 'key', 'list', 'acme', '--shop', 'other'])
    expect(two).toMatchObject({ code: 2, err: expect.stringContaining('acme') })
    const none = await runHere(['shop', 'key', 'list', '--shop', ''])
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('ID') })
    expect((await runHere(['shop', 'key', 'add', '--help'])).out).not.toContain('--shop')
    expect((await runHere(['segments', 'acme', '--shop', 'acme'])).code).toBe(2)
  })

  it('needs a name of its own, and scopes that exist', async () => {
    const { code, err } = await rekindle(['shop', 'key', 'add', ...EVENTS])
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('"SES events"') })
    const wrong = ['acme', '--scope', 'feedbck', '--name', 'x']
    const mistyped = await rekindle(['shop', 'key', 'add', ...wrong])
    expect(mistyped.code).toBe(2)
    expect(mistyped.err).toContain('feedback')
  })
})

describe('a key that is revoked', () => {
  it.each([
    ['its name', () => 'by name'],
    ['its beginning', ({ keyId }: Issued) => `rk_${keyId}`],
    ['the key itself', ({ key }: Issued) => key],
  ])('by %s opens nothing, and the others stay', async (_what, typed) => {
    const add = ['shop', 'key', 'add', 'acme', '--scope', 'read', '--name', 'by name']
    const issued = await json<Issued>(add)
    await withRows(workplace, (table) =>
      table.write([putKeyUse('acme', { keyId: issued.keyId, day: 1 })]),
    )
    const { code, out } = await rekindle(['shop', 'key', 'revoke', 'acme', typed(issued)])
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('10 seconds') })
    expect(keyFor(issued.key, await keys(), Date.now())).toBeUndefined()
    expect((await keys()).map(({ keyId }) => keyId).toSorted()).toEqual(
      [purchases.keyId, events.keyId].toSorted(),
    )
    const uses = await withRows(workplace, (table) => loadKeyUses(table, 'acme'))
    expect([...uses.keys()]).not.toContain(issued.keyId)
  })

  it('must be a key of the shop', async () => {
    const { code, err } = await rekindle(['shop', 'key', 'revoke', 'acme', 'no such key'])
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('shop key list') })
  })
})
