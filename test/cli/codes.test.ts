import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeCode } from '../../functions/store/codes.ts'
import { customerKey } from '../../functions/store/keys.ts'
import { withRows } from './known-customer.ts'
import { makeWorkplace, SHOP_DETAILS } from './run-command.ts'
import { here } from './run-here.ts'

const workplace = makeWorkplace(here)
const { folder, json, rekindle, remove } = workplace
afterAll(remove)

async function text(args: readonly string[]): Promise<string> {
  const { code, out, err } = await rekindle(args)
  expect(code, err).toBe(0)
  return out
}

async function refusal(args: readonly string[]): Promise<string> {
  const { code, err } = await rekindle(args)
  expect(code).not.toBe(0)
  return err
}

const fileOf = (name: string, content: string): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

describe('rekindle codes', () => {
  beforeAll(() => json(['shop', 'add', 'acme', ...SHOP_DETAILS]))
  const add = (content: string, pool = 'hello') =>
    json(['codes', 'add', pool, fileOf('codes.csv', content), '--shop', 'acme'])

  it('adds a list, and adding it again changes nothing', async () => {
    expect(await add('A-1\nA-2\n')).toMatchObject({ pool: 'hello', added: 2, known: 0 })
    expect(await add('A-1\r\nA-2\r\nA-3\r\n')).toMatchObject({ added: 1, known: 2 })
  })

  it('adds a table with when each code expires', async () => {
    const table = 'id,Discount Code,Expires\n1,T-1,2027-01-31T23:59:59Z\n2,T-2,\n'
    expect(await add(table, 'table')).toMatchObject({ added: 2 })
  })

  it('makes codes that no one guesses, and never writes over a file', async () => {
    const file = join(folder, 'made.csv')
    const make = (pattern: string) => [
      ...['codes', 'make', 'made', '--count', '200', '--pattern', pattern],
      ...['--to', file, '--shop', 'acme'],
    ]
    expect(await json(make('WB-######'))).toMatchObject({ added: 200 })
    const [header, ...codes] = readFileSync(file, 'utf8').trim().split('\n')
    expect(header).toBe('code')
    expect(new Set(codes).size).toBe(200)
    expect(codes.every((code) => /^WB-[2-9A-HJ-NP-Z]{6}$/.test(code))).toBe(true)
    expect(await refusal(make('WB-######'))).toContain('made.csv')
    expect(await refusal(make('WB-###'))).toContain('use at least 6 # signs')
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(202)
  })

  it('counts them by pool', async () => {
    expect(await text(['codes', 'list', '--shop', 'acme'])).toBe(
      [
        'Pool   Free  Given',
        'hello     3      0',
        'made    200      0',
        'table     2      0',
        '',
      ].join('\n'),
    )
  })

  it('counts those that came back with an order, of any customer', async () => {
    await add('R-1\nR-2\nR-3\n', 'redeemed')
    await withRows(workplace, async (table) => {
      const key = customerKey('acme', 'c-1')
      for (const [n, code] of ['R-1', 'R-2'].entries())
        await table.writeTogether(
          takeCode(
            { shop: 'acme', key, campaign: 'hello', n: n + 1 },
            { pool: 'redeemed', code },
            1,
          ),
        )
      const order = { paidAt: 2, updatedAt: 2, currency: 'EUR', grossMinor: 5, contentHash: 'h' }
      const coupons = ['R-2', 'R-3', 'SUMMER']
      await table.write([
        { put: { pk: customerKey('acme', 'c-2'), sk: 'order#o-1', ...order, coupons } },
      ])
    })
    const listing = await json(['codes', 'list', '--shop', 'acme', '--redeemed'])
    expect(listing).toMatchObject({
      pools: expect.arrayContaining([{ pool: 'redeemed', free: 1, taken: 2, redeemed: 1 }]),
    })
  })

  it.each([
    ['a b\n', ':1: "a b" is no code'],
    ['code,expires\nX-1,tomorrow\n', ':2: "tomorrow" is no instant with an offset'],
    ['id,voucher\n1,X-1\n', ':1: none of the columns is called "code"'],
  ])('adds nothing of the list %j', async (content, problem) => {
    const file = fileOf('faulty.csv', content)
    expect(await refusal(['codes', 'add', 'faulty', file, '--shop', 'acme'])).toContain(problem)
    expect(await json(['codes', 'list', '--shop', 'acme'])).not.toMatchObject({
      pools: expect.arrayContaining([expect.objectContaining({ pool: 'faulty' })]),
    })
  })

  it('refuses a name that no campaign could have', async () => {
    expect(await refusal(['codes', 'add', 'My Pool', 'x', '--shop', 'acme'])).toContain(
      '"My Pool" is no name of a pool',
    )
  })
})
