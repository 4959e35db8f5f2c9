/** What an email client reads from attributes with any quotes and names in them. */
import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { CUSTOMERS, column, compiled, faultsOf, mailOf } from './structure-mail.ts'

const HOSTILE = 'x" onclick="a()" <i>y</i> & \'z\''

/** What a customer of that name gets. */
async function mailFor(source: string, name = HOSTILE) {
  const { mail, faults } = await compiled(source)
  const [known] = CUSTOMERS
  if (!mail || !known) throw new Error(JSON.stringify(faults, undefined, 2))
  const renderer = makeRenderer()
  const variables = { ...known, customer: { ...known.customer, name } }
  const { subject, html, text } = renderer.render(renderer.parse(mail), variables)
  return { subject, html, text, page: load(html) }
}

const body = column('<mj-text>Hello</mj-text>')
const titled = (title: string): string => mailOf(body).replace('Subject', title)

describe('a title', () => {
  it.each<readonly [title: string, words: string]>([
    ['A gift for "{{ customer.name }}"', `A gift for "${HOSTILE}"`],
    ['Say "hi" &amp; <b>bold</b>', 'Say "hi" & bold'],
    ['Your "Tea" > {{ customer.name }}', `Your "Tea" > ${HOSTILE}`],
    ['1 &lt; 2 {% if customer.name %}"yes"{% else %}no{% endif %}', '1 < 2 "yes"'],
    ['\n  Hi {% echo customer.name %}\n', `Hi ${HOSTILE}`],
  ])('of %j is the same words wherever it shows', async (title, words) => {
    const { subject, page, text } = await mailFor(titled(title))
    const article = page('[role=article]')
    expect([subject, page('title').text(), article.attr('aria-label')]).toEqual([
      words,
      words,
      words,
    ])
    expect(Object.keys(article.attr() ?? {})).not.toContain('onclick')
    expect([article.text().trim(), text]).toEqual(['Hello', 'Hello\n'])
  })

  it('does not become a label if Liquid turned it into markup', async () => {
    const capture =
      '{% capture hi %}<b class="c">To {{ customer.name | default: "you" }}</b>{% endcapture %}'
    const source = titled('A {{ hi }}').replace('<mj-head>', `<mj-head>${capture}`)
    const { page, text } = await mailFor(source)
    expect(page('[role=article]').attr('aria-label')).toBeUndefined()
    expect([page('[role=article]').text().trim(), text]).toEqual(['Hello', 'Hello\n'])
  })
})

describe('double quotes in a single-quoted attribute', () => {
  const image = (alt: string) => column(`<mj-image src="https://a.example/a.png" alt='${alt}' />`)
  it.each<readonly [where: string, body: string, attribute: string, value: string]>([
    ['of MJML', image('Our "best" tea'), 'alt', 'Our "best" tea'],
    ['of MJML around Liquid', image('a "{{ customer.name }}"'), 'alt', `a "${HOSTILE}"`],
    ['in Liquid itself', image('{{ "a" | append: "b" }} "c"'), 'alt', 'ab "c"'],
    ['escaped already', image('a &quot;b&quot; &amp; c'), 'alt', 'a "b" & c'],
    [
      'of a button',
      column(`<mj-button href="https://a.example" title='say "{{ customer.name }}"'>A</mj-button>`),
      'title',
      `say "${HOSTILE}"`,
    ],
    [
      'of HTML',
      column(`<mj-text><b title='say "{{ customer.name }}"'>A</b></mj-text>`),
      'title',
      `say "${HOSTILE}"`,
    ],
    ['of raw HTML', `<mj-raw><p title='our "best"'>A</p></mj-raw>${body}`, 'title', 'our "best"'],
  ])('%s stay', async (_, inside, attribute, value) => {
    const { page } = await mailFor(mailOf(inside))
    const found = page(`[role=article] [${attribute}]`)
    expect(found.attr(attribute)).toBe(value)
    expect(page('[onclick], [best]').length).toBe(0)
  })

  it('stay in the path of a selector, which is CSS', async () => {
    const head = `<mj-html-attributes><mj-selector path='.a b[class="c"]'><mj-html-attribute name="data-x">say "hi"</mj-html-attribute></mj-selector></mj-html-attributes>`
    const inside = column('<mj-text css-class="a"><b class="c">A</b></mj-text>')
    const { page } = await mailFor(mailOf(inside, head))
    expect(page('b').attr('data-x')).toBe('say "hi"')
  })
})

describe('in a tag of HTML outside quotes', () => {
  it.each([
    ['<span {{ customer.name }}>A</span>', '{{ customer.name }}'],
    ['<span title={{ customer.name }}>A</span>', '{{ customer.name }}'],
    ['<span{{ customer.name }} class="a">A</span>', '{{ customer.name }}'],
    [
      '<b {% if true %}class={{ customer.name }}{% endif %} title="{{ locale }}">A</b>',
      '{{ customer.name }}',
    ],
    ['<b {% echo customer.name %}>A</b>', '{% echo customer.name %}'],
    ['<b {% cycle "a", customer.name %}>A</b>', '{% cycle "a", customer.name %}'],
  ])('%s is refused', async (html, output) => {
    const faults = await faultsOf(mailOf(column(`<mj-text>\n${html}</mj-text>`)))
    expect(faults).toEqual([
      expect.objectContaining({
        line: 2,
        field: /^<(\w+)/.exec(html)?.[1],
        problem: expect.stringContaining(`${output} is in the tag`),
        fix: expect.stringContaining('inside the quotes'),
      }),
    ])
  })

  it.each([
    '<b {% if true %}onclick="a()"{% endif %}>A</b>',
    '<b{% if true %} {% endif %}onclick="a()">A</b>',
    '<b on{% if true %}click{% endif %}="a()">A</b>',
  ])('%s is an event handler like any other', async (html) => {
    expect(await faultsOf(mailOf(column(`<mj-text>\n${html}</mj-text>`)))).toEqual([
      expect.objectContaining({ line: 2, field: 'onclick' }),
    ])
  })

  it.each([
    '<b {% if customer.name %}title="x{% endif %} onclick=1 ">A</b>',
    '<b title={% if customer.name %}"x{% endif %} onclick=1 ">A</b>',
    '<b title="{% if customer.name %}x" onclick="y{% endif %}">A</b>',
  ])('%s is an event handler for the customers of one branch', async (html) => {
    const faults = await faultsOf(mailOf(column(`<mj-text>\n${html}</mj-text>`)))
    expect(faults).toContainEqual(expect.objectContaining({ line: 2, field: 'onclick' }))
  })

  it.each([
    '<b {% if customer.name %}title="{{ customer.name }}"{% endif %}>A</b>',
    `<b title={% if customer.name %}"{{ customer.name }}"{% else %}'{{ locale }}'{% endif %}>A</b>`,
    `<b title='{{ customer.name }}' {% if true %}class="a"{% endif %}>A</b>`,
    `<b dir={% cycle "ltr", 'rtl' %}>A</b>`,
    '<b title={% if customer.name %}"x onclick=1"{% else %}"y"{% endif %} class="a">A</b>',
    '<b title="{% if customer.name %}x onclick=1{% endif %}" class="a">A</b>',
  ])('%s is allowed', async (html) => {
    expect(await faultsOf(mailOf(column(`<mj-text>${html}</mj-text>`)))).toEqual([])
  })
})
