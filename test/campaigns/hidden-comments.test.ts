import { describe, expect, it } from 'vitest'
import { withoutComments } from '../../functions/campaigns/hidden-comments.ts'
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
  ])('is refused where it belongs to Liquid outside it: %s', async (_, body, tags) => {
    const faults = await faultsOf(mailOf(body))
    expect(faults.map(({ problem }) => problem.split(' stands in a comment')[0])).toEqual(tags)
    for (const fault of faults)
      expect(fault).toMatchObject({
        file: 'a.en.mjml',
        line: body.includes('\n') ? 2 : 1,
        fix: 'Take the tag out of the comment',
      })
  })

  it('is no matter where the comment holds all of it', async () => {
    const body = text(
      `N<!-- ${KNOWN}a{% else %}b{% endif %}{% for i in x %}{% break %}{% endfor %} --><!-- old -->M`,
    )
    const [known] = await sent(mailOf(body))
    expect(known?.html).not.toContain('old')
    expect(known?.text.replace(/\s/g, '')).toContain('NM')
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
    expect(text).toHaveLength(source.length)
    expect(text.replace(/ {2,}/g, '').trim()).toBe(kept)
  })

  it('shows every customer what stands between', async () => {
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
    ['<!--[if !mso]><!--> B', 'A comment for Outlook begins that does not end'],
    ['B <!-- <![endif]-->', 'A comment for Outlook ends that has not begun'],
    ['<!--[if mso]> B -->', 'A comment for Outlook begins that does not end'],
  ])('are refused without their other half: %s', async (words, problem) => {
    expect(await faultsOf(mailOf(text(words)))).toMatchObject([{ line: 1, problem }])
  })
})

describe('A comment that does not end', () => {
  const problem = 'A comment begins that does not end, so that all after it would be hidden'

  it('is refused at its line', async () => {
    expect(await faultsOf(mailOf(text('A\n<!-- B')))).toMatchObject([{ line: 2, problem }])
    const raw = withoutComments('a.mjml', '{% raw %}<!-- {% endraw %} B -->')
    expect(raw.faults).toMatchObject([{ line: 1, problem }])
  })

  it.each([
    '<!-- ',
    '<!-- {% if a %} -->\n',
    '{% comment %}',
    '{{ "',
    '{% raw %}<!-- ',
    '{% raw %}<!-- {% endraw %}',
    '{% raw %}{% endraw %}',
  ])('moves no character, however often it is repeated: %j', (piece) => {
    const source = piece.repeat(40_000)
    expect(withoutComments('a.mjml', source).text).toHaveLength(source.length)
  })
})
