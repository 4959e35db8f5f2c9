import { expect, it } from 'vitest'
import type { Preferences } from '../../../functions/domain/customer.ts'
import { tombstone } from '../../../functions/store/erasure.ts'
import { customerKey } from '../../../functions/store/keys.ts'
import { putPreferences } from '../../../functions/store/preferences.ts'
import { NOW, secret } from '../../support/api-shop.ts'
import { consent } from '../../support/given.ts'
import { describePages, encoded, type Form, formOn } from './customer-pages.ts'

describePages('choosing', ({ shop, show, send, choose, preferencesOf, actsOf }) => {
  it('shows what is so, and saving it untouched changes nothing', async () => {
    await shop().store('plain')
    const { status, text } = await show('plain')
    expect(status).toBe(200)
    expect(formOn(text)).toEqual({
      version: '0',
      'marketing-shown': 'on',
      marketing: 'on',
      often: 'as-it-comes',
      pause: 'keep',
      'campaign-shown': ['care'],
      campaign: ['care'],
      locale: 'en',
    })
    const before = await shop().rows()
    expect(await choose('plain', {})).toMatchObject({
      status: 200,
      text: expect.stringContaining('Your preferences are saved.'),
    })
    expect(await shop().rows()).toEqual(before)
  })

  it('stores what was changed, and shows it', async () => {
    await shop().store('picky')
    const { text } = await choose('picky', { often: 'weekly', campaign: [], locale: 'zh-CN' })
    expect(text).toContain('您的设置已保存。')
    expect(await preferencesOf('picky')).toEqual({
      locale: 'zh-CN',
      everyDays: 7,
      campaignsOff: ['care'],
      updatedAt: NOW,
    })
    expect(formOn(text)).toMatchObject({ often: 'weekly', locale: 'zh-CN' })
    expect(formOn(text)).not.toHaveProperty('campaign')
    await choose('picky', { often: 'monthly', campaign: ['care'] })
    expect(await preferencesOf('picky')).toEqual({
      locale: 'zh-CN',
      everyDays: 30,
      campaignsOff: [],
      updatedAt: NOW + 1,
    })
  })

  it('offers the campaign of the link and those switched off, by their names', async () => {
    await shop().store('offers')
    const before = undefined
    const chosen = { campaignsOff: ['picks', 'withdrawn-long-ago'] }
    await shop().table.write([putPreferences(customerKey('tea', 'offers'), before, chosen, NOW)])
    const { text } = await show('offers')
    expect(formOn(text)).toMatchObject({
      'campaign-shown': ['care', 'picks'],
      campaign: ['care'],
    })
    expect(text).toContain('Tea care')
    expect(text).toContain('为您推荐')
    await choose('offers', { campaign: ['picks'] })
    expect((await preferencesOf('offers'))?.campaignsOff).toEqual(['care', 'withdrawn-long-ago'])
  })

  it.each(['parcel', 'sign-up', 'unknown'])(
    'offers no campaign that is not theirs to choose: %s',
    async (campaign) => {
      await shop().store('no-choice')
      expect(formOn((await show('no-choice', { campaign })).text)).not.toHaveProperty(
        'campaign-shown',
      )
    },
  )

  it('names languages as their readers do', async () => {
    await shop().store('reader', { locale: 'de' })
    const { text } = await show('reader')
    expect(text).toContain('<option value="" selected>Not chosen</option>')
    expect(text).toContain('<option value="zh-CN" lang="zh-CN">简体中文</option>')
    expect(text).toContain('<option value="fr" lang="fr">Français</option>')
    await choose('reader', {})
    expect(await preferencesOf('reader')).toBeUndefined()
    await choose('reader', { locale: 'fr' })
    expect(await preferencesOf('reader')).toMatchObject({ locale: 'fr' })
  })

  it('is asked again if two pages would mix, but may always leave', async () => {
    await shop().store('mixed')
    const open = formOn((await show('mixed')).text)
    await choose('mixed', { often: 'monthly' })
    const stored = await preferencesOf('mixed')
    const { status, text } = await send('mixed', { ...open, locale: 'fr', marketing: 'off' })
    expect(status).toBe(409)
    expect(text).toContain('please choose again')
    expect(formOn(text)).toMatchObject({ often: 'monthly', locale: 'en', marketing: 'off' })
    expect(await preferencesOf('mixed')).toEqual(stored)
    expect(await actsOf('mixed')).toEqual(['granted', 'withdrawn'])
  })

  it.each([
    ['off', 'as-it-comes', []],
    ['on', 'weekly', [consent(0, { act: 'withdrawn' })]],
  ])('sends the same form twice, and once counts: %s', async (marketing, often, consents) => {
    const customer = `twice ${marketing}`
    await shop().store(customer, {}, [...consents, ...(marketing === 'off' ? [consent(1)] : [])])
    const form = { ...formOn((await show(customer)).text), often, marketing }
    await send(customer, form)
    expect(await shop().facts(customer)).toMatchObject({ consents: { length: 2 } })
    const before = await shop().rows()
    shop().clock.now = NOW + 7
    expect(await send(customer, form)).toMatchObject({ status: 200 })
    expect(await shop().rows()).toEqual(before)
  })

  it.each<[string, Form]>([
    ['often', { often: 'hourly' }],
    ['locale', { locale: 'xx' }],
    ['campaign', { campaign: ['care', 'parcel'] }],
    ['campaign-shown', { 'campaign-shown': ['unknown'] }],
    ['marketing', { marketing: 'perhaps' }],
    ['marketing-shown', { 'marketing-shown': '' }],
    ['version', { version: '-1' }],
    ['colour', { colour: 'red' }],
    ['often', { often: ['weekly', 'monthly'] }],
  ])('is refused what the page does not offer: %s', async (_, changes) => {
    await shop().store('strange')
    const before = await shop().rows()
    const { status, text } = await choose('strange', { marketing: 'off', ...changes })
    expect(status).toBe(400)
    expect(text).toContain('Your preferences could not be saved')
    expect(text).toContain(
      '<p>The page was out of date or incomplete, and nothing was changed.</p>',
    )
    expect(await shop().rows()).toEqual(before)
  })

  it.each([
    ['nothing', '', 'application/x-www-form-urlencoded'],
    ['another type', encoded({ marketing: 'off' }), 'text/plain'],
    ['JSON', '{"marketing":"off"}', 'application/json'],
    ['an unknown key', '__proto__=1&constructor=2', 'application/x-www-form-urlencoded'],
  ])('is refused %s', async (_, body, type) => {
    await shop().store('strange')
    const before = await shop().rows()
    expect((await send('strange', body, type)).status).toBe(400)
    expect(await shop().rows()).toEqual(before)
  })

  it('who was erased has no preferences', async () => {
    await shop().table.write([{ put: tombstone(customerKey('tea', 'erased'), NOW, 9) }])
    const before = await shop().rows()
    const words = expect.stringContaining('We have no data about you')
    const older = { addressHash: undefined }
    expect(await show('erased', older)).toMatchObject({ status: 404, text: words })
    const sent = await send('erased', 'marketing=off', undefined, older)
    expect(sent).toMatchObject({ status: 404, text: words })
    expect(await shop().rows()).toEqual(before)
  })

  it('about whom nothing is stored can opt out, and choose nothing else', async () => {
    const before = await shop().rows()
    const asked = await show('lost')
    expect(asked.text).toMatch(/<form method="post" action="\.\.\/unsubscribe\/[^"]+"><button>/)
    const form = 'version=0&marketing-shown=on&often=weekly'
    expect((await send('lost', `${form}&marketing=on`)).text).toBe(asked.text)
    expect(await shop().rows()).toEqual(before)
    expect((await send('lost', `${form}&marketing=off`)).text).toContain('You are unsubscribed')
    await shop().store('lost')
    expect(await shop().consentOf('lost')).toBe('withdrawn')
  })

  it.each([
    ['an earlier address', { addressHash: secret.addressHash('former@example.com') }],
    ['no stated address', { addressHash: undefined }],
  ])('by a link to %s can leave, and neither sees, chooses nor comes back', async (what, to) => {
    const customer = `away from ${what}`
    await shop().store(customer, {}, [consent(1), consent(2, { act: 'withdrawn', source: 'form' })])
    const before = await shop().rows()
    const form = formOn((await show(customer)).text)
    const shown = await show(customer, to)
    expect(shown.text).toMatch(/<form method="post" action="\.\.\/unsubscribe\/[^"]+"><button>/)
    expect(shown.text).not.toMatch(/…@example\.com|<input/)
    const chosen = { ...form, marketing: 'on', often: 'weekly' }
    expect((await send(customer, chosen, undefined, to)).text).toBe(shown.text)
    expect(await shop().rows()).toEqual(before)
    await shop().record(customer, consent(NOW - 5, { source: 'form' }))
    expect(await shop().consentOf(customer)).toBe('granted')
    await send(customer, { ...form, marketing: 'off' }, undefined, to)
    expect(await shop().consentOf(customer)).toBe('withdrawn')
  })

  it('of two who choose upon the same choices, one is refused', async () => {
    const key = customerKey('tea', 'racing')
    const chosen = (everyDays: number) => ({ everyDays, campaignsOff: [] })
    const put = (before: Preferences | undefined, everyDays: number) =>
      putPreferences(key, before, chosen(everyDays), NOW)
    const done = async (...writes: ReturnType<typeof put>[]) =>
      (await shop().table.write(writes)).map((result) => result.done)
    expect(await done(put(undefined, 7), put(undefined, 30))).toEqual([true, false])
    const stored = await preferencesOf('racing')
    expect(await done(put(stored, 30), put(stored, 7))).toEqual([true, false])
    expect(await preferencesOf('racing')).toEqual({ ...chosen(30), updatedAt: NOW + 1 })
  })
})
