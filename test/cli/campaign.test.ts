import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorkplace, SHOP_DETAILS, TEMPLATES } from './run-command.ts'
import { here } from './run-here.ts'

const { rekindle, json, path, remove } = makeWorkplace(here)
afterAll(remove)

describe('a shop whose campaigns run', () => {
  beforeAll(async () => {
    await json(['shop', 'add', 'acme', ...SHOP_DETAILS])
    await json(['publish', TEMPLATES, '--shop', 'acme'])
  })

  it('pauses a campaign and resumes it', async () => {
    const pause = ['campaign', 'pause', 'dormant', '--shop', 'acme']
    expect(await json(pause)).toMatchObject({ campaign: 'dormant', paused: true })
    expect((await rekindle(['shop', 'list'])).out).toContain('4 (1 paused)')
    expect(await json(['publish', TEMPLATES, '--shop', 'acme'])).toMatchObject({
      published: Array(4).fill({ outcome: 'unchanged' }),
    })
    expect(await json(['campaign', 'resume', 'dormant', '--shop', 'acme'])).toMatchObject({
      paused: false,
    })
  })

  it('starts the care of new customers from deliveries where the shop says that it posts them', async () => {
    const change = (value: string) =>
      rekindle(['shop', 'change', 'acme', '--delivery-events', value])
    expect((await change('yes')).err).toContain('--delivery-events: use on or off')
    expect((await change('on')).out).toContain('Publish campaigns with withDeliveryEvents again')
    const publish = ['publish', `${TEMPLATES}/first-time`, '--shop', 'acme']
    expect((await rekindle(publish)).err).toContain('The shop has no event "delivered"')
    writeFileSync(path('declared.yaml'), 'events:\n  delivered: {}\n')
    await json(['shop', 'declare', 'declared.yaml', '--shop', 'acme'])
    expect(await json(publish)).toMatchObject({ published: [{ version: 2, outcome: 'published' }] })
    expect((await change('off')).code).toBe(0)
    expect(await json(publish)).toMatchObject({ published: [{ version: 3, outcome: 'published' }] })
  })

  it('lists the campaigns of the shop if the given one is unknown', async () => {
    const { code, err } = await rekindle(['campaign', 'pause', 'spring', '--shop', 'acme'])
    expect(code).toBe(1)
    expect(err).toContain('confirm-subscription, dormant, first-time, frequent')
  })

  it('shows what consent each country asks for, with the changes of the policy', async () => {
    const { out } = await rekindle(['shop', 'policy', 'acme'])
    expect(out).toContain('  Austria and Germany: double opt-in or existing customer\n')
    expect(out).toContain(
      '  China: explicit consent or double opt-in; the subject begins with 「广告」\n',
    )
    expect(out).toContain('  every other country: double opt-in; no marketing mail')
    expect(out).toMatch(/ {2}Canada: [^:]*;\s+a\s+customer\s+relationship\s+ends\s+24\s+months/)
    expect(out).toMatch(/ {2}country unknown: \S/)
  })

  it('replaces the policy of a shop, and reports every fault of a policy at its line', async () => {
    writeFileSync(path('policy.yaml'), 'dormantAfterDays: 120\ncaps: []\n')
    await json(['shop', 'policy', 'acme', '--policy', 'policy.yaml'])
    const { out } = await rekindle(['shop', 'policy', 'acme', '--json'])
    expect(JSON.parse(out)).toMatchObject({ dormantAfterDays: 120, caps: [], frequentPurchases: 3 })
    writeFileSync(
      path('policy.yaml'),
      'dormantAfterDays: 90\ncaps: [{messages: -1, withinDays: 7}]\n',
    )
    const { code, err } = await rekindle(['shop', 'policy', 'acme', '--policy', 'policy.yaml'])
    expect(code).toBe(1)
    expect(err).toContain('policy.yaml:2')
    expect(await json(['shop', 'policy', 'acme'])).toMatchObject({
      dormantAfterDays: 120,
    })
  })
})
