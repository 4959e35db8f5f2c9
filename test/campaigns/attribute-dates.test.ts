/** Dates and amounts in attributes: what is the customer's is not settled when a mail is published. */

import { describe, expect, it } from 'vitest'
import { DEFAULT_BRAND } from '../../functions/domain/brand.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { corpusVariables } from '../pipeline/sending/liquid-corpus-customer.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

/** The campaign with this text in its mail, and more content. */
async function compiled(attributes: string, yaml: string) {
  const compilation = await compileInEnglish(
    filesWith({
      mjml: [['<mj-text><h1>', `<mj-text ${attributes}><h1>`]],
      yaml: [['link: https://shop.example/new', `link: https://shop.example/new\n${yaml}`]],
    }),
    renderer,
  )
  return compilation.ok ? compilation.campaign : { faults: compilation.faults }
}

const yaml = `    endsAt: "2026-03-01T00:30:00+08:00"\n    format: "%-d"\n    price: 1250\n    wide: 12\n    when: now`
const content = {
  link: 'https://shop.example/new',
  endsAt: '2026-03-01T00:30:00+08:00',
  format: '%-d',
  price: 1250,
  wide: 12,
  when: 'now',
}

async function htmlFor(attributes: string, zone: string, currency = 'EUR') {
  const campaign = await compiled(attributes, yaml)
  if (!('templates' in campaign)) throw new Error(JSON.stringify(campaign))
  const [mail] = campaign.templates
  if (!mail) throw new Error('There is no mail')
  const variables = corpusVariables('en')
  const shop = { ...variables.shop, currency }
  const constants = { shop, brand: DEFAULT_BRAND, content, locale: 'en' }
  // As it is sent: parsed once for all customers.
  return renderer.render(renderer.parse(mail, constants), { ...variables, shop, content, zone })
    .html
}

describe('a length with a date of content in it', () => {
  it.each(['date: "%-d"', 'date: content.format'])(
    'is that of the customer, whatever the sample: %s',
    async (filter) => {
      const attributes = `padding="{{ content.endsAt | ${filter} }}px 5px"`
      expect(await htmlFor(attributes, 'Asia/Shanghai')).toContain('padding:1px 5px')
      expect(await htmlFor(attributes, 'America/New_York')).toContain('padding:28px 5px')
    },
  )

  it('is not that of the day on which the campaign is published', async () => {
    const campaign = await compiled("padding=\"{{ content.when | date: '%-d', 'UTC' }}px\"", yaml)
    expect(JSON.stringify(campaign)).toContain("content.when | date: '%-d'")
  })

  it('with an amount in it is that of the shop, and not of the sample', async () => {
    const attributes =
      'padding="{{ content.price | money_without_currency | times: 1 | round }}px 5px"'
    expect(await htmlFor(attributes, 'UTC', 'EUR')).toContain('padding:13px 5px')
    expect(await htmlFor(attributes, 'UTC', 'JPY')).toContain('padding:1px 5px')
  })

  it('with neither is settled, so that MJML can calculate with it', async () => {
    const campaign = await compiled('padding="{{ content.wide | plus: 1 }}px 5px"', yaml)
    expect(JSON.stringify(campaign)).toContain('padding:13px 5px')
  })
})

describe('another attribute with a date of content in it', () => {
  it('is that of the customer', async () => {
    const attributes = `css-class="ends-{{ content.endsAt | date: '%-d' }}"`
    expect(await htmlFor(attributes, 'Asia/Shanghai')).toContain('ends-1')
    expect(await htmlFor(attributes, 'America/New_York')).toContain('ends-28')
  })
})
