/** What stands side by side in HTML does not run together in the text part. */
import { describe, expect, it } from 'vitest'
import { column, faultsOf, mailOf, textsOf } from './structure-mail.ts'

const text = (words: string): string => column(`<mj-text>${words}</mj-text>`)
const table = (rows: string): string => column(`<mj-table>${rows}</mj-table>`)
const LOOP = '{% for i in content.items %}'
const LINK = '<a href="{{ i.url }}">{{ i.title }}</a>'
const [TEA, CUP] = ['https://tea.example/1', 'https://tea.example/2']

describe('the text part keeps apart', () => {
  it.each([
    ['cells of a loop', table(`<tr>${LOOP}<td>{{ i.title }}</td>{% endfor %}</tr>`), 'Tea  Cup'],
    [
      'cells of a loop on lines of their own',
      table(`<tr>\n${LOOP}\n<td>{{ i.title }}</td>\n{% endfor %}\n</tr>`),
      'Tea  Cup',
    ],
    [
      'cells of a loop after others',
      table(`<tr><td>A</td><td>B</td>${LOOP}<td>{{ i.title }}</td>{% endfor %}</tr>`),
      'A  B  Tea  Cup',
    ],
    [
      'cells of a loop before others',
      table(`<tr>${LOOP}<td>{{ i.title }}</td>{% endfor %}<td>Z</td></tr>`),
      'Tea  Cup  Z',
    ],
    [
      'cells with links',
      table(`<tr>${LOOP}<td>${LINK}</td>{% endfor %}</tr>`),
      `Tea: ${TEA}  Cup: ${CUP}`,
    ],
    [
      'cells in a condition',
      table(
        `<tr>${LOOP}{% if i.title %}<td>{{ i.title }}</td>{% endif %}{% endfor %}</tr><tr><td>Z</td></tr>`,
      ),
      'Tea  Cup\nZ',
    ],
    ['links of a loop', text(`${LOOP}${LINK}{% endfor %}`), `Tea: ${TEA} Cup: ${CUP}`],
    [
      'links of a loop before words',
      text(`${LOOP}${LINK}{% endfor %} End`),
      `Tea: ${TEA} Cup: ${CUP} End`,
    ],
    [
      'pictures that link',
      text(
        `${LOOP}<a href="{{ i.url }}"><img src="https://a.example/1.png" alt="{{ i.title }}"></a>{% endfor %}`,
      ),
      `Tea: ${TEA} Cup: ${CUP}`,
    ],
    [
      'pictures of a loop',
      text(`${LOOP}<img src="https://a.example/1.png" alt="{{ i.title }}">{% endfor %}`),
      'Tea Cup',
    ],
    [
      'two pictures',
      text(
        '<img src="https://a.example/1.png" alt="Logo"><img src="https://a.example/2.png" alt="Two">.',
      ),
      'Logo Two.',
    ],
    ['a picture and words', text('<img src="https://a.example/1.png" alt="Logo">Tea'), 'Logo Tea'],
    [
      'paragraphs of a loop',
      text(`${LOOP}<p>${LINK}</p>{% endfor %}`),
      `Tea: ${TEA}\n\nCup: ${CUP}`,
    ],
  ])('%s', async (_, body, expected) => {
    expect((await textsOf(mailOf(body)))[0]).toBe(expected)
  })
})

describe('around an address', () => {
  it('there is no colon for a customer with no name', async () => {
    const body = text('<a href="https://a.example/1">{{ customer.name }}</a>, x')
    expect(await textsOf(mailOf(body))).toEqual([
      'Lin: https://a.example/1, x',
      'https://a.example/1, x',
    ])
  })

  it('punctuation stands next to it where a condition ends between them', async () => {
    const link = '<a href="https://a.example/1">A</a>'
    const body = text(
      `B {% if customer.name %}${link}{% endif %}, c {% if true %}${link}{% endif %}`,
    )
    expect((await textsOf(mailOf(body)))[0]).toBe(
      'B A: https://a.example/1, c A: https://a.example/1',
    )
    const certain = text(`${link}{% unless customer.name %}, {% endunless %}d`)
    expect((await textsOf(mailOf(certain)))[0]).toBe('A: https://a.example/1 d')
  })

  it('Chinese punctuation stands next to it', async () => {
    const body = text('<a href="https://a.example/1">A</a>。B')
    expect((await textsOf(mailOf(body)))[0]).toBe('A: https://a.example/1。B')
  })
})

describe('an address that a condition chooses', () => {
  const chosen = (attributes: string) => mailOf(text(`\n<a ${attributes}>A</a>`))
  const [one, other] = ['href="https://a.example/1"', 'href="https://b.example/2"']

  it.each([
    `{% if customer.name %}${one}{% else %}${other}{% endif %}`,
    `class="c" {% if customer.name %} ${one} {% endif %}`,
  ])('is refused where it is a whole attribute: %s', async (attributes) => {
    expect((await faultsOf(chosen(attributes)))[0]).toMatchObject({
      line: 2,
      field: 'href',
      problem:
        '{% if customer.name %} sets the whole href of <a>, which the text part cannot follow',
    })
  })

  it.each([
    [`{% if customer.name %}class="c"{% endif %} ${one}`, 'A: https://a.example/1'],
    [
      'href="https://a.example/{% if customer.name %}1{% else %}2{% endif %}"',
      'A: https://a.example/1',
    ],
  ])(
    'stays where the address itself is certain, or the choice is in it: %s',
    async (attributes, expected) => {
      expect((await textsOf(chosen(attributes)))[0]).toBe(expected)
    },
  )
})
