/**
 * What a filter can do nothing with: a fault where it is written out, in whichever branch; unknown
 * in a mail where it comes from a variable.
 */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { corpusVariables } from './liquid-corpus-customer.ts'

const renderer = makeRenderer()
const faultsOf = (liquid: string) => renderer.check(liquid).faults

/** As each customer gets it, with odd values of every kind. */
const content = {
  ...corpusVariables('en').content,
  zero: 0,
  none: '',
  word: 'abc',
  percent: '100% & %C3%A4',
  half: '\uD83C',
  huge: '9'.repeat(400),
  list: [1, 'a', [2]],
  object: { a: 1 },
  no: false,
  nothing: null,
}
const variables = { ...corpusVariables('en'), content }
const rendered = (text: string) =>
  renderer.render(renderer.parse({ subject: '', html: '', text }), variables).text

describe('an argument that is written out', () => {
  it.each([
    ['5 | divided_by: 0', 'divided by 0'],
    ['5 | divided_by: "0"', 'divided by 0'],
    ['5 | modulo: 0.0', 'divided by 0'],
    ['5 | divided_by: "abc"', 'divided_by takes a number, and "abc" is not one'],
    ['5 | divided_by: true', 'divided_by takes a number, and true is not one'],
    ['5 | times: "2 kg"', 'times takes a number, and "2 kg" is not one'],
    ['5 | plus', 'plus needs a value after its colon'],
    ['5 | plus: nil', 'plus takes a number, and nil is not one'],
    ['5.5 | round: "half"', 'round takes a whole number, and "half" is not one'],
    ['shop.name | truncate: "ten"', 'truncate takes a whole number, and "ten" is not one'],
    ['shop.name | truncate: -1', 'truncate takes a number of 0 or more, and -1 is less'],
    ['shop.name | slice: 0, "x"', 'slice takes a whole number, and "x" is not one'],
    ['shop.name | append', 'append needs a value after its colon'],
    ['shop.name | slugify: "fancy"', /^slugify does not know "fancy"; there are raw, /],
    ['5 | money: "euro"', 'there is no currency "euro"'],
    ['5 | money_with_currency: "EUX"', 'there is no currency "EUX"'],
    ['5 | money: currency: "EUR"', 'money takes nothing by the name currency'],
    ['"now" | time_zone: "Mars/Base"', 'there is no time zone "Mars/Base"'],
    ['"now" | time_zone', 'time_zone needs a value after its colon'],
    ['"now" | date: "%F", "Berlin"', 'there is no time zone "Berlin"'],
    ['"now" | date: "%F", 100000', 'there is no time zone "100000"'],
    ['"now" | date: format: "fancy"', /^there is no date format "fancy"; there are abbreviated/],
    ['"now" | date: "DD.MM.YYYY"', 'the date format "DD.MM.YYYY" has no part of a date'],
    ['"now" | date: "%-d %i"', '"%i" is not part of a date'],
    ['"now" | date: style: "date"', 'date takes nothing by the name style'],
    ['shop.name | append: "a", "b"', 'append takes 1 value after its colon, not 2'],
    ['shop.name | upcase: 2', 'upcase takes nothing after its colon, not 1'],
    ['2 | pluralize: "item"', 'pluralize needs 2 values after its colon'],
    ['content.items | map: ""', 'map takes the name of a field, and "" is not one'],
    ['content.items | where_exp: "item"', 'where_exp needs 2 values after its colon'],
    ['content.items | where_exp: "item", ""', /^where_exp cannot read ""/],
    ['content.items | where_exp: "item", "item.price | nope"', /undefined filter: nope/],
    ['content.items | where_exp: "item", "item.price | divided_by: 0"', /divided by 0/],
  ])('is refused: {{ %s }}', (liquid, problem) => {
    const faults = faultsOf(`\n{{ ${liquid} }}`)
    expect(faults).toMatchObject([
      { line: 2, problem: typeof problem === 'string' ? problem : expect.stringMatching(problem) },
    ])
  })

  it.each([
    '5 | divided_by: 2.0',
    '5 | divided_by: "2"',
    '5 | round',
    '5 | round: -1',
    'shop.name | slice: -3, 2',
    '5 | money: "jpy"',
    '5 | money',
    '"now" | date',
    '"now" | date: ""',
    '"now" | date: "basic"',
    '"now" | date: format: "%-d %B"',
    '"now" | date: "%-d %B %% %:z %OB %^b %v"',
    '"now" | date: "%H:%M", "Europe/Berlin"',
    '"now" | date: "%H:%M", -480',
    '"now" | time_zone: "+08:00"',
    'shop.name | default: "a", allow_false: true',
    'content.items | where_exp: "item", "item.price > 1"',
    'content.items | sort',
    '5 | plus: content.word',
  ])('is taken: {{ %s }}', (liquid) => expect(faultsOf(`{{ ${liquid} }}`)).toEqual([]))

  it('is found in every tag and every branch, at its line', () => {
    const liquid = [
      '{% if shop.name == "no such shop" %}',
      '{% assign a = 1 | divided_by: 0 %}{% else %}',
      '{% for i in (1..0) %}{% echo 1 | modulo: 0 %}{% endfor %}',
      '{% case 1 %}{% when 2 %}{{ "now" | time_zone: "X" }}',
      '{% endcase %}{% capture b %}{% unless true %}{{ 5',
      '  | plus: 1',
      '  | money: "euro" }}{% endunless %}{% endcapture %}{% endif %}',
      '{% if 1 | divided_by: 0 %}{% elsif 1 | modulo: 0 %}{% endif %}',
    ].join('\n')
    expect(faultsOf(liquid).map(({ line }) => line)).toEqual([2, 3, 4, 7, 8])
  })
})

describe('an argument that a variable holds', () => {
  it.each([
    '5 | divided_by: content.zero',
    '5 | divided_by: content.word',
    '5 | modulo: content.none',
    '5 | money: content.percent',
    '"now" | time_zone: content.word',
    '"now" | date: "%F", content.none',
    '"now" | date: "%F", content.nothing',
    '"now" | date: format: content.word',
    'content.percent | base64_decode',
    'content.items | where: content.word',
    'content.items | where_exp: "item", content.percent',
    'content.items | find_exp: "item", "item.nope > 1"',
  ])('and that a filter can do nothing with makes its result unknown: {{ %s }}', (liquid) => {
    expect(rendered(`[{{ ${liquid} }}]`)).toBe('[]')
    expect(rendered(`{{ ${liquid} | default: "fallback" }}`)).toBe('fallback')
    const asked = `{% assign x = ${liquid} %}{% if x < 1 or x >= 1 or x %}yes{% else %}no{% endif %}`
    expect(rendered(asked)).toBe('no')
    expect(renderer.check(`{{ ${liquid} }}`, variables).faults).not.toEqual([])
  })

  it('never keeps a mail from leaving, whatever the filter', () => {
    const values = [
      ...Object.keys(content).map((name) => `content.${name}`),
      'value.nextPurchaseAt',
      'customer',
    ]
    for (const filter of renderer.filters)
      for (const value of values)
        rendered(
          values
            .flatMap((one) => [`: ${one}`, `: "a", ${one}`, `: ${one}, "b"`])
            .map((given) => `{{ ${value} | ${filter}${given} }}`)
            .join(''),
        )
  })

  it('leaves no name behind of an expression that cannot be read', () => {
    const liquid =
      '{% assign item = "tea" %}{{ content.items | where_exp: "item", "item.nope > 1" }}{{ item }}'
    expect(rendered(liquid)).toBe('tea')
  })
})

describe('a list', () => {
  it('may have items that lack a field, as in Shopify', () => {
    const items = '{{ content.mixed | where: "sale" | map: "title" | join: ", " }}'
    const mixed = [{ title: 'a', sale: true }, { title: 'b' }, { title: 'c', sale: false }]
    const given = { ...variables, content: { mixed } }
    const parsed = renderer.parse({ subject: '', html: '', text: items })
    expect(renderer.render(parsed, given).text).toBe('a')
    expect(renderer.check(items, given).faults).toEqual([])
    expect(renderer.check('{{ content.mixed | where: "sael" }}', given).faults).toMatchObject([
      { line: 1, problem: 'undefined variable: sael' },
    ])
  })
})

describe('a text', () => {
  it('comes through filters for addresses whatever is in it', () => {
    expect(rendered('{{ content.percent | url_decode }}')).toBe('100% & ä')
    expect(rendered('{{ "%FF+a%20b" | url_decode }}')).toBe('%FF a b')
    expect(rendered('{{ content.half | url_encode }}')).toBe('%EF%BF%BD')
  })

  it('is not cut if it is not known how much of it is wanted', () => {
    expect(rendered('{{ shop.name | truncate: content.word }}')).toBe('Tea & Söhne')
    expect(rendered('{{ "a b c" | truncatewords: content.word }}')).toBe('a b c')
    expect(rendered('{{ shop.name | slice: 4, 1000000 }}')).toBe('& Söhne')
  })
})
