/** Names that are used where they have no value, and head words that hold HTML. */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(mjml: NonNullable<Spoil['mjml']>) {
  const compilation = await compileInEnglish(filesWith({ mjml }), renderer)
  return compilation.ok
    ? []
    : compilation.faults.map(({ line, problem, fix }) => [line, problem, fix])
}
const TITLE = 'Hello {{ customer.name }} &amp; friends'
const inBody = (words: string) =>
  faultsOf([['        <mj-button', `<mj-text>\n${words}\n</mj-text>\n<mj-button`]])

describe('a name that is used', () => {
  it('above what assigns it in the head is reported with the line that does', async () => {
    const assigned = '    {% assign greeting = "Hi" %}\n    <mj-preview>'
    expect(
      await faultsOf([
        [TITLE, '{{ greeting }}'],
        ['    <mj-preview>', assigned],
      ]),
    ).toEqual([
      [
        3,
        'greeting is assigned below, on line 4',
        'Move {% assign greeting = "Hi" %} above line 3',
      ],
    ])
    const moved = '{% assign greeting = "Hi" %}\n    <mj-title>'
    expect(
      await faultsOf([
        [TITLE, '{{ greeting }}'],
        ['<mj-title>', moved],
      ]),
    ).toEqual([])
  })

  it('above what captures it is reported in the same way', async () => {
    const capture = '{% capture hi %}Hi{% endcapture %}\n        <mj-button'
    expect(
      await faultsOf([
        ['<h1>Hello', '<h1>{{ hi }}'],
        ['        <mj-button', capture],
      ]),
    ).toEqual([
      [
        9,
        'hi is assigned below, on line 10',
        'Move {% capture hi %}…{% endcapture %} above line 9',
      ],
    ])
  })

  it.each([
    ['{{ item.title }}\n{% for item in recommendations %}{{ item.title }}{% endfor %}', 11, 12],
    ['{% for item in recommendations %}\n{{ item.title }}{% endfor %}\n{{ item.title }}', 13, 11],
  ])(
    'outside its loop, as in %j, is reported with the line of the loop',
    async (words, line, loop) => {
      expect(await inBody(words)).toEqual([
        [
          line,
          `item is used outside the loop on line ${loop} that sets it`,
          'Put it between {% for item in recommendations %} and {% endfor %}',
        ],
      ])
    },
  )

  it('after a wrong loop of that name and a right assignment is looked at', async () => {
    const words =
      '{% for x in nowhere %}{{ x.title }}{% endfor %}\n{% assign x = customer.name | split: " " %}\n{{ x[7] }}'
    expect(await inBody(words)).toMatchObject([
      [11, 'There is no variable nowhere', expect.anything()],
      [13, 'x[7] is empty for the sample customer', expect.anything()],
    ])
  })

  it('after a wrong loop of that name and a right loop is looked at', async () => {
    const words =
      '{% for x in nowhere %}{{ x.title }}{% endfor %}\n{% for x in recommendations %}{{ x.titel }}{% endfor %}'
    expect(await inBody(words)).toMatchObject([
      [11, 'There is no variable nowhere', expect.anything()],
      [12, 'There is no variable x.titel', expect.stringContaining('Use x.title')],
    ])
  })

  it('and depends on an unknown name is not a separate fault', async () => {
    const words =
      '{% assign own = customer.nmae %}\n{% assign two = own | split: " " | first %}\n{{ two | upcase }}'
    expect(await inBody(words)).toMatchObject([
      [11, 'There is no variable customer.nmae', expect.anything()],
      [13, 'two is empty for a customer with no name', expect.anything()],
    ])
  })

  it('twice on a line under different names of another tool is translated twice', async () => {
    expect(await inBody('{{ person.first_name }} {{ person.unsubscribe }}')).toMatchObject([
      [11, expect.stringContaining('person.first_name'), expect.anything()],
      [11, expect.stringContaining('person.unsubscribe'), expect.anything()],
    ])
  })
})

describe('a merge tag in an attribute', () => {
  it.each([
    ['<mj-text color="*|COLOR|*">', 'Use the color itself, such as #1f5f54'],
    ['<mj-text container-background-color="[[BG_COLOR]]">', 'Use the color itself'],
    ['<mj-text color="{{ person.favourite_colour }}">', 'Use the color itself'],
    ['<mj-image src="*|LOGO|*" />', 'Use the full URL of the image'],
    [
      '<mj-image src="https://a.example/a.png" alt="*|FNAME|*" />',
      '{{ customer.firstName | default',
    ],
    ['<mj-button href="*|UNSUB|*">A</mj-button>', 'Use {{ unsubscribeUrl }}'],
  ])('as in %s is translated, and no other fault is made of it', async (element, fix) => {
    const close = element.endsWith('/>') || element.includes('</') ? '' : '</mj-text>'
    expect(
      await faultsOf([['        <mj-button', `        ${element}${close}\n        <mj-button`]]),
    ).toEqual([[10, expect.any(String), expect.stringContaining(fix)]])
  })
})

describe('Liquid in a tag of HTML', () => {
  it.each([
    ['<b title="{{ customer.name }}">Hi</b>', '{{ customer.name }}'],
    ['<b {% if locale %}class="a"{% endif %}>Hi</b>', '{% if locale %}'],
  ])('of a subject or preheader, as in %s, is refused', async (words, token) => {
    const fault = (what: string) =>
      `${token} is in an HTML tag and would be lost: ${what} is plain text`
    expect(await faultsOf([[TITLE, words]])).toMatchObject([
      [3, fault('a subject'), expect.anything()],
    ])
    expect(await faultsOf([['News from {{ shop.name }}', words]])).toMatchObject([
      [4, fault('a preheader'), expect.anything()],
    ])
  })

  it('is allowed between such tags', async () => {
    expect(await faultsOf([[TITLE, '{% if locale %}<b>{{ shop.name }}</b>{% endif %}']])).toEqual(
      [],
    )
  })
})
