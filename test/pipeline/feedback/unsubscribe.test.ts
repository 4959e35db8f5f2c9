import { expect, it } from 'vitest'
import { PROBE_ANSWER } from '../../../functions/domain/one-click-probe.ts'
import { DAY_MS, HOUR_MS } from '../../../functions/domain/time.ts'
import { decideCustomer } from '../../../functions/pipeline/decisions/decide-customer.ts'
import { loadAddress } from '../../../functions/store/addresses.ts'
import { tombstone } from '../../../functions/store/erasure.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { loadShop } from '../../../functions/store/shops.ts'
import { NOW, type Sent, secret } from '../../support/api-shop.ts'
import { consent, order } from '../../support/given.ts'
import { describePages } from './customer-pages.ts'
import { tokenOf } from './unsubscribe-shop.ts'

const WITHDRAWN = {
  purpose: 'marketing',
  act: 'withdrawn',
  at: NOW,
  source: 'unsubscribe',
  evidence: 'care#2#tea.3',
}

/** A link of a build that did not state the address. */
const OLDER = { addressHash: undefined }

describePages('unsubscribing', ({ shop, follow }) => {
  const ask = (token: string, sent: Sent = {}) => follow('GET /unsubscribe/{token}', token, sent)
  const leave = (token: string, sent: Sent = {}) => follow('POST /unsubscribe/{token}', token, sent)
  const consentsOf = async (customer: string) => (await shop().facts(customer)).consents
  const withdrawnAt = async (customer: string) =>
    (await shop().load(customer)).facts.address?.withdrawnAt

  it('answers a probe for no customer and changes nothing', async () => {
    await shop().store('probed')
    const before = await shop().rows()
    const probe = secret.signToken({
      ...{ use: 'probe', shop: 'tea', customer: '', campaign: '', issuedAt: NOW },
    })
    const posted = await leave(probe)
    expect(posted).toMatchObject({ status: 200, text: PROBE_ANSWER })
    expect(posted.headers['cache-control']).toBe('no-store')
    for (const route of [
      'GET /unsubscribe/{token}',
      'GET /preferences/{token}',
      'POST /preferences/{token}',
      'GET /confirm/{token}',
      'POST /confirm/{token}',
    ] as const)
      expect((await follow(route, probe)).status).toBe(404)
    expect((await leave(`${probe}x`)).status).toBe(404)
    expect(await shop().rows()).toEqual(before)
  })

  it('opts out no customer for a probe that names a customer', async () => {
    await shop().store('named')
    const probe = secret.signToken({
      ...{ use: 'probe', shop: 'tea', customer: 'named', campaign: 'care', issuedAt: NOW },
    })
    expect((await leave(probe)).text).toBe(PROBE_ANSWER)
    expect(await consentsOf('named')).toHaveLength(1)
  })

  it.each([
    ['profile', 'profile'],
    ['state', 'state'],
  ])('works if only a newer build understands the %s', async (_what, sk) => {
    const customer = `newer-${sk}`
    await shop().store(customer)
    const pk = customerKey('tea', customer)
    const row = (await shop().table.get({ pk, sk })) ?? {
      ...{ pk, sk, class: 'prospect', purchases: 0, monetaryMinor: 0 },
      ...{ settingsVersion: 1, version: 1 },
    }
    await shop().table.write([{ put: { ...row, v: 2 } }])
    expect((await leave(tokenOf(customer))).status).toBe(200)
    expect(await consentsOf(customer)).toContainEqual(expect.objectContaining({ act: 'withdrawn' }))
    const { addressHash = '' } = await shop().load(customer)
    expect((await loadAddress(shop().table, 'tea', addressHash)).facts.withdrawnAt).toBe(NOW)
  })

  it('is asked by the link and changes nothing by following it, as scanners do', async () => {
    await shop().store('asked')
    const before = await shop().rows()
    const { status, text, headers } = await ask(tokenOf('asked'))
    expect(status).toBe(200)
    expect(text).toContain('<form method="post"><button>')
    expect(text).toContain('Unsubscribe from our e-mails?')
    expect(text).toContain('Tea House')
    expect(text).toContain('a…@example.com')
    expect(text).not.toContain('asked@example.com')
    expect(text).toContain(`href="../preferences/${tokenOf('asked')}"`)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(await shop().rows()).toEqual(before)
  })

  it.each([
    ['by one click (RFC 8058)', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'by one click in parts (RFC 8058)',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['by the button of the page', 'application/x-www-form-urlencoded', ''],
  ])('leaves at once, %s', async (way, type, raw) => {
    const customer = `left ${way}`
    await shop().store(customer)
    const { status, text, headers } = await leave(tokenOf(customer), {
      headers: { 'content-type': type },
      raw,
    })
    expect({ status, cookie: headers['set-cookie'] }).toEqual({ status: 200, cookie: undefined })
    expect(text).toContain('You are unsubscribed')
    expect(text).toContain('Unsubscribed by mistake?')
    expect((await consentsOf(customer)).at(-1)).toEqual(WITHDRAWN)
    expect(await withdrawnAt(customer)).toBe(NOW)
    expect(await shop().consentOf(customer)).toBe('withdrawn')
  })

  it('includes customers who share the address, and what is queued for them', async () => {
    const email = 'both@example.com'
    await shop().store('half-1', { email })
    await shop().store('half-2', { email: ' BOTH@example.com' })
    await shop().store('neighbour')
    for (const customer of ['half-2', 'neighbour']) await shop().queue(customer)
    await leave(tokenOf('half-1'))
    const settings = (await loadShop(shop().table, 'tea'))?.settings
    const queuedFor = async (customer: string) => {
      if (!settings) throw new Error('the shop does not exist')
      const customerNow = await shop().load(customer)
      const { decision } = await decideCustomer(shop().table, customerNow, settings, NOW + HOUR_MS)
      return decision.messages.map(({ after }) => 'reason' in after && after.reason)
    }
    expect(await queuedFor('half-2')).toContain('unsubscribed')
    expect(await queuedFor('neighbour')).not.toContain('unsubscribed')
    expect(await consentsOf('half-2')).toHaveLength(1)
  })

  it('is shown as unsubscribed by GET, also where another at the address left', async () => {
    const email = 'shown@example.com'
    await shop().store('shown-1', { email })
    await shop().store('shown-2', { email })
    await leave(tokenOf('shown-1', { addressHash: secret.addressHash(email) }))
    const get = async (customer: string) =>
      (await shop().call('GET /v1/shops/{shop}/customers/{customer}', { customer })).body
    expect(await get('shown-1')).toMatchObject({
      consent: { marketing: 'withdrawn', marketingByLaw: 'withdrawn' },
      mailable: { marketing: false, because: ['opted-out', 'opted-out-at-address'] },
    })
    expect(await get('shown-2')).toMatchObject({
      consent: { marketing: 'granted', marketingByLaw: 'withdrawn' },
      mailable: { marketing: false, because: ['opted-out-at-address'] },
    })
  })

  it('changes nothing the second time, however much later', async () => {
    await shop().store('again')
    await leave(tokenOf('again'))
    const before = await shop().rows()
    for (const later of [0, 1, DAY_MS]) {
      shop().clock.now = NOW + later
      expect(await leave(tokenOf('again'))).toMatchObject({ status: 200 })
    }
    expect(await shop().rows()).toEqual(before)
  })

  it('who had left before the address was known covers the address now', async () => {
    await shop().store('early', {}, [consent(NOW - 5, { act: 'withdrawn', source: 'sync' })])
    expect(await withdrawnAt('early')).toBeUndefined()
    await leave(tokenOf('early'))
    expect(await withdrawnAt('early')).toBe(NOW)
    expect(await consentsOf('early')).toHaveLength(1)
  })

  it('who came back and unsubscribes again is unsubscribed again', async () => {
    await shop().store('back')
    await leave(tokenOf('back'))
    await shop().record('back', consent(NOW + 5, { source: 'form' }))
    shop().clock.now = NOW + 6
    expect(await shop().consentOf('back')).toBe('granted')
    await leave(tokenOf('back'))
    expect(await shop().consentOf('back')).toBe('withdrawn')
    expect(await withdrawnAt('back')).toBe(NOW + 6)
  })

  it('without an address leaves too', async () => {
    const pk = customerKey('tea', 'mute')
    await shop().table.write([{ put: { pk, sk: 'order#1', ...order('1', NOW) } }])
    expect(await leave(tokenOf('mute'))).toMatchObject({ status: 200 })
    expect(await consentsOf('mute')).toEqual([WITHDRAWN])
  })

  it('who was erased sees a page that says so, and gets no row', async () => {
    await shop().table.write([{ put: tombstone(customerKey('tea', 'tomb'), NOW, 9) }])
    const before = await shop().rows()
    const words = expect.stringContaining('We have no data about you')
    expect(await ask(tokenOf('tomb', OLDER))).toMatchObject({ status: 200, text: words })
    expect(await leave(tokenOf('tomb', OLDER))).toMatchObject({ status: 200, text: words })
    expect(await shop().rows()).toEqual(before)
  })

  it.each(['lost', 'tomb'])(
    'opts out the address that the link was mailed to if nothing is stored about them: %s',
    async (customer) => {
      const addressHash = secret.addressHash(`${customer}@example.com`)
      const token = tokenOf(customer, { addressHash })
      const before = await shop().table.query(customerKey('tea', customer))
      expect((await ask(token)).text).toContain('<form method="post"><button>')
      const { status, text } = await leave(token)
      expect({ status, text }).toMatchObject({ text: expect.stringContaining('You are unsub') })
      expect(await shop().table.query(customerKey('tea', customer))).toEqual(before)
      expect((await loadAddress(shop().table, 'tea', addressHash)).facts.withdrawnAt).toBe(NOW)
      await shop().store(`${customer} under another id`, { email: `${customer}@example.com` })
      expect(await shop().consentOf(`${customer} under another id`)).toBe('withdrawn')
    },
  )

  it('leaves under their own key by an older link, though nothing is stored about them', async () => {
    expect((await leave(tokenOf('lost-before', OLDER))).text).toContain('You are unsubscribed')
    expect(await consentsOf('lost-before')).toEqual([WITHDRAWN])
    await shop().store('lost-before')
    expect(await shop().consentOf('lost-before')).toBe('withdrawn')
  })

  it('opts out the address that the link was mailed to if theirs is another by now', async () => {
    await shop().store('moved', { email: 'new@example.com' })
    const former = secret.addressHash('former@example.com')
    await leave(tokenOf('moved', { addressHash: former }))
    expect((await loadAddress(shop().table, 'tea', former)).facts.withdrawnAt).toBe(NOW)
    expect(await withdrawnAt('moved')).toBe(NOW)
  })

  it.each([
    ['an earlier address', { addressHash: secret.addressHash('former@example.com') }],
    ['no stated address', OLDER],
  ])('by a link to %s shows nothing of the customer and leads to no choice', async (what, to) => {
    const customer = `away from ${what}`
    await shop().store(customer, { email: 'present@example.com', locale: 'zh-CN' })
    const asked = await ask(tokenOf(customer, to))
    expect(asked.text).toContain('<html lang="en">')
    expect(asked.text).not.toMatch(/p…@example.com|preferences/)
    expect(asked.text).toContain('the link in our latest e-mail to your current address')
    const left = await leave(tokenOf(customer, to))
    expect(left.text).toContain('You are unsubscribed')
    expect(left.text).not.toMatch(/p…@example.com|preferences/)
    expect(await shop().consentOf(customer)).toBe('withdrawn')
  })

  it('leaves one shop alone', async () => {
    await shop().store('of-two')
    await leave(tokenOf('of-two'))
    expect(await shop().table.query(customerKey('coffee', 'of-two'))).toEqual([])
  })

  it('can unsubscribe from a shop that does not exist any more', async () => {
    const pk = customerKey('closed', 'c')
    await shop().table.write([{ put: { pk, sk: 'order#1', ...order('1', NOW) } }])
    expect(await leave(tokenOf('c', { shop: 'closed' }))).toMatchObject({ status: 200 })
    expect(await shop().table.query(pk, { prefix: 'consent#' })).toHaveLength(1)
  })
})
