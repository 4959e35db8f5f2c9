import { describe, expect, it } from 'vitest'
import { compileCampaign } from '../../functions/campaigns/compile-campaign.ts'
import { textOf } from '../../functions/campaigns/fault.ts'
import { Declarations } from '../../functions/domain/declarations.ts'
import { DAY_MS } from '../../functions/domain/time.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { filesWith } from './sample-campaign.ts'

const declared = Declarations.parse({
  events: {
    checkout: { properties: { checkoutUrl: 'text', totalMinor: 'number', items: 'lines' } },
  },
  attributes: { tier: ['silver', 'gold'] },
})

const PLACE = '<h1>Hello</h1>'

const STARTS = {
  purchase: 'start: { purchase: true }',
  event: 'start: { event: { name: checkout } }',
  class: 'start: { entering: first-time }',
} as const

const compiled = (start: keyof typeof STARTS, words: string) => {
  const files = new Map(
    filesWith({ yaml: [[STARTS.class, STARTS[start]]], mjml: [[PLACE, words]] }),
  )
  files.delete('sample.json')
  return compileCampaign(files, makeRenderer(), () => [], {
    declarations: declared,
    segments: [],
  })
}

async function faultsOf(start: keyof typeof STARTS, words: string) {
  const compilation = await compiled(start, words)
  return compilation.ok
    ? []
    : compilation.faults.map((fault) => ({ ...fault, ...textOf(fault, enFaults) }))
}

const ITEMS =
  '{% for item in order.items %}<p>{{ item.quantity }} {{ item.title }} {{ item.unitMinor | money: order.currency }}</p>{% endfor %}'

describe('what a mail may say of the start of its journey', () => {
  it('is its order after a purchase or an event, and the template remembers what it uses', async () => {
    for (const start of ['purchase', 'event'] as const)
      expect(await compiled(start, `${PLACE}{{ order.number }}${ITEMS}`)).toMatchObject({
        ok: true,
        campaign: {
          templates: [{ context: expect.arrayContaining(['order.items', 'order.number']) }],
        },
      })
  })

  it('is nothing that the template must remember where it uses none', async () => {
    const compilation = await compiled('purchase', PLACE)
    expect(compilation.ok && compilation.campaign.templates[0]).not.toHaveProperty('context')
  })

  it('is no order where another start begins it, and the fix says why', async () => {
    expect(await faultsOf('class', `{{ order.number }}`)).toMatchObject([
      {
        problem: 'There is no variable order.number',
        fix: expect.stringContaining('starts by a purchase'),
      },
    ])
  })

  it('has the properties that are declared, and the nearest name of one that is not', async () => {
    const right = '{{ event.totalMinor | money }} {% if attributes.tier == "gold" %}Gold{% endif %}'
    expect(await faultsOf('event', right)).toEqual([])
    expect(await faultsOf('event', '{{ event.totalMinr }}')).toMatchObject([
      { fix: expect.stringContaining('Use event.totalMinor') },
    ])
    expect(await faultsOf('event', '{{ attributes.teir }}')).toMatchObject([
      { fix: expect.stringContaining('Use attributes.tier') },
    ])
    expect(
      await faultsOf('event', '{% for item in event.items %}{{ item.titel }}{% endfor %}'),
    ).toMatchObject([{ fix: expect.stringContaining('Use item.title') }])
  })

  it('has only the name of an event that another start has not, so that words fit both', async () => {
    const words = '{% if event.name == "checkout" %}Your basket{% else %}Hello{% endif %}'
    expect(await faultsOf('purchase', words)).toEqual([])
    expect(await faultsOf('purchase', '{{ event.totalMinor }}')).toMatchObject([
      { fix: expect.stringContaining('starts by an event') },
    ])
  })

  it('is tried with values left out: a link to nowhere is found', async () => {
    const link = (url: string) => `<a href="{{ ${url} }}">Finish</a>`
    expect(await faultsOf('event', link('event.checkoutUrl'))).toMatchObject([
      { problem: expect.stringContaining('with no order, event properties or attributes') },
    ])
    expect(await faultsOf('event', link('event.checkoutUrl | default: shop.url'))).toEqual([])
  })

  it('is tried with products without pictures: one that would be broken is found', async () => {
    const pictures = (picture: string) =>
      `{% for item in event.items %}${picture}{% endfor %}{% for item in order.items %}${picture}{% endfor %}`
    const picture = '<img src="{{ item.imageUrl }}" alt="{{ item.title }}" />'
    const found = {
      field: 'src',
      problem: 'src is empty for a customer whose products have no link, picture or price',
    }
    expect(await faultsOf('event', pictures(picture))).toMatchObject([found])
    expect(
      await faultsOf('event', pictures(`{% if item.imageUrl %}${picture}{% endif %}`)),
    ).toEqual([])
  })

  it('is no fault where a picture and its link are written out', async () => {
    const words =
      '<a href="https://shop.example"><img src="https://shop.example/a.png" alt="A" /></a>'
    expect(await faultsOf('event', words)).toEqual([])
  })
})

describe('a code', () => {
  const withCoupon = (coupon: string, words: string) => {
    const yaml: [string, string][] = [[STARTS.class, `${STARTS.class}${coupon}`]]
    const files = new Map(filesWith({ yaml, mjml: [[PLACE, words]] }))
    return compileCampaign(files, makeRenderer())
  }

  it('is there where the campaign gives one, with the end of what it promises', async () => {
    const words =
      '{{ coupon.code }}{% if coupon.expiresAt != "" %} until {{ coupon.expiresAt | date: "long" }}{% endif %}'
    expect(await withCoupon('\ncoupon: {pool: win-back, validFor: P14D}', words)).toMatchObject({
      ok: true,
      campaign: { definition: { coupon: { pool: 'win-back', validForMs: 14 * DAY_MS } } },
    })
  })

  it('is not there otherwise, and the fix says how to have it', async () => {
    const compilation = await withCoupon('', '{{ coupon.code }}')
    const [fault] = compilation.ok ? [] : compilation.faults
    expect(fault && textOf(fault, enFaults)).toMatchObject({
      fix: expect.stringContaining('Add coupon: {pool:'),
    })
  })
})
