import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isoInstant } from '../../functions/domain/time.ts'
import {
  type ApiShop,
  aPurchase,
  makeApiShop,
  NOW,
  type Sent,
  secret,
} from '../support/api-shop.ts'
import { temporaryTable } from '../support/temporary-table.ts'

const { table, stop } = temporaryTable()
let api: ApiShop
beforeAll(async () => {
  api = await makeApiShop(table)
})
afterAll(stop)

const post = (body: unknown, sent: Sent = {}) =>
  api.call('POST /v1/shops/{shop}/purchases', { body, ...sent })
const guestOf = (email: string) => `~guest:${secret.addressHash(email)}`

/** Letters far apart, which need thrice their number in the ASCII of a domain. */
const manyLetters = (count: number): string =>
  Array.from({ length: count }, (_, i) => String.fromCodePoint(0x4e00 + i * 300)).join('')

describe('who bought', () => {
  const hash = guestOf('guest@example.com')

  it('is the same guest with the id "0" and with none, whatever the case of the address', async () => {
    await post(aPurchase({ customer: { id: '0', email: 'guest@example.com' } }))
    await post(aPurchase({ customer: { email: 'Guest@EXAMPLE.com' } }))
    expect((await api.facts(hash)).orders).toHaveLength(2)
    expect((await api.facts('0')).orders).toEqual([])
    expect(hash).not.toContain('guest@')
  })

  it.each(['null', 'undefined', 'NaN', 'N/A', '-'])(
    'is a guest where a tool writes %s for no id, so that strangers stay apart',
    async (id) => {
      const [one, other] = [`${id.length}-1@example.com`, `${id.length}-2@example.com`]
      for (const email of [one, other]) await post(aPurchase({ customer: { id, email } }))
      expect((await api.facts(guestOf(one))).orders.length).toBeGreaterThan(0)
      expect((await api.facts(id)).orders).toEqual([])
    },
  )

  it('may be unknown: the order is kept alone', async () => {
    for (const customer of [undefined, {}, { id: '0' }, { name: 'Walk-in' }]) {
      const body = aPurchase({ customer })
      expect(await post(body)).toMatchObject({ status: 201 })
      expect((await api.facts(`~order:${body.orderId}`)).orders).toHaveLength(1)
    }
  })

  it('is added to what is known, and what a purchase leaves out stays', async () => {
    const customer = { id: 'merged', email: 'old@example.com', name: 'Lin', locale: 'zh-cn' }
    await post(aPurchase({ customer, paidAt: isoInstant(NOW - 2) }))
    await post(
      aPurchase({
        customer: { id: 'merged', email: 'new@example.com' },
        paidAt: isoInstant(NOW - 1),
      }),
    )
    await post(
      aPurchase({ customer: { id: 'merged', name: 'Older' }, paidAt: isoInstant(NOW - 3) }),
    )
    expect((await api.facts('merged')).profile).toMatchObject({
      email: 'new@example.com',
      name: 'Lin',
      locale: 'zh-CN',
      updatedAt: NOW - 1,
    })
  })

  it.each([
    ['lin@bücher.example', 'lin@xn--bcher-kva.example'],
    ['lin@例子.公司', 'lin@xn--fsqu00a.xn--55qx5d'],
    ["o'neil+tea@EXAMPLE.com", "o'neil+tea@example.com"],
  ])('may be reached at %s', async (email, stored) => {
    await post(aPurchase({ customer: { id: stored, email } }))
    expect((await api.facts(stored)).profile?.email).toBe(stored)
  })

  it.each([
    ['local-part-not-ascii', '李@example.com'],
    ['malformed', 'lin'],
    ['malformed', '@example.com'],
    ['domain-invalid', 'lin@'],
    ['malformed', 'a b@example.com'],
    ['domain-invalid', 'lin@1.2.3.44'],
    ['malformed', '.lin@example.com'],
    ['malformed', 'li..n@example.com'],
    ['malformed', '"lin"@example.com'],
    ['malformed', 'lin@example.com\r\nbcc: x@example.com'],
    ['malformed', `lin@${'x.'.repeat(124)}com`],
    ['malformed', `${'l'.repeat(65)}@example.com`],
    // In letters it fits, in the ASCII of the wire it does not.
    ['malformed', `${'l'.repeat(64)}@${`${manyLetters(15)}.`.repeat(4)}example`],
    ['placeholder', 'lin@localhost'],
    ['placeholder', 'lin@shop.invalid'],
    ['placeholder', 'buyer-17@noemail.com'],
    ['placeholder', 'none@none.com'],
  ])(
    'cannot be reached at an address (%s: %s): the purchase is kept, and why',
    async (emailFault, email) => {
      const body = aPurchase({ customer: { email, name: 'Lin' } })
      expect(await post(body)).toMatchObject({ status: 201 })
      // Strangers share such an address, so it identifies no one.
      const { orders, profile } = await api.facts(`~order:${body.orderId}`)
      expect(orders).toHaveLength(1)
      expect(profile).toMatchObject({ name: 'Lin', emailFault })
      expect(profile?.email).toBeUndefined()
    },
  )

  it('is reached at the address that can be mailed, whichever came first', async () => {
    for (const [id, emails] of Object.entries({
      better: ['lin', 'lin@example.com'],
      worse: ['lin@example.com', 'lin'],
    }))
      for (const [i, email] of emails.entries())
        await post(aPurchase({ customer: { id, email }, paidAt: isoInstant(NOW - 10 + i) }))
    expect((await api.facts('better')).profile?.email).toBe('lin@example.com')
    expect((await api.facts('worse')).profile?.email).toBe('lin@example.com')
  })

  it('is in the country that was understood, in whichever order two readings of an order arrive', async () => {
    // Which of two profiles of one instant counts is otherwise as good as chance.
    for (let i = 0; i < 6; i++) {
      const [email, id] = [`land-${i}`, `land-${i}`]
      const readings = ['ZZ', 'GB'].map((country) =>
        aPurchase({ customer: { id, email, name: `Lin ${i}`, country } }),
      )
      for (const body of i % 2 === 0 ? readings : readings.toReversed()) await post(body)
      expect((await api.facts(id)).profile?.country).toBe('GB')
    }
  })

  it.each([
    ['Germany', 'DE'],
    ['gbr', 'GB'],
    ['DEU', 'DE'],
    ['United States (US)', 'US'],
    [' uk ', 'GB'],
    ['Atlantis', 'ZZ'],
    ['XX', 'ZZ'],
    ['N/A', undefined],
    ['', undefined],
  ])('is in the country that an import reads of %s too: %s', async (country, code) => {
    const id = `in ${country}`
    expect(await post(aPurchase({ customer: { id, name: 'Lin', country } }))).toMatchObject({
      status: 201,
    })
    expect((await api.facts(id)).profile?.country).toBe(code)
  })

  it.each(['NULL', 'nan', '-', ' ', ' n/a '])(
    'keeps what is known where a tool writes "%s" for nothing',
    async (none) => {
      const id = `none ${none}`
      await post(
        aPurchase({ customer: { id, email: 'lin@example.com', name: 'Lin', locale: 'en' } }),
      )
      const consent = { purpose: 'marketing', act: 'granted', at: isoInstant(NOW), source: 'form' }
      const customer = {
        ...{ id, email: none, name: none, locale: none, zone: none, country: none },
        consents: [{ ...consent, wording: none, evidence: none }],
      }
      const lines = [{ sku: 'tea', title: none, quantity: 1 }]
      const previousCustomer = { id: none.trim(), email: none }
      const body = aPurchase({ customer, lines, previousCustomer })
      expect(await post(body, { bearer: await api.bearerOf(['ingest', 'consent']) })).toMatchObject(
        { status: 201 },
      )
      const { profile, consents } = await api.facts(id)
      expect(profile).toMatchObject({ email: 'lin@example.com', name: 'Lin', locale: 'en' })
      expect(Object.keys(profile ?? {})).not.toContain('country')
      expect(Object.keys(consents[0] ?? {})).not.toContain('wording')
    },
  )

  it('was no one else where all of the customer before is empty', async () => {
    for (const previousCustomer of [{ id: '', email: '' }, { id: null, email: null }, {}])
      expect(await post(aPurchase({ customer: { id: 'moved' }, previousCustomer }))).toMatchObject({
        status: 201,
      })
  })

  it('is known as the import would know them: empty fields are absent, codes in any case', async () => {
    const customer = {
      ...{ id: 'loose', email: ' lin@example.com ', name: '', zone: null, locale: 'en_GB' },
      country: 'gb',
    }
    const line = { sku: 'cloth', title: '', quantity: 0.5 }
    const body = { ...aPurchase({ customer, lines: [line] }), updatedAt: '' }
    expect(await post(body)).toMatchObject({ status: 201 })
    const { profile } = await api.facts('loose')
    expect(profile).toMatchObject({ email: 'lin@example.com', locale: 'en-GB', country: 'GB' })
    expect(Object.keys(profile ?? {})).not.toContain('name')
    expect(Object.keys(profile ?? {})).not.toContain('zone')
  })
})
