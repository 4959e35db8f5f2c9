/** What is printed of values that a mail seldom has. */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../../functions/pipeline/sending/render.ts'
import { corpusVariables } from './liquid-corpus-customer.ts'

const renderer = makeRenderer()
const content = {
  ...corpusVariables('en').content,
  small: -0.4,
  prices: [0.1, 0.2, '1.10'],
  goods: [{ price: 12.1 }, { price: 0.2 }, { title: 'free' }],
  huge: '9'.repeat(400),
  word: 'abc',
}
/** Spaces that do not break are spaces here. */
const rendered = (text: string, locale = 'en') =>
  renderer
    .render(renderer.parse({ subject: '', html: '', text }), {
      ...corpusVariables(locale),
      content,
    })
    .text.replaceAll(/[\u00A0\u202F]/g, ' ')

describe('a number', () => {
  it.each([
    // What rounds to nothing is not less than nothing.
    ['{{ content.small | money }}', '€0.00'],
    ['{{ content.small | round | money }}', '€0.00'],
    ['{{ content.small | round }}', '0'],
    ['{{ content.small | number_with_delimiter }}', '-0.4'],
    ['{{ -500 | money }}', '-€5.00'],
    ['{{ content.prices | sum }}', '1.4'],
    ['{{ content.goods | sum: "price" }}', '12.3'],
    ['{{ content.items | map: "price" | sum }}', '2950'],
    ['{{ content.word | sum }}', '0'],
    ['{{ "3.7" | to_integer }}', '3'],
    ['{{ 3.7 | to_integer }}', '3'],
    ['{{ content.word | to_integer }}', '0'],
    ['{{ true | to_integer }}', '1'],
    ['{{ "12345678901234567890" | number_with_delimiter }}', '12,345,678,901,234,567,890'],
    ['{{ " 5 " | number_with_delimiter }}', '5'],
    ['{{ -2.5 | round }}', '-3'],
    ['{{ 1.005 | round: 2 }}', '1.01'],
    ['{{ 1234567.891 | round: -3 }}', '1235000'],
    ['{{ 10 | divided_by: -3 }}', '-4'],
    ['{{ 10 | modulo: -3 }}', '-2'],
    ['{{ 12345 | money: "KWD" }}', 'KWD 12.345'],
    ['{{ 12000 | money_without_trailing_zeros: "KWD" }}', 'KWD 12'],
    ['{{ 12345.6 | money: "JPY" }}', '¥12,346'],
    ['{{ "1e3" | money }}', '1e3'],
    ['{{ "1,250" | money }}', '1,250'],
    ['{{ true | money }}', 'true'],
  ])('%s is %s', (liquid, text) => expect(rendered(liquid)).toBe(text))

  it('too large for any mail is unknown, and never Infinity', () => {
    for (const filter of [
      'abs',
      'ceil',
      'floor',
      'round',
      'plus: 1',
      'times: 2',
      'divided_by: 0.1',
    ])
      expect(rendered(`[{{ content.huge | ${filter} }}]`)).toBe('[]')
  })

  it.each([
    ['de-CH', "EUR 1'234.50", "1'234'567.5"],
    ['zh-Hant', '€1,234.50', '1,234,567.5'],
    ['pl', '1234,50 €', '1 234 567,5'],
    ['hi', '€1,234.50', '12,34,567.5'],
    ['he', '‏1,234.50 ‏€', '1,234,567.5'],
    ['fa', '‎€۱٬۲۳۴٫۵۰', '۱٬۲۳۴٬۵۶۷٫۵'],
  ])('in %s is written as its readers write it', (locale, money, number) => {
    expect(rendered('{{ 123450 | money }}', locale)).toBe(
      money.replace("'", '’').replaceAll('’', "'"),
    )
    expect(rendered('{{ 1234567.5 | number_with_delimiter }}', locale)).toBe(number)
  })
})

describe('a comparison', () => {
  it.each([
    ['"5" > 3', true],
    ['5 >= "5.0"', true],
    ['"b" > "a"', true],
    ['content.small < 0', true],
    ['"" < 1', false],
    ['" " <= 0', false],
    ['"" < "a"', false],
    ['nil < 1', false],
    ['false < 1', false],
    ['"abc" < 1', false],
    ['"abc" > 1', false],
    ['content.items < 1', false],
  ])('with what is in no order holds never, and else as in Liquid: %s', (condition, holds) => {
    expect(rendered(`{% if ${condition} %}yes{% endif %}`)).toBe(holds ? 'yes' : '')
  })
})

describe('a value with fields', () => {
  it('is not text: a mail does not show it, and publishing refuses it', () => {
    for (const liquid of [
      '{{ customer }}',
      '{{ content.items }}',
      '{{ content.items | first }}',
      '{{ content.items | money }}',
      '{% echo content.gift %}',
      '{% cycle customer, "a" %}',
    ]) {
      expect(rendered(liquid)).toBe('')
      expect(renderer.check(`\n${liquid}`, corpusVariables('en')).faults).toEqual([
        { line: 2, column: 1, problem: 'what it shows has fields but no text of its own' },
      ])
    }
  })

  it('may be a list of texts and numbers, which are joined', () => {
    expect(rendered('{{ (1..3) }}{{ content.tags }}{{ nil }}')).toBe('123new<i>')
  })
})

describe('captured words', () => {
  it('are read as what they say by filters for dates, zones and currencies', () => {
    const zone = '{% capture zone %}Asia/Tokyo{% endcapture %}'
    expect(rendered('{% capture d %} 2026-03-05 {% endcapture %}{{ d | date: "%-d %B" }}')).toBe(
      '5 March',
    )
    expect(rendered(`${zone}{{ "2026-03-05T00:00:00Z" | date: "%H", zone }}`)).toBe('09')
    expect(rendered(`${zone}{{ "2026-03-05T00:00:00Z" | time_zone: zone | date: "%H" }}`)).toBe(
      '09',
    )
    expect(rendered('{% capture c %}jpy{% endcapture %}{{ 500 | money: c }}')).toBe('¥500')
  })
})
