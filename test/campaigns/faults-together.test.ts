/**
 * Any faults together: each that is found alone is found with the others, nothing else is, and once
 * each is fixed as its fix says, nothing is left.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { CORPUS } from './fault-snippets/corpus.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

async function foundIn(words: string): Promise<readonly string[]> {
  const put = `<mj-text>\n${words}\n</mj-text>\n<mj-button`
  const files = filesWith({ mjml: [['        <mj-button', put]] })
  const compilation = await compileInEnglish(files, renderer)
  const found = compilation.ok ? [] : compilation.faults
  return found.map(({ line = 0, problem }) => `${line - 10} ${problem}`)
}

/** How snippets are put together, and the line on which each then is. */
const LAYOUTS = {
  'on one line': (snippets: readonly string[]) => [snippets.join(' '), () => 1],
  'on lines of their own': (snippets: readonly string[]) => [
    snippets.join('\n'),
    (index: number) => 1 + index,
  ],
  'in a condition on one line': (snippets: readonly string[]) => [
    `{% if shop.url %}${snippets.join(' ')}{% else %}A{% endif %}`,
    () => 1,
  ],
  'in a loop in a condition': (snippets: readonly string[]) => [
    `{% if shop.name %}\n{% for one in recommendations %}\n${snippets.join('\n')}\n{% endfor %}\n{% endif %}`,
    (index: number) => 3 + index,
  ],
} satisfies Readonly<
  Record<
    string,
    (snippets: readonly string[]) => readonly [words: string, lineOf: (index: number) => number]
  >
>

/** Its blocks end in it, so that it can stand next to another. */
const standsAlone = (source: string, problems: readonly string[]): boolean =>
  !source.includes('\n') &&
  problems.length > 0 &&
  !problems.some((problem) =>
    /^\{% (?!else if).* (?:is never closed|has no opening|is outside|closes)|^\{%.*is (?:Twig|Django)'s/.test(
      problem,
    ),
  )

const FAULTY = CORPUS.flatMap(([, snippets]) => snippets)
  .map(([source, faults]) => ({ source, problems: faults.map(([, problem]) => problem) }))
  .filter(({ source, problems }) => standsAlone(source, problems))

type Faulty = { readonly source: string; readonly problems: readonly string[] }

/** Two or three of them in any order. */
const anyOf = <T extends Faulty>(snippets: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc
    .subarray([...snippets], { minLength: 2, maxLength: 3 })
    .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }))

const expectedOf = (some: readonly Faulty[], lineOf: (index: number) => number) =>
  some.flatMap(({ problems }, index) => problems.map((problem) => `${lineOf(index)} ${problem}`))

const RUNS = 12

describe.each(Object.entries(LAYOUTS))('faulty snippets %s', (_, layout) => {
  it('are refused for what each of them is refused for alone, and for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(anyOf(FAULTY), async (some) => {
        const [words, lineOf] = layout(some.map(({ source }) => source))
        expect(new Set(await foundIn(words))).toEqual(new Set(expectedOf(some, lineOf)))
      }),
      { numRuns: RUNS },
    )
  }, 240_000)
})

/** A snippet with one fault or several, and as their fixes say to write it. */
type Spoiled = readonly [source: string, problems: readonly string[], fixed: string]

const no = (name: string) => `There is no variable ${name}`
const noFilter = (name: string) => `There is no filter "${name}"`

const SPOILED: readonly Spoiled[] = [
  ['{{ nope | foo }}', [noFilter('foo'), no('nope')], '{{ shop.name }}'],
  [
    '{% if nope1 | foo %}A{% endif %}',
    [noFilter('foo'), no('nope1')],
    '{% if shop.name %}A{% endif %}',
  ],
  [
    '{% assign x1 = nope2 | foo: bar %}{{ x1 }}',
    [noFilter('foo'), no('nope2'), no('bar')],
    '{% assign x1 = shop.name %}{{ x1 }}',
  ],
  [
    "{{ x2 | money: 'EUX' }}",
    ['There is no currency "EUX"', no('x2')],
    "{{ lifecycle.purchases | money: 'EUR' }}",
  ],
  [
    '{{ x3 | append }}',
    ['append needs a value after its colon', no('x3')],
    '{{ shop.name | append: "…" }}',
  ],
  [
    '{% if customer.name = nope4 %}A{% endif %}',
    ['= assigns a value, but this is a comparison', no('nope4')],
    '{% if customer.name == shop.name %}A{% endif %}',
  ],
  [
    '{{ shop.name | upcasse | appendd: "a" }}',
    [noFilter('upcasse'), noFilter('appendd')],
    '{{ shop.name | upcase | append: "a" }}',
  ],
  [
    '{{ shop.name | downcasse: 3 }}',
    [noFilter('downcasse'), 'downcase takes nothing after its colon, not 1'],
    '{{ shop.name | downcase }}',
  ],
  [
    '{% assign own = customer.name | splt: " " | first %}{{ own }}',
    [noFilter('splt'), 'own is empty for a customer with no name'],
    '{% assign own = customer.name | split: " " | first %}{{ own | default: "you" }}',
  ],
  [
    '{% if nope5 is "a" && customer.nmae %}A{% endif %}',
    [
      `{% if nope5 is "a" && customer.nmae %} is JavaScript syntax, which Rekindle does not support`,
      'The condition uses an unknown comparison operator',
      no('nope5'),
      no('customer.nmae'),
    ],
    '{% if shop.name == "a" and customer.name %}A{% endif %}',
  ],
  [
    '{{ nope6 || "a" }}',
    [`{{ nope6 || "a" }} is JavaScript syntax, which Rekindle does not support`, no('nope6')],
    '{{ customer.name | default: "a" }}',
  ],
  [
    '{{ nope7 ? "a" : shop.nmae }}',
    [
      `{{ nope7 ? "a" : shop.nmae }} is JavaScript syntax, which Rekindle does not support`,
      no('nope7'),
      no('shop.nmae'),
    ],
    '{% if customer.name %}a{% else %}{{ shop.name }}{% endif %}',
  ],
  [
    '{% set x8 = nope8 | lower %}{{ x8 }}',
    [
      '{% set %} is Jinja or Twig syntax, which Rekindle does not support',
      noFilter('lower'),
      no('nope8'),
    ],
    '{% assign x8 = shop.name | downcase %}{{ x8 }}',
  ],
  [
    '{% fro thing in nope9 %}{{ thing.title }}{% endfor %}',
    ['There is no tag {% fro %}', no('nope9')],
    '{% for thing in recommendations %}{{ thing.title }}{% endfor %}',
  ],
  [
    '{% if shop.name %}A{% elif nope10 | foo %}B{% endif %}',
    ['{% elif %} is Django syntax, which Rekindle does not support', noFilter('foo'), no('nope10')],
    '{% if shop.name %}A{% elsif customer.name %}B{% endif %}',
  ],
  [
    '{% if shop.name %}A{% else if nope11 %}B{% endif %}',
    ['{% else if %} is not a tag', no('nope11')],
    '{% if shop.name %}A{% elsif customer.name %}B{% endif %}',
  ],
  [
    '{{ nope12 == nope13 }}',
    ['An output takes one value and cannot compare', no('nope12'), no('nope13')],
    'A',
  ],
  [
    '{% for i in (1..900) %}{% for j in (1..900) %}{{ i }}{{ nope14 }}{% endfor %}{% endfor %}',
    ['The Liquid produces more than a mail can hold', no('nope14')],
    '{% for i in (1..3) %}{% for j in (1..3) %}{{ i }}{% endfor %}{% endfor %}',
  ],
  [
    '{% for pick in recommendations | foo | where: "titel", "a" %}{{ pick.title }}{% endfor %}',
    ['A loop ignores filters on its list', noFilter('foo')],
    '{% assign picks = recommendations | where: "title", "a" %}{% for pick in picks %}{{ pick.title }}{% endfor %}',
  ],
  [
    "{{ 'now' | date: 'never', 'Nowhere' }}",
    [
      'The date format "never" contains no part of a date and would be shown as is',
      'There is no time zone "Nowhere"',
    ],
    "{{ 'now' | date: '%Y', 'Europe/Berlin' }}",
  ],
  [
    '{{ lifecycle.purchases | plus: "many" | divided_by: 0 }}',
    ['plus takes a number, but "many" is not one', 'Division by 0'],
    '{{ lifecycle.purchases | plus: 2 | divided_by: 2 }}',
  ],
  [
    '{% if value.chance &gt; 0,5 and nope15 == “a” %}A{% endif %}',
    [
      '“ is not a quote in Liquid',
      '&gt; is not supported in Liquid',
      '0,5 is not a number',
      no('nope15'),
    ],
    '{% if value.chance > 0.5 and shop.name == "a" %}A{% endif %}',
  ],
  [
    '{{ customer.nmae default: "a" }}',
    ['The value is followed by something that is not a filter', no('customer.nmae')],
    '{{ customer.name | default: "a" }}',
  ],
  [
    '<a href="javascript:{{ nope16 }}">A</a>',
    ['href points to "javascript:{{ nope16 }}"', no('nope16')],
    '<a href="https://shop.example/{{ shop.name }}">A</a>',
  ],
  [
    '{%if nope17-%}A{%-else-%}B{%-endif%}{%-raw-%}{{ x }}{%-endraw-%}',
    [no('nope17')],
    '{%if shop.name-%}A{%-else-%}B{%-endif%}{%-raw-%}{{ x }}{%-endraw-%}',
  ],
  ['{{ shop.name | handleize }}', [noFilter('handleize')], '{{ shop.name | slugify }}'],
  [
    '<form></form><b onclick="a()">*|FNAME|*</b>',
    [
      '<form> is not allowed in a mail',
      'onclick is not allowed in a mail',
      '*|FNAME|* is Mailchimp syntax, which Rekindle does not support',
    ],
    '<b>{{ customer.firstName }}</b>',
  ],
]

const SEVERAL = SPOILED.map(([source, problems, fixed]) => ({ source, problems, fixed }))

describe('a snippet with several faults', () => {
  it.each(SEVERAL)('$source is refused for each, and not once they are fixed', async (spoiled) => {
    const found = await foundIn(spoiled.source)
    expect(found.toSorted()).toEqual(spoiled.problems.map((problem) => `1 ${problem}`).toSorted())
    expect(await foundIn(spoiled.fixed)).toEqual([])
  })
})

describe.each(Object.entries(LAYOUTS))('snippets with several faults %s', (_, layout) => {
  it('are refused for each fault, and for none once they are fixed', async () => {
    await fc.assert(
      fc.asyncProperty(anyOf(SEVERAL), async (some) => {
        const [words, lineOf] = layout(some.map(({ source }) => source))
        const [fixed] = layout(some.map((one) => one.fixed))
        expect(new Set(await foundIn(words))).toEqual(new Set(expectedOf(some, lineOf)))
        expect(await foundIn(fixed)).toEqual([])
      }),
      { numRuns: RUNS },
    )
  }, 240_000)
})

describe('one fault', () => {
  it.each([
    ['{% break %}', '{% break %} is outside {% for %}'],
    ['{% if shop.name %}{% continue %}{% endif %}', '{% continue %} is outside {% for %}'],
    ['{% if shop.name %}A{% end %}', 'There is no tag {% end %}'],
  ])('in %s brings no other', async (words, problem) => {
    expect(await foundIn(words)).toEqual([`1 ${problem}`])
  })

  it('in the nested loops of a mail that would be too large is the range', async () => {
    const words =
      '{% for i in (1..900) %}\n{% for j in (1..900) %}{{ i }}{% endfor %}\n{% endfor %}'
    expect(await foundIn(words)).toEqual(['2 The Liquid produces more than a mail can hold'])
  })
})

describe('the names in a block that is never closed', () => {
  it('are checked with it', async () => {
    expect(await foundIn('{% if nope %}A{% elsif customer.nmae %}B')).toEqual([
      '1 {% if nope %} is never closed',
      '1 There is no variable customer.nmae',
      '1 There is no variable nope',
    ])
  })

  it('are checked in each of several, which are reported where they open', async () => {
    const words = '{% for i in nope %}\n{% if shop.nmae %}\n{% unless shop.name %}\n{% endfor %}'
    expect(await foundIn(words)).toEqual([
      '1 There is no variable nope',
      '2 {% if shop.nmae %} is never closed',
      '2 There is no variable shop.nmae',
      '3 {% unless shop.name %} is never closed',
    ])
  })
})

describe('Liquid between elements or among attributes', () => {
  it('is named as the author wrote it, whatever else is wrong with it', async () => {
    const words =
      '</mj-text>\n{{ nope }}\n<mj-text {% if nope1 %}color="red"{% endif %} font-sz="2">A'
    expect(await foundIn(words)).toEqual([
      '2 There is no variable nope',
      '2 {{ nope }} is between the elements of <mj-column>, where it is not shown',
      '3 There is no variable nope1',
      '3 {% if nope1 %} is between attributes, where MJML cannot keep it',
      '3 Attribute font-sz is illegal',
    ])
  })
})
