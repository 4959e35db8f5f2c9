/** The text part says what the HTML says: the same conditions, and the same values remembered. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, mailOf, sent, shownHtml, textsOf } from './structure-mail.ts'

const KNOWN = '{% if customer.name %}'
const text = (words: string): string => column(`<mj-text>${words}</mj-text>`)
const table = (rows: string): string => column(`<mj-table>${rows}</mj-table>`)
const lines = (words: string): readonly string[] => words.trim().split(/\s*\n\s*/)

describe('what Liquid remembers in HTML that the text part leaves out is remembered in both', () => {
  it.each<readonly [where: string, body: string, known: string, unknown: string]>([
    [
      'an attribute',
      text('<b class="{% assign x = 1 %}">A</b>{% if x == 1 %}B{% endif %}'),
      'AB',
      'AB',
    ],
    [
      'a condition in an attribute',
      text(
        `<b class="a ${KNOWN}{% assign x = 'B' %}b{% else %}{% assign x = 'C' %}c{% endif %}">A</b>{{ x }}`,
      ),
      'AB',
      'AC',
    ],
    [
      'an attribute that a condition leaves out',
      text(`{% assign x = 'C' %}<b ${KNOWN}class="{% assign x = 'B' %}"{% endif %}>A</b>{{ x }}`),
      'AB',
      'AC',
    ],
    [
      'an element that is hidden',
      text(
        `<div style="display:none">${KNOWN}{% assign x = 'B' %}{% endif %}C</div>A{{ x | default: 'D' }}`,
      ).replace('<mj-text>', "<mj-text>{% assign x = '' %}"),
      'AB',
      'AD',
    ],
    [
      'a capture in an element that is hidden',
      text(
        '<span style="display: none">{% capture x %}<i>B</i> &amp; C{% endcapture %}</span>A {{ x }}',
      ),
      'A B & C',
      'A B & C',
    ],
    [
      'an attribute in an element that is hidden',
      text('<div style="display:none"><b class="{% assign x = 1 %}">C</b></div>A{{ x }}'),
      'A1',
      'A1',
    ],
    ['a style', text('<style>{% assign x = "B" %}.a { color: red }</style>A{{ x }}'), 'AB', 'AB'],
    [
      'a cycle in an attribute',
      table(
        `{% for i in content.items %}<tr style="background:{% cycle '#fff', '#eee' %}"><td>{{ i.title }}</td></tr>{% endfor %}<tr><td>{% cycle '#fff', '#eee' %}</td></tr>`,
      ),
      'Tea Cup #fff',
      'Tea Cup #fff',
    ],
    [
      'an alternative text',
      text(`<img src="https://a.example/1.png" alt="{% cycle 'a', 'b' %}"> {% cycle 'a', 'b' %}`),
      'a b',
      'a b',
    ],
    [
      'what is captured',
      `<mj-section><mj-column>{% capture row %}<mj-text><b class="{% assign x = 'B' %}">A</b></mj-text>{% endcapture %}<mj-text>{{ row }}{{ x }}</mj-text></mj-column></mj-section>`,
      'A B',
      'A B',
    ],
  ])('in %s', async (_, body, known, unknown) => {
    const texts = await textsOf(mailOf(body))
    expect(texts.map((one) => one.replace(/\s+/g, ' '))).toEqual([known, unknown])
  })

  it('and in what the head captures', async () => {
    const head = `{% capture a %}<b class="{% assign x = 'B' %}">A</b>{% endcapture %}`
    const source = mailOf(text('{{ a }}{{ x }}'))
      .replace('<mj-head>', `<mj-head>${head}`)
      .replace('Subject', '{{ a }}{{ x }}')
    expect((await sent(source))[0]).toMatchObject({ subject: 'AB', text: 'AB\n' })
  })
})

describe('Liquid that would be only in the HTML is refused at its line', () => {
  it.each<readonly [problem: string, body: string]>([
    [
      `${KNOWN} is in <mj-text>, but its {% else %} on line 2 is in the attribute class of <b>`,
      text(`\n${KNOWN}<b class="{% else %}">A</b>{% endif %}`),
    ],
    [
      `${KNOWN} is in the attribute class of <b>, but its {% else %} on line 2 is in <mj-text>`,
      text(`\n<b class="${KNOWN}a">A{% else %}"></b>{% endif %}`),
    ],
    [
      `${KNOWN} is in the tag <b>, but its {% else %} on line 2 is in <mj-text>`,
      text(`\n<b ${KNOWN}class="a">A{% else %}class="b">B{% endif %}</b>`),
    ],
    [
      `${KNOWN} is in the attribute class of <b>, but its {% endif %} on line 2 is in the attribute title of <b>`,
      text(`\n<b class="${KNOWN}a" title="{% endif %}">A</b>`),
    ],
    [
      '{% for i in (1..2) %} is in <mj-text>, but its {% break %} on line 2 is in the attribute class of <b>',
      text('\n{% for i in (1..2) %}<b class="{% break %}">A</b>{% endfor %}'),
    ],
    [
      '{% else %} is in HTML that the text part leaves out',
      text(`${KNOWN}<div style="display:none">\nA{% else %}B</div>{% endif %}C`),
    ],
    [
      '{% break %} is in HTML that the text part leaves out',
      text(`{% for i in (1..2) %}A<div style="display:none">\n{% break %}</div>{% endfor %}C`),
    ],
    [
      "{% cycle 'a', 'b' %} is in the address of a link",
      text(`\n<a href="https://a.example/{% cycle 'a', 'b' %}">A</a>`),
    ],
    [
      `${KNOWN} decides whether <div> is hidden`,
      text(`\n<div style="color:red;${KNOWN}display:none{% endif %}">A</div>`),
    ],
    [
      `${KNOWN} decides whether <div> is hidden`,
      text(`\n<div ${KNOWN}style="display: none"{% endif %}>A</div>`),
    ],
  ])('%s', async (problem, body) => {
    expect(await faultsOf(mailOf(body))).toEqual([
      expect.objectContaining({ line: 2, problem: expect.stringContaining(problem) }),
    ])
  })

  it('but conditions that do not affect words are allowed in it', async () => {
    const body = text(
      `<b class="a ${KNOWN}b{% else %}c{% endif %}" ${KNOWN}title="d"{% endif %}>A</b><div class="${KNOWN}e{% endif %}" style="display:none">${KNOWN}B{% endif %}</div>`,
    )
    expect(await textsOf(mailOf(body))).toEqual(['A', 'A'])
  })
})

describe('hidden words are not part of the text', () => {
  it.each([
    'A<span style="display:none">B</span>',
    'A<div style="DISPLAY: none">B</div>',
    'A<p style="color:red;display :none !important">B</p>',
    '<table><tr><td>A</td><td style="display:none">B</td></tr></table>',
  ])('%s', async (words) => {
    expect((await textsOf(mailOf(text(words))))[0]).toBe('A')
  })

  it('the address that words and an icon share stands where either is shown', async () => {
    const icon = '<a href="https://a.example"><img src="https://a.example/1.png" alt=""></a>'
    const words = `${KNOWN}<a href="https://a.example">Follow</a>{% endif %}`
    expect(await textsOf(mailOf(text(`${icon} ${words}`)))).toEqual([
      'https://a.example Follow: https://a.example',
      'https://a.example',
    ])
  })
})

describe('the items of a numbered list', () => {
  it.each<readonly [list: string, known: readonly string[], unknown: readonly string[]]>([
    ['<ol><li>A</li><li>{{ locale }}</li></ol>', ['1. A', '2. en'], ['1. A', '2. en']],
    [`<ol><li>A${KNOWN}!{% endif %}</li><li>B</li></ol>`, ['1. A!', '2. B'], ['1. A', '2. B']],
    [
      '<ol>{% for i in content.items %}<li>{{ i.title }}</li>{% endfor %}</ol>',
      ['- Tea', '- Cup'],
      ['- Tea', '- Cup'],
    ],
    [
      `<ol><li>A</li>${KNOWN}<li>B</li>{% endif %}<li>C</li></ol>`,
      ['- A', '- B', '- C'],
      ['- A', '- C'],
    ],
    [`<ol><li>A${KNOWN}</li><li>B{% endif %}</li></ol>`, ['- A', '- B'], ['- A']],
    [
      `<ol><li>A<ol>${KNOWN}<li>B</li>{% endif %}</ol></li><li>C</li></ol>`,
      ['1. A', '- B', '2. C'],
      ['1. A', '2. C'],
    ],
    ['<ol start="{{ content.wide }}"><li>A</li></ol>', ['- A'], ['- A']],
    [
      '{% for i in content.items %}<ol><li>{{ i.title }}</li></ol>{% endfor %}',
      ['1. Tea', '1. Cup'],
      ['1. Tea', '1. Cup'],
    ],
  ])('are numbered if their number is known: %s', async (list, known, unknown) => {
    const texts = await textsOf(mailOf(text(list)))
    expect(texts.map((one) => lines(one).filter((line) => line !== ''))).toEqual([known, unknown])
  })
})

describe('words of which only a customer decides whether they show', () => {
  it('stand on lines of their own if a tag prints them', async () => {
    const [known] = await textsOf(
      mailOf(`${text('A')}${text("{% echo customer.name %} {% cycle 'a', 'b' %}")}${text('B')}`),
    )
    expect(known).toBe('A\n\nLin a\n\nB')
  })

  it.each<readonly [words: string, known: string, unknown: string]>([
    [`${KNOWN}Read{% endif %}`, 'Read https://a.example', 'https://a.example'],
    [`${KNOWN}Read{% else %}See{% endif %}`, 'Read: https://a.example', 'See: https://a.example'],
    [
      `${KNOWN}Read{% elsif locale == 'de' %}{% else %}See{% endif %}`,
      'Read https://a.example',
      'See https://a.example',
    ],
    [
      `{% case customer.name %}{% when 'Lin' %}Read{% else %}See{% endcase %}`,
      'Read: https://a.example',
      'See: https://a.example',
    ],
    [
      `${KNOWN}<img src="https://a.example/1.png" alt="Icon">{% endif %}`,
      'Icon https://a.example',
      'https://a.example',
    ],
  ])('leave no bare colon before an address: %s', async (words, known, unknown) => {
    expect(await textsOf(mailOf(text(`<a href="https://a.example">${words}</a>`)))).toEqual([
      known,
      unknown,
    ])
  })

  it('name an address once if they are the address', async () => {
    const link = '<a href="{{ shop.url }}">{{ shop.url }}</a>'
    expect((await textsOf(mailOf(text(link))))[0]).toBe('https://shop.example/')
  })

  it('leave no gap before what follows an address', async () => {
    const link = `${KNOWN}<a href="https://a.example">A</a>{% endif %} B`
    expect((await textsOf(mailOf(text(link))))[0]).toBe('A: https://a.example B')
  })

  it('keep the items of lists in lists, and terms apart', async () => {
    const list = `<ul>{% for i in content.items %}<li>{{ i.title }}<ul>{% for j in content.items %}<li>{{ j.title }}</li>{% endfor %}</ul></li>{% endfor %}</ul><dl><dt>T</dt><dd>D</dd></dl>`
    expect((await textsOf(mailOf(text(list))))[0]).toBe(
      '- Tea\n  - Tea\n  - Cup\n- Cup\n  - Tea\n  - Cup\n\nT\nD',
    )
  })
})

it('leaves out the spaces between elements of MJML, as MJML does', async () => {
  const [known] = await sent(mailOf(`&nbsp;${KNOWN}&nbsp;${text('A')}{% endif %}&#160;`))
  expect(shownHtml(known?.html ?? '')).not.toMatch(/&nbsp;|&#160;|\u00A0/)
})
