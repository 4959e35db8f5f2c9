/** What was captured is markup between tags, and text in the value of an attribute. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, mailOf, sent, shownHtml } from './structure-mail.ts'

const text = (words: string): string => column(`<mj-text>${words}</mj-text>`)
const QUOTED =
  '{% capture a %}The "best" <b class="c">tea</b> &amp; {{ customer.name }}{% endcapture %}'
const ESCAPED = 'The &#34;best&#34; &lt;b class=&#34;c&#34;&gt;tea&lt;/b&gt; &amp; Lin'

describe('what was captured', () => {
  it.each([
    ['an image', text(`${QUOTED}<img src="https://a.example/1.png" alt="{{ a }}">`)],
    ['a title in single quotes', text(`${QUOTED}<b title='{{- a -}}'>B</b>`)],
    [
      'an element of MJML',
      `${QUOTED}${column('<mj-image src="https://a.example/1.png" alt="{{ a }}" />')}`,
    ],
    [
      'a comment for Outlook',
      text(`${QUOTED}<!--[if mso]><v:rect title="{{ a }}"></v:rect><![endif]-->`),
    ],
    ['a filter', text(`${QUOTED}<b title="{{ a | append: '' }}">B</b>`)],
    ['an assigned name', text(`${QUOTED}{% assign b = a %}<b title="{{ b }}">B</b>`)],
    ['echo', text(`${QUOTED}<b title="{% echo a %}">B</b>`)],
    ['cycle', text(`${QUOTED}<b title="{% cycle a, 'x' %}">B</b>`)],
    [
      'captured markup',
      text(`${QUOTED}{% capture c %}<b title="{{ a }}">B</b>{% endcapture %}{{ c }}`),
    ],
  ])('is escaped in the value of an attribute: %s', async (_, body) => {
    const [known] = await sent(mailOf(body))
    expect(known?.html).toMatch(new RegExp(`(?:alt|title)="${ESCAPED}"`))
    expect(known?.html).not.toContain('"best"')
  })

  it('is markup between tags, and raw words stay as they are', async () => {
    const [known] = await sent(
      mailOf(text(`${QUOTED}{{ a }}{% raw %}<b title="{{ a }}">B</b>{% endraw %}`)),
    )
    expect(shownHtml(known?.html ?? '')).toContain('The "best" <b class="c">tea</b> &amp; Lin')
    expect(known?.html).toContain('<b title="{{ a }}">B</b>')
  })

  it('is not turned into text by a filter that a template names', async () => {
    const faults = await faultsOf(mailOf(text('{{ customer.name | rekindle_in_attribute }}')))
    expect(faults[0]?.problem).toContain('rekindle_in_attribute')
  })
})
