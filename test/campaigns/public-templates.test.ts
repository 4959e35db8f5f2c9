// biome-ignore-all lint/suspicious/noTemplateCurlyInString: other tools write their values so
/** What public templates of other tools hold: each is refused with its translation, and alone. */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(changes: Parameters<typeof filesWith>[0]) {
  const compilation = await compileInEnglish(filesWith(changes), renderer)
  return compilation.ok ? [] : compilation.faults.map(({ problem, fix }) => `${problem}: ${fix}`)
}

const inWords = (words: string) =>
  faultsOf({ mjml: [['        <mj-button', `<mj-text>${words}</mj-text>\n<mj-button`]] })

const ONE_OF = 'Use one of {{ customer.name }}, {{ shop.name }}, '
const FIRST_NAME = 'Use {{ customer.firstName | default: "there" }}; '
const NAME = 'Use {{ customer.name | default: "there" }}; '

describe('words of another tool', () => {
  it.each<[string, readonly [problem: string, fix: string][]]>([
    [
      'Hi {owner}, {song} sold {quantity}',
      [
        ["{owner} is another tool's syntax", ONE_OF],
        ["{song} is another tool's syntax", ONE_OF],
        ["{quantity} is another tool's syntax", ONE_OF],
      ],
    ],
    [
      '<a href="https://a.example/?t={title}">a</a>',
      [["{title} is another tool's syntax", ONE_OF]],
    ],
    ['{{ var:user.name }}', [['{{ var:user.name }} is Mailjet syntax', NAME]]],
    ['{{ var:user.name:"there" }}', [['{{ var:user.name:"there" }} is Mailjet syntax', NAME]]],
    ['{{data:firstname}}', [['{{data:firstname}} is Mailjet syntax', FIRST_NAME]]],
    [
      '{% for item in var:order.items %}{{ item.title }}{% endfor %}',
      [
        [
          '{% for item in var:order.items %} is Mailjet syntax',
          'Write a loop as {% for item in recommendations %}',
        ],
      ],
    ],
    [
      '{{ formatDate order.placedAt }}',
      [['{{ formatDate order.placedAt }} is Handlebars syntax', 'Remove it: mails have no access']],
    ],
    [
      '{{ FirstName }}',
      [['There is no variable FirstName; it belongs to another tool', FIRST_NAME]],
    ],
    ['{{ fname }}', [['There is no variable fname; it belongs to another tool', FIRST_NAME]]],
    [
      '{{ CompanyName }}',
      [['There is no variable CompanyName; it belongs to another tool', 'Use {{ shop.name }}']],
    ],
    [
      '[[PERMALINK_LABEL]]',
      [["[[PERMALINK_LABEL]] is another tool's syntax", 'Remove it: a mail has no web version']],
    ],
  ])('such as %s are translated', async (words, expected) => {
    const faults = await inWords(words)
    expect(faults).toHaveLength(expected.length)
    expected.forEach(([problem, fix], index) => {
      expect(faults[index]).toContain(problem)
      expect(faults[index]).toContain(`: ${fix}`)
    })
  })

  it.each(['{ color: red }', 'a set {1, 2}', '{{ shop.name }}', 'a {} b'])(
    'are not %s',
    async (words) => {
      expect(await inWords(words)).toEqual([])
    },
  )
})

describe('elements of another MJML', () => {
  it('such as mj-container of MJML 3 are named, and what it holds is not said to be hidden', async () => {
    const faults = await faultsOf({
      mjml: [
        ['<mj-body>', '<mj-body><mj-container width="600px">'],
        ['</mj-body>', '</mj-container></mj-body>'],
      ],
    })
    expect(faults).toEqual([
      expect.stringMatching(/^Element mj-container .*: Remove <mj-container> and <\/mj-container>/),
    ])
  })

  it('several illegal attributes are fixed as one is', async () => {
    const faults = await faultsOf({ mjml: [['<mj-button', '<mj-button foo="1" bar="2"']] })
    expect(faults).toEqual([expect.stringMatching(/^Attributes foo, bar are illegal: Remove/)])
  })
})
