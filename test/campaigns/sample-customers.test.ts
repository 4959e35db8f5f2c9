/** For whom mails are rendered before they are published, and what is found by that. */

import { describe, expect, it } from 'vitest'
import { differing, sampleCustomers } from '../../functions/campaigns/sample-customers.ts'
import { sampleVariables } from '../../functions/campaigns/sample-file.ts'
import { LIFECYCLE_CLASSES } from '../../functions/domain/lifecycle-class.ts'
import { MOST_RECOMMENDED } from '../../functions/domain/recommend/recommend.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()
const SAMPLE = sampleVariables({}, 'en', {})
const customers = sampleCustomers(SAMPLE)
const partsOf = ({ customer, lifecycle, value, recommendations }: typeof SAMPLE) => ({
  customer,
  lifecycle,
  value,
  recommendations,
})

describe('the customers for whom a mail is rendered', () => {
  it('are the sample and at most two dozen more, none of them twice', () => {
    expect(customers[0]?.variables).toEqual(SAMPLE)
    expect(customers[0]?.who(enFaults)).toBe('the sample customer')
    expect(customers.length).toBeLessThanOrEqual(25)
    const distinct = new Set(customers.map(({ variables }) => JSON.stringify(variables)))
    expect([distinct.size, new Set(customers.map(({ who }) => who(enFaults))).size]).toEqual([
      customers.length,
      customers.length,
    ])
  })

  it('differ from the sample in one thing each, but the one who never bought and the unknown', () => {
    const several = customers.slice(1).flatMap(({ who, variables }) => {
      const parts = Object.entries(partsOf(variables)).filter(
        ([name, part]) => JSON.stringify(part) !== JSON.stringify(Reflect.get(SAMPLE, name)),
      )
      return parts.length === 1 ? [] : [[who(enFaults), parts.map(([name]) => name)]]
    })
    expect(several).toEqual([
      ['a customer who never bought', ['lifecycle', 'value']],
      [
        'a customer about whom nothing is known',
        ['customer', 'lifecycle', 'value', 'recommendations'],
      ],
    ])
  })

  it('are in each class, with as many purchases as the class needs', () => {
    const lifecycles = customers.map(({ variables: { lifecycle } }) => lifecycle)
    expect(new Set(lifecycles.map((one) => one.class))).toEqual(new Set(LIFECYCLE_CLASSES))
    for (const { class: name, purchases, lastPurchaseAt } of lifecycles) {
      expect(purchases === 0).toBe(name === 'prospect')
      expect(lastPurchaseAt === '').toBe(name === 'prospect')
      if (name === 'first-time') expect(purchases).toBe(1)
      if (name === 'frequent') expect(purchases).toBeGreaterThanOrEqual(3)
    }
  })

  it('have as many recommendations as there can be, and each number that is fewer', () => {
    const counts = customers.map(({ variables }) => variables.recommendations.length)
    expect(new Set(counts)).toEqual(
      new Set(Array.from({ length: MOST_RECOMMENDED + 1 }, (_, count) => count)),
    )
  })

  it('include one with a name if the sample has none', () => {
    const unnamed = sampleVariables({ customer: { name: '' } }, 'en', {})
    const named = sampleCustomers(unnamed).filter(({ variables }) => variables.customer.name !== '')
    expect(named.map(({ variables }) => variables.customer.firstName)).toEqual(['Ann', ''])
  })

  it('are only those whose mails can differ by what the mail uses', () => {
    const whoFor = (...uses: readonly string[]) =>
      differing(customers, uses).map(({ who }) => who(enFaults))
    expect(whoFor('shop.name', 'content.link', 'unsubscribeUrl')).toEqual(['the sample customer'])
    expect(whoFor('customer.name')).toEqual([
      'the sample customer',
      'a customer with no name',
      'a customer whose name is one word',
    ])
    expect(whoFor('lifecycle.class', 'shop.name')).toHaveLength(LIFECYCLE_CLASSES.length)
    expect(whoFor('recommendations.0.title')).toHaveLength(9)
    expect(whoFor('customer')).toHaveLength(4)
  })
})

type Case = readonly [source: string, problem: string, fix: string]

async function faultsIn(from: string, to: string) {
  const compilation = await compileInEnglish(filesWith({ mjml: [[from, to]] }), renderer)
  return compilation.ok
    ? []
    : compilation.faults.map(({ line, problem, fix }) => [line, problem, fix])
}

describe('what fails for one customer alone is reported once, at its line, for that customer:', () => {
  const WORDS: readonly Case[] = [
    [
      '{{ 100 | divided_by: lifecycle.purchases }}',
      'Division by 0 for a customer who never bought',
      'Put {% if lifecycle.purchases %}…{% endif %} around it',
    ],
    [
      '{% if value.known %}{{ 100 | divided_by: value.expectedPurchases }}{% endif %}',
      'Division by 0 for a customer who is expected to buy nothing',
      'Put {% if value.expectedPurchases %}…{% endif %} around it',
    ],
    [
      '{% if customer.name %}{% assign words = customer.name | split: " " %}{{ words[1] }}{% endif %}',
      'words[1] is empty for a customer whose name is one word',
      'Use {{ words[1] | default: "…" }}, or put {% if words[1] %}…{% endif %} around it',
    ],
    [
      '{% assign pick = recommendations | where_exp: "one", "one.price != blank" | first %}{{ pick.title }}',
      'pick.title is empty for a customer with no recommendations',
      'Put {% if pick %}…{% endif %} around it',
    ],
    [
      '{% assign pick = recommendations[0] %}{{ pick.title }}',
      'pick.title is empty for a customer with no recommendations',
      'Put {% if pick %}…{% endif %} around it',
    ],
    [
      '<a href="{% if customer.name %}https://shop.example{% endif %}">a</a>',
      'href is empty for a customer with no name',
      'Put {% if … %} with the same value around the link, or name another link for then: {{ … | default: shop.url }}',
    ],
    [
      '{% for item in recommendations %}{% assign left = forloop.index | minus: 6 %}{{ 5 | divided_by: left }}{% endfor %}',
      `Division by 0 for a customer with 6 recommendations, the maximum`,
      'Put {% if left %}…{% endif %} around it',
    ],
  ]
  it.each(WORDS)('%s', async (source, problem, fix) => {
    const put = `<mj-text>\n${source}\n</mj-text>\n<mj-button`
    expect(await faultsIn('        <mj-button', put)).toEqual([[11, problem, fix]])
  })

  it.each([
    ['{% if customer.name %}Hi {{ customer.name }}{% endif %}', 'with no name'],
    ['{{ customer.firstName }}', 'with no name'],
    [
      '{% if customer.name %}{{ customer.firstName }}{% else %}Hi{% endif %}',
      'whose first name is unknown',
    ],
    ['{% if lifecycle.class == "active" %}Hi{% endif %}', 'who never bought'],
    [
      '{% case lifecycle.class %}{% when "active", "prospect" %}Hi{% when "first-time" %}You{% when "frequent" %}A{% endcase %}',
      'whose class is dormant',
    ],
    ['{% for item in recommendations %}{{ item.title }}{% endfor %}', 'with no recommendations'],
    [
      '{% for item in recommendations %}{{ item.price }}{% else %}Hi{% endfor %}',
      'whose recommendations have no price',
    ],
    [
      '{% for item in recommendations %}{% if item.price == "" %}Hi{% else %}{{ item.regularPrice }}{% endif %}{% else %}Hi{% endfor %}',
      'whose recommendations are not on sale',
    ],
    [
      '{% if value.known %}{{ value.recencyScore }}{% else %}Hi{% endif %}',
      'with a forecast but no scores',
    ],
    ['{% unless value.recencyScore == 1 %}Hi{% endunless %}', 'with the lowest scores'],
    ['{% unless value.recencyScore == 5 %}Hi{% endunless %}', 'with the highest scores'],
    [
      '{% if value.recencyScore %}{{ value.chance }}{% else %}Hi{% endif %}',
      'with scores but no forecast',
    ],
    [
      '{% if value.known %}{{ value.lifetimeValueMinor | money }}{% else %}Hi{% endif %}',
      'with a forecast but no lifetime value',
    ],
  ])('a subject of %s is empty for a customer %s', async (title, who) => {
    expect(await faultsIn('Hello {{ customer.name }} &amp; friends', title)).toEqual([
      [3, `The subject is empty for a customer ${who}`, expect.stringContaining('{% else %}')],
    ])
  })

  it('what a condition hides, and an invalid colour', async () => {
    const hidden = '{% if recommendations.size > 1 %}{{ shop.postalAddress }}{% endif %}'
    expect(await faultsIn('{{ shop.postalAddress }}', hidden)).toMatchObject([
      [11, '{{ shop.postalAddress }} is not shown to every customer', expect.anything()],
    ])
    const few = '{% if recommendations.size < 6 %}{{ shop.postalAddress }}{% endif %}'
    expect(await faultsIn('{{ shop.postalAddress }}', few)).toMatchObject([
      [
        11,
        '{{ shop.postalAddress }} is not shown to every customer: not to a customer with 6 recommendations, the maximum',
        expect.anything(),
      ],
    ])
    const colour = '<mj-text color="{% if value.known %}red{% endif %}">a</mj-text>\n<mj-button'
    expect(await faultsIn('<mj-button', colour)).toMatchObject([
      [
        10,
        'color is "" for a customer with no forecast, which MJML does not accept',
        expect.anything(),
      ],
    ])
  })
})
