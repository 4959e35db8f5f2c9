/** Liquid that can be read only in part, or is too much: what publishing says of it. */
import { describe, expect, it } from 'vitest'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()

async function faultsOf(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const mjml = [['        <mj-button', put]] as const
  const compilation = await compileInEnglish(filesWith({ mjml }), renderer)
  return compilation.ok ? [] : compilation.faults.map(({ line, problem }) => [line, problem])
}

const QUOTE = 'A quote is never closed'
const REST = 'Only the beginning of this is valid; the rest would be ignored'
const LOOP = 'A loop only accepts a list, limit, offset and reversed'
const NOTHING_AFTER = (name: string) => `{% ${name} %} cannot have anything after its name`
const oneValue = (who: string) => `${who} takes one value and cannot compare`

describe('refused at its line, in one sentence, is', () => {
  it.each([
    ["{% if lifecycle.class == 'active %}a{% endif %}", QUOTE],
    ["{% case lifecycle.class %}{% when 'active %}a{% endcase %}", QUOTE],
    ["{% assign a = 'active %}{{ a }}", QUOTE],
    ['{% if value.chance > 0,5 %}a{% endif %}', '0,5 is not a number'],
    ['{{ customer.name or "there" }}', oneValue('An output')],
    ['{% assign n = customer.name or "there" %}{{ n }}', oneValue('{% assign %}')],
    ['{{ customer.name == "x" }}', oneValue('An output')],
    ["{{ 'a' 'b' }}", REST],
    ['{% for r in recommendations limits: 1 %}{{ r.title }}{% endfor %}', LOOP],
    ['{% if customer.name, value.known %}a{% endif %}', REST],
    ['{% assign a = customer.name, b = 2 %}{{ a }}', REST],
    ['{% if value.known %}a{% else value.known %}b{% endif %}', NOTHING_AFTER('else')],
    ['{% if value.known %}a{% endif value.known %}', NOTHING_AFTER('endif')],
    ['{% for r in recommendations %}a{% endfor r %}', NOTHING_AFTER('endfor')],
    ['{% capture a %}b{% endcapture a %}{{ a }}', NOTHING_AFTER('endcapture')],
    ['{% if lifecycle.class == “active” %}a{% endif %}', '“ is not a quote in Liquid'],
    ['{% if lifecycle.purchases &gt; 3 %}a{% endif %}', '&gt; is not supported in Liquid'],
  ])('%s', async (snippet, problem) => {
    expect(await faultsOf(snippet)).toEqual([[11, problem]])
  })
})

describe('published is', () => {
  it.each([
    '{%if customer.name=="Ann"and value.known%}a{%endif%}',
    '{% if not customer.name and lifecycle.purchases >= 3 or lifecycle.class contains "f" %}a{% endif %}',
    '{% if lifecycle["class"] == \'active\' %}a{% endif %}',
    '{% for i in (1..3) limit:2 offset: 1 reversed %}{{ i }}{% endfor %}',
    '{% for r in recommendations limit: 2, offset: 1 %}{{ r.title }}{% endfor %}',
    '{% case lifecycle.class %}{% when "active" or "dormant", "prospect" %}a{% else %}b{% endcase %}',
    '{% assign n = -1.5 | abs %}{{ n }}{{- "a, b" | split: ", " | join: " or " -}}',
    "{{ 'it' | append: \"'s\" }}{{ true }}{{ recommendations.size | plus: 1, }}",
    '{% assign list = "a,b" | split: "," %}{% assign i = 0 %}{{ list[i] }}{{ list[0].size }}',
    '{% cycle "a", "b" %}{% cycle "g": "a", "b" %}{% echo customer.name | upcase %}',
  ])('%s', async (snippet) => {
    expect(await faultsOf(snippet)).toEqual([])
  })
})

describe('refused at once, with one fault, are', () => {
  it.each([
    ['4,000 outputs', '{{ customer.name }} '.repeat(4_000), 'more than 1000 Liquid tags'],
    ['20,000 openings', '{{ '.repeat(20_000), 'more than 1000 Liquid tags'],
    [
      '3,000 conditions in each other',
      '{% if value.known %}'.repeat(3_000) + '{% endif %}'.repeat(3_000),
      'More than 50 conditions and loops',
    ],
  ])('%s', async (_, snippet, problem) => {
    const started = performance.now()
    expect(await faultsOf(snippet)).toEqual([[11, expect.stringContaining(problem)]])
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
