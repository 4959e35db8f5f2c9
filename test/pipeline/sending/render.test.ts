import { describe, expect, it } from 'vitest'
import type { MailVariables } from '../../../functions/domain/mail-variables.ts'
import { makeRenderer, UnsafeLinkError } from '../../../functions/pipeline/sending/render.ts'
import { variables } from './mail-variables.ts'

const renderer = makeRenderer()

const named = (name: string): MailVariables => ({
  ...variables,
  customer: { id: 'c-1', name, firstName: '' },
})
const source = (part: Partial<Record<'subject' | 'html' | 'text', string>>) =>
  renderer.parse({ subject: '', html: '', text: '', ...part })

describe('rendering a mail', () => {
  it('escapes a name in the HTML part and leaves it as it is in subject and text', () => {
    const name = '<script>alert("x")</script>'
    const greeting = 'Hello {{ customer.name }}'
    const parsed = source({ subject: greeting, html: greeting, text: greeting })
    expect(renderer.render(parsed, named(name))).toEqual({
      subject: `Hello ${name}`,
      html: 'Hello &lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;',
      text: `Hello ${name}`,
    })
  })

  it('keeps a name inside its attribute', () => {
    const parsed = source({ html: '<p title="{{ customer.name }}">' })
    const { html } = renderer.render(parsed, named('" onload="x'))
    expect(html).toBe('<p title="&#34; onload=&#34;x">')
  })

  it('leaves no gap in the text where a paragraph is empty, and no colon after no words', () => {
    const own = '{{ customer.name }}'
    const parsed = source({ text: `A\n\n${own}\n\n ${own}\n\n${own}: https://a.example\n` })
    expect(renderer.render(parsed, named('')).text).toBe('A\n\nhttps://a.example\n')
    expect(renderer.render(parsed, named('Lin')).text).toBe(
      'A\n\nLin\n\n Lin\n\nLin: https://a.example\n',
    )
  })

  it('lets no line break of a name begin another header', () => {
    const parsed = source({ subject: 'Hello {{ customer.name }}!' })
    const { subject } = renderer.render(parsed, named('Robin\r\nBcc: a@b.example'))
    expect(subject).toBe('Hello Robin Bcc: a@b.example!')
  })

  it.each([
    ['{% if customer.name %}Hello {{ customer.name }}{% else %}Hello{% endif %}'],
    ["{% if customer.name != '' %}Hello {{ customer.name }}{% else %}Hello{% endif %}"],
    ['{% if customer.name != blank %}Hello {{ customer.name }}{% else %}Hello{% endif %}'],
  ])('greets without a name by %s', (text) => {
    const parsed = source({ text })
    expect(renderer.render(parsed, named('')).text).toBe('Hello')
    expect(renderer.render(parsed, named('Robin')).text).toBe('Hello Robin')
  })

  it.each([
    'https://shop.example/?a=1&b=2',
    'http://shop.example',
    'mailto:care@shop.example',
    'HTTPS://SHOP.EXAMPLE',
    'tel:+4940123',
    'sms:+4940123?body=Hi',
    '#1',
  ])('lets a link to %s pass', (link) => {
    const parsed = source({ html: '<a href="{{ content.link }}">' })
    const { html } = renderer.render(parsed, { ...variables, content: { link } })
    expect(html).toBe(`<a href="${link.replaceAll('&', '&amp;')}">`)
  })

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '&#106;avascript:alert(1)',
    '//elsewhere.example',
    '/relative',
    '#',
    '',
  ])('refuses a link to "%s", however it is quoted', (link) => {
    for (const html of ['<a href="{{ l }}">', "<a HREF = '{{ l }}'>", '<a href={{ l }}>']) {
      const parsed = source({ html: html.replace('l }}', 'content.link }}') })
      const render = () => renderer.render(parsed, { ...variables, content: { link } })
      expect(render).toThrow(UnsafeLinkError)
    }
  })

  it('takes words that look like a link for words, also those of a customer', () => {
    const html =
      '<p title="a > b">Write href=x, {{ customer.name }}</p><a href="https://a.example">A</a>'
    const named = { ...variables, customer: { ...variables.customer, name: '"><a href=#>' } }
    expect(renderer.render(source({ html }), named).html).toContain('Write href=x')
  })

  it.each(['<a title="x href=#>', '<!--[if mso]><a href=#><![endif]-->', '< href=#'])(
    'takes what may be a tag for one: %s',
    (html) => {
      expect(() => renderer.render(source({ html }), variables)).toThrow(UnsafeLinkError)
    },
  )

  it('throws if a variable does not exist, rather than leaving a gap', () => {
    expect(() => renderer.render(source({ text: '{{ customer.nmae }}' }), variables)).toThrow(
      /undefined variable: customer.nmae/,
    )
  })

  it('reaches nothing that a value inherits', () => {
    const parsed = source({ text: '{{ customer.constructor }}' })
    expect(() => renderer.render(parsed, variables)).toThrow(/undefined variable/)
  })

  it.each([
    '{{ customer.name | raw }}',
    '{{ customer.name | nosuch }}',
    "{% render 'other' %}",
    "{% include '/etc/passwd' %}",
    "{% layout 'other' %}",
    '{% liquid echo customer.name %}',
  ])('refuses %s', (html) => {
    expect(() => source({ html })).toThrow(/undefined filter|not found/)
  })

  it('stops a loop that would run for minutes', () => {
    const endless = '{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}'
    expect(() => renderer.render(source({ text: endless }), variables)).toThrow(/limit exceeded/)
    const vast = '{% for a in (1..99999999) %}x{% endfor %}'
    expect(() => renderer.render(source({ text: vast }), variables)).toThrow(/limit exceeded/)
  })

  it('writes a date the same whatever the zone of the machine', () => {
    const parsed = source({ text: '{{ lifecycle.lastPurchaseAt | date: "%B %Y, %H:%M" }}' })
    expect(renderer.render(parsed, variables).text).toBe('March 2026, 10:20')
  })
})

describe('a value that is not there', () => {
  const first = '{% assign f = recommendations | first %}'
  const nothing = { ...variables, recommendations: [] }

  it.each([
    [`${first}{% if f %}{{ f.title }}{% else %}Soon more{% endif %}`, 'Soon more'],
    [`${first}{% unless f %}Soon more{% endunless %}`, 'Soon more'],
    [`${first}{{ f.title | default: 'Soon more' }}`, 'Soon more'],
    [
      "{% assign n = customer.name | split: ' ' | first %}Hi {{ n | default: 'there' }}",
      'Hi there',
    ],
  ])('may be asked for by %s', (text, shown) => {
    const sample = { ...nothing, customer: { id: 'c-1', name: '', firstName: '' } }
    expect(renderer.render(source({ text }), sample).text).toBe(shown)
  })

  it('is an error if it is shown without asking', () => {
    const parsed = source({ text: `${first}{{ f.title }}` })
    expect(() => renderer.render(parsed, nothing)).toThrow(/undefined variable: f/)
  })
})

describe('checking a source', () => {
  it('finds every unknown variable at its line, also where the sample does not lead', () => {
    const text = [
      '{{ customer.nmae }}',
      '{% if customer.name %}x{% else %}{{ shop.fax }}{% endif %}',
      '{% for item in content.items %}',
      '{{ item.titel }}{{ forloop.index }}{% endfor %}',
      '{{ content.items.size }}{{ content.items[0].title }}',
    ].join('\n')
    const { faults, uses } = renderer.check(text, variables)
    expect(faults).toEqual([
      { line: 1, column: 4, problem: 'undefined variable: customer.nmae' },
      { line: 2, column: 37, problem: 'undefined variable: shop.fax' },
      { line: 4, column: 4, problem: 'undefined variable: item.titel' },
    ])
    expect(uses).toContain('shop.fax')
  })

  it('finds every mistake of syntax at its line', () => {
    const { faults } = renderer.check('{% nope %}\n\n{{ a | raw }}\n{% if a %}')
    expect(faults).toEqual([
      { line: 1, column: 1, problem: 'tag "nope" not found' },
      { line: 3, column: 1, problem: 'undefined filter: raw' },
      { line: 4, column: 1, problem: 'tag {% if a %} not closed' },
    ])
    expect(renderer.check('\n{{ a').faults).toMatchObject([{ line: 2 }])
  })

  it('says the same with what is constant rendered beforehand, and asks the clock each time', () => {
    const { shop, brand, content, locale } = variables
    const parts = {
      subject: '{{ shop.name }}: {{ customer.name }}',
      html: '<p>{{ shop.name }}</p>{% if customer.name %}<b>{{ customer.name }}</b>{% endif %}',
      text: "{% for item in content.items %}{{ item }} {% endfor %}{{ 'now' | date: '%Y' }}",
    }
    const withItems = { ...variables, content: { ...content, items: ['a', 'b'] } }
    const whole = renderer.render(renderer.parse(parts), withItems)
    const constants = { shop, brand, content: withItems.content, locale }
    const inPieces = renderer.parse(parts, constants)
    expect(renderer.render(inPieces, withItems)).toEqual(whole)
    expect(inPieces.html[0]).toContain(shop.name)
    expect(inPieces.text).toEqual(['a b ', expect.any(Array)])
  })
})
