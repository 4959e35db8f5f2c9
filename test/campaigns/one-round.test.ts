import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(spoil: Spoil) {
  const compilation = await compileInEnglish(filesWith(spoil), renderer)
  return compilation.ok
    ? []
    : compilation.faults.map(({ file, line, problem }) => [file, line, problem])
}

const MAIL = 'greet.en.mjml'

describe('one publish', () => {
  it('reports syntax, names, links, structure, required variables and content together', async () => {
    const faults = await faultsOf({
      yaml: [['link: https://shop.example/new', 'link: //elsewhere\n    words: Read <b>this</b>']],
      mjml: [
        ['News from {{ shop.name }}', ''],
        ['<mj-section>', '<mj-section colour="red">'],
        ['<h1>Hello</h1>', '<h1>{% if customer.name %}Hello *|FNAME|*</h1>'],
        ['Visit us', '{{ shop.nmae }}{{ shop.name | upcasse }}{{ customer.name'],
        ['{{ unsubscribeUrl }}', 'javascript:x'],
        ['      </mj-column>\n', ''],
      ],
    })
    expect(faults).toEqual([
      [
        'campaign.yaml',
        12,
        'content is plain text, but this contains HTML: <b> would be shown as is',
      ],
      [MAIL, 4, 'The mail has no preheader'],
      [MAIL, 7, 'Attribute colour is illegal'],
      [MAIL, 9, '*|FNAME|* is Mailchimp syntax, which Rekindle does not support'],
      [MAIL, 9, '{% if customer.name %} is never closed'],
      [MAIL, 9, 'href points to "//elsewhere"'],
      [MAIL, 10, 'There is no filter "upcasse"'],
      [MAIL, 10, '{{ is never closed'],
      [MAIL, 10, 'There is no variable shop.nmae'],
      [MAIL, 11, 'href points to "javascript:x"'],
      [MAIL, 12, '</mj-section> closes <mj-column> of line 8'],
      [MAIL, undefined, 'A marketing mail must contain {{ unsubscribeUrl }}'],
    ])
  })

  it('says nothing of a loop around an element of MJML 3 that it refuses anyway', async () => {
    const loop = '<mj-raw>{% for item in recommendations %}</mj-raw>'
    const mjml = [
      ['    <mj-section>', `    <mj-container>${loop}<mj-section>`],
      ['    </mj-section>', '    </mj-section><mj-raw>{% endfor %}</mj-raw></mj-container>'],
    ] as const
    const faults = await faultsOf({ mjml })
    expect(faults.map(([, , problem]) => problem)).toEqual([
      "Element mj-container doesn't exist or is not registered",
    ])
  })

  it('reports a link that is unsafe because of its value at the line of the link', async () => {
    const yaml = [['link: https://shop.example/new', 'link: //elsewhere']] as const
    expect(await faultsOf({ yaml })).toEqual([[MAIL, 9, 'href points to "//elsewhere"']])
  })

  it('reports what a condition hides at its line, once for all samples', async () => {
    const mjml = [
      [
        '{{ shop.postalAddress }}',
        '{% if lifecycle.purchases > 99 %}{{ shop.postalAddress }}{% endif %}',
      ],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 11, '{{ shop.postalAddress }} is not shown to every customer'],
    ])
  })

  it('does not echo an unknown filter in a condition as its missing end', async () => {
    const mjml = [['<h1>', '<h1>{% if shop.name | shorten: 3 %}a{% else %}b{% endif %}']] as const
    expect(await faultsOf({ mjml })).toEqual([[MAIL, 9, 'There is no filter "shorten"']])
  })

  it('counts a required variable as shown if only its spelling or its filter is wrong', async () => {
    const mjml = [
      ['{{ unsubscribeUrl }}', '{{ unsubscribeUlr }}'],
      ['{{ shop.postalAddress }}', '{{ shop.postalAddress | upcasse }}'],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 11, 'There is no filter "upcasse"'],
      [MAIL, 11, 'There is no variable unsubscribeUlr'],
    ])
  })

  it('finds out from the elements which of several blocks is never closed', async () => {
    const loop = '<mj-text>{% for item in recommendations %}{{ item.title }}</mj-text>'
    const mjml = [
      [
        '<mj-section>',
        `{% for pick in recommendations %}
<mj-section><mj-column>${loop}</mj-column></mj-section>
{% else %}
<mj-section><mj-column><mj-text>Soon more</mj-text></mj-column></mj-section>
{% endfor %}
<mj-section>`,
      ],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 8, '{% for item in recommendations %} is never closed'],
    ])
  })

  it('reports Liquid that MJML cannot keep together with wrong names and links', async () => {
    const mjml = [
      ['<mj-section>', '<mj-section {% if customer.name %}css-class="a"{% endif %}>'],
      ['<h1>Hello', '<h1>{{ customer.nmae }}'],
      ['{{ unsubscribeUrl }}', '{{ unsubscribeUrl }}"><form></form><a href="javascript:x'],
    ] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 7, '{% if customer.name %} is between attributes, where MJML cannot keep it'],
      [MAIL, 9, 'There is no variable customer.nmae'],
      [MAIL, 11, 'href points to "javascript:x"'],
      [MAIL, 11, '<form> is not allowed in a mail'],
    ])
  })

  it('finds what a loop over recommendations assumes about a name', async () => {
    const own = '{% assign own = customer.name | split: " " | first %}{{ own }}'
    const mjml = [['<h1>Hello', `<h1>{% for item in recommendations %}${own}{% endfor %}`]] as const
    expect(await faultsOf({ mjml })).toEqual([
      [MAIL, 9, 'own is empty for a customer with no name'],
    ])
  })
})

/** A fault on a line of its own, and the line as its fix says to write it. */
type Spoiled = readonly [line: string, problem: string, fixed: string]

const TITLES: readonly Spoiled[] = [
  [
    '{{ customer.firstName }}',
    'The subject is empty for a customer with no name',
    '{{ customer.firstName | default: "Hello" }}',
  ],
  ['<b class="{{ locale }}">Hi</b>', '{{ locale }} is in an HTML tag', '{{ locale }} Hi'],
  ['{{ hello }}', 'hello is assigned below, on line', 'Hello'],
  ['Hello *|FNAME|*', '*|FNAME|* is Mailchimp syntax', 'Hello {{ customer.firstName }}'],
]

/** Lines of a column. */
const ELEMENTS: readonly Spoiled[] = [
  ...(
    [
      ['{{ customer.nmae }}', 'There is no variable customer.nmae', '{{ customer.name }}'],
      ['{{ shop.name | upcasse }}', 'There is no filter "upcasse"', '{{ shop.name | upcase }}'],
      ['{% if locale %}Hi', '{% if locale %} is never closed', '{% if locale %}Hi{% endif %}'],
      ['Hi {{ shop.name', '{{ is never closed', 'Hi {{ shop.name }}'],
      ['{% endfor %}', '{% endfor %} has no opening tag', 'Hi'],
      ['[[NAME]]', "[[NAME]] is another tool's syntax", '{{ customer.name }}'],
      ['{% render "footer" %}', '{% render %} is Shopify syntax', 'Footer'],
      ['{{ person.first_name }}', 'There is no variable person.first_name', '{{ customer.name }}'],
      [
        '{{ 7 | divided_by: lifecycle.purchases }}',
        'Division by 0 for a customer who never bought',
        '{% if lifecycle.purchases %}{{ 7 | divided_by: lifecycle.purchases }}{% endif %}',
      ],
      [
        '{% assign pick = recommendations | last %}{{ pick.url }}',
        'pick.url is empty for a customer with no recommendations',
        '{% assign pick = recommendations | last %}{% if pick %}{{ pick.url }}{% endif %}',
      ],
      [
        '{% if recommendations.size > 2 %}{{ recommendations[6].title }}{% endif %}',
        'recommendations[6] is empty for a customer with exactly 3 recommendations',
        '{% if recommendations[6] %}{{ recommendations[6].title }}{% endif %}',
      ],
      [
        '{% for one in recommendations %}{{ one.titel }}{% endfor %}',
        'There is no variable one.titel',
        '{% for one in recommendations %}{{ one.title }}{% endfor %}',
      ],
      [
        '{% for two in nowhere %}{% endfor %}{% assign two = "a" %}{{ two }}',
        'There is no variable nowhere',
        '{% for two in recommendations %}{% endfor %}{% assign two = "a" %}{{ two }}',
      ],
      ['<form></form>', '<form> is not allowed in a mail', 'Form'],
      ['<b onclick="a()">A</b>', 'onclick is not allowed in a mail', '<b>A</b>'],
      [
        '<b {{ customer.name }}>A</b>',
        '{{ customer.name }} is in the tag <b>',
        '<b title="{{ customer.name }}">A</b>',
      ],
      [
        '<a href="{% if customer.name %}https://shop.example{% endif %}">A</a>',
        'href is empty for a customer with no name',
        '<a href="https://shop.example">A</a>',
      ],
    ] as const
  ).map(
    ([words, problem, fixed]): Spoiled => [
      `<mj-text>${words}</mj-text>`,
      problem,
      `<mj-text>${fixed}</mj-text>`,
    ],
  ),
  ['<mj-text colour="red">A</mj-text>', 'Attribute colour is illegal', '<mj-text>A</mj-text>'],
  ['<mj-txt>A</mj-txt>', "Element mj-txt doesn't exist", '<mj-text>A</mj-text>'],
  ['<mj-text>A</mj-txt>', '</mj-txt> closes <mj-text> of line', '<mj-text>A</mj-text>'],
  ['<mj-text>A</mj-text></mj-hero>', '</mj-hero> has no opening tag', '<mj-text>A</mj-text>'],
  ['<mj-text padding="10">A</mj-text>', 'Attribute padding has', '<mj-text>A</mj-text>'],
  [
    '<mj-text {% if locale %}color="red"{% endif %}>A</mj-text>',
    '{% if locale %} is between attributes',
    '<mj-text color="{% if locale %}red{% else %}blue{% endif %}">A</mj-text>',
  ],
  [
    '<mj-text color="{% if value.known %}red{% endif %}">A</mj-text>',
    'color is "" for a customer with no forecast',
    '<mj-text color="{% if value.known %}red{% else %}blue{% endif %}">A</mj-text>',
  ],
  [
    '<mj-text color="*|COLOR|*">A</mj-text>',
    '*|COLOR|* is Mailchimp syntax',
    '<mj-text color="#1f5f54">A</mj-text>',
  ],
  [
    '<mj-image src="https://shop.example/a.png" width="{{ lifecycle.purchases }}px" />',
    'MJML must know the width of <mj-image>',
    '<mj-image src="https://shop.example/a.png" width="20px" />',
  ],
  [
    '<mj-text>{% if locale %}A</mj-text><mj-text>B{% endif %}</mj-text>',
    '{% if locale %} is in <mj-text>, but its {% endif %}',
    '{% if locale %}<mj-text>A</mj-text><mj-text>B</mj-text>{% endif %}',
  ],
  ['Loose words', '"Loose words" is between', '<mj-text>Words</mj-text>'],
  ['{{ shop.name }}', '{{ shop.name }} is between', '<mj-text>{{ shop.name }}</mj-text>'],
  [
    '<mj-button href="ftp://shop.example">A</mj-button>',
    'href points to "ftp://shop.example"',
    '<mj-button href="https://shop.example">A</mj-button>',
  ],
  [
    '<mj-button href="{{ content.bare }}">A</mj-button>',
    'href points to "//shop.example"',
    '<mj-button href="https://shop.example/{{ content.bare }}">A</mj-button>',
  ],
  ['<mj-include path="a.mjml" />', '<mj-include> cannot read', '<mj-text>A</mj-text>'],
]

const ADDRESSES: readonly Spoiled[] = [
  [
    '{% if recommendations.size < 3 %}{{ shop.postalAddress }}{% endif %}',
    '{{ shop.postalAddress }} is not shown to every customer: not to a customer with exactly 3',
    '{{ shop.postalAddress }}',
  ],
  ['{{ shop.postalAddres }}', 'There is no variable shop.postalAddres', '{{ shop.postalAddress }}'],
]

const GOOD: Spoiled = ['<mj-text>Good</mj-text>', '', '<mj-text>Good</mj-text>']

function mailWith(title: string, elements: readonly string[], address: string): readonly string[] {
  return [
    '<mjml lang="en">',
    '<mj-head>',
    `<mj-title>${title}</mj-title>`,
    '<mj-preview>News</mj-preview>',
    '</mj-head>',
    '<mj-body>',
    '<mj-section>',
    '<mj-column>',
    ...elements,
    '{% assign hello = "Hello" %}',
    '<mj-text><a href="{{ unsubscribeUrl }}">Unsubscribe</a></mj-text>',
    `<mj-text>${address}</mj-text>`,
    '</mj-column>',
    '</mj-section>',
    '</mj-body>',
    '</mjml>',
  ]
}

async function compiledFaults(lines: readonly string[]) {
  const files = new Map(filesWith()).set(MAIL, lines.join('\n'))
  const yaml = files.get('campaign.yaml') ?? ''
  files.set('campaign.yaml', yaml.replace('link:', 'bare: //shop.example\n    link:'))
  const compilation = await compileInEnglish(files, renderer)
  return compilation.ok ? [] : compilation.faults
}

describe('faults of different kinds on lines of their own', () => {
  it.each([...ELEMENTS])(
    '%s is found alone and, once fixed, published',
    async (line, problem, fixed) => {
      expect(await compiledFaults(mailWith('Hi', [line], '{{ shop.postalAddress }}'))).toEqual([
        expect.objectContaining({ line: 9, problem: expect.stringContaining(problem) }),
      ])
      expect(await compiledFaults(mailWith('Hi', [fixed], '{{ shop.postalAddress }}'))).toEqual([])
    },
  )

  it('are all found in one round, each once, and nothing else is', async () => {
    const title = fc.constantFrom<Spoiled>(['Hi', '', 'Hi'], ...TITLES)
    const elements = fc.shuffledSubarray([...ELEMENTS, GOOD, GOOD], { minLength: 2, maxLength: 9 })
    const address = fc.constantFrom<Spoiled>(
      ['{{ shop.postalAddress }}', '', '{{ shop.postalAddress }}'],
      ...ADDRESSES,
    )
    await fc.assert(
      fc.asyncProperty(title, elements, address, async (first, middle, last) => {
        const lines = mailWith(
          first[0],
          middle.map(([line]) => line),
          last[0],
        )
        const expected = [
          [3, first[1]],
          ...middle.map(([, problem], index) => [9 + index, problem]),
          [11 + middle.length, last[1]],
        ]
          .filter(([, problem]) => problem !== '')
          .map(([line, problem]) => ({ line, problem: expect.stringContaining(String(problem)) }))
        const found = await compiledFaults(lines)
        expect(found.map(({ line, problem }) => ({ line, problem }))).toEqual(expected)
        const fixed = mailWith(
          first[2],
          middle.map(([, , line]) => line),
          last[2],
        )
        expect(await compiledFaults(fixed)).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
