import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countCodes } from '../../functions/store/codes.ts'
import { type ApiShop, makeApiShop, type Sent } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const post = (body: unknown, sent: Sent = {}) =>
  api.call('POST /v1/shops/{shop}/codes', { body, ...sent })

describe('posting codes', () => {
  it('adds each once, however often it is posted', async () => {
    const body = { pool: 'hello', codes: [{ code: 'H-1' }, { code: 'H-2' }, { code: 'H-1' }] }
    expect(await post(body)).toMatchObject({
      status: 200,
      body: { pool: 'hello', added: 2, known: 0 },
    })
    expect(await post(body)).toMatchObject({ body: { added: 0, known: 2 } })
    expect(await countCodes(table, api.shop)).toEqual([{ pool: 'hello', free: 2, taken: 0 }])
  })

  it.each([
    [{ pool: 'My pool', codes: [{ code: 'X' }] }, '$.pool'],
    [{ pool: 'x', codes: [] }, '$.codes'],
    [{ pool: 'x', codes: [{ code: 'has space' }] }, '$.codes[0].code'],
    [{ pool: 'x', codes: [{ code: 'X', expiresAt: 'tomorrow' }] }, '$.codes[0].expiresAt'],
    [{ pool: 'x', codes: [{ code: 'X', customer: 'c-1' }] }, '$.codes[0]'],
  ])('refuses %j at its path', async (body, path) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })
})
