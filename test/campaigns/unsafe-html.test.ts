/** No value of a customer becomes a tag, or a part of one. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, mailOf, sent } from './structure-mail.ts'

const text = (words: string): string => column(`<mj-text>\n${words}</mj-text>`)
const problemsOf = async (body: string) =>
  (await faultsOf(mailOf(body))).map(({ line, problem }) => `${line} ${problem}`)

describe('Liquid where the name of a tag stands', () => {
  it.each([
    ['in words', text('Dear <{{ customer.name }}>, hi'), '{{ customer.name }} follows < directly'],
    [
      'of a closing tag',
      text('<b>A</{{ customer.name }}>'),
      '{{ customer.name }} follows </ directly',
    ],
    ['after a name', text('<a{{ customer.name }}>A</a>'), '{{ customer.name }} is in the tag <a>'],
    [
      'after a closing name',
      text('<a>A</a{{ customer.name }}>'),
      '{{ customer.name }} follows </a',
    ],
    ['of content', text('<{{ content.kind }}>'), '{{ content.kind }} follows < directly'],
    [
      'from a cycle',
      text('<{% cycle customer.name, "b" %}>'),
      '{% cycle customer.name, "b" %} follows <',
    ],
    [
      'after a condition',
      text('<{% if true %}{% endif %}{{ customer.name }}>'),
      '{% if true %} follows <',
    ],
    [
      'in a button',
      column('<mj-button href="https://a.example">\n<{{ customer.name }}></mj-button>'),
      'follows <',
    ],
    ['in <mj-raw>', column('<mj-raw>\n<{{ customer.name }}></mj-raw>'), 'follows <'],
    [
      'in a comment for Outlook',
      text('<!--[if mso]><{{ customer.name }}><![endif]-->'),
      'follows <',
    ],
    ['of a declaration', text('<!{{ customer.name }}>'), 'follows <!'],
    [
      'from a capture',
      text('{% capture a %}<{% endcapture %}{{ a }}script>'),
      '{% endcapture %} follows <',
    ],
    [
      'from a capture of a part',
      text('{% capture a %}<b {% endcapture %}<p>{{ a }}{{ customer.name }}</p>'),
      'inside the tag <b>',
    ],
    [
      'from a capture of an open value',
      text('{% capture a %}<b class="x{% endcapture %}<p>{{ a }}</p>'),
      'would be lost',
    ],
  ])('is refused at its line: %s', async (_, body, problem) => {
    const problems = await problemsOf(body)
    expect(problems.join('\n')).toContain(problem)
    expect(problems.every((one) => one.startsWith('2 '))).toBe(true)
  })

  it('is refused in the preheader', async () => {
    const source = mailOf(text('A')).replace('Preheader', 'Hi <{{ customer.name }}>')
    expect((await faultsOf(source))[0]?.problem).toContain('follows < directly')
  })

  it('is fine where a bracket is spelled out, and in a condition around attributes', async () => {
    const body = text(
      'A &lt;{{ customer.name }}&gt; < {{ customer.name }}<b {% if customer.name %}class="c"{% endif %}>B</b>',
    )
    const [known] = await sent(mailOf(body))
    expect(known?.html).toMatch(/A &lt;Lin&gt; (?:<|&lt;) Lin<b class="c" ?>B<\/b>/)
    const captured = text('{% capture a %}<b class="c">B</b>{% endcapture %}{{ a }}')
    expect((await sent(mailOf(captured)))[0]?.html).toContain('<b class="c">B</b>')
  })
})

describe('what leads elsewhere or loads styles', () => {
  const raw = (html: string): string => column(`<mj-raw>\n${html}</mj-raw>`)
  it.each([
    [
      '<meta http-equiv="refresh"> is not',
      '<meta http-equiv="refresh" content="0;url=https://a.example">',
    ],
    ['<meta http-equiv="refresh"> is not', '<META content="0" HTTP-EQUIV=Refresh>'],
    ['<link rel="stylesheet"> is not', '<link rel="stylesheet" href="https://a.example/a.css">'],
    [
      '<link rel="stylesheet"> is not',
      "<link href='https://a.example/a.css' rel='alternate stylesheet'>",
    ],
    [
      '<link rel="stylesheet"> is not',
      '<link rel="{{ content.kind }}" href="https://a.example/a.css">',
    ],
  ])('is refused: %s (%s)', async (problem, html) => {
    const problems = await problemsOf(raw(html))
    expect(problems.join('\n')).toContain(`2 ${problem}`)
    const head = mailOf(text('A'), `<mj-raw>\n${html}</mj-raw>`)
    expect((await faultsOf(head)).map((fault) => fault.problem).join('\n')).toContain(problem)
  })

  it('but not another meta, nor a font that MJML loads', async () => {
    const head =
      '<mj-raw><meta name="color-scheme" content="light dark"></mj-raw><mj-font name="Tea" href="https://a.example/tea.css" />'
    expect(await faultsOf(mailOf(text('A'), head))).toEqual([])
  })
})

describe('characters for private use', () => {
  it.each([
    ['U+F8FF', 'An \uF8FF here'],
    ['U+E000', '\uE0000\uE002 {{ customer.name }}'],
    ['U+E000', '&#xE000;0&#xe002; {{ customer.name }}'],
    ['U+E000', '&#57344 {{ customer.name }}'],
    ['U+E014', '<b title="\uE014">A</b>'],
  ])('are refused at their line: %s (%s)', async (shown, words) => {
    const faults = await faultsOf(mailOf(text(words)))
    expect(faults[0]).toMatchObject({
      line: 2,
      problem: `The character ${shown} is for private use: email clients show a box or nothing`,
    })
  })
})
