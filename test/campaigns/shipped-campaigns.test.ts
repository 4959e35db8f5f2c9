import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CompiledCampaign,
  compileCampaign,
} from '../../functions/campaigns/compile-campaign.ts'
import { readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { sampleVariables } from '../../functions/campaigns/sample-file.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { makeRenderer } from '../../functions/sending/render.ts'

const TEMPLATES = new URL('../../templates/', import.meta.url).pathname
const renderer = makeRenderer()
const campaigns = new Map<string, CompiledCampaign>()

beforeAll(async () => {
  for (const folder of readdirSync(TEMPLATES)) {
    const files = await readCampaignFolder(`${TEMPLATES}${folder}`)
    const compilation = await compileCampaign(files, renderer)
    expect(compilation).not.toHaveProperty('faults')
    if (compilation.ok) campaigns.set(folder, compilation.campaign)
  }
})

/** Every shipped mail as a customer of this name would get it. */
const mailsTo = (name: string) =>
  [...campaigns.values()].flatMap(({ templates, content }) =>
    templates.map((mail) => {
      const sample = {
        customer: { name },
        shop: { name: 'Example Goods', postalAddress: '12 Example Street' },
      }
      const variables = sampleVariables(sample, mail.locale, content[mail.locale] ?? {})
      return { ...mail, ...renderer.render(renderer.parse(mail), variables) }
    }),
  )

describe('the campaigns that ship', () => {
  it('compile without a fault, each template in both languages', () => {
    expect([...campaigns.keys()].sort()).toEqual(['dormant', 'first-time', 'frequent'])
    for (const { definition } of campaigns.values())
      for (const locales of Object.values(definition.locales))
        expect([...locales].sort()).toEqual(['en', 'zh-CN'])
  })

  it('follow the customer lifecycle as the design says', () => {
    const definition = (id: string) => campaigns.get(id)?.definition
    expect(definition('first-time')).toMatchObject({
      priority: 60,
      start: { class: 'first-time' },
      steps: [
        { id: 'introduction', afterMs: 0 },
        { id: 'offer', afterMs: 7 * DAY_MS },
      ],
    })
    expect(definition('first-time')).not.toHaveProperty('reentryAfterMs')
    expect(definition('frequent')).toMatchObject({
      priority: 50,
      reentryAfterMs: 180 * DAY_MS,
      steps: [
        { id: 'care', afterMs: 0, repeat: { everyMs: 30 * DAY_MS, while: 'frequent' } },
        { id: 'service', afterMs: 14 * DAY_MS },
      ],
    })
    expect(definition('dormant')).toMatchObject({
      priority: 40,
      reentryAfterMs: 180 * DAY_MS,
      endsOnPurchase: true,
      steps: [
        { id: 'picks', afterMs: 0 },
        { id: 'invitation', afterMs: 10 * DAY_MS },
      ],
    })
  })

  it('greet by name, and as warmly without one', () => {
    for (const { text, subject, locale } of mailsTo('Robin'))
      expect(text + subject).toContain(locale === 'en' ? 'Hello Robin,' : 'Robin，你好：')
    for (const { text, subject, locale } of mailsTo('')) {
      expect(text).toMatch(locale === 'en' ? /^Hello,$/m : /^你好：$/m)
      expect(subject).not.toMatch(/^[\s,，]/)
    }
  })

  it('escape a name that is a script', () => {
    for (const { html } of mailsTo('<script>alert(1)</script>')) {
      expect(html).not.toContain('<script>')
      expect(html).toContain('&lt;script&gt;')
    }
  })

  it('show who writes, why, and how to stop, in both parts', () => {
    for (const { html, text } of mailsTo('Robin')) {
      expect(html).toContain('href="https://shop.example/unsubscribe"')
      expect(text).toContain('https://shop.example/unsubscribe')
      for (const part of [html, text]) expect(part).toContain('12 Example Street')
    }
  })

  it('have a text part of words and addresses alone, evenly spaced', () => {
    for (const { text } of mailsTo('Robin')) {
      expect(text).not.toMatch(/[{}<>\uE000-\uE004]|&\w+;|undefined/)
      expect(text).not.toMatch(/\n{3}|[ \t]\n/)
      expect(text).toMatch(/(?:: |：)https:\/\/\S+$/m)
    }
  })

  it('tell their language, adapt to the dark and fetch nothing', () => {
    for (const { html, locale } of mailsTo('Robin')) {
      expect(html).toContain(`<html lang="${locale}"`)
      expect(html).toContain('name="color-scheme" content="light dark"')
      expect(html).toContain('prefers-color-scheme: dark')
      expect(html).toMatch(/<h1[ >]/)
      expect(html).not.toMatch(/<img|<link|@import|url\(/)
    }
  })

  it('keep subjects short enough to be read on a telephone', () => {
    for (const { subject, locale } of mailsTo('Robin'))
      expect(subject.length).toBeLessThanOrEqual(locale === 'en' ? 60 : 30)
  })
})
