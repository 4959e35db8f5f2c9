import { expect, it } from 'vitest'
import { NOW, secret } from '../../support/api-shop.ts'
import { consent } from '../../support/given.ts'
import { type Changes, describePages } from './customer-pages.ts'
import { tokenOf } from './unsubscribe-shop.ts'

describePages('taking a break', ({ shop, follow, show, send, choose, preferencesOf, actsOf }) => {
  const until = Date.UTC(2026, 6, 2)
  const pauseBy = (customer: string, pause: string, to: Changes = {}) =>
    send(customer, `pause=${pause}`, undefined, to)

  it('is set by one button of the page for unsubscribing, and leaves the rest as it is', async () => {
    await shop().store('tired')
    const token = tokenOf('tired')
    const asked = await follow('GET /unsubscribe/{token}', token)
    expect(asked.text).toContain(`<form method="post" action="../preferences/${token}"`)
    expect(asked.text).toContain('<button name="pause" value="90">90 days</button>')
    await choose('tired', { often: 'weekly' })
    const { status, text } = await pauseBy('tired', '30')
    expect(status).toBe(200)
    expect(text).toContain('no news and offers until 2 July 2026')
    const paused = { everyDays: 7, campaignsOff: [], pausedUntil: until, updatedAt: NOW + 1 }
    expect(await preferencesOf('tired')).toEqual(paused)
    expect(await actsOf('tired')).toEqual(['granted'])
    shop().clock.now = NOW + 5
    await pauseBy('tired', '30')
    expect(await preferencesOf('tired')).toEqual(paused)
  })

  it('stays when other choices change, is shown each time, and can be ended', async () => {
    await shop().store('rested')
    await choose('rested', { pause: '90' })
    const { text } = await choose('rested', { often: 'monthly' })
    expect(text).toContain('<p class="notice">You are taking a break')
    expect(text).toContain('Keep the break until 31 August 2026')
    expect(await preferencesOf('rested')).toMatchObject({
      everyDays: 30,
      pausedUntil: Date.UTC(2026, 7, 31),
    })
    const ended = await choose('rested', { pause: 'end' })
    expect(ended.text).not.toContain('taking a break')
    expect(await preferencesOf('rested')).not.toHaveProperty('pausedUntil')
  })

  it('is over at its end, without an act', async () => {
    await shop().store('back again')
    await pauseBy('back again', '30')
    shop().clock.now = until
    expect((await show('back again')).text).not.toContain('taking a break')
  })

  it('is offered to no customer who has left, and by no link to another address', async () => {
    await shop().store('gone', {}, [consent(0, { act: 'withdrawn', source: 'form' })])
    await shop().store('elsewhere')
    await shop().store('unconfirmed', { country: 'DE' })
    const to = { addressHash: secret.addressHash('former@example.com') }
    for (const token of [tokenOf('gone'), tokenOf('unconfirmed'), tokenOf('elsewhere', to)]) {
      const asked = await follow('GET /unsubscribe/{token}', token)
      expect(asked.text).not.toContain('name="pause"')
    }
    await pauseBy('elsewhere', '30', to)
    expect(await preferencesOf('elsewhere')).toBeUndefined()
    expect((await pauseBy('elsewhere', '31')).status).toBe(400)
  })

  it('is no answer to one click, which leaves whatever is posted with it', async () => {
    await shop().store('one click')
    const token = tokenOf('one click')
    await follow('POST /unsubscribe/{token}', token, { raw: 'pause=30' })
    expect(await shop().consentOf('one click')).toBe('withdrawn')
    expect(await preferencesOf('one click')).toBeUndefined()
  })
})
