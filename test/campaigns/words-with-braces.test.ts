/** Braces that the HTML shows as words are words in the text part, the subject and the preheader. */
import { describe, expect, it } from 'vitest'
import { column, compiled, mailOf, sent, shownHtml, textsOf } from './structure-mail.ts'

const text = (words: string): string => column(`<mj-text>${words}</mj-text>`)
const words = (html = ''): string =>
  shownHtml(html)
    .replace(/<[^>]*>/g, '')
    .replace(/&#123;|&lbrace;|&lcub;/g, '{')
    .replace(/&#125;|&rbrace;|&rcub;/g, '}')
    .replace(/&#37;/g, '%')
    .trim()

describe('braces that are words', () => {
  it.each([
    ['as numbers', '&#123;&#123; customer.name &#125;&#125;', '{{ customer.name }}'],
    ['as names', '&lbrace;&lbrace; customer.id &rbrace;&rbrace;', '{{ customer.id }}'],
    ['as tags', '&#123;% if true %&#125;A&#123;% endif %&#125;', '{% if true %}A{% endif %}'],
    ['as an unknown variable', 'a &#123;&#123; nope &#125;&#125;', 'a {{ nope }}'],
    ['as a beginning of raw', 'a &#123;% raw %&#125; {{ customer.name }}', 'a {% raw %} Lin'],
    ['around a tag of HTML', '{<b>{</b> customer.id }}', '{{ customer.id }}'],
    ['before Liquid', '{<b>{{ customer.name }}</b>}', '{Lin}'],
    ['before a condition', '&#123;{% if true %}a{% endif %}}', '{a}'],
    ['in raw', '{% raw %}Use {{ customer.name }}{% endraw %}', 'Use {{ customer.name }}'],
    ['in raw, as numbers', '{% raw %}A &#123;&#123; b }}{% endraw %}', 'A {{ b }}'],
    ['in raw, never closed', '{% raw %}Use {{ to start{% endraw %}', 'Use {{ to start'],
    [
      'in raw, never closed, before Liquid',
      '{% raw %}A {% b {{ c{% endraw %} {{ customer.name }}',
      'A {% b {{ c Lin',
    ],
  ])('are words in HTML and text: %s', async (_, source, expected) => {
    const [known] = await sent(mailOf(text(source)))
    expect(words(known?.html)).toBe(expected)
    expect(known?.text.trim()).toBe(expected)
  })

  it('are words in the text of a picture and in an address', async () => {
    const image =
      '<mj-image src="https://a.example/1.png" alt="&#123;&#123; customer.id &#125;&#125;" />'
    expect((await textsOf(mailOf(column(image))))[0]).toBe('{{ customer.id }}')
    const link = '<a href="https://a.example/&#123;&#123;customer.id&#125;&#125;">A</a>'
    expect((await textsOf(mailOf(text(link))))[0]).toBe('A: https://a.example/{{customer.id}}')
  })

  it('are words in what the text part only remembers', async () => {
    const body = text('<b title="&#123;&#123; nope }}{% assign a = 1 %}">A</b>{{ a }}')
    expect((await textsOf(mailOf(body)))[0]).toBe('A1')
  })

  it('are words in the subject, the title and the preheader', async () => {
    const braces = '&#123;&#123; customer.name &#125;&#125;'
    const source = mailOf(text('A')).replace('Subject', `S ${braces}`).replace('Preheader', braces)
    const [known] = await sent(source)
    expect(known?.subject).toBe('S {{ customer.name }}')
    expect(known?.html).toContain('<title>S {{ customer.name }}</title>')
    expect(known?.html).toContain(`aria-label="S {{ customer.name }}"`)
    expect((await compiled(source)).mail?.preheader).toBe("{{ '{' }}{ customer.name }}")
  })
})
