import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

const mapping = (attributes: string) => `customer: {id: Customer, attributes: ${attributes}}
order: {id: Order}
instant: {column: Paid, format: yyyy-MM-dd, zone: UTC}
amount: {from: order, column: Total}
currency: EUR
`
const ORDERS = `Order,Customer,Paid,Total,Born,Tier,Points
A-1,c-1,2026-01-05,10.00,1990-05-17,silver,7
A-2,c-1,2026-02-05,10.00,,gold,many
A-2,c-1,2026-02-05,10.00,05-17,,
`

const load = (attributes: string, ...options: readonly string[]) => {
  writeFileSync(path('mapping.yaml'), mapping(attributes))
  return rekindle([
    ...['import', 'orders.csv', '--mapping', 'mapping.yaml', '--shop', 'acme'],
    ...options,
  ])
}

describe('an import of orders', () => {
  beforeAll(async () => {
    await rekindle(['shop', 'add', 'acme', ...SHOP_DETAILS])
    writeFileSync(path('declared.yaml'), 'attributes: {born: date, tier: text, points: number}\n')
    await rekindle(['shop', 'declare', 'declared.yaml', '--shop', 'acme'])
    writeFileSync(path('orders.csv'), ORDERS)
  })

  it('takes attributes by their types as of each order, and loses no order by a wrong one', async () => {
    const { code, err } = await load('{born: Born, tier: Tier, points: Points}')
    expect(code).toBe(0)
    expect(err).toContain('1 value of points left out')
    const shown = await json<{ attributes: object; rfm: { purchases: number } }>([
      ...['customer', 'show', 'c-1', '--shop', 'acme'],
    ])
    expect(shown.rfm.purchases).toBe(2)
    expect(shown.attributes).toEqual({
      born: { value: '05-17', since: '2026-02-05T00:00:00.000Z' },
      tier: { value: 'gold', since: '2026-02-05T00:00:00.000Z' },
      points: { value: 7, since: '2026-01-05T00:00:00.000Z' },
    })
  })

  it('is refused before anything is recorded if an attribute is not declared', async () => {
    const { code, err } = await load('{teir: Tier}')
    expect(code).toBe(1)
    expect(err).toContain('declared no attribute "teir". Did you mean "tier"?')
    const url = await load('{tier: Tier}', '--url', 'http://127.0.0.1:9')
    expect(url).toMatchObject({ code: 2, err: expect.stringContaining('--db or --table') })
  })
})
