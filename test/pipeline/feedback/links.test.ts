import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskedAddress } from '../../../functions/domain/masked-address.ts'
import { DAY_MS } from '../../../functions/domain/time.ts'
import type { ApiRoute } from '../../../functions/intake/api/operation.ts'
import { linkHandler } from '../../../functions/pipeline/feedback/link.ts'
import { StoreUnavailable } from '../../../functions/store/failure-cause.ts'
import { changeShop } from '../../../functions/store/shops.ts'
import { NOW } from '../../support/api-shop.ts'
import { temporaryTable } from '../../support/temporary-table.ts'
import { makeUnsubscribeShop, tokenOf, type UnsubscribeShop } from './unsubscribe-shop.ts'

const { table, changes, stop } = temporaryTable()
let shop: UnsubscribeShop
beforeAll(async () => {
  shop = await makeUnsubscribeShop(table)
  await shop.store('lin')
  await shop.store('mei', { locale: 'zh-CN' })
})
afterAll(stop)

const ROUTES = [
  ['GET /unsubscribe/{token}', 'leave'],
  ['POST /unsubscribe/{token}', 'leave'],
  ['GET /preferences/{token}', 'leave'],
  ['POST /preferences/{token}', 'leave'],
  ['GET /confirm/{token}', 'confirm'],
  ['POST /confirm/{token}', 'confirm'],
] as const satisfies readonly (readonly [ApiRoute, 'leave' | 'confirm'])[]
const GETS = ROUTES.filter(([route]) => route.startsWith('GET'))

const call = (route: ApiRoute, token: string, language = 'en-GB', raw = '') =>
  shop.call(route, {
    token,
    bearer: undefined,
    raw,
    headers: {
      'accept-language': language,
      'content-type': 'application/x-www-form-urlencoded',
    },
  })

it('a customer is asked to come back where the store cannot serve, in their language', async () => {
  const reported: unknown[] = []
  const full = new StoreUnavailable('disk-full')
  const handler = linkHandler(
    'leave',
    {
      table,
      now: () => NOW,
      settings: async () => undefined,
      openToken: () => {
        throw full
      },
      onUnavailable: (error) => reported.push(error),
    },
    () => Promise.reject(new Error('not reached')),
  )
  const event = { headers: { 'accept-language': 'zh-CN' }, pathParameters: { token: 'x' } }
  expect(await handler(event)).toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '30' },
    body: expect.stringContaining('暂时无法处理'),
  })
  expect(reported).toEqual([full])
})

describe.each(ROUTES)('%s', (route, use) => {
  const other = use === 'leave' ? 'confirm' : 'leave'

  it.each([
    ['no token', ''],
    ['no token of ours', 'x.y'],
    ['a book', 'A'.repeat(100_000)],
    ['a token for another use', tokenOf('lin', { use: other })],
    ['a token of 400 days ago', tokenOf('lin', { use, issuedAt: NOW - 400 * DAY_MS })],
  ])('says so clearly if it gets %s, and changes nothing', async (_, token) => {
    const before = changes.length
    const en = expect.stringContaining('This link does not work')
    const zh = expect.stringContaining('链接无效')
    expect(await call(route, token)).toMatchObject({ status: 404, text: en })
    expect(await call(route, token, 'zh-CN')).toMatchObject({ status: 404, text: zh })
    expect(changes.length).toBe(before)
  })

  it('opens for no token that differs in any character', async () => {
    const token = tokenOf('lin', { use })
    const before = changes.length
    const characters = fc.constantFrom(...'ABCabc019-_.=~ %')
    const tampered = fc
      .tuple(fc.nat({ max: token.length - 1 }), characters, fc.constantFrom('put', 'add', 'cut'))
      .map(([at, character, how]) => {
        const rest = token.slice(how === 'add' ? at : at + 1)
        return token.slice(0, at) + (how === 'cut' ? '' : character) + rest
      })
      .filter((other) => other !== token)
    await fc.assert(
      fc.asyncProperty(tampered, async (given) => {
        expect((await call(route, given)).status).toBe(404)
      }),
    )
    expect(changes.length).toBe(before)
  })
})

describe.each(GETS)('%s', (route, use) => {
  it('changes nothing by being followed', async () => {
    const before = changes.length
    expect((await call(route, tokenOf('lin', { use }))).status).toBe(200)
    expect(changes.length).toBe(before)
  })

  it('opens as it was copied out of a sentence', async () => {
    const token = tokenOf('lin', { use })
    for (const end of [
      '.',
      ')',
      '>',
      ',',
      '>).',
      '”。',
      ' ',
      '_',
      '--',
      '&gt;',
      '<br>',
      '&amp;a=1',
    ])
      expect((await call(route, `${token}${end}`)).status).toBe(200)
  })

  it('opens with slashes at its end or before it, and with invalid escapes', async () => {
    const token = tokenOf('lin', { use })
    for (const given of ['/', '//', '/x', '%', '%zz', '%E0%A4%A', '%2F'].map((end) => token + end))
      expect((await call(route, given)).status).toBe(200)
    const { text } = await call(route, `//${token}/`)
    // Three slashes deeper, as a browser counts.
    expect(text).not.toMatch(/"(?:\.\.\/){1,3}(?:unsubscribe|preferences)\//)
    if (route === 'GET /unsubscribe/{token}') expect(text).toContain('"../../../../preferences/')
    expect((await call(route, `x/${token}`)).status).toBe(404)
  })

  it('uses the language in which the customer is written to, otherwise that of the browser', async () => {
    const speaks = async (customer: string, browser: string) =>
      /<html lang="([\w-]+)">/.exec((await call(route, tokenOf(customer, { use }), browser)).text)
    await shop.store(`no-locale ${use}`, { locale: undefined as never })
    expect((await speaks('mei', 'en-GB'))?.[1]).toBe('zh-CN')
    expect((await speaks('lin', 'zh-CN'))?.[1]).toBe('en')
    expect((await speaks(`no-locale ${use}`, 'zh-CN,zh;q=0.9,en;q=0.8'))?.[1]).toBe('zh-CN')
    expect((await speaks(`no-locale ${use}`, 'de-DE'))?.[1]).toBe('en')
  })

  it('lets no name or address write HTML', async () => {
    const name = '<script>alert("1")</script> & Sons'
    const rename = (to: string) =>
      changeShop(table, 'tea', ({ settings }) => ({ shop: { ...settings.shop, name: to } }))
    await rename(name)
    await shop.store('quoted', { email: '"<b>"@example.com' })
    const { text } = await call(route, tokenOf('quoted', { use }))
    await rename('Tea House')
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Sons')
    expect(text).not.toMatch(/<script|<b>/)
  })
})

it.each([
  ['lin@example.com', 'l…@example.com'],
  ['l@example.com', '…@example.com'],
  ['李明@example.com', '李…@example.com'],
  ['"a@b"@example.com', '"…@example.com'],
  ['stranger', '…'],
])('an address such as %s is shown as %s', (address, shown) => {
  expect(maskedAddress(address)).toBe(shown)
})
