/**
 * What a filter can do nothing with is refused at its line, also where no sample customer comes.
 */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()
/** Of the line before the snippet. */
const BEFORE = 10

async function faultsOf(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const compilation = await compileInEnglish(
    filesWith({ mjml: [['        <mj-button', put]] }),
    renderer,
  )
  return compilation.ok
    ? []
    : compilation.faults.map(({ line = 0, problem, fix }) => [line - BEFORE, problem, fix])
}

const unseen = (liquid: string) => `{% if lifecycle.purchases > 99 %}\n${liquid}\n{% endif %}`

describe('publishing', () => {
  it.each([
    [
      '{{ 5 | divided_by: 0 }}',
      'Division by 0',
      'Divide by another number, or put {% if … %} around it',
    ],
    [
      '{{ 5 | divided_by: "abc" }}',
      'divided_by takes a number, but "abc" is not one',
      'Use a number, such as divided_by: 2',
    ],
    [
      '{{ 5 | money: "euro" }}',
      'There is no currency "euro"',
      'Use an ISO 4217 code such as "EUR", or remove it to use the currency of the shop',
    ],
    [
      '{{ lifecycle.lastPurchaseAt | time_zone: "Berlin" | date: "%F" }}',
      'There is no time zone "Berlin"',
      'Use one such as "Europe/Berlin"',
    ],
    [
      '{{ lifecycle.lastPurchaseAt | date: "%F", "Mars/Base" }}',
      'There is no time zone "Mars/Base"',
      'Use one such as "Europe/Berlin"',
    ],
    [
      '{{ lifecycle.lastPurchaseAt | date: "DD.MM.YYYY" }}',
      'The date format "DD.MM.YYYY" contains no part of a date and would be shown as is',
      'Use a format such as "%-d %B %Y", or format: "date"',
    ],
    [
      '{{ lifecycle.lastPurchaseAt | date: "%-d %i" }}',
      '"%i" is not part of a date and would be shown as is',
      'Use a format such as "%-d %B %Y", and %% for a percent sign',
    ],
    [
      '{{ lifecycle.lastPurchaseAt | date: format: "fancy" }}',
      'There is no date format "fancy"',
      'Use one of abbreviated_date, basic, date, date_at_time, default, on_date, short, long, or a format such as "%-d %B %Y"',
    ],
    [
      '{{ lifecycle.purchases | pluralize: "order" }}',
      'pluralize needs 2 values after its colon',
      'Use pluralize: "item", "items"',
    ],
    ['{{ customer.name | append }}', 'append needs a value after its colon', 'Use append: "…"'],
    [
      '{{ customer.name | upcase: 1 }}',
      'upcase takes nothing after its colon, not 1',
      'Remove the rest',
    ],
    [
      '{{ customer.name | slugify: "fancy" }}',
      'slugify does not accept "fancy"',
      'Use one of raw, default, pretty, ascii, latin, none',
    ],
    [
      '{{ 5 | money: currency: "EUR" }}',
      'money has no parameter named currency',
      'Write the value without currency:',
    ],
    [
      '{{ recommendations | map: "" }}',
      'map takes the name of a field, but "" is not one',
      'Write it in quotes, such as map: "title"',
    ],
    [
      '{{ recommendations | where_exp: "item", "item.title | shorten" }}',
      'where_exp cannot read "item.title | shorten": There is no filter "shorten"',
      'Remove it: templates/README.md lists all filters',
    ],
    [
      '{{ recommendations | where_exp: "the item", "item.title" }}',
      'where_exp takes a name for the item first, but "the item" is not one',
      'Use where_exp: "item", "item.price > 10"',
    ],
  ])('refuses %s in a branch that no sample enters', async (liquid, problem, fix) => {
    expect(await faultsOf(unseen(liquid))).toEqual([[2, problem, fix]])
    expect(await faultsOf(liquid)).toEqual([[1, problem, fix]])
  })

  it('names each of several at its line, with what else is wrong', async () => {
    const faults = await faultsOf(
      unseen('{{ customer.nmae }}\n{{ 5 | money: "EUX" }}\n{{ 5 | modulo: 0 }}'),
    )
    expect(faults.map(([line, problem]) => [line, problem])).toEqual([
      [2, 'There is no variable customer.nmae'],
      [3, 'There is no currency "EUX"'],
      [4, 'Division by 0'],
    ])
  })

  it('still names what only the value of a sample customer shows', async () => {
    expect(await faultsOf('{{ 100 | divided_by: lifecycle.purchases }}')).toEqual([
      [
        1,
        'Division by 0 for a customer who never bought',
        'Put {% if lifecycle.purchases %}…{% endif %} around it',
      ],
    ])
    const guarded =
      '{% if lifecycle.purchases %}{{ 100 | divided_by: lifecycle.purchases }}{% endif %}'
    expect(await faultsOf(guarded)).toEqual([])
  })
})
