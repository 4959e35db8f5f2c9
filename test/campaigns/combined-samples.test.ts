/** Customers who meet a condition of a mail and lack something else that the mail takes for given. */

import { describe, expect, it } from 'vitest'
import { combinedSamples } from '../../functions/campaigns/combined-samples.ts'
import { sampleCustomers } from '../../functions/campaigns/sample-customers.ts'
import { sampleVariables } from '../../functions/campaigns/sample-file.ts'
import { enFaults } from '../../functions/language/en/faults/words.ts'
import { makeRenderer } from '../../functions/pipeline/sending/render.ts'
import { compileInEnglish } from './in-english.ts'
import { filesWith } from './sample-campaign.ts'

const renderer = makeRenderer()
const SAMPLES = sampleCustomers(sampleVariables({}, 'en', {}))

async function faultsOf(snippet: string) {
  const put = `<mj-text>\n${snippet}\n</mj-text>\n<mj-button`
  const mjml = [['        <mj-button', put]] as const
  const compilation = await compileInEnglish(filesWith({ mjml }), renderer)
  return compilation.ok ? [] : compilation.faults.map(({ line, problem }) => [line, problem])
}

describe('refused is what fails for a customer who meets a condition and', () => {
  it.each([
    [
      'lacks recommendations',
      '{% if lifecycle.class == "dormant" %}{{ recommendations.first.title }}{% endif %}',
      'recommendations.first is empty for a customer whose class is dormant, about whom nothing else is known',
    ],
    [
      'bought more often than the sample',
      '{% if lifecycle.purchases > 10 %}{{ recommendations[0].title }}{% endif %}',
      'recommendations[0] is empty for a customer with 11 purchases, about whom nothing else is known',
    ],
    [
      'bought too often for a name to be given',
      '{% if lifecycle.purchases < 10 %}{% assign b = "1" %}{% endif %}{{ b }}',
      'b is empty for a customer with 10 purchases',
    ],
    [
      'has a short name',
      '{% if lifecycle.purchases > 5 %}{% assign p = customer.name | split: " " %}{{ p[2] }}{% endif %}',
      'p[2] is empty for a customer with 6 purchases',
    ],
    [
      'has a name of one word',
      '{% if lifecycle.purchases > 5 and customer.name %}{% assign p = customer.name | split: " " %}{{ p[1] }}{% endif %}',
      'p[1] is empty for a customer with 6 purchases, with a one-word name and one recommendation',
    ],
    [
      'has a high chance under another name',
      '{% assign odds = value.chance | times: 100 %}{% if odds >= 70 %}{{ recommendations[0].title }}{% endif %}',
      'recommendations[0] is empty for a customer whose value.chance is 0.99, about whom nothing else is known',
    ],
    [
      'has a certain first name',
      '{% if customer.firstName == "Jean" %}{{ recommendations[0].title }}{% endif %}',
      'recommendations[0] is empty for a customer whose name is "Jean", about whom nothing else is known',
    ],
    [
      'has a name with a certain word, which is not a first name',
      '{% if customer.name contains "Mr" %}{{ customer.firstName | split: "" | first | append: "" }}{% assign f = customer.firstName | split: "" %}{{ f[0] }}{% endif %}',
      'f[0] is empty for a customer whose name is "Mr"',
    ],
    [
      'is in a class with many purchases',
      '{% if lifecycle.class == "dormant" and lifecycle.purchases >= 5 %}{{ recommendations[0].title }}{% endif %}',
      'recommendations[0] is empty for a customer whose class is dormant with 5 purchases, about whom nothing else is known',
    ],
    [
      'is worth more than a loop may run',
      '{% for i in (1..value.lifetimeValueMinor) %}.{% endfor %}',
      'The Liquid produces more than a mail can hold for a customer whose value.lifetimeValueMinor is 1000000',
    ],
  ])('%s', async (_, snippet, problem) => {
    expect(await faultsOf(snippet)).toEqual([[11, problem]])
  })

  it('gets a link that leads nowhere', async () => {
    const link =
      '<a href="{% if lifecycle.purchases > 10 %}foo{% else %}https://shop.example{% endif %}">a</a>'
    expect(await faultsOf(link)).toEqual([
      [11, 'href points to "foo" for a customer with 11 purchases'],
    ])
  })
})

describe('published is what guards', () => {
  it.each([
    '{% if customer.name contains " " %}{% assign p = customer.name | split: " " %}{{ p[1] }}{% endif %}',
    '{% if lifecycle.class == "dormant" and recommendations.size > 0 %}{{ recommendations.first.title }}{% endif %}',
    '{% if lifecycle.purchases > 10 %}{% if recommendations[0] %}{{ recommendations[0].title }}{% endif %}{% endif %}',
    '{% if lifecycle.purchases < 10 %}{% assign b = "1" %}{% else %}{% assign b = "2" %}{% endif %}{{ b }}',
    '{% if lifecycle.purchases >= 3 %}{{ 12 | divided_by: lifecycle.purchases }}{% endif %}',
    '{% if lifecycle.class == "first-time" %}{{ 12 | divided_by: lifecycle.purchases }}{% endif %}',
    '{% if value.chance > 0.7 %}{{ 12 | times: value.expectedPurchases | at_least: 1 }}{% endif %}',
    '{% assign n = value.expectedPurchases | at_most: 5 | to_integer %}{% for i in (1..5) %}{% if i <= n %}*{% endif %}{% endfor %}',
  ])('%s', async (snippet) => {
    expect(await faultsOf(snippet)).toEqual([])
  })
})

describe('the customers of a mail', () => {
  it('are no more where it compares with nothing', () => {
    const source = '{% if customer.name %}{{ lifecycle.purchases }}{% endif %}'
    expect(combinedSamples(SAMPLES, source)).toBe(SAMPLES)
  })

  it('are few, however much it compares', () => {
    const source = Array.from(
      { length: 90 },
      (_, n) =>
        `{% if lifecycle.purchases > ${n} and value.chance > 0.${n} and value.recencyScore < ${n} or lifecycle.class == "dormant" or lifecycle.class == "active" %}`,
    ).join('')
    expect(combinedSamples(SAMPLES, source).length).toBeLessThan(500)
  })

  it('can exist: no customer in a class has fewer purchases than the class requires', () => {
    const source =
      '{% if lifecycle.class == "frequent" or lifecycle.class == "prospect" or lifecycle.class == "first-time" and lifecycle.purchases > 0 and lifecycle.purchases < 4 %}'
    for (const { who: whom, variables } of combinedSamples(SAMPLES, source)) {
      const who = whom(enFaults)
      const { class: name, purchases } = variables.lifecycle
      expect(purchases === 0, who).toBe(name === 'prospect')
      if (name === 'first-time') expect(purchases, who).toBe(1)
      if (name === 'frequent') expect(purchases, who).toBeGreaterThan(2)
      if (name === 'prospect') expect(variables.value.known, who).toBe(false)
    }
  })
})
