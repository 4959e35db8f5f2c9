/** Liquid and markup that a mail would lose or must not have is refused at its line. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, hello, IF_KNOWN, mailOf, text, textsOf } from './structure-mail.ts'

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
      `${IF_KNOWN} is between attributes`,
      `\n<mj-section ${IF_KNOWN}padding="0"{% endif %}></mj-section>`,
      2,
      'mj-section',
    ],
    [
      `${IF_KNOWN} is between the elements of <mj-carousel>`,
      column(
        `<mj-carousel>\n${IF_KNOWN}<mj-carousel-image src="https://a.example/1.png" />{% endif %}</mj-carousel>`,
      ),
      2,
      'mj-carousel',
    ],
    [
      `${IF_KNOWN} is in <mj-image>`,
      column(`<mj-image>\n${IF_KNOWN}{% endif %}</mj-image>`),
      2,
      'mj-image',
    ],
    [
      `${IF_KNOWN} is between the elements of <mj-column>, but its {% endif %} on line 2 is between the elements of <mj-section>`,
      `<mj-section><mj-column>${IF_KNOWN}${text('A')}</mj-column>\n{% endif %}</mj-section>`,
      1,
      'if',
    ],
    [
      `${IF_KNOWN} is in <mj-text>, but its {% else %} on line 1 is between the elements of <mj-column>`,
      column(`${text(IF_KNOWN)}{% else %}${text('A{% endif %}')}`),
      1,
      'if',
    ],
    [
      `${IF_KNOWN} is between the elements of <mj-section>, but its {% endif %} on line 1 is between the elements of another <mj-section>`,
      `<mj-section>${IF_KNOWN}<mj-column></mj-column></mj-section><mj-section>{% endif %}</mj-section>`,
      1,
      'if',
    ],
    [
      `${IF_KNOWN} is between the elements of <mj-column>, but its {% endif %} on line 1 is between the elements of another <mj-column>`,
      `${column(`<mj-raw>${IF_KNOWN}</mj-raw>`)}${column('<mj-raw>{% endif %}</mj-raw>')}`,
      1,
      'if',
    ],
    [
      `${IF_KNOWN} is in a comment for Outlook, but its {% endif %} on line 1 is in another comment`,
      `<!--[if mso]>${IF_KNOWN}<![endif]-->${hello}<!--[if mso]>{% endif %}<![endif]-->`,
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
      `${IF_KNOWN} is in an attribute of <mj-button>`,
      column(`<mj-button href="${IF_KNOWN}https://a.example">A{% endif %}</mj-button>`),
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
      `${IF_KNOWN} is between the elements of <mj-head>, but its {% endif %} on line 1 is after another element`,
      `${IF_KNOWN}<mj-style>.a {}</mj-style>{% endif %}`,
    ],
    [
      `${IF_KNOWN} is between the elements of <mj-attributes>`,
      `<mj-attributes>${IF_KNOWN}<mj-text color="red" />{% endif %}</mj-attributes>`,
    ],
    [
      `${IF_KNOWN} is in a style that MJML copies`,
      `<mj-style inline="inline">${IF_KNOWN}.a { color: red }{% endif %}</mj-style>`,
    ],
    [
      '{{ lifecycle.purchases }} would be lost',
      '<mj-style inline="inline">.none { width: {{ lifecycle.purchases }}px }</mj-style>',
    ],
  ])('in the head: %s', async (problem, head) => {
    expect(await faultsOf(mailOf(hello, head))).toContainEqual(
      expect.objectContaining({ problem: expect.stringContaining(problem), line: 1 }),
    )
  })

  it('a default that no element takes', async () => {
    const head =
      '<mj-attributes><mj-button color="{% if customer.name %}red{% else %}blue{% endif %}" /></mj-attributes>'
    expect(await faultsOf(mailOf(hello, head))).toEqual([
      expect.objectContaining({
        field: 'color',
        fix: expect.stringContaining('Remove it if no element of the mail uses it'),
      }),
    ])
  })

  it('HTML between elements too, with Liquid in it or not', async () => {
    for (const html of ['<p>A</p>', `<p>A</p>${IF_KNOWN}<p>B</p>{% endif %}`])
      expect(await faultsOf(mailOf(column(`\n${html}`)))).toContainEqual(
        expect.objectContaining({ problem: expect.stringContaining('Element p'), line: 2 }),
      )
  })

  it('and nothing else, even with a condition in comments', async () => {
    const commented = `<!-- ${IF_KNOWN} old {% endif %} -->{% comment %} <mj-text>old</mj-text> {% endcomment %}{% # old %}`
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
