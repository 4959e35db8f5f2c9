import { beforeAll, expect, it } from 'vitest'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { changeShop } from '../../../functions/store/shops.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { consent } from '../../support/given.ts'
import { type Changes, describePages } from './customer-pages.ts'
import { tokenOf } from './unsubscribe-shop.ts'

const SIGNED_UP = consent(NOW - 2 * DAY_MS, { source: 'form', basis: 'explicit' })

describePages('confirming', ({ shop, follow }) => {
  beforeAll(async () => {
    // Where a tick in a form proves nothing.
    await changeShop(shop().table, 'tea', ({ settings }) => ({
      policy: { ...settings.policy, countryWhereUnknown: 'DE' },
    }))
  })

  const link = (customer: string, changes: Changes = {}) =>
    tokenOf(customer, { use: 'confirm', campaign: 'sign-up', n: 1, step: 'ask', ...changes })
  const ask = (...of: Parameters<typeof link>) => follow('GET /confirm/{token}', link(...of))
  const confirm = (...of: Parameters<typeof link>) => follow('POST /confirm/{token}', link(...of))

  it('is asked by the link, and confirms by the button alone', async () => {
    await shop().store('new', {}, [SIGNED_UP])
    const before = await shop().rows()
    const { status, text } = await ask('new')
    expect(status).toBe(200)
    expect(text).toContain('<form method="post"><button>Confirm</button></form>')
    expect(text).toContain('Yes, e-mail me news and offers from Tea House')
    expect(await shop().rows()).toEqual(before)
    expect(await shop().consentOf('new')).toBe('unconfirmed')

    expect(await confirm('new')).toMatchObject({
      status: 200,
      text: expect.stringContaining('Thank you'),
    })
    expect((await shop().facts('new')).consents.at(-1)).toEqual({
      purpose: 'marketing',
      act: 'granted',
      at: NOW,
      source: 'form',
      basis: 'double-opt-in',
      wording: 'Yes, e-mail me news and offers from Tea House',
      evidence: 'confirmation sign-up#1#ask',
      addressHash: (await shop().load('new')).addressHash,
    })
    expect(await shop().consentOf('new')).toBe('granted')
  })

  it('confirms no other address than the one that was asked', async () => {
    await shop().store('moved', {}, [SIGNED_UP])
    const before = await shop().rows()
    const elsewhere = { addressHash: 'the hash of another address' }
    expect(await ask('moved', elsewhere)).toMatchObject({ status: 409 })
    expect(await confirm('moved', elsewhere)).toMatchObject({
      status: 409,
      text: expect.stringContaining('another address'),
    })
    expect(await shop().rows()).toEqual(before)
  })

  it('changes nothing the second time, also by the link of a reminder', async () => {
    await shop().store('again', {}, [SIGNED_UP])
    await confirm('again')
    const before = await shop().rows()
    shop().clock.now = NOW + 40 * DAY_MS
    const thanks = expect.stringContaining('Thank you')
    expect(await confirm('again')).toMatchObject({ status: 200, text: thanks })
    expect(await confirm('again', { step: 'remind' })).toMatchObject({ status: 200 })
    expect(await ask('again')).toMatchObject({ status: 200, text: thanks })
    expect(await shop().rows()).toEqual(before)
  })

  it.each([
    [30 * DAY_MS - 1, 200],
    [30 * DAY_MS, 404],
  ])('may confirm %d ms after the link was sent: %d', async (age, status) => {
    await shop().store(`aged ${age}`, {}, [consent(NOW - 60 * DAY_MS, { basis: 'explicit' })])
    const before = await shop().rows()
    const answer = await confirm(`aged ${age}`, { issuedAt: NOW - age })
    expect(answer.status).toBe(status)
    if (status === 200) return
    expect(answer.text).toContain('This link has expired')
    expect(await shop().rows()).toEqual(before)
  })

  it.each([
    ['they left since', [SIGNED_UP, consent(NOW - 5, { act: 'withdrawn' })]],
    [
      'they left as it was sent',
      [SIGNED_UP, consent(NOW - DAY_MS, { act: 'withdrawn' }), consent(NOW - 4)],
    ],
    [
      'they unsubscribed and signed up again since',
      [SIGNED_UP, consent(NOW - 5, { act: 'withdrawn' }), consent(NOW - 4, { basis: 'explicit' })],
    ],
    [
      'the shop reported late that they had unsubscribed',
      [consent(NOW - 3 * DAY_MS), consent(NOW - 2 * DAY_MS, { act: 'withdrawn', source: 'sync' })],
    ],
    ['they never agreed to anything', []],
  ])('cannot confirm if %s', async (why, consents) => {
    await shop().store(why, {}, consents)
    const before = await shop().rows()
    const words = expect.stringContaining('There is nothing left to confirm')
    expect(await ask(why)).toMatchObject({ status: 409, text: words })
    expect(await confirm(why)).toMatchObject({ status: 409, text: words })
    expect(await shop().rows()).toEqual(before)
  })

  it('cannot confirm if another at the address left since', async () => {
    const email = 'both@example.com'
    await shop().store('half-1', { email }, [SIGNED_UP])
    await shop().store('half-2', { email }, [SIGNED_UP])
    const token = tokenOf('half-1')
    await follow('POST /unsubscribe/{token}', token)
    expect(await confirm('half-2')).toMatchObject({ status: 409 })
    expect(await shop().consentOf('half-2')).toBe('withdrawn')
  })

  it('who signed up after the address was left confirms, and the others stay away', async () => {
    const email = 'family@example.com'
    await shop().store('gone', { email }, [SIGNED_UP])
    await shop().store('comes', { email }, [])
    shop().clock.now = NOW - 3 * DAY_MS
    const token = tokenOf('gone', { issuedAt: NOW - 4 * DAY_MS })
    await follow('POST /unsubscribe/{token}', token)
    shop().clock.now = NOW
    await shop().record('comes', SIGNED_UP)
    expect(await shop().consentOf('comes')).toBe('unconfirmed')
    const addressHash = secret.addressHash(email)
    expect(await confirm('comes', { addressHash })).toMatchObject({ status: 200 })
    expect(await shop().consentOf('comes')).toBe('granted')
    expect((await shop().load('comes')).facts.address?.withdrawnAt).toBe(NOW - 3 * DAY_MS)
  })

  it('about whom nothing is stored has nothing to confirm, and gets no row', async () => {
    const before = await shop().rows()
    const words = expect.stringContaining('We have no data about you')
    expect(await ask('erased')).toMatchObject({ status: 404, text: words })
    expect(await confirm('erased')).toMatchObject({ status: 404, text: words })
    expect(await shop().rows()).toEqual(before)
  })
})
