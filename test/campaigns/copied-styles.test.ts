/** Styles and attributes that MJML copies into elements before the mail is sent. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, mailOf, sent } from './structure-mail.ts'

const KNOWN = '{% if customer.name %}'
const style = (selector: string): string =>
  `<mj-style inline="inline">${selector} { color: red }</mj-style>`
const path = (selector: string): string =>
  `<mj-html-attributes><mj-selector path="${selector}"><mj-html-attribute name="data-a">b</mj-html-attribute></mj-selector></mj-html-attributes>`
const classed = (value: string): string => column(`<mj-text\ncss-class="${value}">A</mj-text>`)
const html = (tag: string): string => column(`<mj-text>\n<${tag}>A</b></mj-text>`)

describe('a class that Liquid makes is refused if a copied style names it', () => {
  const cases: readonly (readonly [source: string, name: string, head: string, body: string])[] = [
    [KNOWN, 'vip', style('.vip'), classed(`${KNOWN}vip{% endif %}`)],
    [KNOWN, 'vip', style('td.vip a'), classed(`card ${KNOWN} vip {% endif %} wide`)],
    [KNOWN, 'btn-big', style('.a, .btn-big'), classed(`btn${KNOWN}-big{% endif %}`)],
    ['{{ lifecycle.class }}', 'vip', style('.vip'), classed('{{ lifecycle.class }}')],
    ['{{ lifecycle.class }}', 'is-new', style('.is-new'), classed('a is-{{ lifecycle.class }}')],
    [KNOWN, 'vip', style('.vip'), html(`b class="${KNOWN}vip{% endif %}"`)],
    [KNOWN, 'vip', style('.vip'), html(`b class='a ${KNOWN} vip{% endif %}'`)],
    [KNOWN, 'vip', style('.vip'), html(`b ${KNOWN}class="vip"{% endif %}`)],
    [KNOWN, 'vip', style('.vip'), html(`b ${KNOWN} class="vip" {% endif %}`)],
    ['{% else %}', 'b', style('.b'), html(`b class="${KNOWN} a {% else %} b {% endif %}"`)],
  ]
  it.each(cases)('%s makes %s: %s', async (source, name, head, body) => {
    expect(await faultsOf(mailOf(body, head))).toEqual([
      {
        file: 'a.en.mjml',
        line: 2,
        field: 'class',
        problem: `${source} makes the class ${name}, but MJML copies the style of .${name} when the mail is published, before the class is made`,
        fix: `Write the style of .${name} in an <mj-style> without inline="inline"`,
      },
    ])
  })

  it('and where an <mj-selector> does', async () => {
    const source = mailOf(classed(`${KNOWN}vip{% endif %}`), path('.vip div'))
    expect(await faultsOf(source)).toMatchObject([
      {
        line: 2,
        problem: expect.stringContaining('copies the attributes of .vip'),
        fix: 'Put the condition around the element and write out its class',
      },
    ])
  })

  it.each([style('.{{ lifecycle.class }}'), style('.a, .{{ lifecycle.class }} td')])(
    'and so is Liquid in a selector: %s',
    async (head) => {
      expect(await faultsOf(mailOf(classed('a'), `\n${head}`))).toMatchObject([
        {
          line: 2,
          field: 'mj-style',
          problem: expect.stringContaining('{{ lifecycle.class }} is in a selector'),
          fix: 'Write the class out, or write it in an <mj-style> without inline="inline"',
        },
      ])
    },
  )
})

describe('copied styles work', () => {
  it.each([
    ['a class next to one that Liquid makes', classed(`${KNOWN}vip{% endif %} card`)],
    ['a class before and after', classed(`card ${KNOWN}vip{% endif %} wide`)],
    ['a class of content', classed('{{ content.kind }}')],
    ['of an element in a condition', `${KNOWN}${classed('card')}{% endif %}`],
    ['of HTML', html(`b class="card ${KNOWN}vip{% endif %}"`)],
  ])('for %s', async (_, body) => {
    const [known] = await sent(mailOf(body, style('.card')))
    expect(known?.html).toMatch(/class="[^"]*card[^"]*" style="[^"]*color: red/)
  })

  it('for a class of content in a selector and in <mj-class>', async () => {
    const head = `${path('.{{ content.kind }}')}<mj-attributes><mj-class name="card" color="#123456" /></mj-attributes>`
    const body = column('<mj-text css-class="card" mj-class="{{ content.kind }}">A</mj-text>')
    const [known] = await sent(mailOf(body, head))
    expect(known?.html).toContain('data-a="b"')
    expect(known?.html).toContain('color:#123456')
  })

  it('and a style that is not copied may name classes that Liquid makes', async () => {
    const head = `<mj-style>.vip { color: red }</mj-style>${style('.card')}`
    expect(await faultsOf(mailOf(classed(`${KNOWN}vip{% endif %}`), head))).toEqual([])
  })
})
