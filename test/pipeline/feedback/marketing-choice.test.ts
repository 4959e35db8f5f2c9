import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../functions/domain/time.ts'
import { changeAddress } from '../../../functions/store/addresses.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { consent } from '../../support/given.ts'
import { describePages, formOn } from './customer-pages.ts'

describePages('choosing marketing', ({ shop, show, send, choose, preferencesOf, actsOf }) => {
  it('leaves as by unsubscribing, and comes back by an act of their own', async () => {
    await shop().store('undecided')
    expect((await choose('undecided', { marketing: 'off' })).status).toBe(200)
    expect(await shop().consentOf('undecided')).toBe('withdrawn')
    expect((await shop().load('undecided')).facts.address?.withdrawnAt).toBe(NOW)
    shop().clock.now = NOW + 5
    expect(formOn((await show('undecided')).text)).toMatchObject({ marketing: 'off' })
    await choose('undecided', { marketing: 'on' })
    expect((await shop().facts('undecided')).consents.at(-1)).toEqual({
      purpose: 'marketing',
      act: 'granted',
      at: NOW + 5,
      source: 'form',
      basis: 'explicit',
      wording: 'Yes, e-mail me news and offers from Tea House',
      evidence: 'preferences care#2#tea.3',
      addressHash: (await shop().load('undecided')).addressHash,
    })
    expect(await shop().consentOf('undecided')).toBe('granted')
    expect(await preferencesOf('undecided')).toBeUndefined()
  })

  it('is announced the confirmation that the law asks for', async () => {
    const left = consent(NOW - 5, { act: 'withdrawn', source: 'form' })
    for (const country of ['DE', 'FR']) await shop().store(`in ${country}`, { country }, [left])
    const { text } = await choose('in DE', { marketing: 'on' })
    expect(text).toContain('please confirm with the link in the e-mail that we send you')
    expect(await shop().consentOf('in DE')).toBe('unconfirmed')
    expect((await choose('in FR', { marketing: 'on' })).text).not.toContain('One more step')
  })

  describe('who has yet to confirm', () => {
    const EXPLICIT = consent(NOW - 9 * DAY_MS, { source: 'import', basis: 'explicit' })
    const again = 'again=on'
    const button = '<button name="again" value="on">Send me the e-mail</button>'

    it('asks for the e-mail with the link, once for each time', async () => {
      await shop().store('asks', { country: 'DE' }, [EXPLICIT])
      const shown = await show('asks')
      expect(shown.text).toContain('Your address is not confirmed yet')
      expect(shown.text).toContain(button)
      expect(formOn(shown.text)).toMatchObject({ marketing: 'on' })
      const { status, text } = await send('asks', again)
      expect(status).toBe(200)
      expect(text).toContain('in the e-mail that we send you')
      expect(text).not.toContain(button)
      shop().clock.now = NOW + 5
      await send('asks', again)
      const { consents } = await shop().facts('asks')
      expect(consents.map(({ source, at }) => [source, at])).toEqual([
        ['import', NOW - 9 * DAY_MS],
        ['form', NOW],
      ])
    })

    it('is promised no e-mail where the address was asked too often', async () => {
      const email = 'often@example.com'
      for (const customer of ['often', 'other'])
        await shop().store(customer, { email, country: 'DE' }, [EXPLICIT])
      const to = { addressHash: secret.addressHash(email) }
      await shop().requested('other', [NOW - 20 * DAY_MS, NOW - 9 * DAY_MS, NOW - 2 * DAY_MS])
      const { text } = await show('often', to)
      expect(text).toContain('You can ask for another e-mail from 11 June 2026 at')
      expect(text).not.toContain(button)
      await send('often', again, undefined, to)
      expect(await actsOf('often')).toEqual(['granted'])
      expect((await choose('often', { often: 'weekly' }, to)).text).not.toContain(
        'in the e-mail that we send you',
      )
    })

    it('is promised no e-mail at an address that is never mailed', async () => {
      await shop().store('complained', { country: 'DE' }, [EXPLICIT])
      const { addressHash = '' } = await shop().load('complained')
      await changeAddress(shop().table, shop().shop, addressHash, (facts) => ({
        ...facts,
        suppression: { reason: 'complaint', at: NOW - DAY_MS },
      }))
      expect((await show('complained')).text).not.toContain(button)
      const { text } = await send('complained', again)
      expect(text).not.toContain('in the e-mail that we send you')
      expect(await actsOf('complained')).toEqual(['granted'])
    })

    it('reads in Chinese from when they can ask again, without a space after the stop', async () => {
      const email = 'zh@example.com'
      for (const customer of ['zh', 'zh-other'])
        await shop().store(customer, { email, country: 'DE', locale: 'zh-CN' }, [EXPLICIT])
      await shop().requested('zh-other', [NOW - 1])
      const { text } = await show('zh', { addressHash: secret.addressHash(email) })
      expect(text).toMatch(/。2026年6月2日/)
    })

    it('has nothing to ask for where the law asks for no confirmation', async () => {
      await shop().store('free', { country: 'FR' })
      expect((await show('free')).text).not.toContain(button)
      await send('free', again)
      expect(await actsOf('free')).toEqual(['granted'])
    })
  })

  it.each(['PL', 'HU', 'CN'])('is asked in %s, where a purchase is no request', async (country) => {
    const customer = `buyer in ${country}`
    await shop().store(customer, { country }, [
      consent(NOW - 9 * DAY_MS, { source: 'checkout', basis: 'soft-opt-in' }),
    ])
    expect(formOn((await show(customer)).text)).toMatchObject({ marketing: 'off' })
    await choose(customer, { often: 'weekly' })
    expect(await actsOf(customer)).toEqual(['granted'])
    await choose(customer, { marketing: 'on' })
    expect((await shop().facts(customer)).consents.at(-1)).toMatchObject({ basis: 'explicit' })
    expect(await shop().consentOf(customer)).toBe('granted')
  })

  it('comes back also if another at the address had left', async () => {
    const email = 'shared@example.com'
    await shop().store('one', { email })
    await shop().store('two', { email })
    const to = { addressHash: secret.addressHash(email) }
    await choose('one', { marketing: 'off' }, to)
    shop().clock.now = NOW + 5
    expect(formOn((await show('two', to)).text)).toMatchObject({ marketing: 'off' })
    await choose('two', { marketing: 'on' }, to)
    expect(await shop().consentOf('two')).toBe('granted')
    expect(await shop().consentOf('one')).toBe('withdrawn')
  })

  it('who was never asked and saves no is not taken for one who left', async () => {
    await shop().store('unasked', {}, [])
    await choose('unasked', { often: 'weekly' })
    expect(await actsOf('unasked')).toEqual([])
    expect(await preferencesOf('unasked')).toMatchObject({ everyDays: 7 })
  })

  it('is not brought back by a page that was open while they left', async () => {
    await shop().store('two-tabs')
    const open = formOn((await show('two-tabs')).text)
    await choose('two-tabs', { marketing: 'off' })
    shop().clock.now = NOW + DAY_MS
    await send('two-tabs', { ...open, often: 'weekly' })
    expect(await actsOf('two-tabs')).toEqual(['granted', 'withdrawn'])
    expect(await preferencesOf('two-tabs')).toMatchObject({ everyDays: 7 })
  })

  it('is kept from nothing by a consent that counts from tomorrow', async () => {
    await shop().store('ahead', {}, [consent(NOW + DAY_MS)])
    expect(formOn((await show('ahead')).text)).toMatchObject({ marketing: 'off' })
  })
})
