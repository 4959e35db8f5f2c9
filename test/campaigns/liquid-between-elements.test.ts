/** What each customer reads where Liquid stands between the elements of a mail, or in its head. */
import { describe, expect, it } from 'vitest'
import {
  column,
  hello,
  IF_KNOWN,
  lineOf,
  mailOf,
  sent,
  shownHtml,
  text,
  textsOf,
} from './structure-mail.ts'

const offer = `<mj-section><mj-column>${text('50% OFF')}</mj-column></mj-section>`

/** What each customer reads, in HTML and text: first the one with a name. */
type Case = readonly [where: string, body: string, known: string, unknown: string]

const wordsOf = (html: string): string =>
  shownHtml(html)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
describe('Liquid between elements means what it says', () => {
  it.each<Case>([
    ['in the body', `${IF_KNOWN}${offer}{% endif %}${hello}`, '50% OFF Hello', 'Hello'],
    ['with an else', `${IF_KNOWN}${offer}{% else %}${hello}{% endif %}`, '50% OFF', 'Hello'],
    [
      'in a wrapper',
      `<mj-wrapper>{% unless customer.name %}${offer}{% endunless %}${hello}</mj-wrapper>`,
      'Hello',
      '50% OFF Hello',
    ],
    [
      'in a section',
      `<mj-section>${IF_KNOWN}<mj-column>${text('A')}</mj-column>{% endif %}<mj-column>${text('B')}</mj-column></mj-section>`,
      'A B',
      'B',
    ],
    [
      'in a group',
      `<mj-section><mj-group>${IF_KNOWN}<mj-column>${text('A')}</mj-column>{% endif %}<mj-column>${text('B')}</mj-column></mj-group></mj-section>`,
      'A B',
      'B',
    ],
    [
      'in a column',
      column(`${IF_KNOWN}${text('A')}{% elsif true %}${text('B')}{% endif %}`),
      'A',
      'B',
    ],
    [
      'in a hero',
      `<mj-hero height="300px" background-url="https://a.example/b.png">${IF_KNOWN}${text('A')}{% endif %}</mj-hero>${hello}`,
      'A Hello',
      'Hello',
    ],
    [
      'as a loop',
      column(`{% for item in content.items %}${text('{{ item.title }}')}{% endfor %}`),
      'Tea Cup',
      'Tea Cup',
    ],
    [
      'as a case',
      column(
        `{% case customer.name %}\n{% when "Lin" %}${text('A')}{% else %}${text('B')}{% endcase %}`,
      ),
      'A',
      'B',
    ],
    [
      'as a variable',
      column(
        `{% assign greeting = "Hi" %}{% capture name %}you{% endcapture %}${text('{{ greeting }} {{ name }}')}`,
      ),
      'Hi you',
      'Hi you',
    ],
    [
      'as a capture of elements',
      column(`{% capture part %}${text('A')}{% endcapture %}${text('B')}`),
      'B',
      'B',
    ],
    [
      'as parts that open and close in <mj-raw>',
      column(`<mj-raw>${IF_KNOWN}</mj-raw>${text('A')}{% endif %}${text('B')}`),
      'A B',
      'B',
    ],
    [
      'with a loop that ends early',
      column(
        `{% for item in content.items %}${text('{{ item.title }}')}${IF_KNOWN}{% break %}{% endif %}{% endfor %}`,
      ),
      'Tea',
      'Tea Cup',
    ],
    [
      'in an accordion',
      column(
        `<mj-accordion>${IF_KNOWN}<mj-accordion-element><mj-accordion-title>T</mj-accordion-title>{% if true %}<mj-accordion-text>X</mj-accordion-text>{% endif %}</mj-accordion-element>{% endif %}</mj-accordion>${text('B')}`,
      ),
      'T X B',
      'B',
    ],
  ])('%s', async (_, body, known, unknown) => {
    const mails = await sent(mailOf(body))
    expect(mails.map(({ html }) => wordsOf(html))).toEqual([known, unknown])
    expect(mails.map((mail) => lineOf(mail.text))).toEqual([known, unknown])
  })

  it('keeps paragraphs apart if tags take away the white space around them', async () => {
    const rows =
      '{%- for item in content.items -%} <tr><td>{{- item.title -}}</td></tr> {%- endfor -%}'
    const body = column(
      `{%- if true -%} ${text('A {{- " b" -}} !')} {%- endif -%} ${text('B')}<mj-table>${rows}</mj-table>`,
    )
    expect((await textsOf(mailOf(body)))[0]).toBe('A b!\n\nB\n\nTea\nCup')
  })

  it('keeps what Outlook reads in balance, whichever branch is taken', async () => {
    const body = `<mj-section>${IF_KNOWN}<mj-column>${text('A')}</mj-column>{% endif %}<mj-column>${text('B')}</mj-column></mj-section>`
    for (const { html } of await sent(mailOf(`${IF_KNOWN}${offer}{% endif %}${body}`)))
      for (const name of ['table', 'tr', 'td', 'div']) {
        const count = (pattern: string) => html.match(new RegExp(pattern, 'g'))?.length
        expect(count(`<${name}\\b`)).toBe(count(`</${name}>`))
      }
  })

  it('gives the columns of every branch their share of the width', async () => {
    const two = `<mj-section>${IF_KNOWN}<mj-column>${text('A')}</mj-column>{% else %}<mj-column>${text('B')}</mj-column>{% endif %}</mj-section>`
    expect((await sent(mailOf(two)))[0]?.html).toContain('mj-column-per-50')
  })
})

describe('Liquid of the head', () => {
  it('applies to subject, HTML and text alike', async () => {
    const source = mailOf(column(text('{{ a }} {{ b }}')))
      .replace('<mjml', '{% assign a = "one" %}\n<mjml')
      .replace(
        '<mj-head>',
        `<mj-head>${IF_KNOWN}{% assign b = "two" %}{% else %}{% assign b = "three" %}{% endif %}`,
      )
      .replace('Subject', '{{ b }} {{ a }}')
    const [known, unknown] = await sent(source)
    expect([known?.subject, lineOf(known?.text ?? '')]).toEqual(['two one', 'one two'])
    expect(wordsOf(unknown?.html ?? '')).toBe('one three')
    expect(unknown?.html).toMatch(/^<!doctype html>/)
  })

  it('may capture markup, of which text and subject show the words', async () => {
    const captured = `{% capture hello %}<b>Tea &amp; Cups</b> for {{ customer.name | default: 'you' }}{% endcapture %}`
    const source = mailOf(column(text('{{ hello }}!')))
      .replace('<mj-head>', `<mj-head>${captured}`)
      .replace('Subject', '{{ hello }}')
    const [known] = await sent(source)
    expect(known).toMatchObject({
      subject: 'Tea & Cups for Lin',
      html: expect.stringContaining('<b>Tea &amp; Cups</b> for Lin!'),
      text: 'Tea & Cups for Lin!\n',
    })
  })

  it('is allowed after a default of <mj-body>, which is not a body', async () => {
    const head =
      '<mj-attributes><mj-body background-color="#eee" /></mj-attributes>{% assign a = "one" %}'
    expect(await textsOf(mailOf(column(text('{{ a }}')), head))).toEqual(['one', 'one'])
  })

  it('is allowed in a style', async () => {
    const [known, unknown] = await sent(
      mailOf(hello, `<mj-style>${IF_KNOWN}.a { color: red }{% endif %}</mj-style>`),
    )
    expect(known?.html).toContain('.a { color: red }')
    expect(unknown?.html).not.toContain('.a { color: red }')
  })
})
