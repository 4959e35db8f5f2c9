import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsentFact } from '../../functions/domain/consent.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { languageOf } from '../../functions/feedback/unsubscribe-page.ts'
import { loadCustomer } from '../../functions/store/customers.ts'
import { consentSort, customerKey } from '../../functions/store/keys.ts'
import { type ApiShop, makeApiShop, NOW, type Sent, secret } from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, changes, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const tokenOf = (customer: string, issuedAt = NOW - DAY_MS) =>
  secret.signToken({ shop: 'tea', customer, campaign: 'care', n: 2, step: 'tea.3', issuedAt })
const ask = (token: string, sent: Sent = {}) =>
  api.call('GET /unsubscribe/{token}', { token, ...sent })
const leave = (token: string, sent: Sent = {}) =>
  api.call('POST /unsubscribe/{token}', { token, bearer: undefined, ...sent })
const consentsOf = async (customer: string) =>
  (await loadCustomer(table, customerKey('tea', customer))).facts.consents

describe('the link in a mail', () => {
  it('asks and changes nothing, since scanners follow links', async () => {
    const before = changes.length
    const { status, text, headers } = await ask(tokenOf('c-1'))
    expect(status).toBe(200)
    expect(text).toContain('<form method="post">')
    expect(text).toContain('Unsubscribe from our mail?')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(changes.length).toBe(before)
  })

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'lang="zh-CN"', '要退订我们的邮件吗'],
    ['en-GB,zh;q=0.5', 'lang="en"', 'Unsubscribe'],
    ['de-DE', 'lang="en"', 'Unsubscribe'],
  ])('speaks the language of %s', async (language, lang, words) => {
    const headers = { 'accept-language': language }
    for (const { text } of [
      await ask(tokenOf('c-1'), { headers }),
      await leave(tokenOf('c-words'), { headers }),
    ]) {
      expect(text).toContain(lang)
    }
    expect((await ask(tokenOf('c-1'), { headers })).text).toContain(words)
    expect(languageOf(undefined)).toBe('en')
  })
})

describe('whoever is written to in a language', () => {
  it('is asked in it, whatever the browser prefers', async () => {
    await table.write([
      { put: { pk: customerKey('tea', 'c-zh'), sk: 'profile', locale: 'zh-CN', updatedAt: NOW } },
    ])
    const { text } = await ask(tokenOf('c-zh'), { headers: { 'accept-language': 'en-GB' } })
    expect(text).toContain('要退订我们的邮件吗')
  })
})

describe('unsubscribing', () => {
  it('withdraws the consent at once, by the one click of RFC 8058', async () => {
    const { status, text } = await leave(tokenOf('c-2'), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      raw: 'List-Unsubscribe=One-Click',
    })
    expect(status).toBe(200)
    expect(text).toContain('You are unsubscribed')
    expect(await consentsOf('c-2')).toEqual([
      {
        purpose: 'marketing',
        act: 'withdrawn',
        at: NOW,
        source: 'unsubscribe',
        evidence: 'care#2#tea.3',
      },
    ])
  })

  it('again changes nothing more', async () => {
    const before = changes.length
    api.clock.now = NOW + DAY_MS
    expect(await leave(tokenOf('c-2'))).toMatchObject({ status: 200 })
    expect(changes.length).toBe(before)
    api.clock.now = NOW
  })

  it('counts again after the customer came back', async () => {
    const grant: ConsentFact = { purpose: 'marketing', act: 'granted', at: NOW + 5, source: 'form' }
    const pk = customerKey('tea', 'c-2')
    await table.write([{ put: { pk, sk: consentSort(grant), ...grant } }])
    api.clock.now = NOW + 6
    await leave(tokenOf('c-2'))
    expect(await consentsOf('c-2')).toHaveLength(3)
    api.clock.now = NOW
  })

  it('answers a tampered link clearly and changes nothing', async () => {
    const token = tokenOf('c-3')
    const [body = '', signature = ''] = token.split('.')
    const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('c-3', 'c-4'))
    const before = changes.length
    const tampered = [
      '',
      'x',
      `${token}A`,
      token.slice(0, -2),
      `${other.toString('base64url')}.${signature}`,
      `${body}.${body}`,
      'A'.repeat(100_000),
      tokenOf('c-3', NOW - 400 * DAY_MS),
    ]
    for (const given of tampered) {
      const headers = { 'accept-language': 'zh' }
      expect(await leave(given)).toMatchObject({
        status: 404,
        text: expect.stringContaining('This link does not work'),
      })
      expect(await ask(given, { headers })).toMatchObject({
        status: 404,
        text: expect.stringContaining('链接无效'),
      })
    }
    expect(changes.length).toBe(before)
  })

  it('is a customer of one shop who leaves that shop alone', async () => {
    await leave(tokenOf('c-5'))
    expect(await table.query(customerKey('coffee', 'c-5'))).toEqual([])
    expect(await consentsOf('c-5')).toHaveLength(1)
  })
})
