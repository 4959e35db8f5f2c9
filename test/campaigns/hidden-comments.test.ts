import { describe, expect, it } from 'vitest'
import { withoutComments } from '../../functions/campaigns/hidden-comments.ts'
import { inEnglish } from '../support/english-faults.ts'
import { column, faultsOf, mailOf, sent, textsOf } from './structure-mail.ts'

const text = (words: string): string => column(`<mj-text>${words}</mj-text>`)
const KNOWN = '{% if customer.name %}'

describe('Liquid in a comment that is never sent', () => {
  it.each([
    [
      'around a section',
      `<!-- ${KNOWN} -->${text('N')}<!-- {% endif %} -->`,
      [KNOWN, '{% endif %}'],
    ],
    [
      'in words',
      text(`<!-- ${KNOWN} -->N<!-- {% else %} -->M<!-- {% endif %} -->`),
      [KNOWN, '{% else %}', '{% endif %}'],
    ],
    ['only the else', text(`${KNOWN}N<!-- {% else %} -->M{% endif %}`), ['{% else %}']],
    ['only the end', text(`${KNOWN}N<!--\n{% endif %} -->M`), ['{% endif %}']],
    [
      'a Liquid comment',
      text('<!-- {% comment %} -->N<!-- {% endcomment %} -->'),
      ['{% comment %}', '{% endcomment %}'],
    ],
  ])('is refused if it belongs to Liquid outside it: %s', async (_, body, tags) => {
    const faults = await faultsOf(mailOf(body))
    expect(faults.map(({ problem }) => problem.split(' is in a comment')[0])).toEqual(tags)
    for (const fault of faults)
      expect(fault).toMatchObject({
        file: 'a.en.mjml',
        line: body.includes('\n') ? 2 : 1,
        fix: 'Move the tag out of the comment',
      })
  })

  it('is allowed if the comment contains all of it', async () => {
    const body = text(
      `N<!-- ${KNOWN}a{% else %}b{% endif %}{% for i in x %}{% break %}{% endfor %} --><!-- old -->M`,
    )
    const [known] = await sent(mailOf(body))
    expect(known?.html).not.toContain('old')
    expect(known?.text.replace(/\s/g, '')).toContain('NM')
  })
})

describe('Liquid that keeps a value, in a comment that is never sent', () => {
  it.each([
    ['<!-- {% assign x = 1 %} -->{{ x }}', '{% assign x = 1 %}', 'x'],
    ['<!-- {% capture x %}A{% endcapture %} -->{{ x }}', '{% capture x %}', 'x'],
    [
      "<!-- {% if true %}{% assign x = 'y' %}{% endif %} -->{% if x == 'y' %}A{% endif %}",
      "{% assign x = 'y' %}",
      'x',
    ],
    ["<!-- {% cycle 'a', 'b' %} -->{% cycle 'a', 'b' %}", "{% cycle 'a', 'b' %}", 'cycle'],
  ])('is refused if the mail uses the value later: %s', async (words, tag, name) => {
    expect(await faultsOf(mailOf(text(`A\n${words}`)))).toEqual([
      {
        file: 'a.en.mjml',
        line: 2,
        field: tag.split(' ')[1],
        problem: `${tag} is in a comment, which is never sent, but the mail uses its ${name === 'cycle' ? 'cycle' : `value ${name}`}`,
        fix: 'Move the tag out of the comment',
      },
    ])
  })

  it('is allowed if nothing outside the comment uses it', async () => {
    const old = '<!-- {% assign x = 1 %}{{ x }}{% cycle "a", "b" %} -->'
    expect(await textsOf(mailOf(text(`A${old}`)))).toEqual(['A', 'A'])
  })
})

describe('A comment between two words leaves them as they are', () => {
  it.each([
    ['Tea<!-- x -->s{% comment %}y{% endcomment %}hop', 'Teashop'],
    ['你好<!-- x -->世界', '你好世界'],
    ['{{ customer.name }}<!-- x -->{{ locale }}', 'Linen'],
    ['A <!-- x --> B', 'A B'],
    ['A <b>B</b><!-- x --><i>C</i>', 'A BC'],
  ])('%s', async (words, shown) => {
    expect((await textsOf(mailOf(text(words))))[0]).toBe(shown)
  })

  it('and does not turn the text around it into Liquid or a comment', () => {
    for (const source of ['{<!-- a -->{ x }}', '{<!-- a -->% if x %}', '<!<!-- a -->-- b'])
      expect(withoutComments('a.mjml', source).text).not.toMatch(/\{\{|\{%|<!--/)
  })
})

describe('In an attribute', () => {
  const image = (alt: string) =>
    mailOf(column(`<mj-image src="https://a.example/1.png" alt="${alt}" />`))

  it.each([
    ['{% comment %}brand{% endcomment %}red', 'red'],
    ['red{% # brand %}', 'red'],
    ['{% comment %}one\ntwo{% endcomment %}{% if true %}red{% endif %}', 'red'],
  ])('a comment of Liquid is left out: %j', async (value, colour) => {
    const source = mailOf(column(`<mj-text color="${value}">A</mj-text>`))
    expect((await sent(source))[0]?.html).toContain(`color:${colour};`)
  })

  it.each(['a <!-- b', 'a <!-- b -->', '<!-- {% if true %} --> b'])(
    '<!-- begins no comment, and is refused: %s',
    async (alt) => {
      const source = `${image(`\n${alt}`)}<!-- note -->`
      expect(await faultsOf(source)).toEqual([
        {
          file: 'a.en.mjml',
          line: 2,
          field: '<!--',
          problem: '<!-- is in an attribute, where it does not begin a comment and would be shown',
          fix: 'Remove it, or write &lt;!-- to show it',
        },
      ])
    },
  )

  it('what is written as &lt;!-- is shown', async () => {
    const [known] = await sent(image('a &lt;!-- b --&gt;'))
    expect(known?.text.trim()).toBe('a <!-- b -->')
    expect(known?.html).toMatch(/alt="a (?:&lt;|<)!-- b --(?:&gt;|>)"/)
  })

  it('a quote outside an attribute value hides nothing', () => {
    const source = `<p>it's</p><b a'b>C<!-- x -->'</b>"<!-- y -->D"`
    expect(withoutComments('a.mjml', source)).toEqual({
      text: `<p>it's</p><b a'b>C'</b>"D"`,
      faults: [],
    })
  })
})

describe('What opens first decides what it is', () => {
  it.each([
    ['{% comment %} use <!-- here {% endcomment %}REAL<!-- note -->', 'REAL'],
    ['<!-- {{ a -->REAL', 'REAL'],
    ['<!-->REAL<!-- note -->', 'REAL'],
    ['{% raw %}<!-- {% if a %} -->{{ a }}{% endraw %}', '{% raw %}{{ a }}{% endraw %}'],
    ['{{ "<!-- a" }} KEEP {{ "-->" }}', '{{ "<!-- a" }} KEEP {{ "-->" }}'],
  ])('%s', (source, kept) => {
    const { text, faults } = withoutComments('a.mjml', source)
    expect(faults).toEqual([])
    expect(text.replace(/ {2,}/g, '').trim()).toBe(kept)
  })

  it('shows every customer what is between', async () => {
    const body = text('{% comment %} use <!-- here {% endcomment %}REAL<!-- note -->')
    expect(await textsOf(mailOf(body))).toEqual(['REAL', 'REAL'])
  })
})

describe('Comments for Outlook', () => {
  it.each([
    ['<!--[if !mso]><!-- -->', '<!-- <![endif]-->'],
    ['<!--[if !mso]><!-->', '<!--<![endif]-->'],
    ['<!--[if !mso]> -->', '<!--><![endif]-->'],
  ])('survive as %s … %s', async (opening, ending) => {
    const [known] = await sent(mailOf(text(`A ${opening} B ${ending} C`)))
    expect(known?.html).toContain(`A ${opening} B ${ending} C`)
  })

  it.each([
    ['<!--[if !mso]><!--> B', 'This comment for Outlook is never closed'],
    ['B <!-- <![endif]-->', 'This comment for Outlook was never opened'],
    ['<!--[if mso]> B -->', 'This comment for Outlook is never closed'],
  ])('are refused without their other half: %s', async (words, problem) => {
    expect(await faultsOf(mailOf(text(words)))).toMatchObject([{ line: 1, problem }])
  })
})

describe('A comment that does not end', () => {
  const problem = 'This comment is never closed, so everything after it would be hidden'

  it('is refused at its line', async () => {
    expect(await faultsOf(mailOf(text('A\n<!-- B')))).toMatchObject([{ line: 2, problem }])
    const raw = withoutComments('a.mjml', '{% raw %}<!-- {% endraw %} B -->')
    expect(inEnglish(raw.faults)).toMatchObject([{ line: 1, problem }])
  })

  it.each([
    '<!-- ',
    '<!-- {% if a %} -->\n',
    '{% comment %}',
    '{{ "',
    '{% raw %}<!-- ',
    '{% raw %}<!-- {% endraw %}',
    '{% raw %}{% endraw %}',
    '<a title="<!-- ',
    '<!-- {% assign a = 1 %} -->{{ a }}\n',
  ])('moves no line, however often it is repeated: %j', (piece) => {
    const source = piece.repeat(40_000)
    expect(withoutComments('a.mjml', source).text.split('\n')).toHaveLength(
      source.split('\n').length,
    )
  })
})
