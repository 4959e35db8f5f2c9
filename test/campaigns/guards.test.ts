/**
 * Guards and mistakes as marketers write them who know Shopify, Klaviyo, Customer.io, Braze and
 * Mailchimp: what is published, and what is refused with which words.
 */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const mjml = [['        <mj-button', put]] as const
  const compilation = await compileInEnglish(filesWith({ mjml }), renderer)
  return compilation.ok ? [] : compilation.faults
}

describe('published is', () => {
  it.each([
    '{% if recommendations.size > 0 %}{{ recommendations.first.title }}{% endif %}',
    '{% if recommendations.size > 0 %}{{ recommendations[0].title }}{% endif %}',
    '{% if recommendations.size >= 2 %}{{ recommendations[1].title }}{% endif %}',
    '{% if recommendations[1] %}{{ recommendations[1].title }}{% endif %}',
    '{% if recommendations != empty %}{{ recommendations[0].title }}{% endif %}',
    '{% if recommendations == blank %}none{% else %}{{ recommendations[0].title }}{% endif %}',
    '{% assign p = recommendations[0] %}{% if p %}{{ p.title }}{% endif %}',
    '{% assign p = recommendations.first %}{% unless p == blank %}{{ p.title }}{% endunless %}',
    '{% assign n = recommendations.size | minus: 1 %}{% if n >= 0 %}{{ recommendations[n].title }}{% endif %}',
    '{% for p in recommendations limit: 2 offset: 1 %}{{ p.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}',
    '{% for p in recommendations limit:3 %}{{ p.title | truncate: 20 }} {{ p.price | money }}{% else %}Soon{% endfor %}',
    '{% for p in recommendations reversed %}{% if forloop.index == 2 %}{% break %}{% endif %}{{ p.title }}{% endfor %}',
    "{% case lifecycle.class %}{% when 'dormant' %}A{% when 'first-time', 'active' %}B{% else %}C{% endcase %}",
    "{% if lifecycle.class == 'frequent' or lifecycle.class != 'dormant' %}A{% endif %}",
    "{{ recommendations | map: 'title' | join: ', ' }}",
    "{{ recommendations | sort: 'price' | map: 'url' | first }}",
    "{% assign groups = recommendations | group_by: 'price' %}{% for group in groups %}{{ group.name }} {{ group.items.size }}{% endfor %}",
    "{% assign names = customer.name | split: ' ' %}{% if names.size > 1 %}{{ names[1] }}{% endif %}",
    "{% assign names = customer.name | split: ' ' %}Hi {{ names[0] | default: 'there' }}",
    '{% if customer %}Hi {{ customer.name }}{% endif %}',
    '{% if not customer.name %}Hi{% endif %}',
    "{% assign best = '' %}{% for p in recommendations %}{% assign best = p.title %}{% endfor %}{{ best }}",
    '{% assign total = 0 %}{% for p in recommendations %}{% assign total = total | plus: 1 %}{% endfor %}{{ total }}',
    '{% if recommendations.size > 0 %}{{ 100 | divided_by: recommendations.size }}{% endif %}',
    '{% if value.chance > 0.5 %}{{ value.lifetimeValueMinor | money }}{% endif %}',
    "{{ value.nextPurchaseAt | date: '%-d %B' }}",
  ])('%s', async (snippet) => {
    expect(await faultsOf(snippet)).toEqual([])
  })
})

const MONTH = '{% assign m = lifecycle.lastPurchaseAt | date: "%m" %}'

describe('a condition that no sample fulfils', () => {
  it.each([
    `${MONTH}{% if m == "12" %}{{ recommendations.first.title }}{% endif %}`,
    '{% assign m = "now" | date: "%m" %}{% if m == "13" %}{{ recommendations[0].title }}{% endif %}',
    '{% if zone == "Asia/Tokyo" %}\n{% if value.known %}{{ recommendations[1].title }}{% endif %}{% endif %}',
    '{% unless shop.currency != "NOK" %}{{ recommendations[0].title }}{% endunless %}',
    '{% if customer.id == "7" %}A{% else %}{% if zone == "x" %}B{% else %}{{ recommendations[0].url }}{% endif %}{% endif %}',
    '{% if zone == "a" %}A{% elsif zone == "b" %}{{ recommendations[0].title }}{% endif %}',
    '{% case zone %}{% when "a" %}A{% when "b", "c" %}{{ recommendations[0].title }}{% endcase %}',
    '{% if lifecycle.purchases == 12345 %}{% assign p = recommendations.first %}{{ p.title }}{% endif %}',
    '{% assign parts = customer.name | split: " " %}{% if zone == "a" %}{{ parts[1] }}{% endif %}',
    '{% if customer.name == "Ann Smith-Jones" %}{{ recommendations[0].title }}{% endif %}',
  ])('does not stand in for a guard: %s', async (snippet) => {
    const faults = await faultsOf(snippet)
    expect(faults.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/^\S+ is empty for /),
    ])
  })

  it.each([
    `${MONTH}{% if m == "12" %}{% if recommendations.size > 0 %}{{ recommendations.first.title }}{% endif %}{% endif %}`,
    '{% if recommendations.size > 0 %}{% if zone == "Asia/Tokyo" %}{{ recommendations[0].title }}{% endif %}{% endif %}',
    '{% if zone == "a" %}{% for p in recommendations %}{{ p.title }}{% endfor %}{% endif %}',
    '{% if zone == "a" and recommendations.size > 0 %}{{ recommendations[0].title }}{% endif %}',
    '{% assign has = false %}{% for p in recommendations %}{% assign has = true %}{% endfor %}{% if has %}{{ recommendations[0].title }}{% endif %}',
    '{% capture list %}{% for p in recommendations %}{{ p.title }}{% endfor %}{% endcapture %}{% if list != "" %}{{ recommendations[0].title }}{% endif %}',
    '{% if zone == "a" %}{% assign n = customer.name | default: "you" %}{% endif %}{% if zone == "a" %}{{ n }}{% endif %}',
    '{% if content.link == "x" %}{{ recommendations[0].title }}{% endif %}',
    '{% if zone == "a" %}Hi {{ customer.firstName | default: "there" }}{% else %}{{ customer.name }}{% endif %}',
  ])('leaves a guarded use alone: %s', async (snippet) => {
    expect(await faultsOf(snippet)).toEqual([])
  })
})

const LIST =
  'Use {% for item in recommendations %} with {{ item.title }} inside, or put {% if GUARD %}…{% endif %} around it'
const FIELDS = 'available: p.title, p.url, p.imageUrl, p.price, p.regularPrice'
const CLASSES = 'prospect, first-time, active, frequent, dormant'
const PRODUCTS =
  'Use {% for item in recommendations %}{{ item.title }}{% endfor %}; the fields are item.title, item.url, item.imageUrl, item.price, item.regularPrice'

describe('refused in one sentence is', () => {
  it.each<readonly [snippet: string, problem: string, fix: string]>([
    [
      '{% if recommendations %}{{ recommendations[0].title }}{% endif %}',
      'recommendations[0] is empty for a customer with no recommendations',
      LIST.replace('GUARD', 'recommendations[0]'),
    ],
    [
      '{% if recommendations.size > 1 %}{{ recommendations[2].title }}{% endif %}',
      'recommendations[2] is empty for a customer with exactly 2 recommendations',
      LIST.replace('GUARD', 'recommendations[2]'),
    ],
    [
      '{% assign n = recommendations.size | minus: 1 %}{{ recommendations[n].title }}',
      'recommendations[n] is empty for a customer with no recommendations',
      LIST.replace('GUARD', 'recommendations[n]'),
    ],
    [
      '{% for i in (1..3) %}{{ recommendations[i].title }}{% endfor %}',
      'recommendations[i] is empty for the sample customer',
      LIST.replace('GUARD', 'recommendations[i]'),
    ],
    [
      '{{ recommendations.last.url }}',
      'recommendations.last is empty for a customer with no recommendations',
      LIST.replace('GUARD', 'recommendations.last'),
    ],
    [
      '{{ recommendations.title }}',
      'There is no variable recommendations.title',
      'Use {% for item in recommendations %} with {{ item.title }} inside; available: item.title, item.url, item.imageUrl, item.price, item.regularPrice',
    ],
    [
      "{% assign names = customer.name | split: ' ' %}Hi {{ names[0] }}",
      'names[0] is empty for a customer with no name',
      'Use {{ names[0] | default: "…" }}, or put {% if names[0] %}…{% endif %} around it',
    ],
    [
      "{% assign names = customer.name | split: ' ' %}Hi {{ names.last | upcase }}",
      'names.last is empty for a customer with no name',
      'Use {{ names.last | default: "…" }}, or put {% if names.last %}…{% endif %} around it',
    ],
    [
      "{{ recommendations | map: 'titel' | join: ', ' }}",
      'A recommendation has no field "titel"',
      'Use "title"; available: title, url, imageUrl, price, regularPrice',
    ],
    [
      "{% assign cheap = recommendations | where: 'prize', '' %}{{ cheap.size }}",
      'A recommendation has no field "prize"',
      'Use "price"; available: title, url, imageUrl, price, regularPrice',
    ],
    [
      "{{ recommendations | sort: 'rank' | map: 'title' | join: ', ' }}",
      'A recommendation has no field "rank"',
      'Use one of title, url, imageUrl, price, regularPrice',
    ],
    [
      '{% for p in recommendations %}{{ p.image }}{% endfor %}',
      'There is no variable p.image',
      `Use p.imageUrl; ${FIELDS}`,
    ],
    [
      '{% for p in recommendations %}{{ p.name }}{% endfor %}',
      'There is no variable p.name',
      `Use p.title; ${FIELDS}`,
    ],
    [
      '{% for p in recommendations %}<a href="{{ p.link }}">A</a>{% endfor %}',
      'There is no variable p.link',
      `Use p.url; ${FIELDS}`,
    ],
    [
      "{% for group in recommendations | group_by: 'price' %}{{ group.name }}{% endfor %}",
      'A loop ignores filters on its list',
      'Use {% assign list = recommendations | … %} before it, and {% for item in list %}',
    ],
    [
      "{% if lifecycle.class == 'Dormant' %}A{% endif %}",
      'lifecycle.class is never "Dormant"',
      `Use "dormant"; available: ${CLASSES}`,
    ],
    [
      "{% unless 'lapsed' == lifecycle.class %}A{% endunless %}{% if 'lapsed' != lifecycle.class %}B{% endif %}",
      'lifecycle.class is never "lapsed"',
      `Use one of ${CLASSES}`,
    ],
    [
      "{% case lifecycle.class %}{% when 'active', 'sleeping' %}A{% else %}B{% endcase %}",
      'lifecycle.class is never "sleeping"',
      `Use one of ${CLASSES}`,
    ],
    [
      '{{ 100 | divided_by: recommendations.size }}',
      'Division by 0 for a customer with no recommendations',
      'Put {% if recommendations.size %}…{% endif %} around it',
    ],
    [
      '{{ customer["nmae"] }}',
      'There is no variable customer.nmae',
      'Use customer.name; available: customer.id, customer.name, customer.firstName',
    ],
    [
      '{% for line in line_items %}{{ line.title }}{% endfor %}',
      'There is no variable line_items; it belongs to Shopify',
      PRODUCTS,
    ],
    [
      '{% catalog event.id %}{{ catalog_item.title }}{% endcatalog %}',
      '{% catalog %} is Klaviyo syntax, which Rekindle does not support',
      'Use {% for item in recommendations %}{{ item.title }}{% endfor %}',
    ],
    [
      '{% catalog_items cups 1 %}{{ items[0].name }}',
      '{% catalog_items %} is Braze syntax, which Rekindle does not support',
      'Use {% for item in recommendations %}{{ item.title }}{% endfor %}',
    ],
    [
      '{% connected_content https://a.example :save x %}{{ x.y }}',
      '{% connected_content %} is Braze syntax, which Rekindle does not support',
      'Remove it: mails cannot fetch data; put the values into content in campaign.yaml',
    ],
    [
      '{% ifequal customer.name "Lin" %}A{% endifequal %}',
      '{% ifequal %} is Django syntax, which Rekindle does not support',
      'Use {% if a == b %}…{% endif %}',
    ],
    [
      '{% for p in recommendations %}{{ p.title }}{% empty %}Soon{% endfor %}',
      '{% empty %} is Django syntax, which Rekindle does not support',
      'Use {% else %}',
    ],
  ])('%s', async (snippet, problem, fix) => {
    expect(await faultsOf(snippet)).toEqual([expect.objectContaining({ line: 11, problem, fix })])
  })

  it('only for what is wrong, so that two mistakes in one tag are both found', async () => {
    const both = '{% if lifecycle.class == "lapsed" and customer.nmae %}A{% endif %}'
    const fields = '{% for p in recommendations %}{{ p.titel | append: p.pirce }}{% endfor %}'
    const problems = async (snippet: string) =>
      (await faultsOf(snippet)).map(({ problem }) => problem)
    expect(await problems(both)).toEqual([
      'lifecycle.class is never "lapsed"',
      'There is no variable customer.nmae',
    ])
    expect(await problems(fields)).toEqual([
      'There is no variable p.titel',
      'There is no variable p.pirce',
    ])
  })
})
