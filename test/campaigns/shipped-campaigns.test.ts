import { beforeAll, describe, expect, it } from 'vitest'
import {
  type CompiledCampaign,
  compileCampaign,
} from '../../functions/campaigns/compile-campaign.ts'
import { campaignsIn, readCampaignFolder } from '../../functions/campaigns/read-campaign-folder.ts'
import { sampleVariables } from '../../functions/campaigns/sample-file.ts'
import { decide } from '../../functions/domain/decide.ts'
import { Declarations, NOTHING_DECLARED } from '../../functions/domain/declarations.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { consent, customer, hours, NOON, policy, settings } from '../support/given.ts'

const TEMPLATES = new URL('../../templates/', import.meta.url).pathname
const renderer = makeRenderer()
const campaigns = new Map<string, CompiledCampaign>()

beforeAll(async () => {
  for (const folder of campaignsIn(TEMPLATES)) {
    const files = await readCampaignFolder(`${TEMPLATES}${folder}`)
    const compilation = await compileCampaign(files, renderer)
    expect(compilation).not.toHaveProperty('faults')
    if (compilation.ok) campaigns.set(folder, compilation.campaign)
  }
})

const MARKETING = ['dormant', 'first-time', 'frequent']
const ALL = ['confirm', ...MARKETING]

/** The shipped mails of these folders as a customer of this name would get them. */
const mailsTo = (name: string, folders: readonly string[] = ALL) =>
  folders
    .flatMap((folder) => campaigns.get(folder) ?? [])
    .flatMap(({ templates, content }) =>
      templates.map((mail) => {
        const sample = {
          customer: { name },
          shop: { name: 'Example Goods', postalAddress: '12 Example Street\nSpringfield' },
        }
        const variables = sampleVariables(sample, mail.locale, {
          content: content[mail.locale] ?? {},
        })
        return { ...mail, ...renderer.render(renderer.parse(mail), variables) }
      }),
    )

describe('the campaign after the first purchase', () => {
  const files = () => readCampaignFolder(`${TEMPLATES}first-time`)
  const declared = Declarations.parse({ events: { delivered: {} } })

  it('starts from the delivery in a shop that posts it, for customers who bought once', async () => {
    const compilation = await compileCampaign(await files(), renderer, () => [], {
      declarations: declared,
      ...{ segments: [], deliveryEvents: true },
    })
    expect(compilation).toMatchObject({
      ok: true,
      campaign: {
        definition: {
          start: { kind: 'event', name: 'delivered' },
          eligible: { maxPurchases: 1 },
          endsOnPurchase: true,
        },
      },
    })
  })

  it('hopes that customers enjoy what they bought only where it has arrived', () => {
    const mails = campaigns.get('first-time')
    const offer = mails?.templates.find(
      ({ template, locale }) => template === 'offer' && locale === 'en',
    )
    if (!mails || !offer) throw new Error('there is no offer')
    const sample = sampleVariables({}, 'en', { content: mails.content.en ?? {} })
    const textFor = (name: string) =>
      renderer.render(renderer.parse(offer), { ...sample, event: { name } }).text
    expect(textFor('delivered')).toContain('we hope you are enjoying it')
    expect(textFor('')).not.toContain('enjoying')
    expect(textFor('')).toContain('since you first ordered from us. Trying')
  })

  it('needs the event to be declared', async () => {
    const compilation = await compileCampaign(await files(), renderer, () => [], {
      declarations: NOTHING_DECLARED,
      ...{ segments: [], deliveryEvents: true },
    })
    expect(compilation).toMatchObject({ ok: false, faults: [{ field: 'start.event.name' }] })
  })
})

describe('the campaigns that ship', () => {
  it('compile without a fault, each template in both languages', () => {
    expect([...campaigns.keys()].sort()).toEqual(['confirm', 'dormant', 'first-time', 'frequent'])
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

  it('ask for confirmation once, at once, and link to nothing but the confirmation', () => {
    const confirm = campaigns.get('confirm')
    expect(confirm?.definition).toEqual({
      id: 'confirm-subscription',
      kind: 'service',
      start: { kind: 'consent-unconfirmed' },
      endsOnPurchase: false,
      priority: 90,
      steps: [{ id: 'confirmation', template: 'confirmation', afterMs: 0 }],
      locales: { confirmation: ['en', 'zh-CN'] },
    })
    for (const { html, text } of mailsTo('Robin', ['confirm'])) {
      expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://shop.example/confirm"'])
      expect(text.match(/https?:\S+/g)).toEqual(['https://shop.example/confirm'])
    }
  })

  it('ask customers in Germany who ticked a box to confirm, at once and at night; in Britain the tick is enough', () => {
    const definition = campaigns.get('confirm')?.definition
    if (!definition) throw new Error('templates/confirm is not there')
    const inForce = settings({
      campaigns: [{ ...definition, version: 1, contentHash: 'h', paused: false, activeFrom: 0 }],
    })
    const midnight = NOON + hours(12)
    const askedIn = (country: string) =>
      decide(
        customer({
          profile: { email: 'c-1@example.org', locale: 'de', country, updatedAt: 0 },
          consents: [consent(midnight)],
        }),
        midnight,
        { ...inForce, policy: policy({ acceptableLocales: ['en'] }) },
      ).messages.map(({ after }) => [after.template, after.status, after.marketing])
    expect(askedIn('DE')).toEqual([['confirmation', 'due', false]])
    expect(askedIn('GB')).toEqual([])
  })

  it('greet a customer by name, and as warmly without one', () => {
    for (const { text, subject, locale } of mailsTo('Robin', MARKETING))
      expect(text + subject).toContain(locale === 'en' ? 'Hello Robin,' : 'Robin，您好：')
    for (const { text, subject, locale } of mailsTo('')) {
      expect(text).toMatch(locale === 'en' ? /^Hello,$/m : /^您好：$/m)
      expect(subject).not.toMatch(/^[\s,，]/)
    }
  })

  it('greet without a name if something else was entered in its place', () => {
    for (const name of ['<script>alert(1)</script>', 'You won 500 EUR', 'Ann win.example'])
      for (const { html, text, subject, locale } of mailsTo(name)) {
        expect(html + text + subject).not.toMatch(/script>alert|500 EUR|win\.example/)
        expect(text).toMatch(locale === 'en' ? /^Hello,$/m : /^您好：$/m)
      }
  })

  it('carry no name where they ask to confirm', () => {
    for (const { html, text, subject } of mailsTo('Robin', ['confirm']))
      expect(html + text + subject).not.toContain('Robin')
  })

  it('show who writes and how to reach them, in both parts and on lines of their own', () => {
    for (const { html, text } of mailsTo('Robin')) {
      expect(html).toMatch(
        /12 Example Street<br ?\/?>\s*Springfield<br ?\/?>\s*hello@shop\.example/,
      )
      expect(html).not.toContain('pre-line')
      expect(text).toMatch(/12 Example Street\nSpringfield\nhello@shop\.example/)
    }
  })

  it('hide nothing in the colour of its background', () => {
    for (const { html } of mailsTo('Robin')) {
      const [hidden = ''] = /<div style="display:none;[^>]*>/.exec(html) ?? []
      expect(hidden).toContain('max-height:0px')
      expect(hidden).not.toMatch(/color|font/)
    }
  })

  it('promise nothing that no shop was asked about', () => {
    const promises =
      /chosen with you in mind|place for you|this month|on the house|free of charge:|front of the queue|free check-up|new since|留了位子|本月|免费检|优先处理|新到的|负责到底/i
    for (const { html, text, subject, locale } of mailsTo('Robin'))
      expect({ locale, found: promises.exec(subject + html + text)?.[0] }).toEqual({ locale })
  })

  it('link to unsubscribing and to preferences in marketing mail, in both parts', () => {
    for (const { html, text } of mailsTo('Robin', MARKETING))
      for (const way of ['unsubscribe', 'preferences']) {
        expect(html).toContain(`href="https://shop.example/${way}"`)
        expect(text).toMatch(new RegExp(`(?:: |：)https://shop\\.example/${way}$`, 'm'))
      }
  })

  it('have a text part of words and addresses alone, evenly spaced', () => {
    for (const { text } of mailsTo('Robin')) {
      expect(text).not.toMatch(/[{}<>\uE000-\uE004]|&\w+;|undefined/)
      expect(text).not.toMatch(/\n{3}|[ \t]\n/)
      expect(text).toMatch(/(?:: |：)https:\/\/\S+$/m)
    }
  })

  it('declare their language, adapt to dark mode and load no styles', () => {
    for (const { html, locale } of mailsTo('Robin')) {
      expect(html).toContain(`<html lang="${locale}"`)
      expect(html).toContain('name="color-scheme" content="light dark"')
      expect(html).toContain('prefers-color-scheme: dark')
      expect(html).toMatch(/<h1[ >]/)
      expect(html).not.toMatch(/<link|@import|url\(/)
    }
  })

  it('keep subjects short enough to be read on a telephone', () => {
    for (const { subject, locale } of mailsTo('Robin'))
      expect(subject.length).toBeLessThanOrEqual(locale === 'en' ? 60 : 30)
  })
})
