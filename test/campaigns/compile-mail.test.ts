import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith, type Spoil } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(spoil: Spoil) {
  const compilation = await compileInEnglish(filesWith(spoil), renderer)
  return compilation.ok ? [] : compilation.faults
}

/** A change that breaks the mail, and the one fault that must be found. */
type Case = readonly [name: string, spoil: Spoil, fault: object]

const mjml = (from: string, to: string, line: number | undefined, problem: string): Case => [
  problem,
  { mjml: [[from, to]] },
  {
    file: 'greet.en.mjml',
    ...(line !== undefined && { line }),
    problem: expect.stringContaining(problem),
  },
]

describe('a fault in a mail is reported at its line', () => {
  it.each<Case>([
    mjml('{{ shop.name }}', '{{ shop.nmae }}', 4, 'There is no variable shop.nmae'),
    mjml(
      '<h1>Hello',
      '<h1>{% if customer.name %}Hi{% else %}{{ x }}{% endif %}',
      9,
      'There is no variable x',
    ),
    mjml(
      '<h1>Hello',
      '<h1>{% for i in content %}{{ i.a }}{% endfor %}',
      9,
      'There is no variable i.a',
    ),
    mjml('{{ content.link }}', '{{ content.link', 9, '{{ is never closed'),
    mjml('<h1>', '{% if customer.name %}<h1>', 9, '{% if customer.name %} is never closed'),
    mjml('{{ content.link }}', '{{ content.link | shorten }}', 9, 'There is no filter "shorten"'),
    mjml('{{ customer.name }}', '{{ customer.name | raw }}', 3, 'There is no filter "raw"'),
    mjml('<mj-button', '<mj-button colour="red"', 10, 'Attribute colour is illegal'),
    mjml('<mj-column>', '<mj-column><mj-foo></mj-foo>', 8, "Element mj-foo doesn't exist"),
    mjml('<mj-body>', '<mj-body><mj-include path="footer.mjml" />', 6, '<mj-include> cannot read'),
    mjml('</mj-column>', '', 13, '</mj-section> closes <mj-column> of line 8'),
    mjml('</mjml>', '', 1, '<mjml> is never closed'),
    mjml('{{ content.link }}', 'javascript:alert(1)', 9, 'href points to "javascript:alert(1)"'),
    mjml('"https://shop.example"', "'&#106;avascript:x'", 10, 'href points to "&#106;avascript:x"'),
    mjml('"https://shop.example"', '"/relative"', 10, 'href points to "/relative"'),
    mjml(
      '{{ unsubscribeUrl }}',
      'https://shop.example',
      undefined,
      'must contain {{ unsubscribeUrl }}',
    ),
    mjml('{{ shop.postalAddress }}', '', undefined, 'must contain {{ shop.postalAddress }}'),
    mjml(
      '{{ unsubscribeUrl }}',
      '{{ preferencesUrl }}',
      undefined,
      'A marketing mail must contain {{ unsubscribeUrl }}',
    ),
    mjml(
      'Visit us',
      '{{ confirmUrl }}',
      10,
      '{{ confirmUrl }} is empty except in a campaign that starts on {consent: unconfirmed}',
    ),
    mjml(
      '{{ shop.postalAddress }}',
      '{% if customer.name %}{{ shop.postalAddress }}{% endif %}',
      undefined,
      '{{ shop.postalAddress }} is not shown to every customer',
    ),
    mjml(
      '<a href="{{ unsubscribeUrl }}">Unsubscribe</a>',
      '{% if lifecycle.purchases > 99 %}<a href="{{ unsubscribeUrl }}">Unsubscribe</a>{% endif %}',
      undefined,
      '{{ unsubscribeUrl }} is not shown to every customer',
    ),
    mjml(' lang="en"', '', 1, 'The mail does not declare its language'),
    mjml(
      '    <mj-title>Hello {{ customer.name }} &amp; friends</mj-title>\n',
      '',
      undefined,
      'The mail has no subject',
    ),
    mjml('News from {{ shop.name }}', '', 4, 'The mail has no preheader'),
    mjml(
      'Hello {{ customer.name }} &amp; friends',
      '{{ customer.name }}',
      undefined,
      'The subject is empty',
    ),
    mjml('Hello</h1>', `${'words '.repeat(16_000)}</h1>`, undefined, 'Gmail clips messages'),
  ])('%s', async (_, spoil, fault) => {
    expect(await faultsOf(spoil)).toContainEqual(expect.objectContaining(fault))
  })

  it('that is a service mail without the address of the shop is reported', async () => {
    expect(
      await faultsOf({
        yaml: [['kind: marketing', 'kind: service']],
        mjml: [['{{ shop.postalAddress }}', '']],
      }),
    ).toEqual([
      {
        file: 'greet.en.mjml',
        field: 'shop.postalAddress',
        problem: 'A service mail must contain {{ shop.postalAddress }}',
        fix: 'Add {{ shop.postalAddress }} to the footer',
      },
    ])
  })

  it('whose link is unsafe only because of its value is reported', async () => {
    const faults = await faultsOf({
      yaml: [['link: https://shop.example/new', 'link: //elsewhere']],
    })
    expect(faults).toMatchObject([
      { file: 'greet.en.mjml', problem: expect.stringContaining('"//elsewhere"') },
    ])
  })
})

const PICKS = '{% for pick in recommendations %}{{ pick.titel }}{% endfor %}'

describe('an unknown name gets a fix that lists the known names', () => {
  it.each([
    ['{{ value.chanse | default: 0 }}', 'Use value.chance; available: value.known, '],
    ['{{ customer.colour }}', 'Fix its spelling; available: customer.id, customer.name'],
    ['{{ shop.nmae }}', 'Use shop.name; available: shop.name, shop.url, shop.postalAddress'],
    ['{{ lifecycle.clas }}', 'Use lifecycle.class; available: lifecycle.class, '],
    ['{{ customer.name.first }}', 'Remove it'],
    ['{{ content.offer }}', 'Fix its spelling, or add it to content in campaign.yaml'],
    ['{{ content.lnik }}', 'Use content.link, or add it to content in campaign.yaml'],
    ['{{ unsubscribeURL2 }}', 'Use unsubscribeUrl; available: customer, shop, brand, content, '],
    ['{{ recommendations[0].title }}', 'Use {% for item in recommendations %}'],
    [
      PICKS,
      'Use pick.title; available: pick.title, pick.url, pick.imageUrl, pick.price, pick.regularPrice',
    ],
    ['{{ shop.name | shorten }}', 'Remove it: templates/README.md'],
    ['{% render "footer" %}', 'Copy its content here'],
    ['{% gallery %}', 'The tags are assign, '],
    ['{% if %}{% endif %}', 'Use a variable, a number or text in quotes'],
  ])('%s', async (wrong, fix) => {
    const faults = await faultsOf({ mjml: [['<h1>', `${wrong}<h1>`]] })
    expect(faults.map((fault) => fault.fix)).toContainEqual(expect.stringContaining(fix))
    for (const fault of faults) expect(fault.fix).not.toContain('guide')
  })

  it('with tags that are all allowed in a mail', async () => {
    const wrong = { mjml: [['<h1>', '{% gallery %}<h1>']] as const }
    const named = /The tags are (.*);/.exec((await faultsOf(wrong))[0]?.fix ?? '')?.[1] ?? ''
    const tags = named.split(/, | and /)
    expect(tags).toHaveLength(10)
    for (const tag of tags)
      expect(renderer.check(`{% ${tag} %}`).faults).not.toContainEqual(
        expect.objectContaining({ problem: expect.stringMatching(/not found/) }),
      )
  })
})
