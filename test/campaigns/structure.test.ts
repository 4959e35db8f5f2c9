import { describe, expect, it } from 'vitest'
import {
  CUSTOMERS,
  column,
  compiled,
  faultsOf,
  mailOf,
  sent,
  shownHtml,
  textsOf,
} from './structure-mail.ts'

const text = (words: string, attributes = ''): string => `<mj-text${attributes}>${words}</mj-text>`
const offer = `<mj-section><mj-column>${text('50% OFF')}</mj-column></mj-section>`
const hello = `<mj-section><mj-column>${text('Hello')}</mj-column></mj-section>`

const KNOWN = '{% if customer.name %}'

/** What each customer reads, in HTML and text: first the one with a name. */
type Case = readonly [where: string, body: string, known: string, unknown: string]

const wordsOf = (html: string): string =>
  shownHtml(html)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const lineOf = (part: string): string => part.replace(/\s+/g, ' ').trim()

describe('Liquid between elements means what it says', () => {
  it.each<Case>([
    ['in the body', `${KNOWN}${offer}{% endif %}${hello}`, '50% OFF Hello', 'Hello'],
    ['with an else', `${KNOWN}${offer}{% else %}${hello}{% endif %}`, '50% OFF', 'Hello'],
    [
      'in a wrapper',
      `<mj-wrapper>{% unless customer.name %}${offer}{% endunless %}${hello}</mj-wrapper>`,
      'Hello',
      '50% OFF Hello',
    ],
    [
      'in a section',
      `<mj-section>${KNOWN}<mj-column>${text('A')}</mj-column>{% endif %}<mj-column>${text('B')}</mj-column></mj-section>`,
      'A B',
      'B',
    ],
    [
      'in a group',
      `<mj-section><mj-group>${KNOWN}<mj-column>${text('A')}</mj-column>{% endif %}<mj-column>${text('B')}</mj-column></mj-group></mj-section>`,
      'A B',
      'B',
    ],
    [
      'in a column',
      column(`${KNOWN}${text('A')}{% elsif true %}${text('B')}{% endif %}`),
      'A',
      'B',
    ],
    [
      'in a hero',
      `<mj-hero height="300px" background-url="https://a.example/b.png">${KNOWN}${text('A')}{% endif %}</mj-hero>${hello}`,
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
      column(`<mj-raw>${KNOWN}</mj-raw>${text('A')}{% endif %}${text('B')}`),
      'A B',
      'B',
    ],
    [
      'with a loop that ends early',
      column(
        `{% for item in content.items %}${text('{{ item.title }}')}${KNOWN}{% break %}{% endif %}{% endfor %}`,
      ),
      'Tea',
      'Tea Cup',
    ],
    [
      'in an accordion',
      column(
        `<mj-accordion>${KNOWN}<mj-accordion-element><mj-accordion-title>T</mj-accordion-title>{% if true %}<mj-accordion-text>X</mj-accordion-text>{% endif %}</mj-accordion-element>{% endif %}</mj-accordion>${text('B')}`,
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
    const body = `<mj-section>${KNOWN}<mj-column>${text('A')}</mj-column>{% endif %}<mj-column>${text('B')}</mj-column></mj-section>`
    for (const { html } of await sent(mailOf(`${KNOWN}${offer}{% endif %}${body}`)))
      for (const name of ['table', 'tr', 'td', 'div']) {
        const count = (pattern: string) => html.match(new RegExp(pattern, 'g'))?.length
        expect(count(`<${name}\\b`)).toBe(count(`</${name}>`))
      }
  })

  it('gives the columns of every branch their share of the width', async () => {
    const two = `<mj-section>${KNOWN}<mj-column>${text('A')}</mj-column>{% else %}<mj-column>${text('B')}</mj-column>{% endif %}</mj-section>`
    expect((await sent(mailOf(two)))[0]?.html).toContain('mj-column-per-50')
  })
})

describe('Liquid of the head', () => {
  it('applies to subject, HTML and text alike', async () => {
    const source = mailOf(column(text('{{ a }} {{ b }}')))
      .replace('<mjml', '{% assign a = "one" %}\n<mjml')
      .replace(
        '<mj-head>',
        `<mj-head>${KNOWN}{% assign b = "two" %}{% else %}{% assign b = "three" %}{% endif %}`,
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
      mailOf(hello, `<mj-style>${KNOWN}.a { color: red }{% endif %}</mj-style>`),
    )
    expect(known?.html).toContain('.a { color: red }')
    expect(unknown?.html).not.toContain('.a { color: red }')
  })
})

/** What is refused, at which line, and how. */
type Refusal = readonly [problem: string, body: string, line: number, field: string]

describe('Liquid that MJML would lose is refused at its line', () => {
  it.each<Refusal>([
    [
      "{% cycle '#fff', '#eee' %} is in an attribute of <mj-section>",
      `\n<mj-section background-color="{% cycle '#fff', '#eee' %}"></mj-section>`,
      2,
      'cycle',
    ],
    [
      '{% assign a = 1 %} is in an attribute of <mj-text>',
      column(text('A', ' css-class="{% assign a = 1 %}b"')),
      1,
      'assign',
    ],
    [
      '{% assign a = 1 %} is in a comment for Outlook',
      `${hello}<!--[if mso]>{% assign a = 1 %}<![endif]-->`,
      1,
      'assign',
    ],
    ['"Hello you" is between the elements of <mj-column>', column('\nHello you\n'), 2, 'mj-column'],
    [
      '{{ customer.name }} is between the elements of <mj-body>',
      `\n{{ customer.name }}${hello}`,
      2,
      'mj-body',
    ],
    ['{% echo customer.name %} is between', column('{% echo customer.name %}'), 1, 'mj-column'],
    [
      `${KNOWN} is between attributes`,
      `\n<mj-section ${KNOWN}padding="0"{% endif %}></mj-section>`,
      2,
      'mj-section',
    ],
    [
      `${KNOWN} is between the elements of <mj-carousel>`,
      column(
        `<mj-carousel>\n${KNOWN}<mj-carousel-image src="https://a.example/1.png" />{% endif %}</mj-carousel>`,
      ),
      2,
      'mj-carousel',
    ],
    [
      `${KNOWN} is in <mj-image>`,
      column(`<mj-image>\n${KNOWN}{% endif %}</mj-image>`),
      2,
      'mj-image',
    ],
    [
      `${KNOWN} is between the elements of <mj-column>, but its {% endif %} on line 2 is between the elements of <mj-section>`,
      `<mj-section><mj-column>${KNOWN}${text('A')}</mj-column>\n{% endif %}</mj-section>`,
      1,
      'if',
    ],
    [
      `${KNOWN} is in <mj-text>, but its {% else %} on line 1 is between the elements of <mj-column>`,
      column(`${text(KNOWN)}{% else %}${text('A{% endif %}')}`),
      1,
      'if',
    ],
    [
      `${KNOWN} is between the elements of <mj-section>, but its {% endif %} on line 1 is between the elements of another <mj-section>`,
      `<mj-section>${KNOWN}<mj-column></mj-column></mj-section><mj-section>{% endif %}</mj-section>`,
      1,
      'if',
    ],
    [
      `${KNOWN} is between the elements of <mj-column>, but its {% endif %} on line 1 is between the elements of another <mj-column>`,
      `${column(`<mj-raw>${KNOWN}</mj-raw>`)}${column('<mj-raw>{% endif %}</mj-raw>')}`,
      1,
      'if',
    ],
    [
      `${KNOWN} is in a comment for Outlook, but its {% endif %} on line 1 is in another comment`,
      `<!--[if mso]>${KNOWN}<![endif]-->${hello}<!--[if mso]>{% endif %}<![endif]-->`,
      1,
      'if',
    ],
    [
      'but its {% break %} on line 1 is in <mj-text>',
      column(`{% for i in content.items %}${text('A{% break %}')}{% endfor %}`),
      1,
      'for',
    ],
    [
      `${KNOWN} is in an attribute of <mj-button>`,
      column(`<mj-button href="${KNOWN}https://a.example">A{% endif %}</mj-button>`),
      1,
      'if',
    ],
    [
      '{% assign a = 1 %} is between the elements of <mjml>',
      `${hello}</mj-body>\n{% assign a = 1 %}<mj-body>`,
      2,
      'mjml',
    ],
    [
      'A comment for Outlook contains MJML elements',
      `<!--[if mso]>\n${hello}<![endif]-->`,
      1,
      'mj-raw',
    ],
    [
      '<form> is not allowed in a mail',
      column(text('\n<form action="https://a.example"></form>')),
      2,
      'form',
    ],
    [
      '<script> is not allowed in a mail',
      column('<mj-raw>\n<script>x</script></mj-raw>'),
      2,
      'script',
    ],
    [
      '<iframe> is not allowed in a mail',
      column(text('<iframe src="https://a.example"></iframe>')),
      1,
      'iframe',
    ],
    ['<input> is not allowed', column(text('<input name="a">')), 1, 'input'],
    ['<textarea> is not allowed', column(text('<textarea></textarea>')), 1, 'textarea'],
    ['<plaintext> is not allowed', column(text('<plaintext>')), 1, 'plaintext'],
    ['<object> is not allowed', column(text('<object></object>')), 1, 'object'],
    ['<embed> is not allowed', column(text('<embed>')), 1, 'embed'],
    ['onclick is not allowed in a mail', column(text('<b onclick="x()">A</b>')), 1, 'onclick'],
    ['href points to "javascript:x"', column(text('<a href="javascript:x">A</a>')), 1, 'href'],
    ['href points to "#"', column(text('<a href="#">A</a>')), 1, 'href'],
    [
      'MJML must know the width of <mj-image>',
      column('\n<mj-image src="https://a.example" width="{{ lifecycle.purchases }}px" />'),
      2,
      'width',
    ],
    [
      'MJML must know the width of <mj-column>',
      '<mj-section><mj-column width="{{ lifecycle.purchases }}%"></mj-column></mj-section>',
      1,
      'width',
    ],
    [
      '{{ lifecycle.class }} would be lost',
      column('<mj-navbar>\n<mj-raw>A</mj-raw></mj-navbar>').replace(
        '<mj-navbar>',
        '<mj-navbar hamburger="{{ lifecycle.class }}">',
      ),
      1,
      'hamburger',
    ],
    [
      'background-color is "Tea & Söhne" for the sample customer',
      '\n<mj-section background-color="{{ shop.name }}"></mj-section>',
      2,
      'background-color',
    ],
    [
      'font-size is "big" for the sample customer',
      `{% assign a = 'big' %}${column(text('A', ' font-size="{{ a }}"'))}`,
      1,
      'font-size',
    ],
  ])('%s', async (problem, body, line, field) => {
    const faults = await faultsOf(mailOf(body))
    const about = problem.includes('would be lost') ? 'MJML must know the hamburger' : problem
    expect(faults).toContainEqual(
      expect.objectContaining({ problem: expect.stringContaining(about), line, field }),
    )
    for (const { fix } of faults) expect(fix).not.toBe('')
  })

  it.each<readonly [problem: string, head: string]>([
    ['"words" is between the elements of <mj-head>', 'words'],
    ['{{ customer.name }} is between the elements of <mj-head>', '{{ customer.name }}'],
    [
      `${KNOWN} is between the elements of <mj-head>, but its {% endif %} on line 1 is after another element`,
      `${KNOWN}<mj-style>.a {}</mj-style>{% endif %}`,
    ],
    [
      `${KNOWN} is between the elements of <mj-attributes>`,
      `<mj-attributes>${KNOWN}<mj-text color="red" />{% endif %}</mj-attributes>`,
    ],
    [
      `${KNOWN} is in a style that MJML copies`,
      `<mj-style inline="inline">${KNOWN}.a { color: red }{% endif %}</mj-style>`,
    ],
    [
      '{{ content.colour }} would be lost',
      '<mj-style inline="inline">.none { color: {{ content.colour }} }</mj-style>',
    ],
  ])('in the head: %s', async (problem, head) => {
    expect(await faultsOf(mailOf(hello, head))).toContainEqual(
      expect.objectContaining({ problem: expect.stringContaining(problem), line: 1 }),
    )
  })

  it('a default that no element takes', async () => {
    const head = '<mj-attributes><mj-button color="{{ content.colour }}" /></mj-attributes>'
    expect(await faultsOf(mailOf(hello, head))).toEqual([
      expect.objectContaining({
        field: 'color',
        fix: expect.stringContaining('Remove it if no element of the mail uses it'),
      }),
    ])
  })

  it('HTML between elements too, with Liquid in it or not', async () => {
    for (const html of ['<p>A</p>', `<p>A</p>${KNOWN}<p>B</p>{% endif %}`])
      expect(await faultsOf(mailOf(column(`\n${html}`)))).toContainEqual(
        expect.objectContaining({ problem: expect.stringContaining('Element p'), line: 2 }),
      )
  })

  it('and nothing else, even with a condition in comments', async () => {
    const commented = `<!-- ${KNOWN} old {% endif %} -->{% comment %} <mj-text>old</mj-text> {% endcomment %}{% # old %}`
    expect(await textsOf(mailOf(`${commented}${hello}`))).toEqual(['Hello', 'Hello'])
  })
})

describe('what a mail has once', () => {
  it.each([
    ['mj-body', `</mj-body>\n<mj-body>{% assign a = 1 %}</mj-body>`, '</mj-body>'],
    ['mj-head', '</mj-head>\n<mj-head></mj-head>', '</mj-head>'],
    ['mj-title', '<mj-title>Two</mj-title></mj-head>', '</mj-head>'],
    ['mj-preview', '<mj-preview>{{ customer.name }}</mj-preview></mj-head>', '</mj-head>'],
  ])('is refused a second time: %s', async (name, twice, before) => {
    const source = mailOf(hello).replace(before, `\n${twice}`)
    expect(await faultsOf(source)).toEqual([
      expect.objectContaining({
        line: twice.includes('\n') ? 3 : 2,
        field: name,
        problem: `The mail has a second <${name}>: the first is on line 1`,
        fix: expect.stringMatching(/^(?:Move its content into the first one|Keep one\.)/),
      }),
    ])
  })
})

describe('markup that email clients treat as comments is refused', () => {
  it.each([
    ['<![CDATA[ begins text', column(`${text('A')}\n<![CDATA[ B ]]>`)],
    ['<![CDATA[ begins text', column(text('A\n<![CDATA[<b>B</b>]]>'))],
    ['<?php begins code', column(text('A\n<?php echo 1 ?>'))],
    ['<?php begins code', column(`${text('A')}\n<?php if (a > b): ?>${text('B')}<?php endif; ?>`)],
    ['<?xml begins code', `${hello}\n<?xml version="1.0"?>`],
  ])('%s', async (problem, body) => {
    const [fault] = await faultsOf(mailOf(body))
    expect(fault).toMatchObject({ line: 2, problem: expect.stringContaining(problem) })
  })

  it('but not if it declares the file, is read by Outlook or is the value of an attribute', async () => {
    const outlook = '<!--[if mso]><?xml:namespace prefix="v" ns="urn:x" /><![endif]-->'
    const image = '<mj-image src="https://a.example/1.png" alt="<?" />'
    const source = `<?xml version="1.0"?>\n${mailOf(`${outlook}${column(image)}`)}`
    expect(await faultsOf(source)).toEqual([])
  })
})

describe('all of MJML works', () => {
  it('a carousel, its images in the text part once each, compiled the same each time', async () => {
    const image = (name: string) =>
      `<mj-carousel-image src="https://a.example/${name}.png" alt="${name}" href="https://a.example/${name}" />`
    const source = mailOf(column(`<mj-carousel>${image('One')}${image('Two')}</mj-carousel>`))
    expect((await textsOf(source))[0]).toBe(
      'One: https://a.example/One\nTwo: https://a.example/Two',
    )
    expect((await compiled(source)).mail).toEqual((await compiled(source)).mail)
    expect((await sent(source))[0]?.html).toContain('href="#1"')
  })

  it('a navbar with a base-url and a menu, a line for each link', async () => {
    const navbar = (links: string) =>
      mailOf(
        column(
          `<mj-navbar base-url="https://a.example" hamburger="hamburger">${links}</mj-navbar>`,
        ),
      )
    const links = `<mj-navbar-link href="/tea">Tea</mj-navbar-link>${KNOWN}<mj-navbar-link href="/cups">Cups</mj-navbar-link>{% endif %}`
    expect(await textsOf(navbar(links))).toEqual([
      'Tea: https://a.example/tea\nCups: https://a.example/cups',
      'Tea: https://a.example/tea',
    ])
    expect(
      await faultsOf(navbar(links).replace('https://a.example', '//a.example')),
    ).toContainEqual(expect.objectContaining({ problem: 'base-url points to "//a.example"' }))
  })

  it('social links, with and without words', async () => {
    const links = `<mj-social><mj-social-element name="web" href="https://a.example">Visit</mj-social-element>${KNOWN}<mj-social-element name="web" href="https://b.example" alt="Blog" />{% endif %}</mj-social>`
    expect((await textsOf(mailOf(column(links)))).map(lineOf)).toEqual([
      'Visit: https://a.example Blog: https://b.example',
      'Visit: https://a.example',
    ])
  })

  it('links by telephone and to a place in the mail', async () => {
    const links =
      '<a href="tel:+49401">Call</a> <a href="sms:+49401">Write</a> <a href="#end">Down</a>'
    expect((await textsOf(mailOf(column(text(links)))))[0]).toBe(
      'Call: tel:+49401 Write: sms:+49401 Down',
    )
  })

  it('the words that only Outlook reads, or that it does not, wherever they stand', async () => {
    const only = (words: string) => `<!--[if mso]>${words}<![endif]-->`
    const but = '<!--[if !mso]><!-->'
    const head = `${only('<style>.a{color:red}</style>')}<mj-raw>${only('<style>.b{color:red}</style>')}</mj-raw>`
    const body = `${only(`${KNOWN}<p>Outlook {{ customer.name }}</p>{% endif %}`)}<!-- gone -->${column(text(`A ${but}B<!--<![endif]--> C${only('<br>')}`))}`
    const [known, unknown] = await sent(mailOf(body, head))
    for (const kept of ['.a{color:red}', '.b{color:red}', '<p>Outlook Lin</p>', '<br>'])
      expect(known?.html).toMatch(new RegExp(`<!--\\[if mso\\]>[^!]*${kept.replace('.', '\\.')}`))
    expect(known?.html).toContain(`A ${but}B<!--<![endif]--> C`)
    expect(known?.html).not.toContain('gone')
    expect(unknown?.html).toContain('<!--[if mso]><![endif]-->')
    expect(known?.text).toBe('A B C\n')
  })

  it('Liquid in colours, lengths and other attributes', async () => {
    const rows = `{% for item in content.items %}${text('{{ item.title }}', ' color="{{ item.colour }}" padding="{{ lifecycle.purchases }}px 5px"')}{% endfor %}`
    const styles = `<mj-attributes><mj-all line-height="{{ lifecycle.purchases }}0px" /><mj-class name="a" background-color="${KNOWN}#111111{% else %}#222222{% endif %}" /></mj-attributes>`
    const [known, unknown] = await sent(
      mailOf(`<mj-section mj-class="a"><mj-column>${rows}</mj-column></mj-section>`, styles),
    )
    expect(known?.html).toContain('color:red;')
    expect(known?.html).toContain('color:#00f;')
    expect(known?.html).toContain('padding:2px 5px;')
    expect(known?.html).toContain('line-height:20px;')
    expect(known?.html).toContain('bgcolor="#111111"')
    expect(unknown?.html).toContain('bgcolor="#222222"')
    expect(known?.html).not.toContain('NaN')
  })

  it('a width of content, which MJML must know', async () => {
    const image =
      '<mj-image src="https://a.example/1.png" alt="Cup" width="{{ content.wide }}px" />'
    expect((await sent(mailOf(column(image))))[0]?.html).toContain('width="200"')
  })

  it('a style that is inlined, with a colour of content', async () => {
    const style = '<mj-style inline="inline">.a { color: {{ content.colour }} }</mj-style>'
    const [known] = await sent(mailOf(column(text('A', ' css-class="a"')), style))
    expect(known?.html).toMatch(/<td [^>]*class="a" style="color: #1f5f54/)
  })

  it('attributes by <mj-html-attributes>, with Liquid in them and around', async () => {
    const head =
      '<mj-html-attributes><mj-selector path=".a div"><mj-html-attribute name="data-id">{{ customer.id }}</mj-html-attribute></mj-selector></mj-html-attributes>'
    const [known] = await sent(
      mailOf(column(`${KNOWN}${text('A', ' css-class="a"')}{% endif %}`), head),
    )
    expect(known?.html).toContain(`data-id="${CUSTOMERS[0]?.customer.id}"`)
  })

  it('the fonts that the writer names, and no others', async () => {
    const font = '<mj-font name="Raleway" href="https://fonts.example/raleway.css" />'
    const raleway = text('A', ' font-family="Raleway, Arial"')
    expect((await sent(mailOf(column(raleway), font)))[0]?.html).toContain(
      '<link href="https://fonts.example/raleway.css"',
    )
    expect((await sent(mailOf(column(text('A')))))[0]?.html).not.toContain('fonts.googleapis')
  })

  it('a class that Liquid chooses, though the same word stands in both branches', async () => {
    const chosen = `<p class="a ${KNOWN} b {% else %} b c {% endif %}">A</p>`
    const [known, unknown] = await sent(mailOf(column(text(chosen))))
    expect(known?.html).toMatch(/class="a +b +"/)
    expect(unknown?.html).toMatch(/class="a +b c +"/)
  })

  it('a background whose address is Liquid, in a section and a hero', async () => {
    const url = 'background-url="{{ content.items[1].url }}"'
    const hero = `<mj-hero ${url} height="300px" background-width="600px" background-height="300px">${text('A')}</mj-hero>`
    const [known] = await sent(mailOf(`<mj-section ${url}></mj-section>${hero}`))
    expect(known?.html.match(/https:\/\/tea\.example\/2/g)?.length).toBeGreaterThan(3)
  })

  it('a language in single quotes', async () => {
    expect(await faultsOf(mailOf(hello).replace('lang="en"', "lang='en'"))).toEqual([])
    expect(await faultsOf(mailOf(hello).replace('lang="en"', "lang='de'"))).toHaveLength(1)
  })
})
